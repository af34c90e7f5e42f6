"""Published figures of all provinces: newest versions, ranks with bases, sums, gaps."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from sqlalchemy import select

from tenants import provisioning
from tenants.models import NationalAccount, PublishedPeriod
from tests.clients import Client
from tests.national.conftest import AUGUST, NOW, columns, publish
from thads.core.errors import RuleBroken
from thads.imports.export_views import XLSX
from thads.national import figures, provinces, targets


def nation(control, year: int = 2024) -> figures.Nation:
    return figures.nation(
        control, AUGUST, provinces.counted(control), targets.in_force(control, year)
    )


def test_lines_ranks_and_sum_of_the_nation(control, instance) -> None:
    publish(control, "lao-cai", columns(3569, 3918, 484_650, 593_000))
    publish(control, "nghe-an", columns(900, 1000, 5_000_000, 6_000_000))
    found = nation(control)
    lao_cai, nghe_an = found.lines
    assert (lao_cai.case_rank.place, lao_cai.money_rank.place) == (1, 2)
    assert (nghe_an.case_rank.place, nghe_an.money_rank.place) == (2, 1)
    assert lao_cai.case_rank.ratio.denominator == 3918
    assert found.total.case_rate.numerator == 4469
    assert found.total.case_rate.denominator == 4918
    assert found.total.money["enforceable"] == 6_593_000
    assert found.missing == []


def test_a_version_arrives_once_and_the_newest_counts(control, instance) -> None:
    assert publish(control, "lao-cai", columns(8, 10, 50, 100))
    assert not publish(control, "lao-cai", columns(8, 10, 50, 100))
    assert nation(control).lines[0].case_rate.percent == Decimal(80)
    assert publish(control, "lao-cai", columns(7, 10, 50, 100), version=2)
    (line,) = nation(control).lines
    assert (line.version, line.case_rate.percent) == (2, Decimal(70))
    assert len(control.scalars(select(PublishedPeriod)).all()) == 2


def test_other_figures_under_the_same_number_are_refused(control, instance) -> None:
    publish(control, "lao-cai", columns(8, 10, 50, 100))
    with pytest.raises(RuleBroken, match="đã nhận bản 1 kỳ 08/2024 với số liệu khác"):
        publish(control, "lao-cai", columns(9, 10, 50, 100))
    assert nation(control).lines[0].case_rate.numerator == 8


def test_a_gap_is_in_points_against_the_target_of_the_year(control, desk) -> None:
    publish(control, "lao-cai", columns(3569, 3918, 8173, 10000))
    account = control.scalars(select(NationalAccount)).one()
    terms = targets.Terms(2024, Decimal("83.69"), Decimal("46.93"), "1/QĐ", date(2023, 10, 5))
    one = provinces.get(control, "lao-cai")
    targets.set_target(
        control, one, terms, key=uuid4(), by=account, today=date(2024, 9, 30), now=NOW
    )
    (line,) = nation(control).lines
    assert (line.case_gap, line.money_gap) == (Decimal("7.40"), Decimal("34.80"))
    page = desk.get("/national/").text
    assert "▲ 7,40" in page
    assert "3.569 / 3.918" in page
    assert "1/1" in page


def test_real_provinces_alone_are_the_nation(control, instance) -> None:
    publish(control, "lao-cai", columns(8, 10, 50, 100))
    control.commit()
    provisioning.create("yen-bai", "Yên Bái")
    found = nation(control)
    assert [one.slug for one in provinces.counted(control)] == ["yen-bai"]
    assert found.lines == []
    assert found.total.case_rate.percent is None


def test_pages_of_figures_and_the_workbook(desk: Client, control) -> None:
    assert "Chưa tỉnh nào công bố" in desk.get("/national/").text
    publish(control, "lao-cai", columns(8, 10, 50, 100))
    assert "Dân sự – theo yêu cầu" in desk.get("/national/totals").text
    page = desk.get("/national/provinces/lao-cai").text
    assert "Chi cục A" in page
    assert "80,00%" in page
    assert desk.get("/national/provinces/khong-co").status_code == 404
    answer = desk.get("/national/file")
    assert answer.mimetype == XLSX
    assert "figures.taken" not in desk.get("/national/acts").text  # told in words
    assert "Tải Excel" in desk.get("/national/acts").text


def test_a_practice_province_takes_its_rows_along_when_it_is_removed(control, instance) -> None:
    provisioning.create("yen-bai", "Yên Bái", practice_day=date(2024, 9, 30))
    publish(control, "yen-bai", columns(8, 10, 50, 100))
    control.commit()
    provisioning.remove("yen-bai")
    assert control.scalars(select(PublishedPeriod)).all() == []
