"""The finished rows of a case that is to be written: what each table gets, in the driver's terms.

Identifiers are 32 digits and days are text, as SQLite keeps them and PostgreSQL reads them. When
and by whom they were entered is added when they are written.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from thads.cases import intervals
from thads.cases.history import CaseFacts, CaseHistory, Happening
from thads.cases.models import (
    ActKind,
    Case,
    CaseAct,
    CaseInterval,
    Judgment,
    MovementKind,
    ObligationItem,
)
from thads.core.days import statistics_year
from thads.core.text import fold, name_sort_key
from thads.imports.register import EventLine, MoneyLine, PartyLine, RegisterCase
from thads.ledger.accounts import sides
from thads.ledger.models import LedgerEntry
from thads.parties.models import Party
from thads.periods.models import LateEntry
from thads.search import entries
from thads.search.entries import Findable
from thads.search.models import EntryKind, SearchEntry
from thads.statistics.columns import STORED
from thads.statistics.contributions import Contribution
from thads.statistics.models import case_contribution
from thads.worklists.course import Beside, Course
from thads.worklists.models import OpenDuty
from thads.worklists.sources import open_duties

Row = tuple[Any, ...]

# In the order in which they are written: what is named stands before what names it, and why a fact
# comes late before the fact.
COLUMNS: dict[str, tuple[str, ...]] = {
    LateEntry.__tablename__: ("id", "case_id", "sequence", "day", "reason"),
    Judgment.__tablename__: (
        "id", "unit_id", "number", "number_folded", "judged_on", "court", "kind", "received_on",
    ),
    Case.__tablename__: (
        "id", "unit_id", "judgment_id", "number", "series", "numbering_year", "docketed_on",
        "initiation", "kind", "entrusted_in", "bank", "corruption", "drugs", "foreign_element",
    ),
    Party.__tablename__: (
        "id", "case_id", "role", "kind", "name", "name_folded", "name_sort_key",
        "personal_id_number", "address", "commune_code",
    ),
    ObligationItem.__tablename__: ("id", "case_id", "position", "kind", "amount", "state_budget"),
    CaseAct.__tablename__: (
        "id", "case_id", "sequence", "day", "kind", "item_id", "amount", "ground", "officer_id",
        "to_unit_id", "stated_number",
    ),
    LedgerEntry.__tablename__: (
        "id", "case_id", "sequence", "day", "kind", "item_id", "amount", "voucher", "reverses_id",
        "unit_id", "debit", "credit",
    ),
    CaseInterval.__tablename__: (
        "case_id", "starts_on", "ends_on", "standing", "unit_id", "officer_id", "awarded",
        "collected", "remaining",
    ),
    case_contribution.name: (
        "case_id", "year", "part", "from_month", "to_month", "unit_id", "officer_id", "themes",
        "kind", "initiation", *STORED,
    ),
    SearchEntry.__tablename__: entries.COLUMNS,
    OpenDuty.__tablename__: (
        "duty", "subject_id", "case_id", "unit_id", "officer_id", "since", "opens_on", "due",
    ),
}  # fmt: skip


class Judged(NamedTuple):
    """By what a judgment is known again in the book of its unit."""

    unit: str
    number: str
    day: str | None
    court: str


def judged(case: RegisterCase, facts: CaseFacts) -> Judged | None:
    """The judgment of a case; None when the workbook tells nothing of it."""
    if not (case.judgment_number or case.judged_on or case.court):
        return None
    return Judged(
        facts.unit_id.hex, case.judgment_number or "", _day(case.judged_on), case.court or ""
    )


def judgment(key: Judged, row_id: str, case: RegisterCase) -> Row:
    """Received on the decision's day, for want of a better one; never before it was given."""
    received_on = max(case.key.day, case.judged_on or case.key.day)
    return (
        row_id, key.unit, key.number, fold(key.number), key.day, key.court, case.kind.value,
        _day(received_on),
    )  # fmt: skip


def register_entry(case: RegisterCase, facts: CaseFacts, judgment_id: str | None) -> Row:
    """The row of the case itself."""
    key = case.key
    return (
        facts.case_id.hex, facts.unit_id.hex, judgment_id, key.number, key.series,
        statistics_year(key.day), _day(key.day), case.initiation.value, case.kind.value,
        case.entrusted_in, case.bank, case.corruption, case.drugs, case.foreign_element,
    )  # fmt: skip


