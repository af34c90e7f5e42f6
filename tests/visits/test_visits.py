"""What a delegation asks and concludes is tracked until a figure or a paper shows it done (B12)."""

import io
import re
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from tests.oversight.papers import small_paper
from tests.reports.world import CLOSED_ON, END, small_province, version_of
from thads.core.errors import NotFound, RuleBroken
from thads.core.ids import new_id
from thads.identity.models import Body, Role, User
from thads.reports import actions as reports
from thads.reports.models import MonthlyReport
from thads.rules import oversight_visits
from thads.rules.deadlines import Duty
from thads.visits import actions
from thads.visits.models import (
    ConclusionClosing,
    Metric,
    OversightVisit,
    StepKind,
    VisitConclusion,
)
from thads.visits.terms import ClosingTerms, ConclusionTerms, Figure, StepTerms, VisitTerms
from thads.worklists import readmodel
from thads.worklists.models import OpenDuty

DECIDED, TODAY = date(2024, 6, 3), date(2024, 9, 30)
NOW = datetime(2024, 9, 30, 5, tzinfo=UTC)


@pytest.fixture
def head(make, db) -> User:
    """The small province and its head."""
    small_province(make)
    person = make.user(Role.PROVINCE_HEAD)
    db.commit()
    return person


def visit_of(db, head: User, body: Body = Body.COUNCIL, decided: date = DECIDED) -> OversightVisit:
    terms = VisitTerms(body, "Ban Pháp chế HĐND tỉnh", "12/QĐ-HĐND", decided, "Thi hành án dân sự")
    visit = actions.record(db, terms, by=head, today=TODAY, now=NOW)
    db.commit()
    return visit


def conclusion_of(db, head: User, visit: OversightVisit, unit_id=None) -> VisitConclusion:
    terms = ConclusionTerms(
        "Xác minh đúng hạn", "Không còn xác minh quá hạn", date(2024, 8, 31),
        unit_id or head.unit_id, None,
    )  # fmt: skip
    conclusion = actions.conclude(db, visit, terms, by=head, now=NOW)
    db.commit()
    return conclusion


def published(db, head: User) -> MonthlyReport:
    report = reports.compose(
        db,
        new_id(),
        period_end=END,
        dated=END,
        by_id=head.id,
        now=NOW,
        version=version_of(db, head, END),
    )
    reports.keep_file(db, report, small_paper(1), now=NOW)
    reports.publish(db, report, by=head, today=CLOSED_ON, now=NOW)
    db.commit()
    return report


def test_the_clocks_of_a_visit_follow_the_law_of_its_decision():
    assert oversight_visits.outline_due(date(2024, 6, 3)) == date(2024, 6, 18)  # 15 days
    assert oversight_visits.notice_due(date(2024, 6, 3), date(2024, 7, 20)) == date(2024, 7, 10)
    with pytest.raises(RuleBroken) as missing:
        oversight_visits.outline_due(date(2016, 6, 30))
    assert missing.value.code == "rules.missing"


def test_the_page_says_which_clock_was_kept(head, db, sign_in):
    visit = visit_of(db, head)
    for kind, day in ((StepKind.OUTLINE, date(2024, 6, 20)), (StepKind.PROGRAMME, date(2024, 7, 1)),
                      (StepKind.WORKING_DAY, date(2024, 7, 20))):  # fmt: skip
        actions.take_step(db, visit, StepTerms(kind, day, None), by=head, today=TODAY, now=NOW)
    db.commit()
    page = re.sub(r"\s+", " ", sign_in(head).get(f"/visits/{visit.id}").text)
    assert "Hạn gửi 18/06/2024; 20/06/2024 – muộn 2 ngày" in page
    assert "Hạn báo 10/07/2024; 01/07/2024 – đúng hạn" in page
    assert "Luật 87/2015/QH13 Đ.80" in page


