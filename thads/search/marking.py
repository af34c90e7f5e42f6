"""Marks in a text what was looked for."""

from markupsafe import Markup, escape

from thads.core.text import fold
from thads.search.words import WORD, Typed


def marked(text: str, typed: Typed) -> Markup:
    """The text with the typed beginnings of its words marked: <mark>Nguy</mark>ễn."""
    pieces, done = [], 0
    for found in WORD.finditer(text):
        length = _begun(found[0], typed)
        if length:
            end = found.start() + length
            pieces += [escape(text[done : found.start()]), _MARK.format(text[found.start() : end])]
            done = end
    return Markup("").join([*pieces, escape(text[done:])])


def _begun(word: str, typed: Typed) -> int:
    """How many letters of the word were typed; all of it when folding changes their number."""
    folded = fold(word)
    longest = max((len(start) for start in typed.words if folded.startswith(start)), default=0)
    return longest if not longest or len(folded) == len(word) else len(word)


_MARK = Markup("<mark>{}</mark>")
