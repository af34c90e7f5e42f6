"""On 1/7/2025 offices end and open; cases and people go over and no sum moves (B18)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from tests.reorganisation.conftest import (
    DAY,
    DIVIDED,
    DOCKETED,
    NOW,
    SA_PA,
    TA_PHIN,
    TODAY,
    Told,
)
from thads.cases import actions as case_actions
from thads.cases import queries as case_queries
from thads.cases.actions import ActTerms, Docketing, ItemTerms, PartyTerms
from thads.cases.models import ActKind, CaseAct, Initiation, ItemKind, JudgmentKind
from thads.cases.queries.numbers import suggest_number
from thads.cases.queries.workload import Load
from thads.conflicts import actions as conflicts
from thads.conflicts.actions import RelativeTerms
from thads.conflicts.models import Relation
from thads.core.errors import RuleBroken
from thads.evidence import queries as evidence
from thads.identity.models import Role
from thads.parties.models import Party, PartyKind, PartyRole
from thads.reorganisation import actions, proof, queries, running
from thads.rules import numbering
from thads.statistics import proof as readmodels
from thads.statistics.boundaries import figures_on
from thads.statistics.figures import figures
from thads.units import queries as units
from thads.units.models import Succession, UnitSuccession
from workers.jobs.reorganisation import reorganise_units


@pytest.fixture
def filled(province, make):
    """Cases in every branch: with an officer, waiting, ended, of split communes."""
    people = province.people
    province.case("a", "A", officer=people["A"])
    waiting = province.case("waiting", "B", items=(2_000_000,))
    make.act(waiting, ActKind.NOT_YET_ENFORCEABLE, date(2025, 4, 1), ground="a")
    ended = province.case("ended", "A", items=(300_000,), officer=people["A"])
    make.money(ended, 300_000, date(2025, 5, 5))
    province.case("sa pa", "C", communes=[SA_PA], officer=people["C"])
    province.case("ta phin", "C", communes=[TA_PHIN])
    province.case("both", "C", communes=[SA_PA, TA_PHIN])
    province.case("divided", "C", communes=[DIVIDED])
    province.case("nowhere", "C")
    province.case("cuc", "CUC")
    province.db.commit()
    return province


def holder(province, name):
    """Unit's code and officer of a case today."""
    found = case_queries.get(province.db, province.cases[name].id, scope=None)
    now = case_queries.history_of(found).now
    return units.get(province.db, now.unit_id).code, now.officer_id


def test_each_case_goes_to_its_successor_with_its_officer(filled):
    plan = filled.plan()
    told = filled.run(plan)

    assert told == "Đã sắp xếp 4 đơn vị; 4 việc chưa rõ nơi nhận."
    assert holder(filled, "a") == ("PKV1", filled.people["A"].id)
    assert holder(filled, "waiting") == ("PKV1", None)
    assert holder(filled, "sa pa") == ("PKV2", filled.people["C"].id)
    assert holder(filled, "cuc") == ("THADS", None)
    assert holder(filled, "ended") == ("A", filled.people["A"].id)  # whose figure it is
    for name in ("ta phin", "both", "divided", "nowhere"):
        assert holder(filled, name) == ("C", None)
    of_case = select(CaseAct).where(CaseAct.case_id == filled.cases["a"].id)
    act = filled.db.scalars(of_case.where(CaseAct.kind == ActKind.TRANSFER)).one()
    assert (act.day, act.entered_by_id) == (DAY, filled.head.id)


def test_a_case_goes_without_an_officer_who_is_related_to_a_party(filled):
    case, officer = filled.cases["a"], filled.people["A"]
    party = filled.db.query(Party).filter_by(case_id=case.id, role=PartyRole.DEBTOR).one()
    terms = RelativeTerms(relation=Relation.SIBLING, name=party.name)
    conflicts.declare(filled.db, terms, by=officer, today=DOCKETED)
    filled.run(filled.plan())
    assert holder(filled, "a") == ("PKV1", None)


