"""Two periods side by side say by what their bases differ, or stand on one territory (B2)."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.conftest import SignIn
from tests.factories import Make
from tests.statistics.test_boundaries import divided, succeed
from thads.identity.models import Role
from thads.rules import statistics_bases, statistics_regime
from thads.statistics.comparison import compare
from thads.units.models import Unit

__all__ = ["divided", "succeed"]
BANNER = "Mẫu số của hai kỳ không cùng cách tính:"


def told(now: date, before: date) -> str:
    return "; ".join(statistics_bases.differences(now, before))


def test_periods_under_one_circular_and_one_law_compare_as_they_are():
    assert told(date(2026, 6, 30), date(2025, 6, 30)) == ""


def test_another_circular_is_told():
    assert told(date(2024, 9, 30), date(2023, 9, 30)) == (
        "kỳ đến 30/09/2024 theo Thông tư 05/2024/TT-BTP, kỳ đến 30/09/2023 theo Thông tư "
        "06/2019/TT-BTP"
    )


def test_another_law_of_what_one_case_is_is_told():
    assert told(date(2026, 7, 31), date(2025, 7, 31)).startswith(
        "từ 01/07/2026 mỗi người phải thi hành án một quyết định (Nghị định 152/2026 Điều 8"
    )


@pytest.fixture
def narrower(monkeypatch: pytest.MonkeyPatch) -> None:
    """A regime of 2027 without postponements by agreement in the base."""
    old, new = statistics_regime.REGIMES[-1], date(2027, 10, 1)
    ends = type(old)(**{**fields_of(old), "valid_to": date(2027, 9, 30)})
    begins = type(old)(
        **{**fields_of(old), "code": "TT-2027", "title": "Thông tư 2027", "valid_from": new,
           "base": ("resolved", "in_progress")}
    )  # fmt: skip
    monkeypatch.setattr(
        statistics_regime, "REGIMES", (*statistics_regime.REGIMES[:-1], ends, begins)
    )


def fields_of(regime: statistics_regime.StatisticsRegime) -> dict[str, object]:
    names = ("code", "title", "valid_from", "valid_to", "source", "money_done_at", "base")
    return {name: getattr(regime, name) for name in names}


@pytest.mark.usefixtures("narrower")
def test_a_base_of_other_columns_is_told():
    assert told(date(2027, 10, 31), date(2026, 10, 31)).endswith(
        "có điều kiện gồm giải quyết xong, đang thi hành, kỳ trước gồm giải quyết xong, đang thi "
        "hành, hoãn theo thỏa thuận"
    )


def test_a_unit_that_took_over_is_told_until_both_years_stand_on_its_territory(
    db: Session, sign_in: SignIn, divided: dict[str, Unit]
):
    unit = divided["PKV1"]
    changes = compare(db, date(2024, 8, 31), unit.id).units_changed
    assert f"từ 01/07/2024 {unit.name} nhận việc của {divided['A'].name}" in changes
    assert f"từ 01/07/2024 {unit.name} nhận một phần việc của {divided['C'].name}" in changes

    client = sign_in(Role.PROVINCE_HEAD)
    page = client.get(f"/statistics/?at=31/08/2024&unit={unit.id}").text
    assert BANNER in page
    assert f"nhận việc của {divided['A'].name}" in page

    today = client.get(f"/statistics/?at=30/09/2023&unit={unit.id}&boundaries=nay").text
    assert f"nhận việc của {divided['A'].name}" not in today
    assert "gồm số liệu của các đơn vị lúc đó" in today
    assert divided["B"].name in today
    assert compare(db, date(2023, 9, 30), unit.id, as_of=date(2024, 9, 30)).now.total.cases[
        "newly_docketed"
    ] == 3  # fmt: skip


def test_the_province_reads_the_same_total_on_either_territory(
    db: Session, make: Make, sign_in: SignIn, divided: dict[str, Unit]
):
    client = sign_in(Role.PROVINCE_HEAD)
    then = client.get("/statistics/?at=30/09/2023").text
    now = client.get("/statistics/?at=30/09/2023&boundaries=nay").text
    assert divided["A"].name in then
    assert divided["A"].name not in now.split("<main")[1].split("Theo đơn vị")[-1]
    for page in (then, now):
        assert "Số liệu tạm tính" in page
