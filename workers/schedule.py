"""The process that looks at the clock: sweeps often, once a night proves and prepares figures."""

import logging
import signal
import threading
from datetime import UTC, date, datetime, timedelta

from tenants import registry
from tenants.sessions import open_session
from tenants.settings import Settings
from thads.assembly import assemble
from thads.casefiles import binding
from thads.core.days import VIETNAM, statistics_year
from thads.identity import actions as identity
from thads.imports.exporting import actions as exports
from thads.statistics import readmodel
from workers.sweeper import sweep

EVERY_SECONDS = 15
NIGHT_HOUR = 2
FORMS_KEPT = timedelta(days=30)  # the keys of forms that were sent
log = logging.getLogger(__name__)


def nightly(today: date) -> list[str]:
    """For each province: the next year is in the read model, and it equals the records."""
    findings = []
    for ref in registry.every():
        if not ref.is_active:
            continue
        try:
            _tidy(ref.slug)
            difference = _prove(ref.slug, ref.practice_day or today)
        except Exception as failure:  # one province's trouble is not the others'
            log.exception("%s could not be proved", ref.slug)
            difference = f"{type(failure).__name__}"
        if difference:
            findings.append(f"{ref.slug}: {difference}")
    return findings


def _tidy(slug: str) -> None:
    with open_session(slug) as db:
        identity.forget_submissions(db, before=datetime.now(UTC) - FORMS_KEPT)
        exports.purge(db, now=datetime.now(UTC))
        binding.purge(db, now=datetime.now(UTC))
        db.commit()


def _prove(slug: str, day: date) -> str | None:
    with open_session(slug) as db:
        readmodel.extend_horizon(db, statistics_year(day) + 1)
        db.commit()
        difference = readmodel.verify(db)
        return None if difference is None else str(difference)


def main() -> None:
    """Run until told to stop."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    assemble(Settings.from_environment().audit_key)
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    last_night: date | None = None
    while not stopped.wait(EVERY_SECONDS):
        try:
            sweep()
            here = datetime.now(VIETNAM)
            if here.hour == NIGHT_HOUR and last_night != here.date():
                last_night = here.date()
                for finding in nightly(last_night):
                    log.error("figures differ from records: %s", finding)
        except Exception:
            log.exception("one round failed; the next follows")


if __name__ == "__main__":
    main()
