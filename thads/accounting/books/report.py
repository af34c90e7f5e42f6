"""Báo cáo thu, chi, còn giữ by initiation and kind, of a quarter or a year (TT78/2020 Đ.12)."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from thads.accounting.books import entries, flows
from thads.accounting.books.asked import Asked
from thads.accounting.books.decisions import FLOW_COLUMNS, NAMES
from thads.accounting.sheet import Column, Line, Shape, Sheet
from thads.cases.models import Case, Initiation, JudgmentKind
from thads.ledger.models import LedgerEntry

COLUMNS = (
    Column("Hình thức", width=18), Column("Loại việc", width=30),
    Column("Số quyết định", Shape.NUMBER, 10), *FLOW_COLUMNS,
)  # fmt: skip


def report(db: Session, asked: Asked) -> Sheet:
    """A row for each initiation and kind; each decision stands in one row."""
    sums = [one.label(name) for name, one in zip(NAMES, flows.columns(asked.since), strict=True)]
    of_case = (
        select(Case.initiation, Case.kind, *sums)
        .join(LedgerEntry, LedgerEntry.case_id == Case.id)
        .where(
            *entries.of_units(asked), LedgerEntry.day <= asked.until, Case.struck_by_id.is_(None)
        )
        .group_by(Case.id, Case.initiation, Case.kind)
        .subquery()
    )
    amounts = [of_case.c[name] for name in NAMES]
    found = db.execute(
        select(of_case.c.initiation, of_case.c.kind, func.count(),
               *(func.coalesce(func.sum(one), 0) for one in amounts))
        .where(or_(*(amount != 0 for amount in amounts)))
        .group_by(of_case.c.initiation, of_case.c.kind)
    )  # fmt: skip
    held = {
        (begun, kind): (int(number), *flows.flows_of(rest).cells)
        for begun, kind, number, *rest in found
    }
    lines = [
        Line((begun.label, kind.label, *held[begun, kind]))
        for begun in Initiation for kind in JudgmentKind if (begun, kind) in held
    ]  # fmt: skip

    def read(offset: int, limit: int | None) -> Iterator[Line]:
        yield from lines[offset : None if limit is None else offset + limit]

    columns = zip(*(line.cells[2:] for line in lines), strict=True) if lines else ((0,),) * 7
    return Sheet(
        columns=COLUMNS, total=len(lines), read=read,
        sums=("Cộng", None, *(sum(column) for column in columns)),
    )  # fmt: skip
