"""A small supervisor for one machine: starts in order, restarts what falls, ends all together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

MOST_FALLS = 5  # within FALL_SECONDS: then something is wrong that a restart does not mend
FALL_SECONDS = 60.0
END_SECONDS = 20.0


class GaveUp(Exception):
    """A process falls again and again, or did not become ready."""


@dataclass
class Child:
    """One process: how to start it and when it fell."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    ends: bool = False  # has its work done one day; the others run on
    process: subprocess.Popen[bytes] | None = None
    falls: list[float] = field(default_factory=list)

    def start(self) -> None:
        """In a group of its own: Ctrl-C reaches the supervisor only, which then ends all."""
        self.process = subprocess.Popen(
            self.command, env=dict(self.environment), stdin=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip

    def has_fallen(self) -> bool:
        """Started and no longer running."""
        return self.process is not None and self.process.poll() is not None

    def signal(self, number: int) -> None:
        """To the process and all that it started."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


class Supervisor:
    """Keeps its children running until it is told to end."""

    def __init__(self) -> None:
        self.children: list[Child] = []
        self.ending = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._end)

    def start(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        ready: Callable[[], bool] | None = None,
        within: float = 30.0,
        ends: bool = False,
    ) -> None:
        """Start one and wait until it is ready; one that `ends` is not started again."""
        if self.ending:
            return
        child = Child(name, command, environment, ends)
        self.children.append(child)
        child.start()
        until = time.monotonic() + within
        while ready is not None and not self.ending and not ready():
            if child.has_fallen() or time.monotonic() > until:
                raise GaveUp(f"{name} không khởi động được.")
            time.sleep(0.1)

    def watch(self) -> None:
        """Restart what falls until the end is asked for."""
        while not self.ending:
            for child in list(self.children):
                if child.has_fallen() and not self.ending:
                    self._let_go(child) if child.ends else self._restart(child)
            time.sleep(0.5)

    def end(self) -> None:
        """End all, the last started first; who does not end in time is killed."""
        self.ending = True
        for child in reversed(self.children):
            child.signal(signal.SIGTERM)
            self._wait(child)
        for child in self.children:
            child.signal(signal.SIGKILL)

    def _let_go(self, child: Child) -> None:
        self.children.remove(child)
        if child.process is not None and child.process.returncode:
            sys.stderr.write(f"{child.name} không xong; lý do ở các dòng trên.\n")

    def _restart(self, child: Child) -> None:
        now = time.monotonic()
        child.falls = [fell for fell in child.falls if now - fell < FALL_SECONDS] + [now]
        if len(child.falls) > MOST_FALLS:
            raise GaveUp(f"{child.name} dừng liên tục.")
        sys.stderr.write(f"{child.name} đã dừng; khởi động lại.\n")
        time.sleep(min(0.5 * len(child.falls), 3))
        child.signal(signal.SIGKILL)
        child.start()

    def _wait(self, child: Child) -> None:
        try:
            if child.process is not None:
                child.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            child.signal(signal.SIGKILL)
            sys.stderr.write(f"{child.name} không dừng kịp nên bị kết thúc.\n")

    def _end(self, number: int, frame: object) -> None:
        self.ending = True
