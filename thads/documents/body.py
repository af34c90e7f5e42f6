"""The words of one paper."""

from typing import NamedTuple


class Body(NamedTuple):
    """Subject and articles; `symbol` and `title` of those that are not decisions.

    `symbol` empty: it bears no number. `asks`: what a person has to say. `signatories`: who signs
    by hand beside one another, under minutes; the last is the signer of a paper `by_officer`, who
    else stands behind them under the title that signs.
    """

    subject: str
    articles: tuple[str, ...]
    title: str | None = None
    symbol: str | None = None
    first_recipients: tuple[str, ...] = ("Như Điều 3;",)
    asks: tuple[str, ...] = ()
    by_officer: bool = False
    signatories: tuple[str, ...] = ()
