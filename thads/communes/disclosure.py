"""What leaves the office on a worksheet: this list, and nothing else of a case or a person.

A commune helps to find and persuade; it needs to know who owes what to be done, where he is said
to live, and whom to call at the office. Creditors, numbers of persons, accounts, the judgment's
contents and what was said in earlier talks stay here. The debtor's data that NĐ152 Đ.23 has
published go further than this.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.models import Case, ObligationItem
from thads.communes.models import CommuneSheet, CommuneSheetLine
from thads.parties.models import Party, PartyRole
from thads.verification import areas
from thads.verification.areas import UNKNOWN_KEY


class Disclosed(NamedTuple):
    """All that a worksheet says of one case."""

    position: int
    code: str
    title: str  # of the enforcement decision
    debtors: tuple[tuple[str, str], ...]  # name and address of those in this commune
    owes: str  # kinds of obligation
    remaining: int  # đồng
    contacted_on: date | None
    proposal: str
    officer: str

    def as_words(self) -> dict[str, Any]:
        """The same for the paper."""
        told = self.contacted_on.isoformat() if self.contacted_on else None
        return {**self._asdict(), "contacted_on": told}


def disclosed(db: Session, sheet: CommuneSheet) -> list[Disclosed]:
    """The lines of a worksheet (loaded with their cases and officers) as the commune reads them."""
    ids = [line.case_id for line in sheet.lines]
    debtors, owed = _debtors(db, ids), _owed(db, ids)
    return [
        Disclosed(
            line.position, line.code, line.case.title, _here(debtors.get(line.case_id, ()), line),
            owed.get(line.case_id, "–"), line.remaining, line.contacted_on, line.proposal.label,
            line.officer.full_name if line.officer else "Chưa phân công",
        )
        for line in sheet.lines
    ]  # fmt: skip


def _here(debtors: Sequence[Party], line: CommuneSheetLine) -> tuple[tuple[str, str], ...]:
    """Those who live in the commune of the sheet; all where none is known to."""
    key, day = line.sheet.area_key, line.sheet.batch.day
    written = line.case.docketed_on
    ours = [
        one for one in debtors
        if key != UNKNOWN_KEY and areas.of_code(one.commune_code, written, day).key == key
    ]  # fmt: skip
    return tuple((one.name, one.address or "") for one in ours or debtors)


def _debtors(db: Session, ids: Sequence[UUID]) -> dict[UUID, list[Party]]:
    stmt = (
        select(Party)
        .where(Party.case_id.in_(ids), Party.role == PartyRole.DEBTOR)
        .order_by(Party.entered_at, Party.id)
    )
    found: dict[UUID, list[Party]] = {}
    for party in db.scalars(stmt):
        found.setdefault(party.case_id, []).append(party)
    return found


def _owed(db: Session, ids: Sequence[UUID]) -> dict[UUID, str]:
    item = ObligationItem
    stmt = select(item.case_id, item.kind).join(Case, Case.id == item.case_id)
    kinds: dict[UUID, dict[str, None]] = {}
    for case_id, kind in db.execute(stmt.where(item.case_id.in_(ids)).order_by(item.position)):
        kinds.setdefault(case_id, {})[kind.label] = None
    return {case_id: ", ".join(labels) for case_id, labels in kinds.items()}
