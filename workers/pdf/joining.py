"""Joins tagged documents into one that is tagged as well.

A plain merge loses the structure: here each document's elements go under the one root, and the
numbers by which pages find their elements are moved on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pikepdf
from pikepdf import Array, OutlineItem

from workers.pdf import archive, margins


def joined(papers: Iterable[Path], foot: bytes | None = None) -> bytes:
    """One finished paper of these, the first one's title, attachments and bookmarks kept; pages
    bear their number of all from the second on, and each this foot."""
    with _in_one(papers) as whole:
        margins.stamp(whole, foot)
        return archive.saved(whole)


def stacked(papers: Iterable[Path]) -> bytes:
    """The same of papers that stay papers of their own: each keeps the numbers of its pages."""
    with _in_one(papers) as whole:
        return archive.saved(whole)


@contextmanager
def _in_one(papers: Iterable[Path]) -> Iterator[pikepdf.Pdf]:
    with ExitStack() as opened:
        following = iter(papers)
        whole = opened.enter_context(pikepdf.open(next(following)))
        for paper in following:
            _append(whole, opened.enter_context(pikepdf.open(paper)))
        yield whole


def _append(whole: pikepdf.Pdf, source: pikepdf.Pdf) -> None:
    first, moved = len(whole.pages), _next_key(whole)
    whole.pages.extend(source.pages)
    for page in whole.pages[first:]:
        page.obj.StructParents = int(page.obj.StructParents) + moved
    root, tree = whole.Root.StructTreeRoot, whole.copy_foreign(source.Root.StructTreeRoot)
    document = _document(root)
    for element in _children(_document(tree)):
        element.P = document
        document.K.append(element)
    numbers = tree.ParentTree.Nums
    for place in range(0, len(numbers), 2):
        root.ParentTree.Nums.append(int(numbers[place]) + moved)
        root.ParentTree.Nums.append(numbers[place + 1])
    _bookmarks(whole, source, first)


def _next_key(pdf: pikepdf.Pdf) -> int:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    return max(int(numbers[place]) for place in range(0, len(numbers), 2)) + 1


def _document(tree: pikepdf.Object) -> pikepdf.Object:
    return tree.K[0] if isinstance(tree.K, Array) else tree.K


def _children(element: pikepdf.Object) -> list[pikepdf.Object]:
    return list(element.K) if isinstance(element.K, Array) else [element.K]


def _bookmarks(whole: pikepdf.Pdf, source: pikepdf.Pdf, first: int) -> None:
    """The headings of a document after those of the ones before it."""
    places = {page.objgen: number for number, page in enumerate(p.obj for p in source.pages)}
    with source.open_outline() as theirs, whole.open_outline() as outline:
        outline.root.extend(_moved(item, places, first) for item in theirs.root)


def _moved(item: OutlineItem, places: Mapping[tuple[int, int], int], first: int) -> OutlineItem:
    target = item.destination
    assert isinstance(target, Array), "WeasyPrint writes explicit destinations"
    made = OutlineItem(item.title, first + places[target[0].objgen])
    made.is_closed = item.is_closed
    made.children.extend(_moved(child, places, first) for child in item.children)
    return made
