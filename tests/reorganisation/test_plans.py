"""A plan that does not add up is refused in words, before anything changes."""

from datetime import date, timedelta

import pytest

from tests.reorganisation.conftest import DAY, NOW, SA_PA, SA_PA_NOW, TODAY
from thads.cases.models import ActKind
from thads.cases.queries.workload import Load
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.reorganisation import actions, preview, queries
from thads.reorganisation.actions import OpeningTerms
from thads.reorganisation.models import Reorganisation
from thads.units import queries as units
from thads.units.models import UnitKind


def refused(province, plan, *, today=TODAY):
    """Why the plan cannot be run."""
    with pytest.raises(RuleBroken) as broken:
        actions.start(province.db, plan, by=province.head, today=today, now=NOW)
    assert plan.started_at is None
    return broken.value.message


def test_a_whole_plan_has_no_fault(province):
    assert queries.faults(province.db, province.plan(), TODAY) == []


def test_a_unit_that_ends_needs_a_successor(province):
    plan = province.plan()
    closing = next(c for c in plan.closings if c.unit.code == "A")
    actions.remove_closing(province.db, plan, closing.id, by=province.head)
    actions.add_closing(province.db, plan, closing.unit_id, None, by=province.head)
    province.db.flush()
    assert "huyện A kết thúc hoạt động mà chưa có đơn vị kế tục" in refused(province, plan)

    actions.add_closing(province.db, plan, closing.unit_id, "PKV1", by=province.head)
    assert queries.faults(province.db, plan, TODAY) == []


def test_a_successor_must_itself_live_on(province):
    plan = province.plan()
    actions.add_closing(province.db, plan, province.units["A"].id, "B", by=province.head)
    assert "cũng kết thúc hoạt động" in refused(province, plan)


def test_a_unit_taken_out_leaves_its_predecessors_unsaid(province):
    plan = province.plan()
    actions.remove_opening(province.db, plan, "PKV1", by=province.head)
    province.db.flush()
    faults = queries.faults(province.db, plan, TODAY)
    assert sum("chưa có đơn vị kế tục" in fault for fault in faults) == 2
    assert "người chưa rõ về đơn vị nào" in " ".join(faults)


def test_two_plans_do_not_end_the_same_unit(province):
    plan = province.plan()
    other = actions.draft(province.db, day=date(2025, 9, 1), title="Khác", ground=None,
                          by=province.head)  # fmt: skip
    with pytest.raises(RuleBroken, match="đã có trong kế hoạch “Sắp xếp 01/7/2025”"):
        actions.add_closing(province.db, other, province.units["A"].id, None, by=province.head)
    actions.withdraw(province.db, plan, by=province.head, now=NOW)
    actions.add_closing(province.db, other, province.units["A"].id, None, by=province.head)


@pytest.mark.parametrize("fact", ["act", "money", "docketing"])
def test_a_day_that_the_closing_unit_has_overtaken_is_refused(province, make, fact):
    case = province.case("a", "A")
    if fact == "act":
        make.act(case, ActKind.VALID_NOTICE, DAY)
    elif fact == "money":
        make.money(case, 1_000, TODAY)
    else:
        make.case(DAY, unit=province.units["A"])
    province.db.commit()
    plan = province.plan()
    assert "đã có diễn biến từ ngày 01/07/2025 trên 1 việc" in refused(province, plan)


def test_a_plan_waits_for_its_day_and_for_a_series_of_numbers(province):
    plan = province.plan()
    assert "Chưa đến ngày 01/07/2025" in refused(province, plan, today=DAY - timedelta(days=1))
    early = province.db.merge(Reorganisation(day=date(2024, 7, 1), title="Sớm"))
    terms = OpeningTerms("PKV9", "Phòng 9", UnitKind.REGIONAL_DIVISION, "Thử")
    actions.add_opening(province.db, early, terms, by=province.head)
    assert any("chưa có ký hiệu quyết định" in f for f in queries.faults(province.db, early, TODAY))


def test_a_code_is_used_once(province):
    plan = province.plan()
    for code in ("PKV1", "A", "khu vực"):
        terms = OpeningTerms(code, "Phòng", UnitKind.REGIONAL_DIVISION, "Thử")
        with pytest.raises(RuleBroken):
            actions.add_opening(province.db, plan, terms, by=province.head)


def test_what_ran_is_not_changed_any_more(province):
    plan = province.plan()
    province.run(plan)
    with pytest.raises(RuleBroken, match="không sửa được nữa"):
        actions.withdraw(province.db, plan, by=province.head, now=NOW)
    with pytest.raises(RuleBroken, match="đã xong"):
        actions.start(province.db, plan, by=province.head, today=TODAY, now=NOW)


def test_the_preview_has_the_same_sums_before_and_after(province):
    province.case("a", "A")
    province.case("sa pa", "C", communes=[SA_PA])
    province.case("nowhere", "C")
    province.db.commit()
    plan = province.plan()

    found = preview.of(province.db, queries.tree(province.db, plan))

    before, after = ([one.total for one in side] for side in (found.before, found.after))
    assert sum(before, Load()) == sum(after, Load()) == Load(3, 3_000_000)
    assert found.unclear == Load(1, 1_000_000)
    [known, unknown] = found.communes[province.units["C"].id][::-1]
    assert (known.code, known.successor) == (SA_PA_NOW, "PKV2")
    assert (unknown.may_be_said, unknown.load) == (False, Load(1, 1_000_000))
    ways = {way.person.id: (way.code, way.role) for way in found.people}
    assert ways[province.people["A"].id] == ("PKV1", Role.OFFICER)
    assert units.by_code(province.db, "PKV1") is None
