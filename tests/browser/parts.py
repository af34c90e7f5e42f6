"""What a page is made of, read from its text: elements in elements, and where its links lead."""

from html.parser import HTMLParser
from urllib.parse import urljoin

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}
Part = tuple[str, ...]  # an element below the two that hold it, each with its classes


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: set[Part] = set()
        self.hrefs: list[str] = []
        self._within = ["", ""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = f"{tag} {given.get('type') or ''} {given.get('class') or ''}"
        self.parts.add((*self._within[-2:], name))
        if tag == "a" and given.get("href") and "download" not in given:
            self.hrefs.append(str(given["href"]))
        if tag not in VOID:
            self._within.append(name)

    def handle_endtag(self, tag: str) -> None:
        while len(self._within) > 2 and self._within.pop().split(" ")[0] != tag:
            pass


def read(text: str, address: str) -> tuple[set[Part], list[str]]:
    """The parts of a page and the addresses that it leads to."""
    reader = _Reader()
    reader.feed(text)
    return reader.parts, [urljoin(address, href).split("#")[0] for href in reader.hrefs]
