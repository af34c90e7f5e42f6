"""A figure code opens definition, parts and list, for those who may see them (B1, R12)."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.clients import Client
from tests.reports.world import small_province
from thads.identity.models import Role
from thads.statistics import metrics
from thads.statistics.figures import figures


@pytest.fixture
def head(db: Session, make, sign_in) -> Client:
    small_province(make)
    db.commit()
    return sign_in(Role.PROVINCE_HEAD)


def test_a_rate_says_its_two_numbers_and_each_opens_its_list(head: Client, db: Session):
    page = head.get("/figures/TL1.TS.TINH.240930").text
    total = figures(db, date(2024, 9, 30)).total
    over, under = total.case_rate.numerator, total.case_rate.denominator
    assert f'<a href="/figures/V13.TS.TINH.240930">{over}</a>' in page
    assert f'<a href="/figures/V12.TS.TINH.240930">{under}</a>' in page
    assert "33,33%" in page
    assert "Biểu 1 cột 22; Biểu 4 cột 22" in page
    assert "Thông tư 05/2024/TT-BTP" in page
    assert "Số liệu tạm tính" in page


def test_a_share_divides_by_the_whole(head: Client):
    page = head.get("/figures/TL3.DS.TINH.240930").text
    assert "/figures/V01.DS.TINH.240930" in page
    assert "/figures/V01.TS.TINH.240930" in page


@pytest.mark.parametrize("typed", ["v13.ts.tinh.240930", " V13 . TS . TINH . 240930 "])
def test_the_field_opens_a_code_however_it_is_typed(head: Client, typed: str):
    answer = head.get("/figures/", query_string={"code": typed})
    assert answer.location == "/figures/V13.TS.TINH.240930"
    assert head.get("/figures/v13.ts.tinh.240930").location == "/figures/V13.TS.TINH.240930"


@pytest.mark.parametrize(
    ("typed", "said"),
    [("xin chào", "không phải mã số liệu"), ("V13.TS.TINH.249930", "không phải mã số liệu"),
     ("", "Nhập mã số liệu"), ("V99.TS.TINH.240930", "Không có số liệu nào mang mã"),
     ("V13.TS.NOWHERE.240930", "Không có số liệu nào mang mã"),
     ("B7C01.XX.TINH.240930", "Không có số liệu nào mang mã"),
     ("B9C99.TS.TINH.240930", "Không có số liệu nào mang mã")],
)  # fmt: skip
def test_a_forged_code_is_refused_in_words_and_kept(head: Client, typed: str, said: str):
    answer = head.get("/figures/", query_string={"code": typed})
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{typed}"' in answer.text


def test_the_dictionary_has_every_metric(head: Client):
    page = head.get("/figures/").text
    assert [code for code in metrics.METRICS if f"<code>{code}</code>" not in page] == []
    assert "<code>B12C08</code>" in page


@pytest.mark.parametrize("role", [Role.OVERSIGHT, Role.STOREKEEPER, Role.ADMINISTRATOR])
def test_live_figures_are_absent_for_those_who_read_none(head: Client, sign_in, role: Role):
    assert sign_in(role).get("/figures/V13.TS.TINH.240930").status_code == 404


def test_a_unit_sees_its_own_forms_only(head: Client, make, sign_in):
    own, other = make.district(), make.unit("XB")
    client = sign_in(Role.UNIT_HEAD, unit=own)
    page = client.get("/forms/4?at=2024-09-30").text
    assert own.name in page
    assert "Toàn tỉnh" not in page
    assert client.get(f"/forms/4?at=2024-09-30&unit={other.id}").status_code == 404
    assert client.get(f"/forms/4/json?at=2024-09-30&unit={other.id}").status_code == 404
    assert client.get("/forms/13").status_code == 404
    older = client.get("/forms/1?at=2019-03-31").text
    assert "đến hết ngày 31/03/2019" in older
    assert "lập lại theo biểu" in older
    no_month_end = client.get("/forms/1?at=2019-03-15").text
    assert "/2019" not in no_month_end  # the newest period is shown
