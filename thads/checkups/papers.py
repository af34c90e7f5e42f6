"""A unit's page as plain words, ready for paper."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from thads.checkups import queries
from thads.checkups.queries import Checkup, Money
from thads.core.days import statistics_year, year_start
from thads.inspections.papers import head
from thads.planning.gaps import Gap
from thads.rules.citation import cited
from thads.units import queries as units
from thads.worklists.queries import Counts

UNASSIGNED = "Chưa phân công"
COLUMNS = (  # of cases, and of money
    ("caseload_total", None), ("to_enforce_total", "to_enforce"),
    ("enforceable_total", "enforceable"), ("resolved_total", "resolved"),
    ("not_yet_enforceable", "not_yet_enforceable"), ("carried_forward", "carried_forward"),
)  # fmt: skip


def compose(db: Session, unit_id: UUID, day: date, *, by: str) -> dict[str, Any]:
    """All that the paper prints."""
    found = queries.of(db, units.get(db, unit_id), day)
    return {
        "head": head(db, unit_id, day), "unit": found.unit.spelled, "day": day.isoformat(),
        "start": year_start(statistics_year(day)).isoformat(), "by": by,
        "cases": _rates(found.cases), "money": _rates(found.money),
        "of_cases": [found.row.cases[cases] for cases, _ in COLUMNS],
        "of_money": [found.row.money[money] if money else None for _, money in COLUMNS],
        "duties": _counts(found.duties), "fields": _fields(found),
        "findings": _findings(found), "waiting": _money(found.waiting),
        "for_state": _money(found.for_state), "unknown_exhibits": found.unknown_exhibits,
        "officers": _officers(found), "inspected": _inspected(found),
    }  # fmt: skip


def _rates(gap: Gap) -> dict[str, Any]:
    return {
        "numerator": gap.ratio.numerator, "denominator": gap.ratio.denominator,
        "percent": gap.ratio.percent, "target": gap.target,
    }  # fmt: skip


def _counts(counts: Counts) -> list[int]:
    return [counts.late, counts.m]


def _fields(found: Checkup) -> list[dict[str, Any]]:
    return [
        {
            "title": line.field.title, "counts": _counts(line.counts),
            "kinds": [[one.duty.label, *_counts(one.counts)] for one in line.kinds
                      if one.counts.late],
        }
        for line in found.fields
    ]  # fmt: skip


def _findings(found: Checkup) -> dict[str, Any]:
    findings = found.findings
    return {
        "found": len(findings.every), "open": len(findings.open), "late": findings.late,
        "repeats": len(findings.repeats),
        "named": [
            {"content": one.content, "owner": one.owner.full_name, "article": cited(one.article),
             "due_on": one.due_on.isoformat(), "late": one.due_on < found.day,
             "repeats": one.id in findings.repeats}
            for one in findings.named
        ],
    }  # fmt: skip


def _money(money: Money) -> dict[str, int]:
    return {"amount": money.amount, "places": len(money.holdings), "late": money.late,
            "old": money.old}  # fmt: skip


def _officers(found: Checkup) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name or UNASSIGNED,
            "cases": [one.row.case_rate.numerator, one.row.case_rate.denominator,
                      one.row.case_rate.percent],
            "money": [one.row.money_rate.numerator, one.row.money_rate.denominator,
                      one.row.money_rate.percent],
            "duties": _counts(one.counts),
        }
        for one in found.officers
    ]  # fmt: skip


def _inspected(found: Checkup) -> dict[str, str | None] | None:
    one = found.inspected
    if one is None:
        return None
    return {"kind": one.kind.label, "number": one.number, "day": one.decided_on.isoformat(),
            "concluded": one.conclusion.day.isoformat() if one.conclusion else None}  # fmt: skip
