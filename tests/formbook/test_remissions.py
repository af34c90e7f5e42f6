"""Form 6 from the dossiers: the year in which each ended says what came of it."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.factories import ENTERED, Make
from thads.cases.models import ActKind, Case, ItemKind
from thads.formbook import doors
from thads.formbook.queries import sheet
from thads.formbook.sheets import Sheet
from thads.identity.models import Role, User
from thads.remissions.models import RemissionDossier, RemissionStep, StepKind
from thads.rules.remission import Relief
from thads.statistics.subject import Subject

K = StepKind
END = date(2024, 9, 30)


def ask(
    make: Make, amount: int, opened_on: date, *steps: tuple[StepKind, date, int | None],
    relief: Relief = Relief.EXEMPTION, kind: ItemKind = ItemKind.FINE, **case: object,
) -> RemissionDossier:  # fmt: skip
    """A dossier on a case of its own, with what happened to it."""
    held = make.case(date(2015, 1, 5), [{"amount": 9_000_000, "kind": kind}], **case)
    dossier = RemissionDossier(
        case_id=held.id, item_id=make.items(held)[0].id, opened_on=opened_on, relief=relief,
        way="4", amount=amount, entered_at=ENTERED,
    )  # fmt: skip
    make.db.add(dossier)
    make.db.flush()
    for n, (step, day, granted) in enumerate(steps, start=1):
        make.db.add(RemissionStep(
            dossier_id=dossier.id, sequence=n, day=day, kind=step, amount=granted,
            note="a" if step is K.WITHDRAWN else None, entered_at=ENTERED,
        ))  # fmt: skip
    return dossier


@pytest.fixture
def officer(db: Session, make: Make) -> User:
    """One dossier of each fate in FY2024, one that ended before it and one opened after it."""
    holder = make.user(Role.OFFICER)
    may, june = date(2024, 5, 6), date(2024, 6, 7)
    ask(make, 4_000_000, date(2023, 9, 1), (K.FILED, may, None), (K.DECIDED, may, 4_000_000),
        (K.IN_FORCE, june, None), officer=holder)  # fmt: skip
    ask(make, 3_000_000, may, (K.FILED, may, None), (K.DECIDED, may, 0),
        (K.RESOLVED, june, 1_000_000), (K.IN_FORCE, june, None),
        relief=Relief.REDUCTION)  # fmt: skip
    ask(make, 500_000, may, (K.DECIDED, may, 0), (K.IN_FORCE, june, None), kind=ItemKind.COURT_FEE)
    ask(make, 70_000, may, (K.WITHDRAWN, june, None))
    ask(make, 8_000, may, (K.FILED, may, None), (K.DECIDED, june, 8_000),
        (K.IN_FORCE, date(2024, 10, 5), None))  # fmt: skip
    ask(make, 600, date(2023, 5, 6), (K.WITHDRAWN, date(2023, 9, 30), None))
    ask(make, 90, date(2024, 10, 1))
    db.commit()
    return holder


def cells(shown: Sheet, code: str) -> list[object]:
    return next(list(line.cells) for line in shown.lines if line.code == code)


def test_every_dossier_of_the_year_stands_in_one_result(db: Session, officer: User):
    shown = sheet(db, 6, END, Subject())
    assert cells(shown, "TS") == [5, 1, 4, 3, 1, 1, 1, 1, 1, 7_578_000, 5_000_000, 2_500_000,
                                  70_000, 8_000]  # fmt: skip
    assert cells(shown, "MI")[:9] == [4, 1, 3, 2, 1, 0, 1, 1, 1]
    assert cells(shown, "GI")[9:] == [3_000_000, 1_000_000, 2_000_000, 0, 0]
    assert cells(shown, "AP")[:1] == [1]
    assert cells(shown, "TU")[:1] == [0]


def test_in_march_nothing_was_decided_and_next_year_brings_the_open_one_forward(
    db: Session, officer: User
):
    march = sheet(db, 6, date(2024, 3, 31), Subject())
    assert cells(march, "TS") == [1, 1, 0, 0, 0, 0, 0, 0, 1, 4_000_000, 0, 0, 0, 4_000_000]
    october = sheet(db, 6, date(2024, 10, 31), Subject())
    assert cells(october, "TS")[:9] == [2, 1, 1, 0, 1, 0, 0, 0, 1]


def test_printed_formulas_hold_and_each_cell_opens_its_cases(db: Session, officer: User):
    shown = sheet(db, 6, END, Subject())
    for line in shown.lines:
        for column, value in zip(shown.columns, line.cells, strict=True):
            found = doors.door(db, shown.code(line, column))
            listed = doors.behind(db, found, per_page=None)
            assert sum(one.amount for one in listed.lines) == listed.total == value
            if found.terms:
                parts = ((t.sign, doors.door(db, t.code)) for t in found.terms)
                assert sum(s * doors.behind(db, part).total for s, part in parts) == value


def test_who_holds_the_case_at_the_end_answers_for_it(db: Session, make: Make, officer: User):
    own = Subject(officer.unit_id, officer.id)
    assert cells(sheet(db, 6, END, own), "TS")[:1] == [1]
    unit = make.unit("XB")
    moved = ask(make, 200, date(2024, 5, 6), officer=officer)
    case = make.db.get_one(RemissionDossier, moved.id).case_id
    db.commit()
    assert cells(sheet(db, 6, END, own), "TS")[:1] == [2]
    make.act(db.get_one(Case, case), ActKind.TRANSFER, date(2024, 8, 1), to_unit_id=unit.id)
    db.commit()
    assert cells(sheet(db, 6, END, own), "TS")[:1] == [1]
    assert cells(sheet(db, 6, END, Subject(unit.id)), "TS")[:1] == [1]
    assert cells(sheet(db, 6, date(2024, 7, 31), own), "TS")[:1] == [2]
