"""What a parent process loads once for all its forked children."""

from workers.pdf import margins, renderer

# A little of all that papers hold: the four styles, a table, a drawing.
WARMER = """<html lang="vi"><title>Ấm máy</title><p>Ấm <b>máy <i>đã</i></b> <i>chạy</i></p>
<table class="figures"><caption>Bảng</caption>
<colgroup><col class="c46"/><col class="c46"/></colgroup>
<thead><tr><th scope="col">Việc</th><th scope="col">Tiền</th></tr></thead>
<tbody><tr><th scope="row">Số</th><td>1.234</td></tr></tbody></table>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" font-family="Tinos"><title>Hình</title>
<path d="M0 0 L9 9" stroke="#000"/><text x="1" y="8">Đ</text></svg></html>"""


def warm() -> None:
    """Load fonts, templates and code by one small paper, and draw what is stamped on pages."""
    for name in renderer.environment().list_templates(["html"]):
        if name.startswith(("pdf/", "charts/")):
            renderer.environment().get_template(name)
    renderer.printed(WARMER, "monthly.css", attachments=[])
    margins.glyphs()
