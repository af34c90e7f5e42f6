"""HTML to PDF with WeasyPrint: fonts of our own, no file and no host reached, nothing random.

What is loaded here once in a parent process is shared by its forked children (stack: PDF).
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from thads.core import charts
from workers.pdf import archive
from workers.pdf.words import FILTERS, GLOBALS

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "thads" / "static" / "fonts" / "paper"
TEMPLATES = ROOT / "templates"
STYLES = {"Regular": (400, "normal"), "Bold": (700, "normal"), "Italic": (400, "italic"),
          "BoldItalic": (700, "italic")}  # fmt: skip


def _nothing_outside() -> URLFetcher:
    """A paper holds all it needs: no file and no host is reached from its HTML."""
    return URLFetcher(allowed_protocols={"data"}, fail_on_errors=True)


@cache
def environment() -> Environment:
    """Templates of papers: a name that is missing is an error, never a blank."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters.update(FILTERS)
    made.globals.update(GLOBALS, charts=charts)
    return made


@cache
def fonts() -> FontConfiguration:
    """The fonts of papers, loaded once."""
    return FontConfiguration()


@cache
def styles(name: str) -> CSS:
    """A stylesheet of `templates/pdf` with our fonts declared before it."""
    faces = "".join(
        f"@font-face{{font-family:Tinos;font-weight:{weight};font-style:{style};"
        f"src:url({(FONTS / f'Tinos-{file}.ttf').as_uri()})}}"
        for file, (weight, style) in STYLES.items()
    )
    sheet = faces + (TEMPLATES / "pdf" / name).read_text("utf-8")
    return CSS(string=sheet, font_config=fonts(), url_fetcher=_font_fetcher())


def render(template: str, sheet: str, *, attachments: list[Attachment], **context: object) -> bytes:
    """One paper: PDF/A-3a and PDF/UA-1, the same bytes for the same input."""
    html = environment().get_template(template).render(**context)
    document = HTML(string=html, url_fetcher=_nothing_outside())
    with _no_collector():
        content = document.write_pdf(
            stylesheets=[styles(sheet)], font_config=fonts(), pdf_variant="pdf/a-3a",
            attachments=attachments, custom_metadata=True,
        )  # fmt: skip
    return archive.finish(content)


def warm() -> None:
    """Load fonts and code by one small paper, before a parent forks."""
    HTML(string="<p lang='vi'>Ấm máy</p>", url_fetcher=_nothing_outside()).write_pdf(
        stylesheets=[styles("monthly.css")], font_config=fonts()
    )


def _font_fetcher() -> URLFetcher:
    return URLFetcher(allowed_protocols={"data", "file"}, fail_on_errors=True)


@contextmanager
def _no_collector() -> Iterator[None]:
    """A paper is a burst of small objects that all die together."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
