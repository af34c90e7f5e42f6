"""Who must still send: four working days after the period's end (TT 05/2024 Đ.10 k.3)."""

from datetime import date

from tests.clients import Client
from tests.national.conftest import AUGUST, columns, publish
from thads.national import lateness, provinces


def sendings(control, today: date) -> dict[str, lateness.Sending]:
    found = lateness.sendings(
        control, AUGUST, provinces.counted(control), provinces.contacts(control), today
    )
    return {one.province.slug: one for one in found}


def test_the_last_day_is_the_fourth_working_day() -> None:
    assert lateness.due(AUGUST) == date(2024, 9, 9)  # 2–3/9 holidays, 7–8/9 a weekend


def test_in_time_late_and_still_to_send(control, instance) -> None:
    publish(control, "lao-cai", columns(8, 10, 50, 100), on=date(2024, 9, 9))
    found = sendings(control, date(2024, 9, 11))
    assert found["lao-cai"].words == "Đã gửi"
    assert found["nghe-an"].words == "Chưa gửi, quá hạn 2 ngày làm việc"
    assert list(found) == ["nghe-an", "lao-cai"]
    publish(control, "nghe-an", columns(8, 10, 50, 100), on=date(2024, 9, 12))
    assert sendings(control, date(2024, 9, 30))["nghe-an"].days_late == 3


def test_on_the_last_day_nobody_is_late(control, instance) -> None:
    assert sendings(control, date(2024, 9, 9))["nghe-an"].words == "Chưa gửi"


def test_a_later_version_does_not_make_the_first_late(control, instance) -> None:
    publish(control, "lao-cai", columns(8, 10, 50, 100), on=date(2024, 9, 6))
    publish(control, "lao-cai", columns(7, 10, 50, 100), version=2, on=date(2024, 12, 1))
    assert sendings(control, date(2024, 12, 31))["lao-cai"].days_late == 0


def test_the_page_names_whom_to_call(desk: Client, control) -> None:
    given = {"name": "Bà Thống Kê", "phone": "0214 111 222", "email": ""}
    assert desk.post("/national/provinces/nghe-an/contact", data=given).status_code == 303
    page = desk.get(f"/national/sendings?at={AUGUST:%d/%m/%Y}").text
    assert "Bà Thống Kê" in page
    assert 'href="tel:0214111222"' in page
    assert "2 trên 2 tỉnh chưa gửi" in page
    refused = desk.post("/national/provinces/nghe-an/contact", data={**given, "phone": ""})
    assert refused.status_code == 422
    assert "Nhập số điện thoại." in refused.text
