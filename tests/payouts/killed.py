"""A process that pays and is killed by itself, with SIGKILL, before its n-th word to the database.

    python -m tests.payouts.killed worker <job> <n>      the worker of a batch
    python -m tests.payouts.killed request <proposal> <person> <key> <n>     the same form's sending

Commits count as words. With n = 0 it is left alive. The last line that it prints is its answer.
"""

import os
import signal
import sys
from datetime import timedelta
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
CHUNK = int(os.environ.get("THADS_DRILL_CHUNK", "3"))


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
    some = actions.pay_some
    actions.pay_some = lambda db, batch: some(db, batch, most=CHUNK)
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


if __name__ == "__main__":
    sys.stdout.write(f"{answer(*sys.argv[1:])}\n")
