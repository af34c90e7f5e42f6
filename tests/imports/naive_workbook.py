"""A second, deliberately naive reading of the statistics page, straight from a register workbook.

It shares nothing with the product: no SQL, no enum, no import from thads. For every day asked
for, every case is told again from its docketing, one moment after the other, and every figure is
counted from those moments. The comments give the sentence of the page that a line stands for,
and the choice where the page leaves one (the same choices as docs/adr/0004).
"""

import unicodedata
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.imports.naive_story import AMOUNTS, OPEN, Moment, Row, Story, day_of

Sheets = dict[str, list[Row]]
SHEETS = ("don_vi", "can_bo", "viec", "duong_su", "khoan", "dien_bien", "thu_chi")


def read(path: Path) -> Sheets:
    """The rows of every sheet as openpyxl gives them: column name → value; text in NFC."""
    book = load_workbook(path, data_only=True)
    return {name: _rows(book[name]) for name in SHEETS if name in book.sheetnames}


def _rows(sheet: Any) -> list[Row]:
    lines = sheet.iter_rows(values_only=True)
    names = [_nfc(name) for name in next(lines, ())]
    rows = [dict(zip(names, map(_nfc, line), strict=False)) for line in lines]
    return [row for row in rows if any(value is not None for value in row.values())]


