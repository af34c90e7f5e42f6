"""Whose line a document's row is, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.models import Initiation, JudgmentKind
from thads.identity.models import User
from thads.statistics.columns import Theme
from thads.units.models import Unit


@dataclass(frozen=True)
class Names:
    """Units by code and people by user name."""

    units: dict[str, str]
    people: dict[str, str]

    @classmethod
    def of(cls, db: Session) -> Names:
        """Of the whole province, past units too."""
        people = select(User.username, User.full_name)
        return cls(
            {row.code: row.name for row in db.execute(select(Unit.code, Unit.name))},
            {row.username: row.full_name for row in db.execute(people)},
        )

    def words(self, row: Mapping[str, str | None]) -> str:
        """Toàn tỉnh; a unit; an officer with the unit; a kind; a theme."""
        group, unit = row["group"], self.units.get(row["unit"] or "", row["unit"] or "")
        if group == "officer":
            who = self.people.get(row["officer"] or "", "Chưa phân công")
            return f"{who} ({unit})"
        if group == "unit":
            return unit
        if group == "kind":
            kind = JudgmentKind.of_code(str(row["kind"])).label
            return f"{kind} – {Initiation.of_code(str(row['initiation'])).label.lower()}"
        return Theme.of_code(str(row["theme"])).label if group == "theme" else "Toàn tỉnh"
