"""Documents rendered side by side, each in a child forked from this warm process.

A child does nothing but render and write its file: what the parent holds open is not touched.
"""

import gc
import os
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from select import select

AT_ONCE = 2  # two cores print two documents in the time of one; memory stays that of two


class RenderingFailed(RuntimeError):
    """A child ended without its document; what it said stands in the log."""


def rendered(
    tasks: Sequence[Callable[[], bytes]], folder: Path, sizes: Sequence[int]
) -> list[Path]:
    """The documents of these tasks, in their order, as files of `folder`; the largest is begun
    first, so that none is left alone at the end."""
    made = [folder / f"{place}.pdf" for place in range(len(tasks))]
    waiting = sorted(range(len(tasks)), key=lambda place: sizes[place])
    running: dict[int, int] = {}  # by the descriptor that becomes readable when the child ends
    try:
        while waiting or running:
            while waiting and len(running) < AT_ONCE:
                place = waiting.pop()
                pid = _child(tasks[place], made[place])
                running[os.pidfd_open(pid)] = pid
            _await_one(running)
    finally:
        for descriptor in list(running):
            _end(running, descriptor)
    return made


def _child(task: Callable[[], bytes], made: Path) -> int:
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


def _await_one(running: dict[int, int]) -> None:
    """Wait for the first child of ours; others of this process are left to who began them."""
    for descriptor in select(list(running), [], [])[0]:
        if status := _end(running, descriptor):
            raise RenderingFailed(f"a document could not be rendered (status {status})")


def _end(running: dict[int, int], descriptor: int) -> int:
    os.close(descriptor)
    return os.waitpid(running.pop(descriptor), 0)[1]
