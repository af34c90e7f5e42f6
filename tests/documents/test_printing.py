"""Papers read back from their bytes: golden texts under both laws, layout, tags."""

import io
import json
import re
import subprocess
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from tests.documents.world import DEBT, FEE, NEW, OLD, Office, paper
from thads.cases.models import ActKind
from workers import pdf

pytestmark = pytest.mark.one_engine

GOLDEN = Path(__file__).parent / "golden"
LAWS = {"L08": OLD, "L25": NEW}
OF_PRACTICE = "TẬP HUẤN"  # on every page of the provinces of tests (see tests/practice)


def content_of(office: Office, which: str) -> dict:
    """The stored content of one of the papers that golden texts are kept of."""
    day = office.day
    case = office.case(DEBT, FEE)
    act = None
    if which == "postponement":
        act = office.decide(case, ActKind.POSTPONEMENT, date(day.year, day.month + 1, 3), 45,
                            ground="c", until=date(day.year, day.month + 3, 3))  # fmt: skip
    if which == "discontinuance":
        act = office.decide(
            case, ActKind.DISCONTINUANCE, date(day.year, day.month + 2, 9), 51, amount=50_000_000,
            ground="c" if day == OLD else "4", item=office.make.items(case)[0],
        )  # fmt: skip
    content = paper(office, case, act, requested_on=day).content
    return json.loads(json.dumps(content))


def text_of(printed: bytes) -> str:
    """The words of all pages, line by line as they stand."""
    told = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=printed, capture_output=True, check=True
    )
    said = told.stdout.decode().replace(OF_PRACTICE, "")
    lines = (" ".join(line.split()) for line in said.splitlines())
    return "\n".join(line for line in lines if line) + "\n"


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("which", ["request", "postponement", "discontinuance"])
def test_a_paper_says_what_was_once_read_and_found_right(make, db, which, law):
    printed = pdf.decision(content_of(Office(make, db, LAWS[law]), which))
    assert text_of(printed) == (GOLDEN / f"{which}-{law}.txt").read_text("utf-8")


def test_the_same_content_gives_the_same_bytes_and_is_attached(make, db):
    content = content_of(Office(make, db, OLD), "request")
    printed = pdf.decision(content)
    assert pdf.decision(json.loads(json.dumps(content))) == printed
    with pikepdf.open(io.BytesIO(printed)) as opened:
        attached = opened.attachments["noi-dung.json"].get_file().read_bytes()
        packet = bytes(opened.Root.Metadata.read_bytes()).decode()
    assert json.loads(attached) == content
    assert re.search(r"pdfaid:part[>=\"]+3", packet)
    assert re.search(r"pdfuaid:part[>=\"]+1", packet)


def test_another_signer_is_another_paper(make, db):
    content = content_of(Office(make, db, OLD), "request")
    assert pdf.decision(content) != pdf.decision({**content, "signer": "Người Khác"})


def test_a_field_that_the_content_lacks_is_an_error(make, db):
    content = content_of(Office(make, db, OLD), "request")
    del content["authority"]
    with pytest.raises(Exception, match="authority"):
        pdf.decision(content)


def test_a_page_number_stands_from_the_second_page_on(make, db):
    printed = pdf.decision(content_of(Office(make, db, OLD), "request"))
    first, second, _ = (
        subprocess.run(
            ["pdftotext", "-layout", "-", "-"], input=printed, capture_output=True, check=True
        )
        .stdout.decode()
        .split("\f")
    )
    assert second.removeprefix(OF_PRACTICE).split()[0] == "2"
    assert first.removeprefix(OF_PRACTICE).split()[0] != "1"


def test_only_our_font_is_used(make, db, tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf.decision(content_of(Office(make, db, NEW), "postponement")))
    listed = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True)
    rows = listed.stdout.splitlines()[2:]
    assert rows
    assert all("Tinos" in row and " yes yes yes " in row for row in rows)
