"""What is carried forward: how old it is, and why it is not finished (identity 9)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from thads.cases.models import Standing
from thads.cases.queries.filters import ENFORCEABLE_NOW
from thads.classification.queries import ageing, notes
from thads.classification.queries.ageing import Cell, Cohort, StockFilter
from thads.rules import ageing_reasons
from thads.statistics.rows import Row

OWN_YEARS = 6  # so many years of docketing have a line of their own
NO_REASON = "Chưa ghi lý do"


def bridge(total: Row) -> list[dict[str, Any]]:
    """From the opening stock to the closing one; each step adds ("in") or takes off ("out").

    What ended otherwise is in money what neither was resolved nor is carried forward."""
    c, m = total.cases, total.money
    otherwise = m["to_enforce"] - m["resolved"] - m["carried_forward"]
    steps = (
        ("Năm trước chuyển sang", "stock", c["brought_forward"], m["brought_forward"]),
        ("Thụ lý mới", "in", c["newly_docketed"], m["newly_docketed"]),
        ("Ủy thác đi", "out", c["entrusted_out"], m["entrusted_out"]),
        ("Rút lên, thu hồi, hủy", "out", c["taken_up"] + c["withdrawn_annulled"],
         m["taken_up"] + m["withdrawn_annulled"]),
        ("Giải quyết xong", "out", c["resolved_total"], m["resolved"]),
        ("Gửi lại, kết thúc khác", "out", c["request_returned"] + c["ended_other"], otherwise),
        ("Chuyển kỳ sau", "stock", c["carried_forward"], m["carried_forward"]),
    )  # fmt: skip
    return [
        {"name": name, "kind": kind, "cases": cases, "money": money}
        for name, kind, cases, money in steps
    ]


def ages(db: Session, at: date) -> list[dict[str, Any]]:
    """The open cases by statistics year of docketing, the newest first; older ones together."""
    found = ageing.cohorts(db, at, StockFilter())[::-1]
    told = [_age(f"Năm {one.year}", [one]) for one in found[:OWN_YEARS]]
    if found[OWN_YEARS:]:
        told.append(_age(f"Trước năm {found[OWN_YEARS - 1].year}", found[OWN_YEARS:]))
    return told


def causes(db: Session, at: date, total: Row) -> dict[str, Any]:
    """The enforceable cases that are not finished: those over one year by the reason noted, the
    others by how they stand. The counts add up to what of the base is carried forward."""
    stock = ageing.stock(db, at, StockFilter(standings=frozenset(ENFORCEABLE_NOW)))
    aged = {one.case_id for one in ageing.stock(db, at, StockFilter(old=True))}
    reasons = notes.ageing_reasons(db)
    count, left = Counter[str](), Counter[str]()
    younger: dict[Standing, Cell] = {}
    for one in stock:
        if one.case_id in aged:
            code = reasons.get(one.case_id, "")
            count[code] += 1
            left[code] += one.remaining
        else:
            before = younger.get(one.standing, Cell())
            younger[one.standing] = before.plus(Cell(1, one.remaining))
    return {
        "carried": total.cases["enforceable_total"] - total.cases["resolved_total"],
        "base": total.cases["enforceable_total"],
        "carried_money": total.money["enforceable"] - total.money["resolved"],
        "base_money": total.money["enforceable"],
        "old": _by_reason(count, left),
        "young": [
            {"name": standing.label, "cases": cell.cases, "remaining": cell.remaining}
            for standing in ENFORCEABLE_NOW
            for cell in (younger.get(standing, Cell()),)
        ],
    }


def _age(name: str, cohorts: Sequence[Cohort]) -> dict[str, Any]:
    able = poor = rest = Cell()
    for one in cohorts:
        for standing, cell in one.by_standing.items():
            if standing in ENFORCEABLE_NOW:
                able = able.plus(cell)
            elif standing is Standing.NOT_YET_ENFORCEABLE:
                poor = poor.plus(cell)
            else:
                rest = rest.plus(cell)
    old = ageing.total(one.old for one in cohorts)
    whole = ageing.total(one.total for one in cohorts)
    return {
        "name": name, "able": able.cases, "old": old.cases, "not_yet": poor.cases,
        "other": rest.cases, "cases": whole.cases, "remaining": whole.remaining,
    }  # fmt: skip


def _by_reason(count: Mapping[str, int], left: Mapping[str, int]) -> list[dict[str, Any]]:
    known = [(reason.code, reason.label) for reason in ageing_reasons.REASONS]
    return [
        {"name": label, "cases": count[code], "remaining": left[code]}
        for code, label in (*known, ("", NO_REASON))
        if count[code]
    ]
