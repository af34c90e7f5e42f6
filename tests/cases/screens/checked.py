"""An act as a person enters it without script: the form, the answers checked, then the act."""

from html.parser import HTMLParser

from werkzeug.test import TestResponse

from tests.browsing import Browser


class _Hidden(HTMLParser):
    """What a page sends on without a person typing it."""

    def __init__(self) -> None:
        super().__init__()
        self.typed: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden":
            self.typed[str(given["name"])] = given.get("value") or ""


def carried(page: str) -> dict[str, str]:
    """What the page of checked answers sends with its button."""
    reader = _Hidden()
    reader.feed(page)
    return reader.typed


def enter(person: Browser, path: str, *, headers=None, **typed: str) -> TestResponse:
    """Send the form, then press the button of the checked answers; a refusal comes at once."""
    checked = person.post(path, headers=headers or {}, step="check", **typed)
    if checked.status_code != 200:
        return checked
    return person.post(path, headers=headers or {}, **carried(checked.text) | {"step": "issue"})
