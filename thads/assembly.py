"""Where the parts of the product meet: what each session of a tenant keeps in step."""

from datetime import date
from functools import cache

from sqlalchemy.orm import Session

import thads.schema  # noqa: F401  (completes the metadata: records name each other)
from tenants.sessions import TenantSession
from thads.audit import actions as audit
from thads.cases import intervals, readmodel
from thads.closing import frozen as versions
from thads.closing import queries as closing
from thads.complaints import halting as complaints
from thads.formbook import oversight
from thads.measures import halts
from thads.periods import guard as periods
from thads.reports import summary
from thads.search import index as search
from thads.statistics import readmodel as statistics
from thads.validation import frozen as closed
from thads.visits import clocks as visit_clocks
from thads.visits import rounds as visits
from thads.worklists import books, registers
from thads.worklists import readmodel as worklists

# The figures first: who brings them up waits for a rebuild before he touches anything else.
READ_MODELS = (statistics, intervals, search, worklists)


@cache
def assemble(audit_key: bytes) -> None:
    """Wire the process once: read models behind every session, the key of the audit chain."""
    audit.use_key(audit_key)
    readmodel.install(TenantSession, READ_MODELS)
    search.install(TenantSession)
    registers.watch(TenantSession)
    books.join(visit_clocks.BOOK)
    oversight.FEED.join(oversight.VISITS, visits.FEED)
    halts.join(complaints.forbids)
    versions.use(summary.frozen)
    closed.use(_newest_version)
    periods.install(TenantSession)  # last: figures are held before freezes, by everyone


def _newest_version(db: Session, period_end: date) -> closed.Document | None:
    version = closing.newest(db, period_end)
    return version.figures if version else None
