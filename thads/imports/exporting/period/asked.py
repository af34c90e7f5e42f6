"""Which list of which period, as it waits in a job's arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from thads.core.codes import Coded
from thads.statistics.drill import Group


class PeriodList(Coded):
    """The lists; each holds the statistics year from 1 October to the end of the period."""

    PROCURACY = "procuracy", "Sổ thụ lý kiểm sát (17 cột)"
    ENDED = "ended", "Danh sách việc đã kết thúc (liên ngành)"
    BUDGET = "budget", "Danh sách thu ngân sách nhà nước"


@dataclass(frozen=True, slots=True)
class PeriodAsked:
    """A list to the end of a month; `unit_id` None: of the province."""

    kind: PeriodList
    period_end: date
    unit_id: UUID | None

    @property
    def group(self) -> Group:
        """Whose cases."""
        return Group(unit_id=self.unit_id)

    def as_json(self) -> dict[str, Any]:
        """As plain data, for a job that is done later."""
        unit = str(self.unit_id) if self.unit_id else None
        return {
            "period_list": self.kind.value, "period_end": self.period_end.isoformat(),
            "unit": unit,
        }  # fmt: skip


def asked_of(stored: Mapping[str, Any]) -> PeriodAsked:
    """What `as_json` kept."""
    unit = stored["unit"]
    return PeriodAsked(
        PeriodList.of(stored["period_list"]), date.fromisoformat(stored["period_end"]),
        UUID(unit) if unit else None,
    )  # fmt: skip
