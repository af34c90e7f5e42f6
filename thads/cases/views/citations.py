"""The ground of an act in the words of its law."""

from thads.cases.models import CaseAct
from thads.core.errors import RuleBroken
from thads.rules import grounds
from thads.rules.citation import cited


def ground_of(act: CaseAct) -> str | None:
    """The ground's text and article in the law of the act's day; its letter when that is all."""
    if not act.ground:
        return None
    try:
        ground = grounds.find(act.kind.value, act.ground, act.day)
    except RuleBroken:
        ground = None
    return f"{ground.text} ({cited(ground.source)})" if ground else act.ground
