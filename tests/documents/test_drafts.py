"""The Word draft is made of the very content of the paper, marked, and laid out as NĐ 30/2020."""

import io
import json
from datetime import date

import docx
import pytest

from tests.documents.test_printing import LAWS, content_of
from tests.documents.world import Office
from workers import word

pytestmark = pytest.mark.one_engine


def lines(file) -> list[str]:
    """Every line of the body, tables included, as they stand."""
    found = []
    for block in file.iter_inner_content():
        if hasattr(block, "rows"):
            found += [p.text for row in block.rows for cell in row.cells for p in cell.paragraphs]
        else:
            found.append(block.text)
    return [line for line in found if line]


@pytest.fixture(params=LAWS)
def content(request, make, db) -> dict:
    """A postponement's content under either law."""
    return content_of(Office(make, db, LAWS[request.param]), "postponement")


def test_a_draft_says_all_that_the_paper_says_in_its_order(content):
    said = lines(docx.Document(io.BytesIO(word.draft(content))))
    head = [f"Số: {content['number']}", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập – Tự do – Hạnh phúc", f"{content['place']}, {content['dated_words']}",
            content["title"], content["subject"], *content["authority"].split("\n")]  # fmt: skip
    articles = [[*article] for article in content["articles"]]
    for number, article in enumerate(articles, start=1):
        article[0] = f"Điều {number}. {article[0]}"
    body = [line for article in articles for line in article]
    ending = ["Nơi nhận:", *(f"- {one}" for one in content["recipients"]), *content["signed_as"],
              content["signer"]]  # fmt: skip
    assert said[2:] == [*head, *content["bases"], "QUYẾT ĐỊNH:", *body, *ending]


def test_it_is_a_page_of_the_decree_marked_as_a_draft(content):
    file = docx.Document(io.BytesIO(word.draft(content)))
    page = file.sections[0]
    assert [round(side.mm) for side in (page.page_width, page.page_height)] == [210, 297]
    margins = (page.left_margin, page.right_margin, page.top_margin, page.bottom_margin)
    assert [round(side.mm) for side in margins] == [30, 15, 20, 20]
    assert file.styles["Normal"].font.name == "Times New Roman"
    marked = "TẬP HUẤN · BẢN NHÁP ĐỂ SỬA"  # in a practice province, as these are
    assert page.first_page_header.paragraphs[0].text.startswith(marked)
    assert marked in page.header.paragraphs[0].text
    assert "PAGE" in page.header.paragraphs[0]._p.xml
    assert file.core_properties.created.date() == date.fromisoformat(content["dated"])


def test_the_same_content_gives_the_same_bytes(content):
    made = word.draft(content)
    assert word.draft(json.loads(json.dumps(content))) == made
    assert word.draft({**content, "signer": "Người Khác"}) != made


def test_minutes_leave_room_to_write_and_a_column_for_each_who_signs(content):
    minutes = {
        **content, "is_decision": False, "number": "", "articles": [["Hồi\t giờ, gồm:\t", "\t"]],
        "signatories": ["NGƯỜI CHỨNG KIẾN", "CHẤP HÀNH VIÊN"],
    }  # fmt: skip
    file = docx.Document(io.BytesIO(word.draft(minutes)))
    (blank,) = (p for p in file.paragraphs if p.text.startswith("Hồi"))
    assert blank.text.count("…") >= 4
    assert blank.paragraph_format.tab_stops[0].leader is not None
    assert [cell.paragraphs[0].text for cell in file.tables[-1].rows[0].cells] == [
        "NGƯỜI CHỨNG KIẾN", "CHẤP HÀNH VIÊN",
    ]  # fmt: skip
    assert "Số: " not in "".join(lines(file))
