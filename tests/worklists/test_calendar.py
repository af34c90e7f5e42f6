"""Due days for calendar programs: the form that RFC 5545 asks for, and who may read them."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from thads.identity.models import Role
from thads.parties.models import Party
from thads.rules.deadlines import Duty
from thads.worklists import actions
from thads.worklists.calendar import calendar
from thads.worklists.models import CalendarLink
from thads.worklists.queries import TaskLine
from thads.worklists.tasks import Task

NOW = datetime(2024, 9, 30, 5, 0, tzinfo=UTC)


def unfolded(content: bytes) -> dict[str, str]:
    """The lines of one event by name, put together again."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    whole = content.replace(b"\r\n ", b"").decode()
    return dict(line.split(":", 1) for line in whole.split("\r\n") if line)


def test_each_duty_is_an_all_day_event_on_its_last_day(db, make, officer, sign_in):
    case = make.case(date(2024, 9, 26), officer=officer, number=123)
    for party in db.scalars(select(Party).where(Party.case_id == case.id)):
        party.name = "Tên Không Được Lộ"
    answer = sign_in(officer).get("/worklists/calendar.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    event = unfolded(answer.data)
    assert event["DTSTART;VALUE=DATE"] == "20241001"
    assert event["DTEND;VALUE=DATE"] == "20241002"
    assert event["SUMMARY"] == "Thông báo quyết định cho đương sự: 123/QĐ-CCTHADS"
    assert event["UID"] == f"notice-{case.id.hex}-20240926@lao-cai.thads"
    assert event["DESCRIPTION"].endswith("Luật THADS 2008 Điều 39 khoản 2")
    assert "Tên Không" not in answer.text
    assert officer.full_name not in answer.text


def line(title: str, due: date | None = date(2024, 10, 1)) -> TaskLine:
    task = Task(Duty.NOTICE, UUID(int=7), UUID(int=7), UUID(int=1), None, date(2024, 9, 26),
                date(2024, 9, 26), due)  # fmt: skip
    return TaskLine(task, title, "Chi cục", None)


def test_signs_of_the_format_are_escaped():
    content = calendar([line("1;2,3\\4\nBEGIN:VEVENT")], place="lao-cai", now=NOW)
    summary = unfolded(content)["SUMMARY"]
    assert summary == r"Thông báo quyết định cho đương sự: 1\;2\,3\\4\nBEGIN:VEVENT"


@pytest.mark.parametrize("length", range(20, 40))
def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut(length):
    title = "Ậ" * length
    content = calendar([line(title)], place="lao-cai", now=NOW)
    assert max(map(len, content.split(b"\r\n"))) <= 75
    for piece in content.split(b"\r\n"):
        piece.decode()
    assert unfolded(content)["SUMMARY"].endswith(f": {title}")


def test_a_duty_without_a_day_is_no_event():
    assert b"VEVENT" not in calendar([line("1", due=None)], place="lao-cai", now=NOW)


def test_a_private_address_serves_until_it_is_replaced_or_revoked(db, make, officer, sign_in, app):
    make.case(date(2024, 9, 26), officer=officer, number=77)
    client, stranger = sign_in(officer), sign_in(Role.OVERSIGHT)
    first, second = (address_in(client.post("/worklists/calendar/address").text) for _ in "12")
    assert stranger.get(first).status_code == 404
    assert "77/QĐ-CCTHADS" in stranger.get(second).text
    kept = db.scalars(select(CalendarLink.token_hash)).all()
    assert not any(hashed in second for hashed in kept)
    assert second not in client.get("/worklists/calendar").text
    assert client.post("/worklists/calendar/address/revocation").status_code == 303
    assert stranger.get(second).status_code == 404


def address_in(page: str) -> str:
    """The address that the page tells once, within the province."""
    return re.search(r'value="https?://[^"/]+(?:/t/lao-cai)?(/worklists/feeds/[^"]+)"', page)[1]


def test_a_closed_account_is_read_by_nobody(db, officer, sign_in):
    token = actions.issue_calendar(db, by=officer, now=NOW)
    db.commit()
    client = sign_in(Role.OVERSIGHT)
    assert client.get(f"/worklists/feeds/{token}.ics").status_code == 200
    officer.disabled_at = NOW + timedelta(hours=1)
    db.commit()
    assert client.get(f"/worklists/feeds/{token}.ics").status_code == 404
