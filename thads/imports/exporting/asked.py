"""What somebody asked to have as a workbook, as it waits in a job's arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from thads.cases.models import Initiation, JudgmentKind, Standing
from thads.cases.queries import NEWEST_FIRST, CaseFilter
from thads.core.codes import Coded

THEMES = ("state_budget", "bank", "corruption", "drugs", "foreign_element", "older_than_year")


class Shape(Coded):
    """How the cases stand in the workbook."""

    LIST = "list", "Danh sách như trên màn hình"
    REGISTER = "register", "Sổ đầy đủ theo mẫu nhập (đương sự, khoản, diễn biến, thu chi)"


class ExportPurpose(Coded):
    """What personal data of the cases leave the system for (P39)."""

    WORK = "work", "Tra cứu, làm việc của đơn vị"
    REPORT = "report", "Tổng hợp, báo cáo cấp trên"
    COMPARISON = "comparison", "Đối chiếu, kiểm tra"
    REQUEST = "request", "Cung cấp theo yêu cầu của cơ quan có thẩm quyền"
    HANDOVER = "handover", "Bàn giao, lưu trữ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which cases, as they stood at the end of which day, in what form.

    `scope`: the unit whose cases the asker reads (None: all); `words`: the filter for people.
    """

    shape: Shape
    wanted: CaseFilter
    day: date
    scope: UUID | None
    order: str = NEWEST_FIRST
    words: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """The register of the whole province, nothing left out."""
        return self.scope is None and self.wanted == CaseFilter()

    def as_json(self) -> dict[str, Any]:
        """As plain data, for a job that is done later."""
        return {
            "shape": self.shape.value, "filter": _filter_as_json(self.wanted),
            "day": self.day.isoformat(), "scope": _text(self.scope), "order": self.order,
            "words": list(self.words),
        }  # fmt: skip


def asked_of(stored: Mapping[str, Any]) -> Asked:
    """What `as_json` kept."""
    return Asked(
        shape=Shape.of(stored["shape"]), wanted=_filter_of(stored["filter"]),
        day=date.fromisoformat(stored["day"]), scope=_id(stored["scope"]), order=stored["order"],
        words=tuple(stored["words"]),
    )  # fmt: skip


def _filter_as_json(wanted: CaseFilter) -> dict[str, Any]:
    return {
        "text": wanted.text, "standings": sorted(s.value for s in wanted.standings),
        "unit_id": _text(wanted.unit_id), "officer_id": _text(wanted.officer_id),
        "unassigned": wanted.unassigned, "kind": wanted.kind and wanted.kind.value,
        "initiation": wanted.initiation and wanted.initiation.value,
        "docketed_from": _text(wanted.docketed_from), "docketed_to": _text(wanted.docketed_to),
        "themes": [theme for theme in THEMES if getattr(wanted, theme)],
    }  # fmt: skip


def _filter_of(stored: Mapping[str, Any]) -> CaseFilter:
    themes: dict[str, Any] = dict.fromkeys(stored["themes"], True)
    return CaseFilter(
        text=stored["text"], standings=frozenset(map(Standing.of, stored["standings"])),
        unit_id=_id(stored["unit_id"]), officer_id=_id(stored["officer_id"]),
        unassigned=stored["unassigned"],
        kind=JudgmentKind.of(stored["kind"]) if stored["kind"] else None,
        initiation=Initiation.of(stored["initiation"]) if stored["initiation"] else None,
        docketed_from=_day(stored["docketed_from"]), docketed_to=_day(stored["docketed_to"]),
        **themes,
    )  # fmt: skip


def _text(value: UUID | date | None) -> str | None:
    return None if value is None else str(value)


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
