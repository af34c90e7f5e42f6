"""A statement file that waits: its first rows, its columns, and what taking it in would bring."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlalchemy.orm import Session

from thads.bankbook import actions, columns, parsing, queries, reading
from thads.bankbook.columns import LOOKED_AT, Layout
from thads.bankbook.models import BankFile
from thads.bankbook.parsing import Line
from thads.bankbook.reading import Row
from thads.core import files
from thads.core.errors import RuleBroken

SHOWN = 20  # rows that a person sees to tell the columns by


@dataclass(frozen=True, slots=True)
class Found:
    """What the file holds by a layout: its movements in the order of the account."""

    lines: Sequence[Line]
    known: int  # of these, rows that the account has already
    breaks: Sequence[Line]  # where the balance does not follow from the row before

    @property
    def came(self) -> int:
        """Đồng that came in."""
        return sum(line.amount for line in self.lines if line.amount > 0)

    @property
    def went(self) -> int:
        """Đồng that went out."""
        return -sum(line.amount for line in self.lines if line.amount < 0)


def first_rows(db: Session, file: BankFile) -> list[Row]:
    """The rows among which the names of the columns stand."""
    with files.at_hand(db, file.rows_key) as made:
        return list(islice(reading.rows(made), LOOKED_AT))


def shown(rows: Sequence[Row], layout: Layout | None) -> list[Row]:
    """Rows to tell the columns by, from the one that names them on."""
    first = next((n for n, row in enumerate(rows) if layout and row.number == layout.heading), 0)
    return list(rows[first : first + SHOWN])


def layout_of(db: Session, file: BankFile, rows: Sequence[Row]) -> Layout | None:
    """As the account's last statement was laid out, else by the names that banks use."""
    before = queries.columns_before(db, file.account_id)
    return (columns.remembered(rows, before) if before else None) or columns.guess(rows)


def names_of(rows: Sequence[Row], layout: Layout) -> dict[str, str]:
    """What is remembered of the layout; RuleBroken when its row of names is not there."""
    heading = next((row for row in rows if row.number == layout.heading), None)
    if heading is None:
        raise RuleBroken(
            "bank.no_heading",
            f"Không có dòng {layout.heading} trong {LOOKED_AT} dòng đầu của tệp. Chưa ghi gì; nhập "
            "lại số dòng có tên cột.",
            field="heading",
        )
    return columns.names_of(heading, layout)


def lines_of(db: Session, file: BankFile, layout: Layout, *, today: date) -> list[Line]:
    """All movements of the file in the order of the account; RuleBroken names what is wrong."""
    actions.check_account(file.account, first_rows(db, file), layout)
    with files.at_hand(db, file.rows_key) as made:
        return parsing.in_order(parsing.lines(reading.rows(made), layout, today=today))


def read(db: Session, file: BankFile, layout: Layout, *, today: date) -> Found:
    """What taking the file in would bring; RuleBroken as above."""
    lines = lines_of(db, file, layout, today=today)
    known = queries.known_among(db, file.account_id, parsing.fingerprints(lines))
    return Found(lines, len(known), parsing.breaks(lines))
