"""Documents rendered side by side, each in a child forked from this warm process.

A child does nothing but render and write its file: what the parent holds open is not touched.
"""

from __future__ import annotations

import gc
import os
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from select import select
from types import TracebackType

AT_ONCE = 2  # two cores print two documents in the time of one; memory stays that of two
Task = Callable[[], bytes]


class RenderingFailed(RuntimeError):
    """A child ended without its document; what it said stands in the log."""


class Rendering:
    """These tasks at work while the block runs; its documents, files of `folder`, are given in
    their order, each as soon as it and those before it are made."""

    def __init__(self, tasks: Sequence[Task], folder: Path, sizes: Sequence[int]) -> None:
        self._tasks = tasks
        self._made = [folder / f"{place}.pdf" for place in range(len(tasks))]
        # The much larger are begun first, so that none is left alone at the end; else in order.
        self._waiting = sorted(range(len(tasks)), key=lambda at: (sizes[at].bit_length(), -at))
        self._running: dict[int, tuple[int, int]] = {}  # by what is readable when the child ends
        self._ended = set[int]()

    def __enter__(self) -> Rendering:
        self._begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        for descriptor in list(self._running):
            self._end(descriptor)

    def __iter__(self) -> Iterator[Path]:
        for place, path in enumerate(self._made):
            while place not in self._ended:
                self._await_one()
                self._begin()  # before the caller takes its time over what is made
            yield path

    def _begin(self) -> None:
        while self._waiting and len(self._running) < AT_ONCE:
            place = self._waiting.pop()
            pid = _child(self._tasks[place], self._made[place])
            self._running[os.pidfd_open(pid)] = pid, place

    def _await_one(self) -> None:
        """Wait for the first child of ours; others of this process are left to who began them."""
        for descriptor in select(list(self._running), [], [])[0]:
            if status := self._end(descriptor):
                raise RenderingFailed(f"a document could not be rendered (status {status})")

    def _end(self, descriptor: int) -> int:
        os.close(descriptor)
        pid, place = self._running.pop(descriptor)
        self._ended.add(place)
        return os.waitpid(pid, 0)[1]


def _child(task: Task, made: Path) -> int:
    pid = os.fork()
    if pid:
        return pid
    status = 1
    gc.disable()  # it lives for one document
    try:
        made.write_bytes(task())
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)