def party(line: PartyLine, row_id: str, case_id: str) -> Row:
    """One row of `duong_su`."""
    return (
        row_id, case_id, line.role.value, line.kind.value, line.name, fold(line.name),
        name_sort_key(line.name), line.personal_id_number, line.address, line.commune_code,
    )  # fmt: skip


def items(case: RegisterCase, facts: CaseFacts) -> Iterator[Row]:
    """The rows of `khoan`."""
    case_id = facts.case_id.hex
    for line, item in zip(case.items, facts.items, strict=True):
        yield (
            item.id.hex, case_id, line.position, line.kind.value, line.amount, line.state_budget,
        )  # fmt: skip


class Happened(NamedTuple):
    """The rows of what happened: acts and money."""

    acts: list[Row]
    money: list[Row]


def happened(
    case: RegisterCase, facts: CaseFacts, history: CaseHistory, ids: Iterator[str]
) -> Happened:
    """The rows of `dien_bien` and `thu_chi`, and the officer of the decision as the first act.

    The money is in the books of the unit that holds the case.
    """
    found, case_id, holder_id = Happened([], []), facts.case_id.hex, history.now.unit_id.hex
    states = {item.id: item.state_budget for item in facts.items}
    lines: list[EventLine | MoneyLine | None] = list(case.in_order())
    if case.officer:
        lines.insert(0, None)
    collected: list[tuple[str, Happening]] = []
    for line, fact in zip(lines, facts.happenings, strict=True):
        row_id = next(ids)
        start = (row_id, case_id, fact.sequence, _day(fact.day), fact.kind.value,
                 _id(fact.item_id), fact.amount)  # fmt: skip
        if isinstance(line, MoneyLine) and fact.item_id:
            transfer = sides(line.kind, state_budget=states[fact.item_id])
            taken_back = _reversed(collected, row_id, fact)
            found.money.append((*start, line.voucher, taken_back, holder_id, *transfer))
        else:
            stated = line.stated_number if isinstance(line, EventLine) else None
            holder = (_id(fact.officer_id), _id(fact.unit_id))
            found.acts.append((*start, fact.ground, *holder, stated))
    return found


def _reversed(collected: list[tuple[str, Happening]], row_id: str, fact: Happening) -> str | None:
    """The collection that a reversal takes back: the latest of that item and amount not yet taken
    back; None when no single one is it."""
    if fact.kind is MovementKind.COLLECTED:
        collected.append((row_id, fact))
    elif fact.kind is MovementKind.REVERSED:
        for place in range(len(collected) - 1, -1, -1):
            entry_id, entry = collected[place]
            if (entry.item_id, entry.amount) == (fact.item_id, fact.amount):
                del collected[place]
                return entry_id
    return None


def stood(history: CaseHistory) -> Iterator[Row]:
    """The rows of the read model of lists."""
    for case_id, starts, ends, standing, unit_id, officer, *amounts in intervals.rows_of(history):
        yield (
            case_id.hex, _day(starts), _day(ends), standing.value, unit_id.hex, _id(officer),
            *amounts,
        )  # fmt: skip


def left_open(history: CaseHistory) -> Iterator[Row]:
    """The rows of what is still to be done; a workbook tells nothing that stands beside facts."""
    for found in open_duties(Course(history, Beside())):
        yield (
            found.duty.value, found.subject_id.hex, _id(found.case_id), found.unit_id.hex,
            _id(found.officer_id), _day(found.since), _day(found.opens_on), _day(found.due),
        )  # fmt: skip


def counted(facts: CaseFacts, share: Contribution) -> Row:
    """The row of the figures' read model."""
    return (
        facts.case_id.hex, *share[:4], share.unit_id.hex, _id(share.officer_id), share.themes,
        facts.kind.value, facts.initiation.value, *share.figures,
    )  # fmt: skip


def found_by(entry: Row, parties: list[Row], acts: list[Row]) -> Iterator[Row]:
    """The rows of the search's read model, from those of the case, its parties and its acts."""
    case_id, unit_id, _, number, series, *_ = entry
    findable = [Findable(EntryKind.NUMBER, case_id, entries.number_of(number, series))]
    findable += [Findable(EntryKind.PARTY, row[0], row[5]) for row in parties]
    findable += [Findable(EntryKind.NUMBER, row[0], row[-1]) for row in acts if row[-1]]
    moved_to = [row[-2] for row in acts if row[4] == ActKind.TRANSFER.value and row[-2]]
    return entries.of_case(case_id, unit_id, moved_to, findable)


def _id(identifier: UUID | None) -> str | None:
    return None if identifier is None else identifier.hex


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
