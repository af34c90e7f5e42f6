"""HTML to PDF with WeasyPrint: fonts of our own, no file and no host reached, nothing random.

What is loaded here once in a parent process is shared by its forked children (workers.pdf.warming).
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import CSS, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from tenants import context as provinces
from thads.core import charts
from workers.pdf import archive, lines
from workers.pdf.codes import qr
from workers.pdf.source import Source
from workers.pdf.words import FILTERS, GLOBALS

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "thads" / "static" / "fonts" / "paper"
TEMPLATES = ROOT / "templates"
SHARED = "letterhead.css"
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
    made.filters.update(FILTERS | lines.FILTERS)
    made.globals.update(GLOBALS | lines.GLOBALS, charts=charts, qr=qr)
    return made


@cache
def fonts() -> FontConfiguration:
    """The fonts of papers, loaded once."""
    return FontConfiguration()


def faces() -> str:
    """Where the four styles of our font stand."""
    return "".join(
        f"@font-face{{font-family:Tinos;font-weight:{weight};font-style:{style};"
        f"src:url({(FONTS / f'Tinos-{file}.ttf').as_uri()})}}"
        for file, (weight, style) in STYLES.items()
    )


@cache
def styles(name: str) -> CSS:
    """A stylesheet of `templates/pdf` after our fonts and the rules that all papers share."""
    sheets = ((TEMPLATES / "pdf" / one).read_text("utf-8") for one in (SHARED, name))
    return CSS(string=faces() + "".join(sheets), font_config=fonts(), url_fetcher=_font_fetcher())


def render(template: str, sheet: str, *, attachments: list[Attachment], **context: object) -> bytes:
    """One paper: PDF/A-3a and PDF/UA-1, the same bytes for the same input."""
    return archive.finish(printed(written(template, **context), sheet, attachments=attachments))


def written(template: str, **context: object) -> str:
    """The HTML of a document."""
    return environment().get_template(template).render(**context)


def printed(html: str, sheet: str, *, attachments: list[Attachment]) -> bytes:
    """A document from its HTML. The last step packs it and gives it its identifier: not twice."""
    with _no_collector():
        document = Source(html, url_fetcher=_nothing_outside())
        content: bytes = document.write_pdf(
            stylesheets=[*_mark(), styles(sheet)], font_config=fonts(),
            pdf_variant="pdf/a-3a", attachments=attachments, custom_metadata=True,
            pdf_identifier=False, uncompressed_pdf=True,
        )  # fmt: skip
    return content


def untagged(html: str, sheets: list[CSS]) -> bytes:
    """Pages to be stamped on others as artifacts."""
    content: bytes = Source(html, url_fetcher=_nothing_outside()).write_pdf(
        stylesheets=sheets, font_config=fonts(), pdf_variant="pdf/a-3b", pdf_identifier=False
    )
    return content


def _mark() -> list[CSS]:
    """What stands on every page of a paper of a practice province."""
    here = provinces.current_or_none()
    return [_practice()] if here is not None and here.is_practice else []


@cache
def _practice() -> CSS:
    rule = "@page { @top-left { content: 'TẬP HUẤN'; font: bold 9pt Tinos; white-space: nowrap } }"
    return CSS(string=rule, font_config=fonts())


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
