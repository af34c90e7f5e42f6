"""Whose figures a report of the regime gives: an officer's, a unit's, or the province's."""

from dataclasses import dataclass
from uuid import UUID

from thads.statistics.drill import Group


@dataclass(frozen=True)
class Subject:
    """One who reports (TT 05/2024 Đ.3): nothing named is the province, an officer has a unit."""

    unit_id: UUID | None = None
    officer_id: UUID | None = None

    def __post_init__(self) -> None:
        if self.officer_id and not self.unit_id:
            raise ValueError("an officer reports inside a unit")

    @property
    def is_province(self) -> bool:
        """Everything that the province holds."""
        return self.unit_id is None

    @property
    def group(self) -> Group:
        """The line of cases that this subject answers for."""
        return Group(unit_id=self.unit_id, officer_id=self.officer_id)


PROVINCE = Subject()