def test_units_and_people_go_over_and_the_links_are_kept(filled):
    db, plan = filled.db, filled.plan()
    filled.run(plan)

    names = [unit.code for unit in units.existing_on(db, DAY)]
    assert names == ["THADS", "PKV1", "PKV2"]
    assert {u.code for u in units.existing_on(db, DAY - timedelta(days=1))} == {"CUC", *"ABC"}
    new = {unit.code: unit for unit in units.existing_on(db, DAY)}
    kinds = {
        (units.get(db, s.predecessor_id).code, units.get(db, s.successor_id).code): s.kind
        for s in db.scalars(select(UnitSuccession))
    }
    assert kinds == {
        ("CUC", "THADS"): Succession.RENAME, ("A", "PKV1"): Succession.MERGE,
        ("B", "PKV1"): Succession.MERGE, ("C", "PKV1"): Succession.SPLIT,
        ("C", "PKV2"): Succession.SPLIT,
    }  # fmt: skip
    assert filled.units["A"].successor_id == new["PKV1"].id
    assert filled.units["C"].successor_id is None
    assert new["PKV1"].parent_id == new["THADS"].id
    who = {name: person.unit.code for name, person in filled.people.items()}
    assert who == {"A": "PKV1", "B": "PKV1", "C": "PKV2"}
    assert filled.head.unit.code == "THADS"
    assert numbering.series(new["PKV1"].kind, DAY).symbol == "QĐ-THADS"
    assert suggest_number(db, new["PKV1"], TODAY, of=CaseAct) == 1


def test_who_succeeded_whom_is_never_changed(filled):
    filled.run(filled.plan())
    for statement in ("UPDATE unit_succession SET kind = kind", "DELETE FROM unit_succession"):
        with pytest.raises(IntegrityError, match="append_only"):
            filled.db.execute(text(statement))
        filled.db.rollback()


def test_no_sum_and_no_figure_moves(filled):
    db, eve = filled.db, DAY - timedelta(days=1)
    before = {at: figures(db, at) for at in (eve, DAY, TODAY)}
    plan = filled.plan()
    filled.run(plan)

    assert proof.differences(plan) == []
    for at, found in before.items():
        now = figures(db, at)
        assert (now.total.cases, now.total.money) == (found.total.cases, found.total.money)
    assert [(r.unit.code, r.cases) for r in figures(db, eve).units] == [
        (r.unit.code, r.cases) for r in before[eve].units]  # fmt: skip
    groups = proof.by_group(plan, queries.tree(db, plan), units.every(db))
    one, seven = Load(1, 1_000_000), Load(7, 8_000_000)
    assert [group[2:] for group in groups] == [(one, one), (seven, seven)]
    carried_on = figures_on(db, DAY, as_of=TODAY).units
    present = {r.unit.code: r.cases["completed"] for r in carried_on}
    assert present == {"C": 0, "THADS": 0, "PKV1": 1, "PKV2": 0}
    then = {r.unit.code: r.cases["completed"] for r in figures(db, DAY).units}
    assert then["A"] == 1
    assert readmodels.first_difference(db) is None


def test_a_proof_that_differs_is_told(filled):
    plan = filled.plan()
    filled.run(plan)
    plan.after = {**plan.after, "figures": {}}
    assert proof.differences(plan) == [
        "Số liệu thống kê toàn tỉnh đến hết ngày 01/07/2025 đã thay đổi."]  # fmt: skip


