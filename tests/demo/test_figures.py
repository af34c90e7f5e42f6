"""What the press printed about the demo provinces follows from their cases."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.statistics.naive import tables
from thads.accounting.tieout import tie
from thads.accounting.tying.lines import Check
from thads.audit import queries as audit
from thads.audit.models import AuditEntry
from thads.cases import facts
from thads.cases.history import replay
from thads.cases.models import (
    ActKind,
    Case,
    CaseAct,
    CaseInterval,
    Initiation,
    MovementKind,
    Standing,
)
from thads.core.days import period_end, year_start
from thads.evidence import queries as evidence
from thads.evidence.kinds import StepKind
from thads.evidence.models import EvidenceFile, ExhibitStep
from thads.ledger.models import LedgerEntry
from thads.rules import deadlines
from thads.rules.deadlines import Duty
from thads.statistics import proof
from thads.statistics.columns import Theme
from thads.statistics.figures import broken_identities, figures, points_between
from thads.targets.models import Target
from thads.units.models import Unit
from thads.verification import queries as verification

END_2023, END_2024 = date(2023, 9, 30), date(2024, 9, 30)
BILLION = 10**9


@pytest.fixture(params=["lao-cai", "nghe-an"])
def province(request: pytest.FixtureRequest) -> Session:
    """Each of the two in turn."""
    db: Session = request.getfixturevalue(request.param.replace("-", "_") + "_db")
    return db


def _unit(db: Session, code: str) -> Unit:
    return db.scalars(select(Unit).where(Unit.code == code)).one()


def test_lao_cai_resolved_3569_of_3918_cases_in_2024(lao_cai_db: Session) -> None:
    total = figures(lao_cai_db, END_2024).total
    assert total.cases["enforceable_total"] == 3918
    assert total.cases["resolved_total"] == 3569
    assert total.case_rate.percent == Decimal("91.09")


def test_lao_cai_resolved_over_484_bn_of_over_593_bn_in_2024(lao_cai_db: Session) -> None:
    total = figures(lao_cai_db, END_2024).total
    assert 593_000_000_000 <= total.money["enforceable"] <= 593_099_999_999
    assert 484_600_000_000 <= total.money["resolved"] <= 484_699_999_999
    assert total.money_rate.percent == Decimal("81.73")


def test_money_on_its_way_moves_no_figure(province: Session) -> None:
    """What the demo's people entered themselves was received or paid, and collected on no item."""
    stmt = select(LedgerEntry.kind).where(LedgerEntry.voucher_id.is_not(None)).distinct()
    assert set(province.scalars(stmt)) == {None, MovementKind.PAID_OUT}


def test_lao_cai_is_over_its_targets_as_printed(lao_cai_db: Session) -> None:
    stmt = select(Target).where(Target.year == 2024, Target.unit_id.is_(None))
    target = lao_cai_db.scalars(stmt).one()
    total = figures(lao_cai_db, END_2024).total
    assert (target.cases_percent, target.money_percent) == (Decimal("83.69"), Decimal("46.93"))
    assert points_between(total.case_rate, target.cases_percent) == Decimal("7.40")
    assert points_between(total.money_rate, target.money_percent) == Decimal("34.80")


def test_lao_cai_for_the_state_budget(lao_cai_db: Session) -> None:
    row = figures(lao_cai_db, END_2024).theme(Theme.STATE_BUDGET)
    assert row.cases["to_enforce_total"] == 3085
    assert row.cases["enforceable_total"] == 2831
    assert row.cases["resolved_total"] == 2627
    assert row.money["to_enforce"] // (BILLION // 10) == 2348
    assert row.money["resolved"] // (BILLION // 10) == 2131


def test_lao_cai_of_corruption(lao_cai_db: Session) -> None:
    row = figures(lao_cai_db, END_2024).theme(Theme.CORRUPTION)
    assert (row.cases["resolved_total"], row.cases["enforceable_total"]) == (84, 115)
    assert row.money["enforceable"] // (BILLION // 10) == 2025
    assert row.money["resolved"] // (BILLION // 10) == 2005


def test_lao_cai_counted_by_hand_gives_the_same(lao_cai_db: Session) -> None:
    counted = tables(facts.load(lao_cai_db), year_start(2024), END_2024)
    cases, money = counted["total",]
    assert cases["completed"] + cases["discontinued"] == 3569
    assert cases["in_progress"] + cases["postponed_by_agreement"] == 3918 - 3569
    resolved = money["completed"] + money["discontinued"] + money["forgiven"]
    assert resolved == figures(lao_cai_db, END_2024).total.money["resolved"]


def test_quy_hop_issued_979_decisions_in_eighteen_months(nghe_an_db: Session) -> None:
    unit = _unit(nghe_an_db, "CCQUYHOP")
    stmt = (
        select(Case.initiation, func.count())
        .where(Case.unit_id == unit.id)
        .where(Case.docketed_on.between(date(2022, 10, 1), date(2024, 3, 31)))
        .group_by(Case.initiation)
    )
    found = {row[0]: row[1] for row in nghe_an_db.execute(stmt)}
    assert found == {Initiation.EX_OFFICIO: 909, Initiation.ON_REQUEST: 70}


def test_quy_hop_resolved_52_87_percent_of_its_money_in_2023(nghe_an_db: Session) -> None:
    unit = _unit(nghe_an_db, "CCQUYHOP")
    row = figures(nghe_an_db, END_2023).unit(unit.id)
    of_unit = (Target.unit_id == unit.id, Target.officer_id.is_(None))
    stmt = select(Target).where(Target.year == 2023, *of_unit)
    target = nghe_an_db.scalars(stmt).one()
    rate = row.money_rate.percent
    assert rate == Decimal("52.87")
    assert points_between(row.money_rate, target.money_percent) == Decimal("5.37")
    assert 100 - rate == Decimal("47.13")
    assert row.case_rate.percent > target.cases_percent


