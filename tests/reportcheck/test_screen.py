"""The screen: what is typed is answered, marked, and never kept."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from thads.audit.models import AuditEntry
from thads.core.db import TenantBase
from thads.identity.models import Role

WRONG = "Trong 100 việc có điều kiện thi hành, đã thi hành xong 80 việc, đạt 90%."


def test_a_wrong_rate_is_marked_told_and_a_base_proposed(sign_in) -> None:
    answer = sign_in(Role.OFFICER).post("/report-check/", data={"text": WRONG})
    assert answer.status_code == 200
    assert "✗ 1 không khớp" in answer.text
    assert '<mark class="mark mark-red"><a href="#finding-1"' in answer.text
    assert "80 việc (thi hành xong) / 100 việc (có điều kiện thi hành)" in answer.text
    assert "89 việc (số nguyên duy nhất)" in answer.text  # 80 / 88 = 90,9; 80 / 90 = 88,9


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "Chưa có gì để soát"), ("Thực hiện Nghị quyết số 01/NQ-CP.", "không có số liệu nào")],
)
def test_a_text_without_figures_is_refused_and_stays_in_the_box(sign_in, text, words) -> None:
    answer = sign_in(Role.OFFICER).post("/report-check/", data={"text": text})
    assert answer.status_code == 422
    assert words in answer.text
    assert text in answer.text
    assert "Lỗi:" in answer.text


def test_the_text_is_kept_nowhere_and_may_be_sent_again(sign_in, db: Session) -> None:
    client = sign_in(Role.UNIT_HEAD)
    before = rows(db)
    for _ in range(2):
        assert "90%" in client.post("/report-check/", data={"text": WRONG}).text
    assert rows(db) == before


def rows(db: Session) -> dict[str, int]:
    """How many rows each table holds, the record of reads left out."""
    db.rollback()
    tables = [t for t in TenantBase.metadata.sorted_tables if t.name != AuditEntry.__tablename__]
    return {t.name: db.scalar(select(func.count()).select_from(t)) or 0 for t in tables}


def test_markup_in_a_text_is_shown_as_it_was_typed(sign_in) -> None:
    text = "<b>80</b> việc/100 việc, đạt 80%<script>"
    answer = sign_in(Role.OFFICER).post("/report-check/", data={"text": text})
    assert "<b>80" not in answer.text
    assert "<script>\n" not in answer.text.split("checked")[1][:400]


def test_figures_of_the_period_are_told_apart_from_those_near_them(sign_in, make, db) -> None:
    for _ in range(60):
        make.case(docketed_on=date(2024, 3, 1))
    text = "Thụ lý mới 60 việc. Tổng số phải thi hành 61 việc. Đã tiếp 500 lượt công dân."
    data = {"text": text, "period_end": "2024-09-30"}
    page = sign_in(Role.PROVINCE_HEAD).post("/report-check/", data=data).text
    table = page.split("Đối chiếu với số liệu đến hết ngày 30/09/2024")[1]
    same, near = table.split("</tbody>")[0].split("<tr>")[2:]
    assert ">60 việc</th>" in same
    assert "✓ đúng số của kỳ" in same
    assert 'href="/figures/' in same
    assert ">61 việc</th>" in near
    assert "≠ gần nhưng khác" in near


def test_oversight_bodies_have_no_such_screen(sign_in) -> None:
    assert sign_in(Role.OVERSIGHT).get("/report-check/").status_code == 404
