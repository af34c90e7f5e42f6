"""The province freezes the figures of a period: the first version, or one that replaces it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.audit import queries as record_of_acts
from thads.closing import calendar, documents, frozen, guards, queries, supplements
from thads.closing.calendar import KEPT
from thads.closing.chain import Chain
from thads.closing.guards import refuse
from thads.closing.models import PeriodVersion
from thads.core import program
from thads.identity.models import User
from thads.periods import actions as periods
from thads.rules import statistics_regime
from thads.statistics.subject import PROVINCE


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionTerms:
    """What the head says of a version; `seen` is the digest of the figures looked at."""

    seen: str
    reason: str | None = None
    basis_number: str | None = None
    basis_date: date | None = None


def make_version(
    db: Session, period_end: date, terms: VersionTerms, *, by: User, today: date, now: datetime
) -> PeriodVersion:
    """Freeze the figures as they are known now (R13).

    The first version needs every unit closed and approved; a later one a reason, the document it
    rests on, and figures that differ (TT05 Đ.11). No version is ever changed.
    """
    calendar.check_over(period_end, today)
    known_at = periods.freeze(db, period_end, by=by, now=now)
    chain = queries.chain(db, period_end, today=today)
    number = len(chain.versions) + 1
    figures = documents.of_province(chain.figures, number)
    digest = documents.digest(figures)
    if digest != terms.seen:
        refuse("changed", f"Số liệu vừa thay đổi sau khi trang được mở. {KEPT}; xem lại rồi chốt.")
    guards.check_identities(chain.figures.rows)
    guards.check_explained(db, PROVINCE, period_end)
    registers = frozen.registers(db, chain.figures)
    if chain.newest is None:
        guards.check_units(chain.waiting_for)
    else:
        is_same = chain.newest.digest == digest
        is_same = is_same and frozen.are_kept(db, chain.newest.id, registers)
        _check_amendment(chain.newest, terms, today, is_same=is_same)
    version = _frozen(db, chain, terms, number, by=by, now=now)
    version.known_at, version.figures, version.digest = known_at, figures, digest
    db.add(version)
    db.flush()
    parts = frozen.keep(db, version, registers)
    audit.record(db, by, "period.frozen", version, period_end=period_end, number=number,
                 digest=digest, parts=parts, reason=terms.reason, basis_number=terms.basis_number,
                 basis_date=terms.basis_date)  # fmt: skip
    if number > 1:
        supplements.ask_for(db, version, now=now)
    return version


def _frozen(
    db: Session, chain: Chain, terms: VersionTerms, number: int, *, by: User, now: datetime
) -> PeriodVersion:
    """Everything by which the figures can be counted again."""
    regime = statistics_regime.on(chain.period_end)
    last, head = record_of_acts.head(db)
    is_first = number == 1
    return PeriodVersion(
        period_end=chain.period_end, number=number, day=chain.today,
        regime=regime.code, rules={"source": regime.source, "digest": program.digest_of("rules")},
        program=program.version(), audit_number=last, audit_head=head,
        reason=None if is_first else terms.reason,
        basis_number=None if is_first else terms.basis_number,
        basis_date=None if is_first else terms.basis_date,
        entered_at=now, entered_by_id=by.id,
    )  # fmt: skip


def _check_amendment(
    newest: PeriodVersion, terms: VersionTerms, today: date, *, is_same: bool
) -> None:
    if is_same:
        refuse(
            "same",
            f"Số liệu không khác {newest.name.lower()} chốt ngày {newest.day:%d/%m/%Y}. {KEPT}; "
            "chỉ lập bản sau khi số liệu đã đổi.",
        )
    if not terms.reason:
        refuse("reason", f"Nhập lý do lập bản sau (TT05/2024 Đ.11). {KEPT}.", field="reason")
    if not terms.basis_number or terms.basis_date is None:
        refuse("basis", f"Nhập số, ngày văn bản làm căn cứ. {KEPT}.", field="basis_number")
    if terms.basis_date > today:
        refuse("basis_day", f"Ngày văn bản căn cứ sau hôm nay. {KEPT}.", field="basis_date")
