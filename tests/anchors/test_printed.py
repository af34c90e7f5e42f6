"""Each page of a report bears its code and the end of the audit; the bytes stay the same."""

import io
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from tests.reports.world import END, small_province
from thads.core.ids import new_id
from thads.reports import actions
from workers import pdf
from workers.pdf.codes import qr

pytestmark = pytest.mark.one_engine

CHECK_AT = "https://laocai.example.vn/check/"


def test_each_page_bears_code_address_and_the_end_of_the_audit(db, make):
    small_province(make)
    report = actions.compose(
        db, new_id(), period_end=END, dated=END, by_id=None, now=datetime.now(UTC),
        check_at=CHECK_AT,
    )  # fmt: skip
    printed = report.figures["anchor"]
    content = pdf.monthly(report.figures)
    assert content == pdf.monthly(report.figures)
    pages = PdfReader(io.BytesIO(content)).pages
    assert len(pages) > 3
    for page in pages:
        text = page.extract_text()
        assert f"Mã kiểm tra {printed['code']} tại {CHECK_AT}" in text
        assert f"Nhật ký số {printed['audit_number']}, dấu {printed['audit_mac'][:16]}" in text


def test_the_drawing_says_its_text():
    drawn = qr(CHECK_AT + "K7MW-2HQR-9XBD")
    assert drawn == qr(CHECK_AT + "K7MW-2HQR-9XBD")
    assert drawn != qr(CHECK_AT + "K7MW-2HQR-9XBE")
    assert drawn.startswith("<svg ")
    assert "viewBox" in drawn
