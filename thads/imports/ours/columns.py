"""What is read of our cases, one query a table; each takes the ids of a chunk of cases."""

from functools import cache
from typing import Any

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import aliased

from thads.cases.models import (
    NOT_IN_REGISTER,
    Case,
    CaseAct,
    Judgment,
    MovementKind,
    ObligationItem,
)
from thads.core.driver import Query
from thads.evidence.models import EvidenceFile
from thads.identity.models import User
from thads.ledger import counters
from thads.ledger.models import LedgerEntry
from thads.parties.models import Party
from thads.units.models import Unit


@cache
def cases() -> Query:
    """Live cases with their judgments."""
    ids: BindParameter[Any] = bindparam("ids", expanding=True)
    return (
        select(
            Case.id, Case.import_id, Case.revision, Unit.code, Case.number, Case.series,
            Case.docketed_on, Case.initiation, Case.kind, Case.entrusted_in, Case.bank,
            Case.corruption, Case.drugs, Case.foreign_element, Judgment.number,
            Judgment.judged_on, Judgment.court,
        )
        .join(Unit, Unit.id == Case.unit_id)
        .outerjoin(Judgment, Judgment.id == Case.judgment_id)
        .where(Case.id.in_(ids), Case.struck_by_id.is_(None))
        .order_by(Case.id)
    )  # fmt: skip


@cache
def parts() -> tuple[Query, ...]:
    """By case: evidence, closed money, parties, items, acts and money of the cases named."""
    ids: BindParameter[Any] = bindparam("ids", expanding=True)
    return _evidence(ids), _closed(ids), _parties(ids), _items(ids), _acts(ids), _money(ids)


def _evidence(ids: BindParameter[Any]) -> Query:
    """A file of evidence does not touch the case's revision, and no import writes one."""
    case_id = EvidenceFile.case_id
    return select(case_id).where(case_id.in_(ids)).order_by(case_id)


def _closed(ids: BindParameter[Any]) -> Query:
    """Cases with money in a month whose books are closed."""
    stmt = select(Case.id).where(Case.id.in_(ids), counters.is_closed_over())
    return stmt.order_by(Case.id)


def _parties(ids: BindParameter[Any]) -> Query:
    party = Party
    columns = (party.personal_id_number, party.address, party.commune_code)
    stmt = select(party.case_id, party.role, party.name, party.kind, *columns)
    return stmt.where(party.case_id.in_(ids)).order_by(
        party.case_id, party.role, party.entered_at, party.id
    )


def _items(ids: BindParameter[Any]) -> Query:
    item = ObligationItem
    stmt = select(item.case_id, item.position, item.kind, item.amount, item.state_budget)
    return stmt.where(item.case_id.in_(ids)).order_by(item.case_id, item.position)


def _acts(ids: BindParameter[Any]) -> Query:
    act, item, receiving = CaseAct, ObligationItem, aliased(Unit)
    correction = aliased(CaseAct)
    struck = select(correction.id).where(correction.corrects_id == act.id).exists()
    counts = [
        act.kind != bindparam(None, kind, literal_execute=True) for kind in sorted(NOT_IN_REGISTER)
    ]
    return (
        select(
            act.case_id, act.day, act.kind, item.position, act.amount, act.ground,
            act.stated_number, act.number, act.series, User.username, receiving.code, act.sequence,
        )
        .outerjoin(item, item.id == act.item_id)
        .outerjoin(User, User.id == act.officer_id)
        .outerjoin(receiving, receiving.id == act.to_unit_id)
        .where(act.case_id.in_(ids), *counts, ~struck)
        .order_by(act.case_id, act.day, act.sequence)
    )  # fmt: skip


def _money(ids: BindParameter[Any]) -> Query:
    entry, item, back = LedgerEntry, ObligationItem, aliased(LedgerEntry)
    # A payment that came back was not made: the workbook has no word for its return.
    word: BindParameter[Any] = bindparam(None, MovementKind.PAYMENT_RETURNED, literal_execute=True)
    returned = back.kind == word
    came_back = select(back.id).where(back.reverses_id == entry.id, returned).exists()
    said = (entry.day, item.position, entry.kind, entry.amount, entry.voucher, entry.sequence)
    return (
        select(entry.case_id, *said)
        .join(item, item.id == entry.item_id)
        .where(entry.case_id.in_(ids), entry.kind != word, ~came_back)
        .order_by(entry.case_id, entry.day, entry.sequence)
    )