def test_a_run_that_was_cut_short_goes_on_and_moves_nothing_twice(filled, monkeypatch):
    db, plan = filled.db, filled.plan()
    monkeypatch.setattr(running, "CHUNK", 1)
    job = actions.start(db, plan, by=filled.head, today=TODAY, now=NOW)
    db.commit()
    with pytest.raises(RuntimeError):
        reorganise_units(db, job, Told(db, fails_at=3))
    db.rollback()
    count = select(func.count(CaseAct.id)).where(CaseAct.kind == ActKind.TRANSFER)
    assert db.scalar(count) == 2

    for _ in range(2):
        plan = queries.get(db, plan.id)
        filled.work(db.merge(job))
    assert db.scalar(count) == 4
    assert proof.differences(queries.get(db, plan.id)) == []
    assert len(units.every(db)) == 7


def test_what_is_not_clear_is_given_by_hand_on_the_plan_s_day(filled):
    db, plan = filled.db, filled.plan()
    filled.run(plan)
    new = units.by_code(db, "PKV2")
    [held] = [h for h in running.left(db, plan, queries.tree(db, plan))
              if h.case_id == filled.cases["divided"].id]  # fmt: skip

    assert running.move(db, plan, held, new.id, by=filled.head, today=TODAY) is None
    db.commit()

    assert holder(filled, "divided") == ("PKV2", None)
    assert len(running.left(db, plan, queries.tree(db, plan))) == 3
    assert figures(db, DAY).unit(new.id).cases["in_progress"] == 2


def test_the_successor_keeps_the_old_unit_s_ended_files(filled, make):
    """Money that came in before the day is paid out after it, by the new unit's people."""
    filled.run(filled.plan())
    person = make.user(Role.UNIT_HEAD, unit=units.by_code(filled.db, "PKV1"))
    case = case_queries.get(filled.db, filled.cases["ended"].id, scope=person.unit_id)
    exhibits = make.exhibits(case, date(2025, 5, 2))
    waiting = evidence.waiting_on(filled.db, TODAY, person.unit_id)
    assert [file.evidence for file in waiting] == [exhibits]
    terms = ActTerms(kind=ActKind.VALID_NOTICE, day=DOCKETED)
    case_actions.act(filled.db, case, terms, by=person, today=TODAY)
    other = make.user(Role.UNIT_HEAD, unit=units.by_code(filled.db, "PKV2"))
    with pytest.raises(RuleBroken, match="đơn vị khác"):
        case_actions.act(filled.db, case, terms, by=other, today=TODAY)


def test_a_judgment_left_without_a_decision_is_the_successor_s(filled, make):
    """Received by a unit that is split: either of its successors may issue the decision."""
    judgment = make.judgment(unit=filled.units["C"], received_on=date(2025, 6, 25))
    filled.db.commit()
    filled.run(filled.plan())
    new = {unit.code: unit.id for unit in units.existing_on(filled.db, DAY)}
    seen = {
        code: [j.id for j in case_queries.judgments(
            filled.db, case_queries.JudgmentFilter(without_case=True), scope=unit_id).rows]
        for code, unit_id in new.items()
    }  # fmt: skip
    assert seen == {"THADS": [], "PKV1": [judgment.id], "PKV2": [judgment.id]}
    assert units.answers_for(filled.db, new["PKV2"], filled.units["C"].id)
    assert not units.answers_for(filled.db, new["PKV2"], filled.units["A"].id)

    terms = Docketing(
        unit_id=new["PKV2"], docketed_on=TODAY, initiation=Initiation.EX_OFFICIO,
        kind=JudgmentKind.CRIMINAL, judgment_id=judgment.id,
        parties=(PartyTerms(role=PartyRole.DEBTOR, kind=PartyKind.PERSON, name="Ông Phải Thử"),),
        items=(ItemTerms(kind=ItemKind.COURT_FEE, amount=200_000),),
    )  # fmt: skip
    case = case_actions.docket(filled.db, terms, by=filled.head, today=TODAY)
    assert (case.number, case.series) == (1, "QĐ-THADS")
    elsewhere = replace(terms, unit_id=new["THADS"])
    with pytest.raises(RuleBroken, match="Không tìm thấy bản án"):
        case_actions.docket(filled.db, elsewhere, by=filled.head, today=TODAY)
