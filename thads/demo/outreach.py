"""Outreach of the demo: publications, talks with debtors, worksheets of communes.

Publications and talks are rows like the register's own; worksheets are made by the action of the
screens, once the register is there. Nothing is collected: the talks name money that came anyway.
"""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.models import ActKind, Case, CaseAct, MovementKind
from thads.communes import actions, grouping
from thads.communes.models import (
    CommuneBatch,
    CommuneRemark,
    CommuneSheetLine,
    CommuneSheetReturn,
    RemarkKind,
)
from thads.core.days import statistics_year, year_start
from thads.demo.shelf import Row, Shelf, moment_on
from thads.demo.telling import HORIZON
from thads.identity.models import Role, User
from thads.ledger.models import LedgerEntry
from thads.persuasion import queries as persuasion
from thads.persuasion.models import Answer, Method, PersuasionContact, VoluntaryResult
from thads.publication.models import DebtorPublication, PublicationStep, StepKind
from thads.rules.working_days import add_working_days
from thads.units.models import Unit

PAGE = "Trang thông tin điện tử của Cục Thi hành án dân sự (tập huấn)"
FIRST = year_start(statistics_year(HORIZON))
GONE = (ActKind.RESUMPTION, ActKind.DISCONTINUANCE, ActKind.COMPLETION, ActKind.WITHDRAWAL,
        ActKind.ENFORCEABLE)  # fmt: skip
OFFERS = ("Nộp trước một phần, phần còn lại trả dần hằng tháng", "Tự giao tài sản để xử lý",
          "Nộp một lần trong tháng", "Thỏa thuận với người được thi hành án")  # fmt: skip
SHEETS = 3  # communes of an office that got a worksheet


def fill(shelf: Shelf, slug: str) -> None:
    """Publications and talks; the seed is their own."""
    rng = Random(f"thads demo {slug} outreach")
    acts: dict[UUID, list[Row]] = defaultdict(list)
    for row in shelf.rows[CaseAct]:
        acts[row["case_id"]].append(row)
    for case_id, some in acts.items():
        some.sort(key=lambda row: (row["day"], row["sequence"]))
        for place, row in enumerate(some):
            if row["kind"] is ActKind.NOT_YET_ENFORCEABLE:
                _publish(shelf, rng, case_id, row, some[place + 1 :])
    _talk(shelf, rng)


def _publish(shelf: Shelf, rng: Random, case_id: UUID, act: Row, later: list[Row]) -> None:
    """Mostly in time; the end mostly too, where the ground fell away."""
    by, limit = act["entered_by_id"], 6 + rng.randint(0, 6) if rng.random() < 0.03 else 4
    day = add_working_days(act["day"], rng.randint(1, limit))
    if day > HORIZON:
        return
    made = shelf.put(
        DebtorPublication, moment_on(rng, day), rng, case_id=case_id, act_id=act["id"], day=day,
        place=PAGE, commune_sent_on=day, entered_at=moment_on(rng, day), entered_by_id=by,
    )  # fmt: skip
    gone = next((row["day"] for row in later if row["kind"] in GONE), None)
    if gone is None or gone < day:
        return
    ended = add_working_days(gone, rng.randint(1, 2))
    if ended <= HORIZON:
        for kind in (StepKind.ENDED, StepKind.COMMUNE_TOLD, StepKind.COMMUNE_ENDED):
            shelf.put(
                PublicationStep, moment_on(rng, ended), rng, publication_id=made, case_id=case_id,
                kind=kind, day=ended, note=None, entered_at=moment_on(rng, ended),
                entered_by_id=by,
            )  # fmt: skip


