"""A case's file as one PDF: its index, then every paper in the order of its leaves.

Pages are read from the disk when they are written: what is held is what names them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import AttachedFileSpec, Name, OutlineItem, Page, Rectangle

from thads.casefiles.models import leaf_of_page
from workers.pdf import pictures
from workers.pdf.renderer import render

TEMPLATE, SHEET = "pdf/casefile/index.html", "casefile/index.css"
AT_ONCE = 100  # files open at the same time
STAMP = 0.17  # of the page's width
PROPORTION = 0.36  # a stamp's height to its width
INDEX_TITLE = "Mục lục hồ sơ"
Tell = Callable[[int], None]


@dataclass(frozen=True)
class Part:
    """One paper to be bound. `first` empty: it has no leaf number yet; `path` empty: it was struck
    out, and only the index still names it."""

    title: str
    file_type: str  # as in thads.attachments.filetypes
    path: Path | None
    first: int | None
    sheets: int
    row: Mapping[str, Any]  # its line of the index

    @property
    def is_office(self) -> bool:
        """A file without pages: a sheet says so and bears it."""
        return self.file_type in ("docx", "xlsx")


def index(head: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The index alone."""
    return render(TEMPLATE, SHEET, attachments=[], file=head, rows=rows)


def pages_in(paper: Path) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(paper) as pdf:
        return len(pdf.pages)


def bind(
    head: Mapping[str, Any], parts: Sequence[Part], folder: Path, made: Path, tell: Tell
) -> int:
    """Bind everything into `made`; how many pages it has, which is the sum of its parts'."""
    papers, counts = list[Path](), list[int]()
    for place, part in enumerate(parts):
        tell(place)
        paper = _as_pdf(part, folder / f"{place}.pdf")
        papers += [paper] if paper else []
        counts.append(pages_in(paper) if paper else 0)
    front = _front(head, parts, counts, folder / "index.pdf")
    tell(len(parts))
    _merge([folder / "index.pdf", *papers], folder, folder / "merged.pdf")
    stamps = _stamps(parts, counts, folder / "stamps.pdf")
    with ExitStack() as opened:
        whole = opened.enter_context(pikepdf.open(folder / "merged.pdf"))
        if len(whole.pages) != front + sum(counts):
            raise ValueError(f"{len(whole.pages)} pages bound, {front + sum(counts)} given")
        if stamps:
            printed = opened.enter_context(pikepdf.open(folder / "stamps.pdf"))
            _stamp(whole, printed, front, parts, counts, stamps)
        _mark(whole, head, front, parts, counts)
        whole.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return len(whole.pages)


def _as_pdf(part: Part, made: Path) -> Path | None:
    if part.path is None or part.file_type == "pdf":
        return part.path
    if part.is_office:
        stand_in = render("pdf/casefile/stand_in.html", SHEET, attachments=[], title=part.title,
                          row=part.row)  # fmt: skip
        made.write_bytes(stand_in)
    else:
        pictures.on_a4(part.path, part.file_type, made)
    return made


def _front(
    head: Mapping[str, Any], parts: Sequence[Part], counts: Sequence[int], made: Path
) -> int:
    """The index with the page on which each paper begins; its own pages move them."""
    front = 1
    while True:
        page, rows = front + 1, list[Mapping[str, Any]]()
        for part, count in zip(parts, counts, strict=True):
            rows.append({**part.row, "page": page if count else None, "pages": count})
            page += count
        made.write_bytes(index(head, rows))
        taken = pages_in(made)
        if taken == front:
            return front
        front = taken


def _merge(papers: Sequence[Path], folder: Path, made: Path) -> None:
    """Many files in two rounds, so that not all are open at once."""
    if len(papers) > AT_ONCE:
        rounds = list[Path]()
        for start in range(0, len(papers), AT_ONCE):
            rounds.append(folder / f"{made.stem}-{start}.pdf")
            _merge(papers[start : start + AT_ONCE], folder, rounds[-1])
        papers = rounds
    with ExitStack() as opened, pikepdf.new() as whole:
        for paper in papers:
            source = opened.enter_context(pikepdf.open(paper))
            whole.pages.extend(source.pages)
        whole.save(made)


def _numbers(part: Part, count: int) -> Iterator[int]:
    """The leaf number of each page."""
    if part.first is not None:
        for page in range(count):
            yield leaf_of_page(part.first, part.sheets, page, count)


def _stamps(parts: Sequence[Part], counts: Sequence[int], made: Path) -> dict[int, int]:
    """A small page for each leaf number; by number, where it is."""
    every = (n for part, count in zip(parts, counts, strict=True) for n in _numbers(part, count))
    numbers = sorted(set(every))
    if numbers:
        made.write_bytes(render("pdf/casefile/stamps.html", "casefile/stamps.css",
                                attachments=[], numbers=numbers))  # fmt: skip
    return {number: place for place, number in enumerate(numbers)}


def _stamp(
    whole: pikepdf.Pdf, printed: pikepdf.Pdf, front: int, parts: Sequence[Part],
    counts: Sequence[int], stamps: Mapping[int, int],
) -> None:  # fmt: skip
    """The number in the upper right corner of each page (TT04/2023 Đ.31 k.2 a)."""
    at = front
    for part, count in zip(parts, counts, strict=True):
        for page, number in enumerate(_numbers(part, count), start=at):
            paper = whole.pages[page]
            paper.add_overlay(printed.pages[stamps[number]], _corner(paper))
        at += count


def _corner(page: Page) -> Rectangle:
    """The upper right corner as it is read, whichever way the page is turned."""
    low_x, low_y, high_x, high_y = (float(side) for side in page.cropbox)
    turned = int(page.obj.get("/Rotate", 0)) % 360
    across = (high_y - low_y) if turned in (90, 270) else (high_x - low_x)
    width, height = across * STAMP, across * STAMP * PROPORTION
    gap = across * 0.02
    if turned in (90, 270):
        width, height = height, width
    left = low_x + gap if turned in (90, 180) else high_x - gap - width
    low = low_y + gap if turned in (180, 270) else high_y - gap - height
    return Rectangle(left, low, left + width, low + height)


def _mark(
    whole: pikepdf.Pdf, head: Mapping[str, Any], front: int, parts: Sequence[Part],
    counts: Sequence[int],
) -> None:  # fmt: skip
    """Bookmarks, the title, and the files that have no pages."""
    with whole.open_outline() as outline:
        outline.root.append(OutlineItem(INDEX_TITLE, 0))
        page = front
        for part, count in zip(parts, counts, strict=True):
            if count:
                outline.root.append(OutlineItem(part.row["bookmark"], page))
            page += count
    for place, part in enumerate(parts, start=1):
        if part.path is not None and part.is_office:
            name = f"{place:03d}-{part.row['file_name']}"
            whole.attachments[name] = AttachedFileSpec.from_filepath(whole, part.path)
    whole.Root.PageMode = Name.UseOutlines
    whole.docinfo["/Title"] = head["title"]
