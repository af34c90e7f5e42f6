"""The register's page of 50 cases against a bare hello-world, each served by one gunicorn worker.

Requests go one after the other over loopback, in turn. Gates: at least 0.15 of hello-world's
requests a second; p95 at most 8 ms.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import urlencode

import pytest

from tests.bench.world import office
from thads.demo.people import PASSWORD

LEAST_SHARE, MOST_P95_MS, ROUNDS = 0.15, 8.0, 300
ROOT = Path(__file__).parents[2]
HELLO = "tests.bench.pages_bench:hello"


def hello(environ: object, start_response: object) -> list[bytes]:
    """The smallest answer there is."""
    start_response("200 OK", [("Content-Type", "text/plain")])  # type: ignore[operator]
    return [b"hello"]


@contextmanager
def served(application: str) -> Iterator[int]:
    """One gunicorn worker with this application; the port it answers on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", "1",
               "--preload", "--no-control-socket", "--log-level", "error", application]  # fmt: skip
    with subprocess.Popen(command, cwd=ROOT, env=dict(os.environ, PYTHONPATH=str(ROOT))) as server:
        try:
            _wait(port)
            yield port
        finally:
            server.terminate()


def _wait(port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(port)


def seconds(port: int, path: str, headers: dict[str, str]) -> float:
    """One request, from the connection to the last byte."""
    start = perf_counter()
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == 200, (path, answer.status)
    return perf_counter() - start


def sign_in(port: int) -> dict[str, str]:
    """The cookie of the province's head."""
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/t/lao-cai/sign-in")
    page = connection.getresponse()
    cookie = str(page.getheader("Set-Cookie")).partition(";")[0]
    token = page.read().decode().partition('name="csrf_token" value="')[2].partition('"')[0]
    form = {"username": "cuctruong", "password": PASSWORD, "csrf_token": token}
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("POST", "/t/lao-cai/sign-in", urlencode(form), headers)
    answer = connection.getresponse()
    assert answer.status == 303, answer.read()[:500]
    return {"Cookie": str(answer.getheader("Set-Cookie")).partition(";")[0]}


def main() -> int:
    """Measure in turn, print, and say whether the gates hold."""
    with (
        tempfile.TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as patch,
        office(Path(folder), patch),
        served("wsgi:app") as thads,
        served(HELLO) as plain,
    ):
        cookie = sign_in(thads)
        pairs = [
            (seconds(thads, "/t/lao-cai/cases/", cookie), seconds(plain, "/", {}))
            for _ in range(ROUNDS)
        ][20:]
    page, bare = median(p for p, _ in pairs), median(b for _, b in pairs)
    p95 = quantiles([p for p, _ in pairs], n=20)[-1] * 1000
    share = bare / page
    sound = share >= LEAST_SHARE and p95 <= MOST_P95_MS
    sys.stdout.write(f"register's page  {page * 1000:8.2f} ms   hello-world {bare * 1000:.2f} ms\n")
    sys.stdout.write(f"share of its rps {share:8.3f}      (gate: at least {LEAST_SHARE})\n")
    sys.stdout.write(f"p95 alone        {p95:8.2f} ms   (gate: at most {MOST_P95_MS})\n")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
