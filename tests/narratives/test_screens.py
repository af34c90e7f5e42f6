"""The screens of a summary's texts: what was typed is never lost."""

import pytest

from thads.identity.models import Role
from thads.narratives import queries
from thads.narratives.models import ReportText, Section

AT = "period=2024-09-30"
CAUSES = f"/report-texts/section?{AT}&section=causes"


@pytest.fixture
def browser(make, sign_in):
    """The head of the province."""
    make.province()
    return sign_in(make.user(Role.PROVINCE_HEAD))


def standing(db) -> ReportText:
    db.rollback()
    (found,) = db.query(ReportText).order_by(ReportText.entered_at.desc()).limit(1)
    return found


def test_a_section_is_written_shown_and_begun_from_the_month_before(db, browser):
    august = CAUSES.replace("09-30", "08-31")
    sent = browser.post(august, data={"body": "- Án phức tạp <b>\n- Thiếu người", "over": ""})
    assert (sent.status_code, sent.location) == (303, "/report-texts/?period=2024-08-31")
    shown = browser.get("/report-texts/?period=2024-08-31").text
    assert "<li>Án phức tạp &lt;b&gt;</li>" in shown

    offered = browser.get(CAUSES).text
    assert "Bắt đầu từ nội dung của kỳ đến hết 31/08/2024" in offered
    assert "Thiếu người" not in offered
    assert "Thiếu người" in browser.get(f"{CAUSES}&from=before").text
    assert standing(db).period_end.month == 8


def test_who_was_slower_sees_both_and_may_send_again(db, browser):
    browser.post(CAUSES, data={"body": "Bản một.", "over": ""})
    slower = browser.post(CAUSES, data={"body": "Bản của tôi.", "over": ""})
    assert slower.status_code == 409
    assert "Bản của tôi." in slower.text
    assert "Bản một." in slower.text
    assert standing(db).body == "Bản một."

    again = browser.post(CAUSES, data={"body": "Bản của tôi.", "over": str(standing(db).id)})
    assert again.status_code == 303
    assert queries.standing(db, standing(db).period_end)[Section.CAUSES].body == "Bản của tôi."


def test_a_text_that_is_too_long_is_refused_and_kept(browser):
    answer = browser.post(CAUSES, data={"body": "dài " * 5_001, "over": ""})
    assert answer.status_code == 422
    assert 'id="body-error"' in answer.text
    assert "dài dài" in answer.text


@pytest.mark.parametrize("role", [Role.OFFICER, Role.RECORDS_CLERK, Role.OVERSIGHT])
def test_only_those_who_may_ask_for_reports_write(db, make, sign_in, role):
    client = sign_in(make.user(role))
    assert client.get("/report-texts/").status_code == 404
    assert client.post(CAUSES, data={"body": "Không được."}).status_code == 404
    assert db.query(ReportText).count() == 0


@pytest.mark.parametrize("query", ["period=2024-09-29", "period=x", "period=1999-09-30"])
def test_a_day_that_ends_no_period_is_absent(browser, query):
    assert browser.get(f"/report-texts/?{query}").status_code == 404
    assert browser.get(f"/report-texts/section?{AT}&section=figures").status_code == 404
