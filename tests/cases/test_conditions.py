"""A ground of the law's list that does not carry this act: refused, with its article named."""

from datetime import date

import pytest
from sqlalchemy import func, select

from thads.cases import actions, queries
from thads.cases.models import ActKind, CaseAct, ItemKind, Standing
from thads.core.errors import RuleBroken

OLD_DAY, NEW_DAY, TODAY = date(2026, 6, 8), date(2026, 8, 3), date(2026, 8, 31)
DEBT, FEE = {"kind": ItemKind.DEBT, "amount": 900}, {"kind": ItemKind.COURT_FEE, "amount": 100}
WAGES, ACT = {"kind": ItemKind.WAGES, "amount": 5}, {"kind": ItemKind.COMPELLED_ACT, "amount": 0}


def refused(code: str, article: str):
    return pytest.raises(RuleBroken, match=article, check=lambda e: e.code == f"case.{code}")


REFUSED = {  # items, earlier act with its ground, the act, its day and ground, code, article
    "a debt is paid by anybody": (
        [DEBT], None, ActKind.POSTPONEMENT, NEW_DAY, "a", "ground_not_for_item", "Điều 46",
    ),
    "nobody is unable to owe": (
        [FEE], None, ActKind.NOT_YET_ENFORCEABLE, NEW_DAY, "đ", "ground_not_for_item", "Điều 38",
    ),
    "bankruptcy holds up no wages": (
        [DEBT, WAGES], None, ActKind.SUSPENSION, NEW_DAY, "1a", "ground_not_for_item", "Điều 47",
    ),
    "only what is due to the state is forgiven": (
        [DEBT], None, ActKind.DISCONTINUANCE, NEW_DAY, "5", "not_state_budget", "Điều 48",
    ),
    "so it was under the old law": (
        [DEBT], None, ActKind.DISCONTINUANCE, OLD_DAY, "e", "not_state_budget", "Điều 50",
    ),
    "a suspension is not resumed as a postponement": (
        [DEBT], (ActKind.SUSPENSION, "1"), ActKind.RESUMPTION, NEW_DAY, "46k3", "other_hold",
        "Điều 46",
    ),
    "nor a postponement as new information": (
        [DEBT], (ActKind.POSTPONEMENT, "d"), ActKind.RESUMPTION, OLD_DAY, "9k4", "other_hold",
        "Điều 9",
    ),
    "one agency takes nothing up": (
        [DEBT], None, ActKind.TAKE_UP, NEW_DAY, None, "no_take_up", "mỗi tỉnh chỉ có một",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("items", "before", "kind", "day", "ground", "code", "article"), REFUSED.values(), ids=REFUSED
)
def test_refused_and_nothing_kept(
    make, acts, governor, db, items, before, kind, day, ground, code, article
):
    case = make.case(date(2026, 1, 5), items)
    if before:
        make.act(case, before[0], date(2026, 6, 1), ground=before[1])
    count = select(func.count()).select_from(CaseAct)
    kept = db.scalar(count)
    with refused(code, article):
        acts(actions.act, case, day, by=governor, today=TODAY, kind=kind, ground=ground)
    assert db.scalar(count) == kept


def test_the_protest_authority_has_a_case_postponed_once(make, acts):
    case = make.case(date(2026, 1, 5), [DEBT, WAGES])
    debt, wages = make.items(case)
    until = date(2026, 8, 1)
    ask = {"ground": "2", "until": until, "today": TODAY}
    acts(actions.postpone, case, date(2026, 6, 8), item_id=debt.id, **ask)
    acts(actions.resume, case, date(2026, 6, 15), item_id=debt.id, today=TODAY)
    with refused("protest_twice", "một lần"):  # under the new law as under the old
        acts(actions.postpone, case, date(2026, 7, 6), item_id=debt.id, **ask)
    acts(actions.postpone, case, date(2026, 7, 6), item_id=wages.id, **ask)


def test_what_is_held_up_for_two_reasons_is_resumed_item_by_item(make, acts, db):
    case = make.case(date(2026, 1, 5), [DEBT, WAGES])
    debt, wages = make.items(case)
    make.act(case, ActKind.POSTPONEMENT, date(2026, 7, 6), item=debt, ground="d")
    make.act(case, ActKind.NOT_YET_ENFORCEABLE, date(2026, 7, 7), item=wages, ground="a")
    with refused("other_hold", "chọn từng khoản"):
        acts(actions.resume, case, NEW_DAY, ground="46k3", today=TODAY)
    acts(actions.resume, case, NEW_DAY, item_id=debt.id, ground="46k3", today=TODAY)
    history = queries.history_of(queries.get(db, case.id, scope=None))
    assert history.item(debt.id).now.standing is Standing.IN_PROGRESS
    assert history.item(wages.id).now.standing is Standing.NOT_YET_ENFORCEABLE


def test_a_personal_duty_is_postponed_for_illness(make, acts):
    case = make.case(date(2026, 1, 5), [ACT])
    acts(actions.postpone, case, NEW_DAY, ground="a", today=TODAY)


def test_an_amendment_and_an_entrusted_asset_change_neither_standing_nor_money(make, acts, db):
    case = make.case(date(2026, 1, 5), [DEBT])
    make.act(case, ActKind.NOT_YET_ENFORCEABLE, date(2026, 2, 2), ground="a")
    make.act(case, ActKind.SEPARATE_TRACKING, date(2026, 3, 2))
    given = {"kind": ActKind.ASSET_ENTRUSTMENT, "today": TODAY, "number": 7}
    for missing in ({}, {"receiver": "THADS tỉnh Thử"}, {"note": "Nhà đất ở Thử"}):
        with pytest.raises(RuleBroken, match=r"[Pp]hải"):
            acts(actions.act, case, NEW_DAY, **given, **missing)
    acts(actions.act, case, NEW_DAY, **given, receiver="THADS tỉnh Thử", note="Nhà đất ở Thử")
    with refused("amended_what", "nội dung nào"):
        acts(actions.act, case, NEW_DAY, kind=ActKind.AMENDMENT, ground="2", today=TODAY)
    acts(actions.act, case, NEW_DAY, kind=ActKind.AMENDMENT, ground="2", today=TODAY,
         note="Sửa năm sinh của người phải thi hành án")  # fmt: skip
    history = queries.history_of(queries.get(db, case.id, scope=None))
    assert (history.now.standing, history.remaining) == (Standing.SEPARATE_TRACKING, 900)


def test_an_error_is_amended_after_the_end_but_no_asset_is_entrusted_then(make, acts):
    case = make.case(date(2026, 1, 5), [DEBT])
    make.act(case, ActKind.COMPLETION, date(2026, 7, 6))
    acts(actions.act, case, NEW_DAY, kind=ActKind.AMENDMENT, note="Sửa số", today=TODAY)
    with refused("ended", "đã kết thúc"):
        acts(actions.act, case, NEW_DAY, kind=ActKind.ASSET_ENTRUSTMENT, receiver="THADS tỉnh Thử",
             note="Nhà", today=TODAY)  # fmt: skip
