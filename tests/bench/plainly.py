"""Papers made the plain way, to be measured against: one document, a fresh process, no tricks."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from workers.pdf import annexes, renderer
from workers.pdf.monthly import context, first_list, lists

NAIVE = """
import sys
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
fonts = FontConfiguration()
HTML(filename=sys.argv[1]).write_pdf(
    stylesheets=[CSS(filename=sys.argv[2], font_config=fonts)], font_config=fonts,
    pdf_variant="pdf/a-3a", custom_metadata=True,
)
"""
MARGINS = """
.anchor { position: running(anchor); }
@page {
  @top-center { content: counter(page) "/" counter(pages); }
  @bottom-left { content: element(anchor); width: 100%; vertical-align: top; }
}
@page :first { @top-center { content: none; } }
"""
BROWSER = ".anchor { font: 13pt/1.35 Tinos; width: 162mm; margin: 0 18mm 0 30mm; }"


class Cost(NamedTuple):
    """Seconds by the clock, seconds of processors, most memory of one process in MB."""

    wall: float
    cpu: float
    memory: int


def files(figures: Mapping[str, Any], folder: Path) -> tuple[Path, Path]:
    """The whole paper as one HTML document and its stylesheet, in `folder`."""
    html, css = folder / "paper.html", folder / "paper.css"
    page = _page(figures).replace("<body>", f"<body>{_foot(figures)}", 1)
    html.write_text(page, "utf-8")
    css.write_text(sheet(), "utf-8")
    return html, css


def files_for_browser(figures: Mapping[str, Any], folder: Path) -> tuple[Path, Path]:
    """The same for Chromium, which has its foot from another document, and that document."""
    html, foot = folder / "browser.html", folder / "foot.html"
    styled = f"<style>{sheet()}</style></head>"
    html.write_text(_page(figures).replace("</head>", styled, 1), "utf-8")
    foot.write_text(f"<style>{_foot_rules()}{BROWSER}</style>{_foot(figures)}", "utf-8")
    return html, foot


def _page(figures: Mapping[str, Any]) -> str:
    body = renderer.written("pdf/monthly.html", **context(figures))
    first = first_list(figures)
    parts = [part for some in annexes.documents(figures, first) for part in some]
    return body.replace("</body></html>", _inner(lists(figures, parts)) + "</body></html>", 1)


def _foot(figures: Mapping[str, Any]) -> str:
    anchor, period = figures["anchor"], figures["period"]
    return _inner(renderer.written("pdf/monthly/foot.html", anchor=anchor, period=period))


def _inner(page: str) -> str:
    return page.partition("<body>")[2].rpartition("</body>")[0]


def sheet() -> str:
    """The stylesheets of the paper with its fonts, as one text: the numbers of pages and the foot
    as CSS would have them, where ours are stamped."""
    names = (renderer.SHARED, "monthly.css")
    rules = ((renderer.TEMPLATES / "pdf" / name).read_text("utf-8") for name in names)
    return renderer.faces() + "".join(rules) + _foot_rules() + MARGINS


def _foot_rules() -> str:
    """The rules of the foot itself, without those of the strip it is drawn on."""
    told = (renderer.TEMPLATES / "pdf" / "monthly" / "foot.css").read_text("utf-8")
    return "".join(line for line in told.splitlines(keepends=True) if line.startswith(".anchor"))


def naive(html: Path, css: Path) -> Cost:
    """A fresh process that renders the document once."""
    return measured(
        lambda: subprocess.run([sys.executable, "-c", NAIVE, str(html), str(css)], check=True)
    )


def forked(work: Callable[[], object]) -> Cost:
    """The work in a child forked from this warm process, as the worker does it."""

    def child() -> None:
        pid = os.fork()
        if pid == 0:
            work()
            os._exit(0)
        os.waitpid(pid, 0)

    return measured(child)


def measured(work: Callable[[], object]) -> Cost:
    """What a work cost that is done in children of this process; in a child of its own, so that
    its peak is not that of a work before it."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        start = perf_counter()
        work()
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        told = (perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)
        os.write(write, repr(told).encode())
        os._exit(0)
    os.waitpid(pid, 0)
    os.close(write)
    with os.fdopen(read) as answer:
        wall, cpu, memory = (float(part) for part in answer.read().strip("()").split(","))
    return Cost(wall, cpu, int(memory))
