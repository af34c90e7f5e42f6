"""The register as a workbook of the import format: what is brought in again gives the same cases.

A case is read once; its rows wait in files of their own until the turn of their sheet comes.
"""

import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from thads.imports import columns
from thads.imports.exporting import workbook
from thads.imports.exporting.workbook import Cells, Kind
from thads.imports.register import EventLine, ItemLine, MoneyLine, PartyLine, RegisterCase

YES = "x"
CHUNK = 1_000  # rows that wait in memory before they are laid in the file of their sheet
KINDS = {
    **dict.fromkeys(
        ("ngay_qd", "ngay_ban_an", "ngay", "hieu_luc_tu", "hieu_luc_den"), Kind.DAY
    ),
    **dict.fromkeys(("so_qd", "khoan"), Kind.NUMBER),
    "so_tien": Kind.MONEY,
}  # fmt: skip
WIDTHS = {
    "so_qd": 8, "khoan": 7, "ma": 10, "don_vi": 10, "ho_ten": 30, "ten": 36, "dia_chi": 40,
    "toa_an": 30, "to_chuc_tin_dung": 30, "so_ban_an": 20, "loai_an": 20, "su_kien": 22,
    "chap_hanh_vien": 22, "ten_dang_nhap": 22, "loai_khoan": 22, "so_tien": 18,
}  # fmt: skip
Progress = Callable[[str, int], None]  # the sheet that is written, rows of it so far


class Offices(NamedTuple):
    """The rows of the sheets `don_vi` and `can_bo`."""

    units: Sequence[Cells]
    people: Sequence[Cells]


class TooManyRows(Exception):
    """A sheet would be longer than Excel can open."""


def write(
    path: Path, cases: Iterable[RegisterCase], offices: Offices, *, progress: Progress
) -> Counter[str]:
    """Write the register to `path`; beside it lie, meanwhile, the rows that wait.

    Gives the rows of each sheet. Errors: TooManyRows.
    """
    spool = _Spool(path.parent)
    spool.add(columns.UNITS.name, offices.units)
    spool.add(columns.PEOPLE.name, offices.people)
    for n, case in enumerate(cases, start=1):
        for name, rows in rows_of(case).items():
            spool.add(name, rows)
        if n % CHUNK == 0:
            progress("", n)
    spool.flush()
    if max(spool.counts.values(), default=0) > workbook.MOST_ROWS:
        raise TooManyRows
    workbook.write(path, (sheet_of(s.name, _told(spool, s.name, progress)) for s in columns.ALL))
    return spool.counts


def sheet_of(name: str, rows: Iterable[Cells]) -> workbook.Sheet:
    """One sheet of the import format."""
    return workbook.Sheet(name, [_column(one) for one in columns.SHEETS[name].names], rows)


def rows_of(case: RegisterCase) -> Mapping[str, list[Cells]]:
    """The rows of a case by sheet, each cell at the place of its column."""
    key = tuple(case.key)
    return {
        columns.CASES.name: [(*key, *_case(case))],
        columns.PARTIES.name: [(*key, *_party(line)) for line in case.parties],
        columns.ITEMS.name: [(*key, *_item(line)) for line in case.items],
        columns.EVENTS.name: [(*key, *_event(line)) for line in case.events],
        columns.MONEY.name: [(*key, *_money(line)) for line in case.money],
    }


def _case(case: RegisterCase) -> Cells:
    return (
        case.initiation.code, case.kind.code, case.officer, _flag(case.entrusted_in),
        case.judgment_number, case.judged_on, case.court, _flag(case.corruption),
        _flag(case.drugs), _flag(case.foreign_element), case.bank,
    )  # fmt: skip


def _party(line: PartyLine) -> Cells:
    return (
        line.role.code, line.name, line.kind.code, line.personal_id_number, line.address,
        line.commune_code,
    )  # fmt: skip


def _item(line: ItemLine) -> Cells:
    """Not due to the budget although its kind is: the mark says so, since empty means the kind."""
    unlike_its_kind = line.kind.due_to_state and not line.state_budget
    budget = False if unlike_its_kind else _flag(line.state_budget)
    return line.position, line.kind.code, line.amount, budget


def _event(line: EventLine) -> Cells:
    return (
        line.day, line.kind.code, line.item, line.amount, line.ground, line.stated_number,
        line.officer, line.unit,
    )  # fmt: skip


def _money(line: MoneyLine) -> Cells:
    return line.day, line.item, line.kind.code, line.amount, line.voucher


def _flag(holds: bool) -> str | None:
    return YES if holds else None


def _column(name: str) -> workbook.Column:
    return workbook.Column(name, KINDS.get(name, Kind.TEXT), WIDTHS.get(name, 14))


def _told(spool: "_Spool", name: str, progress: Progress) -> Iterator[Cells]:
    for n, row in enumerate(spool.rows(name), start=1):
        if n % CHUNK == 0:
            progress(name, n)
        yield row


class _Spool:
    """Rows by sheet, in files that only this process reads back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts: Counter[str] = Counter()
        self._waiting: dict[str, list[Cells]] = {}

    def add(self, sheet: str, rows: Sequence[Cells]) -> None:
        """Put rows behind those of the same sheet."""
        self.counts[sheet] += len(rows)
        waiting = self._waiting.setdefault(sheet, [])
        waiting += rows
        if len(waiting) >= CHUNK:
            self._lay(sheet)

    def flush(self) -> None:
        """Nothing waits in memory any more."""
        for sheet in self._waiting:
            self._lay(sheet)

    def rows(self, sheet: str) -> Iterator[Cells]:
        """The rows of a sheet in the order in which they came."""
        path = self._path(sheet)
        if not path.exists():
            return
        with path.open("rb") as file:
            while file.peek(1):
                yield from pickle.load(file)

    def _lay(self, sheet: str) -> None:
        with self._path(sheet).open("ab") as file:
            pickle.dump(self._waiting[sheet], file, pickle.HIGHEST_PROTOCOL)
        self._waiting[sheet] = []

    def _path(self, sheet: str) -> Path:
        return self.folder / f"{sheet}.rows"
