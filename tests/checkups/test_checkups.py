"""A unit on one page tells what its registers tell one by one, on screen and on one A4."""

import io
import re
from collections import Counter
from datetime import date
from uuid import UUID

from pypdf import PdfReader
from sqlalchemy import select, update

from tests.documents.test_printing import text_of
from tests.inspections.test_inspections import decided, finding
from thads.checkups import queries
from thads.checkups.fields import FIELDS
from thads.worklists.models import OpenDuty
from workers.run import run

TODAY = date(2024, 9, 30)


def test_each_duty_of_the_unit_stands_in_one_field_as_the_naive_reading_counts(
    db, make, unit, officer, chief, now
):
    for day in (2, 3, 4):
        make.case(date(2024, 9, day), officer=officer)
    make.case(date(2024, 9, 5), unit=make.unit())
    finding(db, decided(db, unit, chief, now), officer, chief, now)
    db.execute(
        update(OpenDuty).where(OpenDuty.since == date(2024, 9, 3)).values(due=date(2024, 9, 9))
    )
    db.commit()
    found = queries.of(db, unit, TODAY)
    rows = db.scalars(select(OpenDuty).where(OpenDuty.unit_id == unit.id)).all()
    naive = Counter(row.duty for row in rows if row.opens_on <= TODAY)
    late = Counter(
        row.duty for row in rows if row.opens_on <= TODAY and row.due and row.due < TODAY
    )
    kinds = [one for line in found.fields for one in line.kinds]
    assert {one.duty: one.counts.m for one in kinds} == naive
    assert {one.duty: one.counts.late for one in kinds if one.counts.late} == late
    assert (found.duties.late, found.duties.m) == (late.total(), naive.total())
    assert late.total() > 0
    assert sum(one.counts.m for one in found.officers) == sum(
        row.officer_id == officer.id for row in rows
    )


def test_no_duty_belongs_to_two_fields():
    said = [duty for field in FIELDS for duty in field.duties]
    assert len(said) == len(set(said))


def test_the_page_shows_what_repeats_and_is_printed_on_one_page(
    db, make, unit, officer, chief, sign_in, now
):
    make.province()
    make.case(date(2024, 1, 5))
    for number in ("15/QĐ", "16/QĐ"):
        finding(db, decided(db, unit, chief, now, number), officer, chief, now)
    head = sign_in(chief)
    page = head.get("/checkups/").text
    assert "2 đã phát hiện" in page
    assert "1 lặp lại" in page
    assert f"/worklists/tasks?unit={unit.id}&amp;due=overdue" in page
    other = make.unit()
    db.commit()
    assert head.get(f"/checkups/?unit={other.id}").status_code == 404
    assert head.post(f"/checkups/papers?unit={other.id}").status_code == 404
    asked = head.post(f"/checkups/papers?unit={unit.id}")
    printed = made(head, asked.location)
    assert len(PdfReader(io.BytesIO(printed)).pages) == 1
    words = " ".join(text_of(printed).split())
    assert f"KIỂM TRA TOÀN DIỆN: {unit.spelled.upper()}" in words
    assert "Đã phát hiện 2, trong đó lặp lại 1; chưa khắc phục 2, quá hạn 0/2." in words
    assert head.get(f"/checkups/papers/{unit.id}").status_code == 404


def made(browser, work: str) -> bytes:
    """The paper of a work that was asked for."""
    run("lao-cai", str(UUID(work.rsplit("/", 1)[-1])))
    address = re.search(r'href="(/checkups/papers/[^"]+)"', browser.get(work).text)
    assert address is not None
    content: bytes = browser.get(address.group(1)).data
    return content
