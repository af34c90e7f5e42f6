"""The indicator of cover is what counting over its list gives, and changes no figure."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from tests.classification.conftest import HAS, NONE, TODAY
from thads.cases import queries as cases_queries
from thads.cases.models import ActKind, Case, Standing
from thads.classification.actions.notes import NoteTerms, note, set_threshold
from thads.classification.models import ClassificationNote, NoteSubject
from thads.classification.queries import cover
from thads.classification.queries.cover import Cover, Holders, Part, added_up
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.statistics.figures import figures
from thads.verification.models import Verification

START, HALF = date(2024, 3, 1), Decimal(50)
ENFORCEABLE = (Standing.IN_PROGRESS, Standing.POSTPONED_BY_AGREEMENT)


def sums(db, day=TODAY, whose=None, percent=HALF):
    return added_up(cover.covers(db, day, whose or Holders(), percent).values())


def histories(db):
    """Each case read for itself."""
    return {
        case_id: cases_queries.history_of(cases_queries.get(db, case_id, scope=None))
        for case_id in db.scalars(select(Case.id)).all()
    }


def by_hand(db, known, day, whose, percent):
    """The same from histories and minutes, with fractions."""
    found = []
    for case_id, history in known.items():
        moment = history.at(day)
        if moment is None or moment.standing not in ENFORCEABLE:
            continue
        if whose.unit_id not in (None, moment.unit_id):
            continue
        if whose.officer_id not in (None, moment.officer_id):
            continue
        left = sum(item.at(day).remaining for item in history.items)
        made = select(Verification).where(Verification.case_id == case_id, Verification.day <= day)
        values = [v.assets_value for v in db.scalars(made.order_by(Verification.day,
                  Verification.id)) if v.assets_value is not None]  # fmt: skip
        if left:
            found.append((left, values[-1] if values else None))
    valued = [(left, value) for left, value in found if value is not None]
    return Cover(
        cases=len(found), remaining=sum(left for left, _ in found), valued_cases=len(valued),
        valued_remaining=sum(left for left, _ in valued),
        covered=sum(min(left, value) for left, value in valued),
        below=sum(Decimal(value) / left * 100 < (percent or 0) for left, value in valued),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_the_indicator_is_the_sum_over_its_list(db, make, chance, seed):
    rng = random.Random(40 + seed)
    units = [make.district(), make.unit()]
    people = [make.user(Role.OFFICER, unit=unit) for unit in units]
    for _ in range(18):
        chance(rng, units, people)
    db.commit()
    known = histories(db)
    for day in (TODAY, date(2023, 12, 31)):
        for whose in (Holders(), Holders(units[0].id), Holders(None, people[1].id)):
            for percent in (None, HALF, Decimal("0.37"), Decimal(100)):
                found = sums(db, day, whose, percent)
                assert found == by_hand(db, known, day, whose, percent)
            for part, count in ((None, found.cases), (Part.VALUED, found.valued_cases),
                                (Part.UNKNOWN, found.unknown_cases),
                                (Part.BELOW, found.below)):  # fmt: skip
                page = cover.lines(db, day, whose, Decimal(100), part, size=100)
                assert page.total == len(page.rows) == count
                assert page.sums["remaining"] == sum(line.remaining for line in page.rows)
                assert page.sums["covered"] == sum(line.covered or 0 for line in page.rows)


def test_an_unknown_value_is_neither_nothing_nor_enough(db, make, verify):
    for left, value in ((100, 250), (100, 40), (300, None), (500, 0)):
        case = make.case(START, [left])
        verify(case, START + timedelta(days=9), HAS, value)
    db.commit()

    found = sums(db)

    assert (found.cases, found.unknown_cases, found.unknown_remaining) == (4, 1, 300)
    assert (found.covered, found.valued_remaining) == (140, 700)
    assert found.ratio.percent == Decimal("20.00")
    assert (found.least.percent, found.most.percent) == (Decimal("14.00"), Decimal("44.00"))
    assert found.below == 2
    assert sums(db, percent=None).below == 0


def test_a_value_stands_until_another_is_stated_or_its_minutes_are_struck(db, make, verify):
    case = make.case(START, [1000])
    first = verify(case, date(2024, 4, 1), HAS, 900)
    verify(case, date(2024, 6, 1), NONE)  # says nothing on the value
    db.commit()
    assert sums(db).covered == 900
    verify(case, date(2024, 8, 1), HAS, 100)
    db.commit()
    assert sums(db, date(2024, 7, 31)).covered == 900
    assert sums(db).covered == 100
    last = verify(case, date(2024, 9, 1), HAS, 7)
    make.act(case, ActKind.CORRECTION, date(2024, 9, 2), corrects_id=last.act_id)
    db.commit()
    assert sums(db).covered == 100
    assert first.assets_value == 900


def test_one_dong_decides_whether_a_note_is_asked_for(db, make, verify):
    """33,33 % of 1.000.000.000.000.001 đ, a sum whose product with the rate fits no integer."""
    left = 10**15 + 1
    for value in (333_300_000_000_000, 333_300_000_000_001):
        verify(make.case(START, [left]), date(2024, 4, 1), HAS, value)
    db.commit()

    page = cover.lines(db, TODAY, Holders(), Decimal("33.33"), Part.BELOW)

    assert [line.value for line in page.rows] == [333_300_000_000_000]


def test_the_figures_do_not_know_what_assets_are_worth(db, make, verify, governor):
    case = make.case(START, [1000])
    db.commit()
    before = figures(db, TODAY).total
    verify(case, date(2024, 4, 1), HAS, 1)
    set_threshold(db, HALF, valid_from=TODAY, by=governor, today=TODAY)
    db.commit()
    assert sums(db).below == 1
    assert figures(db, TODAY).total == before


def test_the_threshold_of_a_day_is_the_last_set_for_it(db, governor):
    assert cover.threshold_on(db, TODAY) is None
    for percent, day in ((50, TODAY), (60, TODAY + timedelta(days=10)), (40, TODAY)):
        set_threshold(db, Decimal(percent), valid_from=day, by=governor, today=TODAY)
        db.commit()
    assert cover.threshold_on(db, TODAY - timedelta(days=1)) is None
    assert cover.threshold_on(db, TODAY).percent == 40
    assert cover.threshold_on(db, TODAY + timedelta(days=10)).percent == 60
    for percent in (Decimal(0), Decimal("100.01")):
        with pytest.raises(RuleBroken, match="lớn hơn 0"):
            set_threshold(db, percent, valid_from=TODAY, by=governor, today=TODAY)


def test_a_note_sent_twice_is_one_and_an_ended_case_takes_none(db, make, chief):
    case, ended = make.case(START), make.case(START)
    make.act(ended, ActKind.DISCONTINUANCE, date(2024, 5, 1), ground="a")
    db.commit()
    terms = NoteTerms(subject=NoteSubject.COVER, text="Tài sản đang thế chấp", submission_key="k")

    for _ in range(2):
        note(db, case, terms, by=chief, today=TODAY)
        db.commit()

    assert len(db.scalars(select(ClassificationNote)).all()) == 1
    for wrong, case_, message in (
        (NoteTerms(subject=NoteSubject.COVER, text="x"), ended, "đã kết thúc"),
        (NoteTerms(subject=NoteSubject.AGEING, reason="nothing"), case, "Chọn một lý do"),
        (NoteTerms(subject=NoteSubject.AGEING, reason="other"), case, "nêu rõ"),
        (NoteTerms(subject=NoteSubject.COVER, text="x"), make.case(START, unit=make.unit()),
         "đơn vị khác"),
    ):  # fmt: skip
        with pytest.raises(RuleBroken, match=message):
            note(db, case_, wrong, by=chief, today=TODAY)


@pytest.mark.parametrize("table", ["classification_note", "cover_threshold"])
def test_notes_and_thresholds_are_never_changed(db, make, chief, governor, table):
    note(db, make.case(START), NoteTerms(subject=NoteSubject.COVER, text="x"), by=chief,
         today=TODAY)  # fmt: skip
    set_threshold(db, HALF, valid_from=TODAY, by=governor, today=TODAY)
    db.commit()
    for change in (f"UPDATE {table} SET entered_at = entered_at", f"DELETE FROM {table}"):
        with pytest.raises(IntegrityError, match="append_only"):
            db.execute(text(change))
        db.rollback()
