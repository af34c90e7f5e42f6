"""A process that pays and is killed by itself, with SIGKILL, before its n-th word to the database.

    ran("worker", job, n)      the worker of a batch
    ran("request", proposal, person, key, n)     the same form's sending

Commits count as words. With n = 0 it is left alive.
"""

import os
import signal
from contextlib import closing
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from tests.clients import PASSWORD, Client, client_of
from tests.payouts.days import TODAY
from thads.app import create_app
from thads.assembly import assemble
from thads.payouts import actions
from thads.payouts.views import batches
from workers import run

SLUG = "lao-cai"
PROCESSES = get_context("forkserver")  # the program is read once, not by each process anew
PROCESSES.set_forkserver_preload(["tests.payouts.killed"])


def ran(*given: object) -> str | None:
    """What the process answered; None when it was killed."""
    answers, to = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=send, args=(to, dict(os.environ), *map(str, given)))
    with answers, closing(process):
        process.start()
        to.close()
        process.join()
        if process.exitcode == -9:
            return None
        assert process.exitcode == 0
        return str(answers.recv())


def killed_at(limit: int) -> None:
    """Die before the `limit`-th statement or commit from now on."""
    said = 0

    def count(*_: object) -> None:
        nonlocal said
        said += 1
        if said == limit:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", count)
    event.listen(Session, "before_commit", count)
    event.listen(Session, "after_commit", count)


def worker(job_id: str, limit: int) -> object:
    """Take the job over at once, in small chunks."""
    assemble(os.environ["THADS_AUDIT_KEY"].encode())
    run.SILENT, run.ATTEMPTS = timedelta(0), 10**6
    some, chunk = actions.pay_some, int(os.environ.get("THADS_DRILL_CHUNK", "3"))
    actions.pay_some = lambda db, batch: some(db, batch, most=chunk)
    killed_at(limit)
    return run.run(SLUG, job_id)


def request(proposal_id: str, username: str, key: str, limit: int) -> object:
    """Sign in and send the form that pays."""
    batches.today = lambda: TODAY
    app = create_app(TESTING=True, WTF_CSRF_ENABLED=False)
    app.test_client_class = Client
    client = client_of(app, SLUG, before=lambda: None)
    client.post("/sign-in", data={"username": username, "password": PASSWORD})
    killed_at(limit)
    answers = {"password": PASSWORD, "submission_key": key}
    return client.post(f"/payouts/{proposal_id}/payment", data=answers).status_code


def answer(what: str, *given: str) -> object:
    """What the process is asked for, by its name; the last word is when it dies."""
    *rest, after = given
    return {"worker": worker, "request": request}[what](*rest, int(after))


def send(to: Connection, environment: dict[str, str], *given: str) -> None:
    """Answer whoever forked this process; its server began before there was an installation."""
    os.environ.update(environment)
    to.send(str(answer(*given)))
