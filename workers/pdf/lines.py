"""What the summary says of its lines: ranks, the largest, parts of a chart; the same each time."""

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from thads.core.money import percent
from workers.pdf.words import case_rate, money_rate, number, ranks

MOST_PARTS = 4  # shades that differ in black and white
OTHERS = "Căn cứ khác"
SIGNS = {"stock": "", "in": "+", "out": "−"}
Line = Mapping[str, Any]


def share(part: int, whole: int) -> Decimal | None:
    """Percent of a whole; None without one."""
    return percent(part, whole)


def lower_first(text: str) -> str:
    """Công tác … inside a sentence."""
    return text[:1].lower() + text[1:]


def short_unit(name: str) -> str:
    """Bảo Thắng, TP Lào Cai, Cục: a unit beside a bar."""
    for long, short in (
        ("Chi cục THADS ", ""), ("Chi cục Thi hành án dân sự ", ""), ("Cục THADS", "Cục"),
        ("Phòng THADS ", ""), ("THADS tỉnh", "Cấp tỉnh"), ("thành phố", "TP"),
        ("khu vực", "KV"), ("huyện ", ""), ("thị xã", "TX"),
    ):  # fmt: skip
        name = name.replace(long, short)
    return name[:1].upper() + name[1:]


def signed(amount: int, kind: str, words: Callable[[int], str] = number) -> str:
    """+3.615 of what came, −52 of what went, plain of a stock."""
    return f"{SIGNS[kind] if amount else ''}{words(amount)}"


def average(amount: int, lines: Sequence[Line]) -> str:
    """How much falls to one of so many officers, one decimal; cases that nobody holds as well."""
    people = [line for line in lines if line["name"] != "Chưa phân công"]
    if not people:
        return "–"
    each = (Decimal(amount) / len(people)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{each}".replace(".", ",")


def ranked(units: Sequence[Line]) -> list[tuple[int | str, int | str, Line]]:
    """Units by their rank in cases, with that in money; those without a base last."""
    rows = list(zip(ranks(units, case_rate), ranks(units, money_rate), units, strict=True))
    return sorted(rows, key=lambda row: (isinstance(row[0], str), row[0]))


def largest(lists: Sequence[Line], code: str, most: int) -> list[Sequence[Any]]:
    """The cases of one annexed list on which most remains."""
    rows = next(one["rows"] for one in lists if one["code"] == code)
    return sorted(rows, key=lambda row: (-row[5], row[1], row[0]))[:most]


def stacked_parts(found: Line) -> tuple[list[str], list[tuple[str, list[int], str]]]:
    """Grounds and units of the cases without means as a chart of so many shades shows them."""
    names = [one["short"] for one in found["grounds"]]
    many = len(names) > MOST_PARTS
    parts = [*names[: MOST_PARTS - 1], OTHERS] if many else names
    rows = []
    for unit in found["units"]:
        cases = unit["cases"]
        kept = [*cases[: MOST_PARTS - 1], sum(cases[MOST_PARTS - 1 :])] if many else cases
        rows.append((short_unit(unit["name"]), kept, f"{number(sum(cases))} việc"))
    return parts, rows


FILTERS: dict[str, Callable[..., Any]] = {"lower_first": lower_first, "short_unit": short_unit}
GLOBALS: dict[str, Callable[..., Any]] = {
    "share": share, "signed": signed, "average": average, "ranked": ranked, "largest": largest,
    "stacked_parts": stacked_parts,
}  # fmt: skip
