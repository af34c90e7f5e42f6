"""Templates hold nothing that the content security policy or the htmx set-up would refuse."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCREENS = sorted(
    p for p in (ROOT / "templates").rglob("*.html") if "pdf" not in p.relative_to(ROOT).parts
)
FORBIDDEN = {
    "inline style": re.compile(r"\sstyle=", re.IGNORECASE),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "inline handler": re.compile(r"\son[a-z]+=", re.IGNORECASE),
    "hx-on": re.compile(r"\bhx-on[:=]"),
    "js: value": re.compile(r"[\"']js:"),
    "trigger filter": re.compile(r"hx-trigger=\"[^\"]*\["),
    "unescaped output": re.compile(r"\|\s*safe\b"),
    "another host": re.compile(r"(?:src|href)=[\"']https?://"),
}


@pytest.mark.parametrize("path", SCREENS, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_screen_template_is_clean(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(text)] == []
