"""Documents rendered side by side, each in a child forked from this warm process.

A child does nothing but render and write its file: what the parent holds open is not touched.
"""

import gc
import os
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

AT_ONCE = 2  # two cores print two documents in the time of one; memory stays that of two
FEW = 2  # a body and one short document after it gain little from a second process


class RenderingFailed(RuntimeError):
    """A child ended without its document; what it said stands in the log."""


def rendered(tasks: Sequence[Callable[[], bytes]], folder: Path) -> list[Path]:
    """The documents of these tasks, in their order, as files of `folder`."""
    made = [folder / f"{place}.pdf" for place in range(len(tasks))]
    waiting = list(zip(tasks, made, strict=True))[::-1]
    running: set[int] = set()
    at_once = 1 if len(tasks) <= FEW else AT_ONCE
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                running.add(_child(*waiting.pop()))
            _await_one(running)
    finally:
        for pid in running:
            os.waitpid(pid, 0)
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


def _await_one(running: set[int]) -> None:
    """Wait for a child of ours; others of this process are left to who began them."""
    pid = next(iter(running))
    _, status = os.waitpid(pid, 0)
    running.discard(pid)
    if status:
        raise RenderingFailed(f"a document could not be rendered (status {status})")
