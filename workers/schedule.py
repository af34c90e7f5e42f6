"""The process that looks at the clock: sweeps often, once a night proves and prepares figures,
on the morning of a working day tells everyone what changed in his work."""

import logging
import signal
import threading
from datetime import UTC, date, datetime, timedelta

from tenants import registry
from tenants.sessions import open_session
from tenants.settings import Settings
from thads.accounting import papers, tieout
from thads.assembly import assemble
from thads.audit import proofs
from thads.audit import queries as audit
from thads.banks import printing as banks
from thads.casefiles import binding
from thads.cases import readmodel as cases
from thads.communes import printing as communes
from thads.core.days import VIETNAM, statistics_year
from thads.formbook import papers as forms
from thads.identity import actions as identity
from thads.imports.exporting import actions as exports
from thads.inspections import printing as inspections
from thads.payouts import printing
from thads.rules.working_days import is_working_day
from thads.statistics import readmodel
from thads.worklists import readmodel as worklists
from thads.worklists.actions import make_digests
from workers.handing import ask_for_targets
from workers.sweeper import sweep

EVERY_SECONDS = 15
NIGHT_HOUR = 2
MORNING_HOUR = 5
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
            _keep_duties(ref.slug)
            difference = difference or _read_record(ref.slug)
            difference = difference or _tie_out(ref.slug, ref.practice_day or today - timedelta(1))
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
        papers.purge(db, now=datetime.now(UTC))
        printing.purge(db, now=datetime.now(UTC))
        communes.purge(db, now=datetime.now(UTC))
        forms.purge(db, now=datetime.now(UTC))
        inspections.purge(db, now=datetime.now(UTC))
        banks.purge(db, now=datetime.now(UTC))
        db.commit()


def _prove(slug: str, day: date) -> str | None:
    with open_session(slug) as db:
        readmodel.extend_horizon(db, statistics_year(day) + 1)
        db.commit()
        difference = readmodel.verify(db)
        return None if difference is None else str(difference)


def _tie_out(slug: str, day: date) -> str | None:
    """Keep how cases, ledger and statistics stood to each other at the end of a day."""
    with open_session(slug) as db:
        tieout.keep(db, day, now=datetime.now(UTC))
        db.commit()
        return tieout.first_difference(db, day)


def _read_record(slug: str) -> str | None:
    """Read the record of acts through, without keeping anybody from writing, and note it."""
    with open_session(slug, read_only=True) as db:
        until, _ = audit.head(db)
        first_bad = audit.verify(db, until=until)
    with open_session(slug) as db:
        proofs.note(db, until=until, first_bad=first_bad)
        db.commit()
    return None if first_bad is None else f"record of acts differs from entry {first_bad} on"


def _keep_duties(slug: str) -> None:
    """Due days change with holidays that are announced; an upgrade may bring new duties."""
    with open_session(slug) as db:
        difference = worklists.verify(db)
        if difference is not None:
            log.warning("%s: duties are made anew: %s", slug, difference)
            cases.rebuild(db)
            db.commit()


def morning(today: date) -> int:
    """A digest for everyone with work, where people work on this day; how many were made."""
    made = 0
    for ref in registry.every():
        day = ref.practice_day or today
        if not ref.is_active or not is_working_day(day):
            continue
        try:
            with open_session(ref.slug) as db:
                made += make_digests(db, day, now=datetime.now(UTC))
                db.commit()
        except Exception:
            log.exception("%s has no digests; the others have", ref.slug)
    return made


def main() -> None:
    """Run until told to stop."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    assemble(Settings.from_environment().audit_key)
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    last_night = last_morning = date.min
    while not stopped.wait(EVERY_SECONDS):
        try:
            ask_for_targets()
            sweep()
            here = datetime.now(VIETNAM)
            if here.hour == NIGHT_HOUR and last_night != here.date():
                last_night = here.date()
                for finding in nightly(last_night):
                    log.error("figures differ from records: %s", finding)
            if here.hour >= MORNING_HOUR and last_morning != here.date():
                last_morning = here.date()
                morning(last_morning)
        except Exception:
            log.exception("one round failed; the next follows")


if __name__ == "__main__":
    main()