def test_quy_hop_is_late_with_some_verifications(nghe_an_db: Session) -> None:
    late = verification.overdue(nghe_an_db, END_2024, _unit(nghe_an_db, "CCQUYHOP").id)
    assert 3 <= late.n < late.m


def test_quy_hop_was_late_with_some_destructions_of_exhibits(nghe_an_db: Session) -> None:
    unit = _unit(nghe_an_db, "CCQUYHOP")
    stmt = select(EvidenceFile).join(Case, Case.id == EvidenceFile.case_id)
    files = nghe_an_db.scalars(stmt.where(Case.unit_id == unit.id)).all()
    due = {f.id: deadlines.due(Duty.DESTRUCTION_COUNCIL, f.decided_on) for f in files}
    put = select(ExhibitStep.file_id, ExhibitStep.day).where(
        ExhibitStep.kind == StepKind.PUT_BEFORE, ExhibitStep.day <= END_2024
    )
    council_on = {row.file_id: row.day for row in nghe_an_db.execute(put)}
    late = [f for f in files if due[f.id] < council_on.get(f.id, END_2024)]
    assert 5 <= len(late) < len(files) // 3
    assert evidence.late(nghe_an_db, END_2024).n >= 1


def test_cases_books_statistics_and_bank_tie_out_in_every_office(
    province: Session,
) -> None:
    lines = tie(province, END_2024)
    assert {line.check for line in lines} == set(Check) - {Check.CASH}  # no office has cash
    assert [line for line in lines if not line.agrees or None in line.sums[:2]] == []


def test_identities_hold_at_every_month_end(province: Session) -> None:
    for year in (2023, 2024):
        for month in range(1, 13):
            found = figures(province, period_end(year, month))
            assert not [b for row in found.rows for b in broken_identities(row)]
            for column, figure in found.total.cases.items():
                assert figure == sum(row.cases[column] for row in found.units)
                assert figure == sum(row.cases[column] for row in found.officers)


def test_what_one_year_carries_forward_the_next_brings_forward(province: Session) -> None:
    before, after = figures(province, END_2023).total, figures(province, date(2023, 10, 31)).total
    moved = before.cases["moved_to_separate_tracking"]
    assert after.cases["brought_forward"] == before.cases["carried_forward"] - moved
    assert after.cases["brought_forward"] > 300


def test_every_unit_has_figures_and_targets_in_both_years(province: Session) -> None:
    units = province.scalars(select(Unit)).all()
    for year in (2023, 2024):
        found = figures(province, period_end(year, 12))
        assert len(found.units) == len(units)
        assert all(row.cases["resolved_total"] > 0 for row in found.units)
        stmt = select(Target.unit_id).where(Target.year == year)
        assert set(province.scalars(stmt)) == {None, *(unit.id for unit in units)}


def test_every_act_movement_and_standing_occurs(lao_cai_db: Session) -> None:
    assert set(lao_cai_db.scalars(select(CaseAct.kind).distinct())) == set(ActKind)
    moved = select(LedgerEntry.kind).where(LedgerEntry.kind.is_not(None)).distinct()
    assert set(lao_cai_db.scalars(moved)) == {kind for kind in MovementKind if kind.is_in_register}
    histories = (replay(known) for known in facts.load(lao_cai_db))
    met = Counter(moment.standing for history in histories for moment in history.moments)
    assert set(met) == set(Standing)
    assert set(lao_cai_db.scalars(select(CaseInterval.standing).distinct())) == set(Standing)


def test_the_rarer_turns_of_a_case_occur_too(lao_cai_db: Session) -> None:
    histories = [replay(known) for known in facts.load(lao_cai_db)]
    items = [item for history in histories for item in history.items]
    assert any(item.now.settled_directly for item in items)
    assert any(
        Standing.SEPARATE_TRACKING in (m.standing for m in item.moments)
        and item.now.standing is Standing.COMPLETED
        for item in items
    )
    total = figures(lao_cai_db, END_2024).total.cases
    assert min(total[c] for c in ("reactivated", "entrusted_in", "request_returned")) >= 3
    busiest = max(Counter(h.day for h in history.facts.happenings).most_common(1)[0][1]
                  for history in histories if history.facts.happenings)  # fmt: skip
    assert busiest >= 3


def test_nobody_pays_out_more_than_came_in(province: Session) -> None:
    came = (MovementKind.COLLECTED, 1), (MovementKind.REVERSED, -1)
    went = (MovementKind.PAID_OUT, -1), (MovementKind.PAID_TO_BUDGET, -1)
    sign = dict(came + went)
    kept: Counter[object] = Counter()
    stmt = select(LedgerEntry.item_id, LedgerEntry.kind, LedgerEntry.amount).where(
        LedgerEntry.kind.is_not(None)
    )
    for item_id, kind, amount in province.execute(stmt):
        kept[item_id] += sign[kind] * amount
    assert min(kept.values()) == 0


def test_the_records_prove_the_figures_and_the_audit_is_whole(province: Session) -> None:
    assert proof.first_difference(province) is None
    assert audit.verify(province) is None
    entry = province.scalars(select(AuditEntry).where(AuditEntry.act == "demo.made")).one()
    assert entry.details["enforcement_case"] == province.scalar(
        select(func.count()).select_from(Case)
    )
