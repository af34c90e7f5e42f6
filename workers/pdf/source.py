"""The HTML of a paper as WeasyPrint takes it: read as XML, under the browser rules papers need."""

import re
from functools import cache
from xml.etree import ElementTree

from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML
from weasyprint.html import UA
from weasyprint.urls import URLFetcher

# Footnotes, margin notes, text from right to left: papers have none. WeasyPrint tries each of these
# rules on every element, and the notes' make a style for each.
UNUSED = re.compile(r"^(?:::(?:footnote|note)-|.*\[dir[ =\]]).*$", re.MULTILINE)
RULES = UNUSED.sub("", UA).replace("\n::marker ", "\nli::marker ")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML has no room for them


@cache
def _browser() -> CSS:
    return CSS(string=RULES)


class Source(HTML):  # type: ignore[misc]
    """A paper's HTML, whose tags are all closed: a parser in C reads it, not one in Python."""

    def __init__(self, text: str, *, url_fetcher: URLFetcher) -> None:
        root = ElementTree.fromstring(UNPRINTABLE.sub("", text))
        self.base_url, self.url_fetcher, self.media_type = None, url_fetcher, "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [_browser()]
