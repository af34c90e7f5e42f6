"""The QR of a paper's check page as a drawing for its footer."""

import io
from functools import lru_cache

import segno
from markupsafe import Markup


@lru_cache(maxsize=64)
def qr(text: str) -> Markup:
    """An inline SVG without size of its own; the same text, the same drawing."""
    made = segno.make(text, error="m", micro=False)
    drawn = io.BytesIO()
    made.save(drawn, kind="svg", xmldecl=False, nl=False, omitsize=True, border=1)
    return Markup(drawn.getvalue().decode())
