"""A paper read as XML, under fewer of WeasyPrint's own rules, is the paper that HTML would give."""

import re
from pathlib import Path

from weasyprint import HTML

from workers.pdf import renderer
from workers.pdf.source import Source

TEMPLATES = Path("templates")
SAMPLE = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"/><title>Mẫu</title></head><body>
<header><h1>Một</h1></header><section><h2>Hai</h2><h3>Ba</h3>
<p>Chữ <b>đậm</b>, <i>nghiêng</i>, <span class="code">mã&#160;số</span><br/>dòng &lt;hai&gt;</p>
<ul class="plain"><li>Một<ul><li>Trong</li></ul></li><li>Hai</li></ul><ol><li>Số</li></ol>
<table class="figures"><caption>Bảng</caption><colgroup><col class="c46"/><col/></colgroup>
<thead><tr><th scope="col">Việc</th><th scope="col">Tiền</th></tr></thead>
<tbody><tr class="sum"><th scope="row" colspan="2">Đầu</th></tr>
<tr><th scope="row">Số</th><td class="words">1.234</td></tr></tbody></table>
<figure><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20" font-family="Tinos">
<title>Hình</title><desc>Lời</desc><g fill="#15427f"><rect x="1" y="1" width="9" height="9"/>
<circle cx="20" cy="9" r="4"/></g><path d="M0 0 L9 9" stroke="#000"/>
<line x1="0" x2="9" y1="9" y2="9"/><polyline points="0,0 9,9" fill="none"/>
<text x="80" y="8" text-anchor="end">Đạt</text></svg><figcaption>Hình</figcaption></figure>
<div class="whole"><footer>Cuối, <a href="https://thads.example/">đường dẫn</a></footer></div>
</section></body></html>"""


def _made(document: HTML) -> bytes:
    content: bytes = document.write_pdf(
        stylesheets=[renderer.styles("monthly.css")], font_config=renderer.fonts(),
        pdf_variant="pdf/a-3a",
    )  # fmt: skip
    return content


def test_what_is_left_out_changes_no_byte_of_a_paper():
    fetcher = renderer._nothing_outside()
    plain = HTML(string=SAMPLE, url_fetcher=fetcher)
    assert _made(Source(SAMPLE, url_fetcher=fetcher)) == _made(plain)


def test_the_sample_has_every_tag_that_papers_have():
    kinds = [*(TEMPLATES / "pdf").rglob("*.html"), *(TEMPLATES / "charts").glob("*.html")]
    used = {tag for one in kinds for tag in re.findall(r"<([a-z][a-z0-9]*)", one.read_text())}
    assert used - set(re.findall(r"<([a-z][a-z0-9]*)", SAMPLE)) == set()


def test_signs_that_xml_cannot_hold_do_not_stop_a_paper():
    said = Source("<html><body><p>Dán từ\x0bvăn bản</p></body></html>",
                  url_fetcher=renderer._nothing_outside())  # fmt: skip
    assert "".join(said.etree_element.itertext()) == "Dán từvăn bản"
