"""Vietnamese text: NFC at every entrance, a folded form to search by, a key to sort by."""

import unicodedata
from functools import lru_cache

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_ORDER = {letter: f"{place:02d}" for place, letter in enumerate(_LETTERS, start=10)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def clean(text: str) -> str:
    """NFC, single spaces, no control characters, nothing at the ends."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isprintable():  # nearly every text: no control character, no space but the plain
        return " ".join(composed.split())
    kept = (" " if c.isspace() else c for c in composed if c.isspace() or c.isprintable())
    return " ".join("".join(kept).split())


def fold(text: str) -> str:
    """What a search compares: no marks, đ as d, lower case, single spaces."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


def sort_key(text: str) -> str:
    """A text whose plain order is the Vietnamese dictionary order, word by word."""
    return " ".join(_word_key(word) for word in clean(text).casefold().split())


def name_sort_key(full_name: str) -> str:
    """Vietnamese names sort by the given name (last word), then by the rest."""
    *rest, given = clean(full_name).split() or [""]
    return sort_key(" ".join([given, *rest]))


@lru_cache(maxsize=8192)  # names share their words
def _word_key(word: str) -> str:
    letters, tones = [], []
    for char in word:
        base, tone = _split_tone(char)
        letters.append(_ORDER.get(base, "0" + base if base.isdigit() else "9" + base))
        tones.append(tone)
    return "".join(letters) + "!" + "".join(tones).rstrip("0")


def _split_tone(char: str) -> tuple[str, str]:
    decomposed = unicodedata.normalize("NFD", char)
    tone = next((_TONES[c] for c in decomposed if c in _TONES), "0")
    bare = "".join(c for c in decomposed if c not in _TONES)
    return unicodedata.normalize("NFC", bare), tone
