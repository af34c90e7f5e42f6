"""Citations in the words of the law."""

WORDS = (
    ("L08 ", "Luật THADS 2008 "),
    ("L25 ", "Luật THADS 2025 "),
    ("NĐ62 ", "Nghị định 62/2015 "),
    ("NĐ152 ", "Nghị định 152/2026 "),
    ("Đ.", "Điều "),
    ("k.", "khoản "),
)


def cited(source: str) -> str:
    """Luật THADS 2008 Điều 48 khoản 1: "L08 Đ.48 k.1" is for those who write code."""
    for short, words in WORDS:
        source = source.replace(short, words)
    return source