def _nfc(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return unicodedata.normalize("NFC", value).strip() or None


def key_of(row: Row) -> tuple[str, int, str, date]:
    """The name of the case that a row belongs to."""
    return (str(row["don_vi"]), int(row["so_qd"]), row["ky_hieu"], day_of(row["ngay_qd"]))


def document(sheets: Sheets, at: date) -> dict[tuple[Any, ...], dict[str, Counter[str]]]:
    """Every row that has a figure: ("unit", code) → {"cases": …, "money": …}, zeros left out."""
    start = date(at.year if at.month >= 10 else at.year - 1, 10, 1)
    rows: dict[tuple[Any, ...], dict[str, Counter[str]]] = {}
    for story in stories(sheets):
        moments = story.told(at)
        if not moments:
            continue
        for group, items in _groups(story, moments, at):
            row = rows.setdefault(group, {"cases": Counter(), "money": Counter()})
            row["cases"].update(count_case(story.case, moments, start))
            for number in items:
                row["money"].update(count_item(number, moments, start))
    for row in rows.values():
        for sums in row.values():
            for column in [name for name, amount in sums.items() if amount == 0]:
                del sums[column]
    return {group: row for group, row in rows.items() if row["cases"] or row["money"]}


def stories(sheets: Sheets) -> list[Story]:
    """The cases of a workbook with their rows."""
    rows: defaultdict[tuple[str, Any], list[Row]] = defaultdict(list)
    for sheet in ("khoan", "dien_bien", "thu_chi"):
        for row in sheets.get(sheet, []):
            rows[sheet, key_of(row)].append(row)
    return [
        Story(case, *(rows[sheet, key_of(case)] for sheet in ("khoan", "dien_bien", "thu_chi")))
        for case in sheets["viec"]
    ]


def _groups(
    story: Story, moments: list[Moment], at: date
) -> list[tuple[tuple[Any, ...], list[int]]]:
    """The rows that the case counts in, each with the items whose money counts there."""
    case, last, every = story.case, moments[-1], list(story.items)
    unit, officer = _holder(moments)
    groups: list[tuple[tuple[Any, ...], list[int]]] = [
        (("total",), every),
        (("unit", unit), every),
        (("officer", unit, officer), every),
        (("kind", case["loai_an"], case["hinh_thuc"]), every),
    ]
    for theme, column in (
        ("bank_credit", "to_chuc_tin_dung"), ("corruption", "tham_nhung_kinh_te"),
        ("drugs", "ma_tuy"), ("foreign", "yeu_to_nuoc_ngoai"),
    ):  # fmt: skip
        if case.get(column):
            groups.append((("theme", theme), every))
    budget = [number for number, item in story.items.items() if item.budget]
    if budget:
        groups.append((("theme", "state_budget"), budget))
    unresolved = last.standing in ("IN_PROGRESS", "POSTPONED_BY_AGREEMENT")
    if unresolved and _year_after(story.docketed) < at:
        groups.append((("theme", "over_one_year"), every))
    return groups


def _year_after(day: date) -> date:
    # 29/02 has no day of its own a year later: the last of the month stands for it.
    last = (day.month, day.day) == (2, 29)
    return date(day.year + 1, 2, 28) if last else day.replace(year=day.year + 1)


def _holder(moments: list[Moment]) -> tuple[str, str | None]:
    """Who holds the case at E; if it has ended, who held it at its end (the moment of it)."""
    holder = moments[-1].holder
    for moment in reversed(moments):
        if moment.standing in OPEN:
            break
        holder = moment.holder
    return holder


def _at_end_of_the_day_before(moments: list[Moment], start: date) -> Moment | None:
    before = [moment for moment in moments if moment.day < start]
    return before[-1] if before else None


def count_case(case: Row, moments: list[Moment], start: date) -> Counter[str]:
    """The columns in which one case counts."""
    before, standing = _at_end_of_the_day_before(moments, start), moments[-1].standing
    n: Counter[str] = Counter()
    n["separate_tracking_stock"] = int(standing == "SEPARATE_TRACKING")
    brought_forward = before is not None and before.current
    became = any(moment.current for moment in moments if moment.day >= start)
    if not brought_forward and not became:
        return n  # not in U
    n["brought_forward"] = int(brought_forward)
    n["newly_docketed"] = new = int(not brought_forward)
    n["reactivated"] = int(new and before is not None)  # docketed before S, and come back
    n["entrusted_in"] = int(before is None and bool(case.get("nhan_uy_thac")))
    n["ex_officio_new"] = int(new and case["hinh_thuc"] == "chu_dong")
    n["on_request_new"] = int(new and case["hinh_thuc"] == "theo_yeu_cau")
    n["caseload_total"] = 1
    n["entrusted_out"] = int(standing == "ENTRUSTED_OUT")
    n["taken_up"] = int(standing == "TAKEN_UP")
    n["withdrawn_annulled"] = int(standing in ("WITHDRAWN", "ANNULLED"))
    n["to_enforce_total"] = 1 - n["entrusted_out"] - n["taken_up"] - n["withdrawn_annulled"]
    n["completed"] = int(standing == "COMPLETED")
    n["discontinued"] = int(standing == "DISCONTINUED")
    n["resolved_total"] = n["completed"] + n["discontinued"]
    n["in_progress"] = int(standing == "IN_PROGRESS")
    n["postponed_by_agreement"] = int(standing == "POSTPONED_BY_AGREEMENT")
    n["enforceable_total"] = n["resolved_total"] + n["in_progress"] + n["postponed_by_agreement"]
    n["moved_to_separate_tracking"] = int(standing == "SEPARATE_TRACKING")
    n["request_returned"] = int(standing == "REQUEST_RETURNED")
    n["not_yet_enforceable"] = (
        int(standing == "NOT_YET_ENFORCEABLE")
        + n["moved_to_separate_tracking"] + n["request_returned"]
    )  # fmt: skip
    n["ended_other"] = int(standing == "ENDED_OTHER")
    n["postponed_suspended_other"] = (
        int(standing in ("POSTPONED_OTHER", "SUSPENDED")) + n["ended_other"]
    )
    n["carried_forward"] = (
        n["to_enforce_total"] - n["resolved_total"] - n["request_returned"] - n["ended_other"]
    )
    return n


def count_item(number: int, moments: list[Moment], start: date) -> Counter[str]:
    """The money columns of one item, in đồng; all zero unless it is an item of the period."""
    before, at_end = _at_end_of_the_day_before(moments, start), moments[-1].items[number]
    n: Counter[str] = Counter()
    if before is not None and before.items[number].current:
        entry = before.items[number]
        n["brought_forward"] = entry.remaining
    else:
        within = [moment.items[number] for moment in moments if moment.day >= start]
        entries = [item for item in within if item.current]
        if not entries:
            return n
        entry = entries[0]  # "the amount when they first became current in [S, E]"
        n["newly_docketed"] = entry.remaining
    # Flows count from when the item is in the period; what was reversed on it earlier, in
    # separate tracking, is already part of the amount that it came back with.
    n["newly_docketed"] += at_end.increases - entry.increases
    for column in AMOUNTS:
        n[column] += at_end.amounts[column] - entry.amounts[column]
    n["resolved"] = n["completed"] + n["discontinued"] + n["forgiven"]
    left, standing = at_end.remaining, at_end.standing
    if standing == "IN_PROGRESS":
        n["in_progress"] = left
    elif standing == "POSTPONED_BY_AGREEMENT":
        n["postponed_by_agreement"] = left
    elif standing in ("NOT_YET_ENFORCEABLE", "SEPARATE_TRACKING", "REQUEST_RETURNED"):
        n["not_yet_enforceable"] = left
    elif standing in ("POSTPONED_OTHER", "SUSPENDED", "ENDED_OTHER"):
        n["postponed_suspended_other"] = left
    n["enforceable"] = n["resolved"] + n["in_progress"] + n["postponed_by_agreement"]
    n["carried_forward"] = left if standing in OPEN else 0
    n["to_enforce"] = (
        n["brought_forward"] + n["newly_docketed"]
        - n["entrusted_out"] - n["taken_up"] - n["withdrawn_annulled"]
    )  # fmt: skip
    return n
