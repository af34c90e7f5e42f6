"""The lines of the monthly summary are what the registers of outreach hold."""

from datetime import date

from jinja2.utils import Namespace

from tests.publication.test_publication import no_means, publish
from thads.persuasion.models import Answer, Method, PersuasionContact
from thads.reports.summary.outreach import outreach
from workers.pdf.renderer import environment

START, END = date(2023, 10, 1), date(2024, 9, 30)


def words_of(told) -> str:
    parts = ("publication", "outreach", "institutions")
    return " ".join(" ".join(
        environment().get_template(f"pdf/monthly/{part}.html").render(
            report={"outreach": told}, n=Namespace(table=0)
        ).split()) for part in parts)  # fmt: skip


def test_an_empty_period_says_so_and_a_filled_one_its_numbers(db, make, officer):
    empty = words_of(outreach(db, START, END))
    assert "không có quyết định nào phải công khai" in empty
    assert "không lập phiếu địa bàn" in empty
    assert "không ghi lần vận động" in empty
    assert "không có việc phối hợp nào với tổ chức tín dụng" in empty
    case, _ = no_means(make, officer, date(2024, 9, 2))
    publish(db, case.unit_id, officer, date(2024, 9, 20), END)
    db.add(PersuasionContact(
        case_id=case.id, day=date(2024, 9, 12), method=Method.PHONE, met="a", offer="b",
        answer=Answer.THINKS,
    ))  # fmt: skip
    db.commit()
    filled = words_of(outreach(db, START, END))
    assert "đã công khai 1 quyết định" in filled
    assert "công khai chậm <b>1/1</b>" in filled
    assert "0/1 việc đã vận động tự nguyện" in filled
    assert "Qua điện thoại" in filled