def test_only_a_working_day_may_lie_ahead(head, db):
    visit = visit_of(db, head)
    later = date(2024, 10, 20)
    actions.take_step(
        db, visit, StepTerms(StepKind.WORKING_DAY, later, None), by=head, today=TODAY, now=NOW
    )
    assert visit.day_of(StepKind.WORKING_DAY) == later
    with pytest.raises(RuleBroken) as refused:
        actions.take_step(
            db, visit, StepTerms(StepKind.OUTLINE, later, None), by=head, today=TODAY, now=NOW
        )
    assert refused.value.code == "visit.future"


def closing(figure: Figure | None = None, paper=None, content=None) -> ClosingTerms:
    return ClosingTerms(date(2024, 9, 10), "Đã xong", figure, paper, content)


@pytest.mark.parametrize(
    ("given", "code"),
    [({}, "conclusion.not_shown"), ({"paper": "Báo cáo 5"}, "conclusion.not_shown"),
     ({"paper": "Báo cáo 5", "content": b"hello"}, "conclusion.not_pdf"),
     ({"content": b"%PDF-1.7"}, "conclusion.paper_unnamed")],
)  # fmt: skip
def test_words_alone_do_not_close_a_conclusion(head, db, given, code):
    conclusion = conclusion_of(db, head, visit_of(db, head))
    with pytest.raises(RuleBroken) as refused:
        actions.close(db, conclusion, closing(**given), by=head, today=TODAY, now=NOW)
    assert refused.value.code == code
    db.rollback()
    assert db.scalars(select(ConclusionClosing)).all() == []


def test_the_database_too_refuses_a_closing_by_words_alone(head, db):
    conclusion = conclusion_of(db, head, visit_of(db, head))
    db.add(ConclusionClosing(conclusion_id=conclusion.id, day=TODAY, note="Đã xong"))
    with pytest.raises(Exception, match="shown"):
        db.flush()


def duties_of(db, subject_id) -> list[tuple[Duty, date]]:
    db.rollback()
    row = OpenDuty
    return list(db.execute(select(row.duty, row.due).where(row.subject_id == subject_id)))


def test_a_published_figure_closes_it_once_and_is_read_from_the_paper(head, db, sign_in):
    conclusion = conclusion_of(db, head, visit_of(db, head))
    assert duties_of(db, conclusion.id) == [(Duty.VISIT_CONCLUSION, date(2024, 8, 31))]
    report = published(db, head)
    client, address = sign_in(head), f"/visits/conclusions/{conclusion.id}"
    assert address in client.get("/worklists/tasks?duty=visit_conclusion&due=overdue").text
    typed = {"day": "10/09/2024", "note": "Tỷ lệ đã nêu", "report": str(report.id),
             "metric": Metric.CASE_RATE.value}  # fmt: skip
    assert client.post(f"{address}/closing/new", data=typed).status_code == 303
    page = client.get(address).text
    assert "Tỷ lệ giải quyết xong về việc: 33,33%" in page
    assert "1 / 3 việc có điều kiện thi hành" in page
    assert "Đã xong 10/09/2024" in page
    assert duties_of(db, conclusion.id) == []
    assert readmodel.verify(db) is None
    again = client.post(f"{address}/closing/new", data=typed)
    assert again.status_code == 422
    assert "đã được ghi hoàn thành ngày 10/09/2024" in again.text


def test_an_unpublished_figure_closes_nothing(head, db):
    conclusion = conclusion_of(db, head, visit_of(db, head))
    hidden = reports.compose(
        db,
        new_id(),
        period_end=END,
        dated=END,
        by_id=head.id,
        now=NOW,
    )
    with pytest.raises(NotFound):
        actions.close(
            db, conclusion, closing(Figure(hidden.id, Metric.CASE_RATE)), by=head, today=TODAY,
            now=NOW,
        )  # fmt: skip