def _talk(shelf: Shelf, rng: Random) -> None:
    """Before money that came this year, and with debtors who have not paid yet."""
    paid = [row for row in shelf.rows[LedgerEntry]
            if row.get("kind") is MovementKind.COLLECTED and row["day"] >= FIRST]  # fmt: skip
    for entry in rng.sample(paid, len(paid) // 8):
        day = max(FIRST, entry["day"] - timedelta(days=rng.randint(3, 20)))
        contact = _contact(shelf, rng, entry["case_id"], day, Answer.PROMISES,
                           entry["entered_by_id"], None)  # fmt: skip
        shelf.put(
            VoluntaryResult, moment_on(rng, entry["day"]), rng, contact_id=contact,
            entry_id=entry["id"], act_id=None, note=None,
            entered_at=moment_on(rng, entry["day"]), entered_by_id=entry["entered_by_id"],
        )  # fmt: skip
    open_cases = {row["id"] for row in shelf.rows[Case]} - {
        row["case_id"] for row in shelf.rows[CaseAct] if row["kind"] in GONE
    } - {row["case_id"] for row in paid}  # fmt: skip
    began = {row["id"]: row for row in shelf.rows[Case]}
    for case_id in rng.sample(sorted(open_cases), len(open_cases) // 12):
        day = HORIZON - timedelta(days=rng.randint(5, 120))
        if day > began[case_id]["docketed_on"]:
            next_on = HORIZON + timedelta(days=rng.randint(-2, 25))
            _contact(shelf, rng, case_id, day, rng.choice(list(Answer)),
                     began[case_id]["entered_by_id"], next_on)  # fmt: skip


def _contact(
    shelf: Shelf, rng: Random, case_id: UUID, day: date, answer: Answer, by: UUID | None,
    next_on: date | None,
) -> UUID:  # fmt: skip
    values: dict[str, Any] = {
        "method": rng.choice(list(Method)), "met": "Người phải thi hành án", "place": None,
        "offer": rng.choice(OFFERS), "answer": answer, "note": None, "next_on": next_on,
        "corrects_id": None, "submission_key": None, "entered_by_id": by,
    }  # fmt: skip
    moment = moment_on(rng, day)
    return shelf.put(PersuasionContact, moment, rng, case_id=case_id, day=day, entered_at=moment,
                     **values)  # fmt: skip


def enter(db: Session, slug: str, today: date) -> None:
    """Worksheets of the largest communes of every office, some back with remarks."""
    rng = Random(f"thads demo {slug} worksheets")
    day = today - timedelta(days=21)
    moment = datetime(day.year, day.month, day.day, 2, 0, tzinfo=UTC)
    for unit in db.scalars(select(Unit).where(Unit.valid_on(today)).order_by(Unit.position)).all():
        heads = User.role.in_([Role.UNIT_HEAD, Role.PROVINCE_HEAD])
        head = db.scalars(select(User).where(User.unit_id == unit.id, heads)).first()
        cases = list(grouping.placed(db, day, unit.id))
        if head is None or not cases:
            continue
        batch = CommuneBatch(
            unit_id=unit.id, scope_id=unit.id, area_key=None, day=day,
            answer_by=today + timedelta(days=rng.randint(-3, 9)), entered_at=moment,
            entered_by_id=head.id,
        )  # fmt: skip
        db.add(batch)
        db.flush()
        largest = sorted(grouping.tallies(cases), key=lambda one: (-one.cases, one.area.key))
        for tally in largest[:SHEETS]:
            some = [one for one in cases if one.area == tally.area][:30]
            told = persuasion.latest(db, [one.case_id for one in some])
            sheet = actions.make_sheet(
                db, batch, tally.area, some, told, now=moment, choice=rng.choice
            )
            _answer(db, rng, sheet.id, today, head.id)


def _answer(db: Session, rng: Random, sheet_id: UUID, today: date, by: UUID) -> None:
    """Two of three worksheets came back."""
    day = today - timedelta(days=rng.randint(0, 10))
    moment = datetime(day.year, day.month, day.day, 3, 0, tzinfo=UTC)
    lines = db.scalars(select(CommuneSheetLine.id).where(CommuneSheetLine.sheet_id == sheet_id))
    if rng.random() < 1 / 3:
        return
    kinds = [kind for kind in RemarkKind if kind is not RemarkKind.OTHER]
    for line_id in lines.all()[:4]:
        db.add(CommuneRemark(
            line_id=line_id, kind=rng.choice(kinds), told_on=day, told_by="Cán bộ tư pháp xã",
            content=None, entered_at=moment, entered_by_id=by,
        ))  # fmt: skip
    db.add(CommuneSheetReturn(sheet_id=sheet_id, day=day, note=None, entered_at=moment,
                              entered_by_id=by))  # fmt: skip
