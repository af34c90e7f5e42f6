"""How much memory a family of processes takes, shared pages counted once (PSS), in MB, and how
long it has worked."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from types import TracebackType

EVERY = 0.05  # seconds between two looks
TICKS = os.sysconf("SC_CLK_TCK")


def worked(named: str) -> float:
    """Seconds of processors of the living descendants of this process with such a name."""
    ticks = 0
    for pid in _family(os.getpid()):
        _, _, told = _read(Path(f"/proc/{pid}/stat")).rpartition(")")
        if told and named in _read(Path(f"/proc/{pid}/comm")):
            user, system = told.split()[11:13]
            ticks += int(user) + int(system)
    return ticks / TICKS


class Peak:
    """The most that this process and its descendants took while the block ran; with a name, only
    descendants of that name. Nothing where it is not on."""

    def __init__(self, *, named: str = "", on: bool = True) -> None:
        self.named, self.on, self.megabytes = named, on, 0
        self._over = Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Peak":
        if self.on:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._over.set()
        if self.on:
            self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(EVERY):
            here = os.getpid()
            taken = sum(_taken(pid) for pid in (here, *_family(here)) if self._counts(pid))
            self.megabytes = max(self.megabytes, taken // 1024)

    def _counts(self, pid: int) -> bool:
        return not self.named or self.named in _read(Path(f"/proc/{pid}/comm"))


def _family(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, _read(task).split()):
            yield child
            yield from _family(child)


def _taken(pid: int) -> int:
    """KB of one process; one that has ended took nothing."""
    for line in _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""