def test_a_paper_closes_it_and_can_be_read_by_the_body(head, db, sign_in):
    conclusion = conclusion_of(db, head, visit_of(db, head))
    address = f"/visits/conclusions/{conclusion.id}"
    typed = {"day": "10/09/2024", "note": "Đã báo cáo", "paper": "Báo cáo 45/BC-CTHADS",
             "file": (io.BytesIO(small_paper(1)), "bc45.pdf")}  # fmt: skip
    assert sign_in(head).post(f"{address}/closing/new", data=typed).status_code == 303
    council, procuracy = sign_in(Role.OVERSIGHT), sign_in(Role.OVERSIGHT, body=Body.PROCURACY)
    assert "Báo cáo 45/BC-CTHADS" in council.get(address).text
    assert council.get(f"{address}/closing/file").data == small_paper(1)
    for path in (address, f"{address}/closing/file", f"/visits/{conclusion.visit_id}"):
        assert procuracy.get(path).status_code == 404
        assert council.post(f"{address}/progress/new").status_code == 404
    assert "Ban Pháp chế" not in procuracy.get("/visits/").text
    assert "Ghi hoàn thành" not in council.get(address).text
    assert "Xem bởi" in council.get("/visits/").text


def test_the_next_visit_opens_with_what_was_asked_and_done(head, db, sign_in):
    first = visit_of(db, head, decided=date(2023, 5, 3))
    conclusion = conclusion_of(db, head, first)
    actions.tell_progress(
        db, conclusion, date(2024, 9, 2), "Còn 3 hồ sơ", by=head, today=TODAY, now=NOW
    )
    second, other = visit_of(db, head), visit_of(db, head, Body.PROCURACY)
    client = sign_in(head)
    page = client.get(f"/visits/{second.id}").text
    assert "Lần trước đoàn yêu cầu gì, chúng tôi đã làm gì" in page
    assert "Còn 3 hồ sơ" in page
    assert "Lần trước" not in client.get(f"/visits/{other.id}").text
    assert "Lần trước" not in client.get(f"/visits/{first.id}").text


def test_late_conclusions_are_counted_and_listed(head, db, sign_in):
    late = conclusion_of(db, head, visit_of(db, head))
    client = sign_in(head)
    assert "1 kết luận quá hạn" in client.get("/visits/").text
    assert str(late.id) in client.get("/visits/conclusions?state=late").text
    actions.close(db, late, closing(Figure(published(db, head).id, Metric.LATE_VERIFICATION)),
                  by=head, today=TODAY, now=NOW)  # fmt: skip
    db.commit()
    assert "quá hạn</a> chưa xong" not in client.get("/visits/").text
    assert str(late.id) not in client.get("/visits/conclusions?state=open").text
    assert str(late.id) in client.get("/visits/conclusions").text


def test_a_unit_tells_progress_of_its_own_conclusions_only(head, make, db, sign_in):
    chief = make.user(Role.UNIT_HEAD)
    visit = visit_of(db, head)
    own, other = conclusion_of(db, head, visit, chief.unit_id), conclusion_of(db, head, visit)
    client, typed = sign_in(chief), {"day": "02/09/2024", "note": "Còn 3 hồ sơ"}
    path = "/visits/conclusions/{}/progress/new"
    assert client.post(path.format(own.id), data=typed).status_code == 303
    assert client.post(path.format(other.id), data=typed).status_code == 404
    assert (
        client.post(f"/visits/{visit.id}/questions/new", data={"content": "?"}).status_code == 404
    )


def test_an_answer_carries_a_figure_and_a_later_one_stands_in_its_place(head, db, sign_in):
    visit, report = visit_of(db, head), published(db, head)
    client = sign_in(head)
    assert client.post(
        f"/visits/{visit.id}/questions/new", data={"content": "Kết quả năm 2024?"}
    ).status_code == 303  # fmt: skip
    db.refresh(visit)
    path = f"/visits/questions/{visit.questions[0].id}/answer"
    half = client.post(path, data={"content": "Đạt", "report": str(report.id)})
    assert half.status_code == 422
    assert "Chọn cả báo cáo và chỉ tiêu" in half.text
    for words in ("Trả lời đầu", "Trả lời sau"):
        typed = {"content": words, "report": str(report.id), "metric": "money_rate"}
        assert client.post(path, data=typed).status_code == 303
    page = sign_in(Role.OVERSIGHT).get(f"/visits/{visit.id}").text
    assert "Trả lời sau" in page
    assert "Trả lời đầu" not in page
    assert "3.000.000 / 13.000.000 đồng" in page
