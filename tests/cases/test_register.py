"""The register finds cases as they stood on a day, counts and sums the whole list."""

from datetime import date

import pytest
from sqlalchemy import event, select

from tests.cases.conftest import TODAY
from thads.cases import queries
from thads.cases.models import ActKind, Case, Initiation, JudgmentKind, Standing
from thads.cases.queries import CaseFilter
from thads.core.errors import NotFound
from thads.parties.models import Party, PartyRole


@pytest.fixture
def found(db):
    def search(day=TODAY, scope=None, page=1, **wanted):
        return queries.search(db, CaseFilter(**wanted), day=day, scope=scope, page=page)

    return search


def numbers(page):
    return [line.number for line in page.rows]


def test_a_case_is_shown_as_it_stood_on_the_day(db, make, found, officer):
    case = make.case(date(2024, 1, 5), [1_000_000], number=1, officer=officer)
    make.money(case, 400_000, date(2024, 3, 1))
    make.act(case, ActKind.SUSPENSION, date(2024, 5, 1))
    db.commit()

    (line,) = found().rows
    assert (line.standing, line.remaining) == (Standing.SUSPENDED, 600_000)
    assert line.officer == officer.full_name
    (line,) = found(day=date(2024, 2, 28)).rows
    assert (line.standing, line.collected) == (Standing.IN_PROGRESS, 0)
    assert found(day=date(2024, 1, 4)).total == 0


def test_the_list_is_filtered_by_what_people_ask(db, make, found, unit, officer):
    other = make.unit()
    make.case(date(2024, 1, 5), [(100, True)], number=1, officer=officer,
              initiation=Initiation.EX_OFFICIO, kind=JudgmentKind.CRIMINAL, drugs=True)  # fmt: skip
    make.case(date(2023, 5, 5), number=2, bank="Ngân hàng Thử", numbering_year=2023)
    suspended = make.case(date(2024, 2, 5), number=3)
    make.act(suspended, ActKind.SUSPENSION, date(2024, 3, 1))
    make.case(date(2024, 3, 5), number=4, unit=other)
    db.commit()

    assert numbers(found()) == [4, 3, 1, 2]  # the last docketed first
    assert numbers(found(scope=unit.id)) == [3, 1, 2]
    assert numbers(found(unit_id=other.id)) == [4]
    assert numbers(found(standings=frozenset({Standing.SUSPENDED}))) == [3]
    assert numbers(found(officer_id=officer.id)) == [1]
    assert numbers(found(unassigned=True, scope=unit.id)) == [3, 2]
    assert numbers(found(state_budget=True)) == [1]
    assert numbers(found(drugs=True)) == [1]
    assert numbers(found(bank=True)) == [2]
    assert numbers(found(kind=JudgmentKind.CRIMINAL)) == [1]
    assert numbers(found(initiation=Initiation.EX_OFFICIO)) == [1]
    assert numbers(found(older_than_year=True)) == [2]
    assert numbers(found(docketed_from=date(2024, 2, 5), docketed_to=date(2024, 3, 4))) == [3]
    assert numbers(found(among=select(Case.id).where(Case.number < 3))) == [1, 2]


def test_older_than_a_year_is_counted_over_the_end_of_february(db, make, found):
    for number, day in enumerate((date(2023, 2, 28), date(2023, 3, 1), date(2024, 2, 29)), 1):
        make.case(day, number=number, numbering_year=day.year)
    db.commit()

    assert numbers(found(day=date(2024, 2, 28), older_than_year=True)) == []
    assert numbers(found(day=date(2024, 2, 29), older_than_year=True)) == [1]
    assert sorted(numbers(found(day=date(2025, 2, 28), older_than_year=True))) == [1, 2]
    assert sorted(numbers(found(day=date(2025, 3, 1), older_than_year=True))) == [1, 2, 3]


def test_a_search_reads_numbers_and_judgments_but_no_names(db, make, found):
    judgment = make.judgment(number="77/2023/HS-ST", number_folded="77/2023/hs-st")
    make.case(date(2024, 1, 5), number=12, judgment_id=judgment.id)
    make.case(date(2024, 1, 6), number=13)
    for party in db.scalars(select(Party).where(Party.role == PartyRole.DEBTOR)):
        party.name_folded = {12: "do dat", 13: "ly thu"}[db.get(Case, party.case_id).number]
    db.commit()

    assert numbers(found(text="Đỗ Đạt")) == []
    assert numbers(found(text="13")) == [13]
    assert numbers(found(text="13/QĐ-CC")) == [13]
    assert numbers(found(text="13/QĐ-CTHADS")) == []
    assert numbers(found(text="77/2023")) == [12]
    assert numbers(found(text="100%")) == []


def test_the_sums_are_those_of_the_whole_list(db, make, found):
    for number in range(1, 56):
        case = make.case(date(2024, 1, 5), [1_000], number=number)
        make.money(case, 300, date(2024, 2, 1))
    db.commit()

    first, second = found(), found(page=2)

    assert (first.total, first.pages, len(first.rows), len(second.rows)) == (55, 2, 50, 5)
    assert first.sums == {"awarded": 55_000, "collected": 16_500, "remaining": 38_500}
    assert (second.first, second.last, second.has_next) == (51, 55, False)


def test_a_longer_page_asks_no_more_queries(db, make, found):
    def asked():
        statements = []
        engine = db.get_bind()
        event.listen(engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
        db.expunge_all()
        for line in found().rows:
            assert line.debtors
            assert line.unit
        return len(statements)

    make.case(date(2024, 1, 5))
    db.commit()
    one = asked()
    for _ in range(20):
        make.case(date(2024, 1, 5))
    db.commit()
    assert asked() == one


def test_a_case_of_another_unit_is_not_there(db, make, unit):
    case = make.case(date(2024, 1, 5), unit=make.unit())
    with pytest.raises(NotFound):
        queries.get(db, case.id, scope=unit.id)
    assert queries.get(db, case.id, scope=None) is case


def test_officers_of_a_unit_are_those_who_may_hold_cases(db, make, unit, chief, officer, now):
    make.user(full_name="Người Đã Nghỉ", disabled_at=now.replace(month=3))
    make.user(unit=make.unit())

    assert set(queries.officers_of(db, unit.id, TODAY)) == {chief, officer}
    assert len(queries.officers_of(db, unit.id, date(2024, 2, 1))) == 3
