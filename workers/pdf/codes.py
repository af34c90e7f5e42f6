"""The QR of a paper's check page as a drawing for its footer."""

from functools import lru_cache

import segno
from markupsafe import Markup


@lru_cache(maxsize=64)
def qr(text: str) -> Markup:
    """An inline SVG without size of its own; the same text, the same drawing."""
    made = segno.make(text, error="m", micro=False)
    return Markup(made.svg_inline(omitsize=True, border=1))
