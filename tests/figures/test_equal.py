"""One form is the same on screen, in the workbook, as JSON and on paper, figure by figure (P17)."""

import io
import re
import subprocess
from contextvars import Context
from datetime import date
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pikepdf
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.clients import Client
from tests.reports.world import small_province
from thads.core.jobs import BackgroundJob
from thads.formbook import json, papers
from thads.formbook.queries import sheet
from thads.formbook.sheets import Sheet, Value
from thads.identity.models import Role, User
from thads.statistics.ratio import Ratio
from thads.statistics.subject import Subject
from workers import pdf
from workers.jobs.forms import composed
from workers.run import run

END = date(2024, 9, 30)
DOOR = "https://lao-cai.example.vn/figures/"
CELL = re.compile(r'<td class="num"><a href="/figures/([^"]+)">([^<]*)</a></td>')
WORD = "{http://www.w3.org/1999/xhtml}word"
PAGE = "{http://www.w3.org/1999/xhtml}page"
FORMS = [1, 2, 3, 4, 5, 6, 7, 12]


@pytest.fixture
def head(db: Session, make, sign_in) -> Client:
    small_province(make)
    db.commit()
    return sign_in(Role.PROVINCE_HEAD)


def printed(shown: Sheet, scale: int = 1) -> dict[str, str]:
    """Every cell of a form in words, by its code."""
    return {
        str(shown.code(line, column)): column.words(value, scale)
        for line in shown.lines
        for column, value in zip(shown.columns, line.cells, strict=True)
    }


@pytest.mark.parametrize("number", FORMS)
def test_the_screen_shows_the_form(head: Client, db: Session, number: int):
    page = head.get(f"/forms/{number}?at={END}").text
    shown = sheet(db, number, END, Subject())
    assert {unescape(code): words for code, words in CELL.findall(page)} == printed(shown)
    assert shown.title in page


@pytest.mark.parametrize("number", FORMS)
def test_workbook_and_json_hold_the_form(head: Client, db: Session, number: int):
    shown = sheet(db, number, END, Subject())
    assert head.get(f"/forms/{number}/json?at={END}").json == json.document(shown)
    answer = head.get(f"/forms/{number}/workbook?at={END}&scale=nghin")
    book = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    rows = [[cell.value for cell in row] for row in book.iter_rows()]
    metrics = next(row for row in rows if row[1] == "Mã cột")[2:-1]
    assert metrics == [column.metric for column in shown.columns]
    cells = {row[-1]: row[2:-1] for row in rows if row[-1] and row[-1] != "Mã dòng"}
    assert list(cells) == [line.name for line in shown.lines]
    for line in shown.lines:
        assert cells[line.name] == [exact(value) for value in line.cells]


def test_all_forms_come_in_one_workbook(head: Client, db: Session):
    answer = head.get(f"/forms/workbook?at={END}")
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames == [f"Biểu {number}" for number in range(1, 13)]
    whole = sheet(db, 5, END, Subject()).lines[0]
    (row,) = [row for row in book["Biểu 5"].values if row[-1] == whole.name]
    assert list(row[2:-1]) == [exact(value) for value in whole.cells]


def exact(value: Value) -> float | int | None:
    """A cell as a workbook holds it: whole đồng, rates with two decimals."""
    if isinstance(value, Ratio):
        return None if value.percent is None else float(value.percent)
    return value


def linked(content: bytes, folder: Path) -> dict[str, str]:
    """What is printed under each link of a paper, by the code that it opens."""
    path = folder / "form.pdf"
    path.write_bytes(content)
    told = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True)
    pages = list(ElementTree.fromstring(told.stdout).iter(PAGE))
    found: dict[str, str] = {}
    with pikepdf.open(path) as paper:
        for page, words in zip(paper.pages, pages, strict=True):
            height = float(words.get("height", 0))
            placed = [
                (float(w.get("xMin", 0)) + float(w.get("xMax", 0)),
                 float(w.get("yMin", 0)) + float(w.get("yMax", 0)), str(w.text))
                for w in words.iter(WORD)
            ]  # fmt: skip
            for link in page.get("/Annots", []):
                left, one, right, other = (float(n) for n in link.Rect)
                bottom, top = sorted((one, other))
                inside = [
                    text for x, y, text in placed
                    if left <= x / 2 <= right and height - top <= y / 2 <= height - bottom
                ]  # fmt: skip
                found[str(link.A.URI).removeprefix(DOOR)] = " ".join(inside)
    return found


def paper_of(db: Session, by: User, number: int, subject: Subject, *, scale: int) -> bytes:
    job = papers.ask_for(
        db,
        number,
        END,
        subject,
        scale=scale,
        door=DOOR,
        version=None,
        by=by,
        today=END,
        now=by.created_at,
    )
    return pdf.form(composed(db, job.arguments, by=by.full_name))


@pytest.mark.one_engine
@pytest.mark.parametrize(("number", "scale"), [(1, 1), (2, 1), (2, 1_000), (3, 1), (5, 1), (6, 1)])
def test_the_paper_prints_the_form_and_links_every_figure(
    db: Session, make, tmp_path: Path, number: int, scale: int
):
    small_province(make)
    made = paper_of(db, make.user(Role.PROVINCE_HEAD), number, Subject(), scale=scale)
    shown = sheet(db, number, END, Subject())
    assert linked(made, tmp_path) == printed(shown, scale)
    told = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "form.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    last = told.count("\f")
    assert f"Trang {last}/{last}" in told
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in told
    assert "SỐ LIỆU TẠM TÍNH" in told
    assert "của phần mềm" in told


@pytest.mark.one_engine
def test_the_same_form_gives_the_same_paper_and_a_second_asking_the_same_work(db: Session, make):
    small_province(make)
    unit, by = make.district(), make.user(Role.UNIT_HEAD)
    first = paper_of(db, by, 4, Subject(unit.id), scale=1)
    assert paper_of(db, by, 4, Subject(unit.id), scale=1) == first
    terms = {
        "scale": 1,
        "door": DOOR,
        "version": None,
        "by": by,
        "today": END,
        "now": by.created_at,
    }
    job = papers.ask_for(db, 4, END, Subject(unit.id), **terms)
    assert papers.ask_for(db, 4, END, Subject(unit.id), **terms) is job


def test_a_paper_is_made_in_the_background_and_is_its_owners(head: Client, db: Session, sign_in):
    asked = head.post(f"/forms/4/papers?at={END}&scale=nghin")
    assert asked.status_code == 303
    db.rollback()
    job_id = str(db.scalars(select(BackgroundJob.id)).one())
    db.rollback()
    assert Context().run(run, "lao-cai", job_id)
    page = head.get(asked.location).text
    address = re.search(r'href="(/forms/papers/[^"]+)"', page)
    assert address, page
    assert head.get(address[1]).data.startswith(b"%PDF")
    assert sign_in(Role.UNIT_HEAD).get(address[1]).status_code == 404
