"""Which line of figures an address names: the same words in links and in requests."""

from collections.abc import Mapping
from uuid import UUID

from thads.cases.models import Initiation, JudgmentKind
from thads.core.errors import NotFound
from thads.statistics.columns import Theme
from thads.statistics.drill import Group
from thads.statistics.rows import Row

UNASSIGNED = "none"


def address_of(row: Row, unit_id: UUID | None) -> dict[str, str]:
    """The query of a link to the cases behind a line, inside the unit shown."""
    unit = row.unit.id if row.unit else unit_id
    officer = None
    if row.group == "officer":
        officer = str(row.officer.id) if row.officer else UNASSIGNED
    named = {
        "unit": str(unit) if unit else None, "officer": officer,
        "kind": row.kind.value if row.kind else None,
        "initiation": row.initiation.value if row.initiation else None,
        "theme": row.theme.value if row.theme else None,
    }  # fmt: skip
    return {name: value for name, value in named.items() if value}


def group_of(asked: Mapping[str, str]) -> Group:
    """The line that an address names; NotFound for words that name none."""
    officer = asked.get("officer")
    try:
        return Group(
            unit_id=UUID(asked["unit"]) if asked.get("unit") else None,
            officer_id=UUID(officer) if officer and officer != UNASSIGNED else None,
            unassigned=officer == UNASSIGNED,
            kind=JudgmentKind.of(asked["kind"]) if asked.get("kind") else None,
            initiation=Initiation.of(asked["initiation"]) if asked.get("initiation") else None,
            theme=Theme.of(asked["theme"]) if asked.get("theme") else None,
        )
    except ValueError:
        raise NotFound from None
