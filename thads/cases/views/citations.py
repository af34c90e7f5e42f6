"""The ground of an act in the words of its law."""

from thads.cases.models import CaseAct
from thads.core.errors import RuleBroken
from thads.rules import grounds

CITED = (
    ("L08 ", "Luật THADS 2008 "),
    ("L25 ", "Luật THADS 2025 "),
    ("NĐ62 ", "Nghị định 62/2015 "),
    ("NĐ152 ", "Nghị định 152/2026 "),
    ("Đ.", "Điều "),
    ("k.", "khoản "),
)


def ground_of(act: CaseAct) -> str | None:
    """The ground's text and article in the law of the act's day; its letter when that is all."""
    if not act.ground:
        return None
    try:
        ground = grounds.find(act.kind.value, act.ground, act.day)
    except RuleBroken:
        ground = None
    return f"{ground.text} ({cited(ground.source)})" if ground else act.ground


def cited(source: str) -> str:
    """A citation in the words of the law: "L08 Đ.48 k.1 điểm c" is for those who write code."""
    for short, words in CITED:
        source = source.replace(short, words)
    return source
