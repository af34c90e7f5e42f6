"""What was started together ends together, and what falls stands up again."""

import fcntl
import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from thads.commands.supervise import GaveUp, Supervisor

LASTING = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def supervisor():
    before = {n: signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield (made := Supervisor())
    made.end()
    for number, handler in before.items():
        signal.signal(number, handler)


def comes_free(held: Path) -> bool:
    """Whether a grandchild's lock is given up soon: nobody waits for it, so it dies in its time."""
    until = time.monotonic() + 10
    with held.open() as file:
        while time.monotonic() < until:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(0.05)
            else:
                return True
    return False


def test_ctrl_c_ends_all_children_and_theirs(supervisor, tmp_path: Path):
    held = tmp_path / "held"
    holding = f"import fcntl,time; fcntl.flock(f := open({str(held)!r}, 'w'), 2); time.sleep(60)"
    parent = f"import subprocess,sys; subprocess.run([sys.executable, '-c', {holding!r}])"
    supervisor.start("a", LASTING, os.environ)
    supervisor.start("b", [sys.executable, "-c", parent], os.environ, ready=held.exists)
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
    supervisor.watch()
    supervisor.end()
    assert all(child.has_fallen() for child in supervisor.children)
    assert comes_free(held)


def test_a_fallen_process_is_started_again(supervisor, tmp_path: Path):
    log = repr(str(tmp_path / "starts"))
    lasting = f"len(open({log}).read()) > 1 and time.sleep(60)"
    once = f"import time; open({log}, 'a').write('x'); {lasting}"
    supervisor.start("once", [sys.executable, "-c", once], os.environ)
    threading.Timer(2.5, os.kill, (os.getpid(), signal.SIGTERM)).start()
    supervisor.watch()
    assert (tmp_path / "starts").read_text() == "xx"


def test_what_has_done_its_work_is_let_go(supervisor, tmp_path: Path, capsys):
    said = f"import sys; open({str(tmp_path / 'runs')!r}, 'a').write('x'); sys.exit(3)"
    supervisor.start("papers", [sys.executable, "-c", said], os.environ, ends=True)
    supervisor.start("web", LASTING, os.environ)
    threading.Timer(2.0, os.kill, (os.getpid(), signal.SIGTERM)).start()
    supervisor.watch()
    assert (tmp_path / "runs").read_text() == "x"
    assert [child.name for child in supervisor.children] == ["web"]
    assert "papers không xong" in capsys.readouterr().err


def test_what_does_not_become_ready_is_given_up(supervisor):
    started = time.monotonic()
    with pytest.raises(GaveUp, match="web"):
        supervisor.start("web", [sys.executable, "-c", ""], os.environ, ready=lambda: False)
    assert time.monotonic() - started < 10
