"""The code of a figure: short text that is printed, typed and linked, and names one figure.

V13.HS1.LC03.240930: metric, line, whose, to the end of which day; "-2" behind it names the second
published version, nothing the figure as the records give it now. An officer's name of sign-in
stands behind the unit: V13.TS.LC03.LC03.AN.240930.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from thads.cases.models import Initiation, JudgmentKind
from thads.core.errors import NotFound, RuleBroken
from thads.identity import queries as people
from thads.statistics.columns import BudgetKind, Theme
from thads.statistics.drill import Group
from thads.statistics.rows import OfficerName, Row, UnitName
from thads.statistics.subject import Subject
from thads.units import queries as units

WHOLE, UNASSIGNED, PROVINCE_CODE = "TS", "CP", "TINH"
KINDS = {
    JudgmentKind.CIVIL: "DS", JudgmentKind.CRIMINAL: "HS", JudgmentKind.ADMINISTRATIVE: "HC",
    JudgmentKind.FAMILY: "HN", JudgmentKind.COMMERCIAL: "KD", JudgmentKind.LABOUR: "LD",
    JudgmentKind.BANKRUPTCY: "PS", JudgmentKind.ARBITRATION: "TT", JudgmentKind.COMPETITION: "CT",
    JudgmentKind.OTHER: "KH",
}  # fmt: skip
BEGUN = {Initiation.EX_OFFICIO: ("CD", "1"), Initiation.ON_REQUEST: ("YC", "2")}
THEMES = {
    Theme.STATE_BUDGET: "NS", Theme.BANK_CREDIT: "TD", Theme.CORRUPTION: "TN", Theme.DRUGS: "MT",
    Theme.FOREIGN: "NN", Theme.OVER_ONE_YEAR: "QN",
}  # fmt: skip
BUDGETS = {
    BudgetKind.COURT_FEE: "AP", BudgetKind.FINE: "PH", BudgetKind.CLAWBACK: "TU",
    BudgetKind.CONFISCATION: "TI", BudgetKind.FORFEITURE: "SC", BudgetKind.COMPENSATION: "BN",
    BudgetKind.OTHER: "KN",
}  # fmt: skip

# Every line of figures by its code; whose it is, unit and officer, is filled in.
LINES: dict[str, Group] = {
    WHOLE: Group(),
    UNASSIGNED: Group(unassigned=True),
    **{code: Group(initiation=begun) for begun, (code, _) in BEGUN.items()},
    **{code: Group(kind=kind) for kind, code in KINDS.items()},
    **{
        code + n: Group(kind=kind, initiation=begun)
        for kind, code in KINDS.items()
        for begun, (_, n) in BEGUN.items()
    },
    **{code: Group(theme=theme) for theme, code in THEMES.items()},
    **{code: Group(budget=kind) for kind, code in BUDGETS.items()},
}
_CODES = {group: code for code, group in LINES.items()}
_PART = re.compile(r"[A-Z0-9-]+")
_NAME = re.compile(r"[a-z0-9.-]+")
_CODE = re.compile(
    r"(?P<metric>[A-Z0-9]{2,8})\.(?P<line>[A-Z0-9]{2,4})\.(?P<unit>[A-Z0-9-]{1,32})"
    r"(?:\.(?P<officer>[A-Z0-9.-]{1,40}))?\.(?P<day>[0-9]{6})(?:-(?P<version>[1-9][0-9]{0,2}))?"
)


@dataclass(frozen=True, slots=True)
class FigureCode:
    """What a code says; `unit` None: the province; `version` None: as the records give it now."""

    metric: str
    line: str
    day: date
    unit: str | None = None
    officer: str | None = None
    version: int | None = None

    def __str__(self) -> str:
        whose = [self.unit or PROVINCE_CODE, *([self.officer] if self.officer else [])]
        version = f"-{self.version}" if self.version else ""
        return ".".join((self.metric, self.line, *whose, f"{self.day:%y%m%d}")) + version

    @property
    def live(self) -> "FigureCode":
        """The same figure as the records give it now."""
        return replace(self, version=None)

    def of(self, metric: str, *, line: str | None = None) -> "FigureCode":
        """Another metric of the same line, or of another line of the same subject."""
        return replace(self, metric=metric, line=line or self.line)


def read(text: str) -> FigureCode:
    """The code that people typed: small letters, spaces and long dashes do not matter.

    Errors: RuleBroken when it is no code of a figure.
    """
    typed = re.sub(r"\s+", "", text).upper().replace("–", "-").replace("—", "-")
    found = _CODE.fullmatch(typed)
    day = _day(found["day"]) if found else None
    if found is None or day is None:
        raise RuleBroken(
            "figure.code",
            "Đây không phải mã số liệu. Chưa mở gì; nhập đúng mã in trên biểu, ví dụ "
            "V13.TS.TINH.240930.",
            field="code",
        )
    unit = None if found["unit"] == PROVINCE_CODE else found["unit"]
    version = int(found["version"]) if found["version"] else None
    return FigureCode(found["metric"], found["line"], day, unit, found["officer"], version)


def _day(digits: str) -> date | None:
    try:
        return datetime.strptime(digits, "%y%m%d").date()  # noqa: DTZ007  (a day has no zone)
    except ValueError:
        return None


def unit_part(unit_id: UUID, code: str) -> str:
    """A unit in a code: by its own code, or by its id where that holds other letters."""
    plain = _PART.fullmatch(code) and len(code) <= 31 and code != PROVINCE_CODE
    return code if plain else unit_id.hex.upper()


def officer_part(officer_id: UUID, username: str) -> str:
    """An officer in a code: by the name of sign-in, or by the id where that has other letters."""
    return username.upper() if _NAME.fullmatch(username) else officer_id.hex.upper()


def subject_of(db: Session, code: FigureCode) -> Subject:
    """Whose figure a code names; NotFound when there is no such unit or person."""
    if code.unit is None:
        if code.officer:
            raise NotFound(str(code))
        return Subject()
    unit = units.by_code(db, code.unit)
    unit_id = unit.id if unit else units.get(db, _id(code.unit)).id
    if code.officer is None:
        return Subject(unit_id)
    officer = people.by_username(db, code.officer.lower())
    return Subject(unit_id, officer.id if officer else people.get(db, _id(code.officer)).id)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound(text) from None


def group_of(code: FigureCode, subject: Subject) -> Group:
    """The line of cases that a code names; NotFound when the code of the line is none."""
    if code.line not in LINES or (code.line == UNASSIGNED and subject.officer_id):
        raise NotFound(str(code))
    return replace(LINES[code.line], unit_id=subject.unit_id, officer_id=subject.officer_id)


class Whose(NamedTuple):
    """The parts of a code that say whose figure it is."""

    unit: str | None = None
    officer: str | None = None


PROVINCE = Whose()


def whose(unit: UnitName | None, officer: OfficerName | None = None) -> Whose:
    """A unit, an officer of it, or with neither the province."""
    return Whose(
        unit_part(unit.id, unit.code) if unit else None,
        officer_part(officer.id, officer.username) if officer else None,
    )


def of_subject(db: Session, subject: Subject) -> Whose:
    """Whoever reports, in a code."""
    unit = units.get(db, subject.unit_id) if subject.unit_id else None
    officer = people.get(db, subject.officer_id) if subject.officer_id else None
    return Whose(
        unit_part(unit.id, unit.code) if unit else None,
        officer_part(officer.id, officer.username) if officer else None,
    )


def line_of(row: Row) -> str:
    """The code of a line, whosever it is."""
    nobody = row.group == "officer" and row.unit is not None and row.officer is None
    return _CODES[
        Group(unassigned=nobody, kind=row.kind, initiation=row.initiation, theme=row.theme,
              budget=row.budget)
    ]  # fmt: skip


def code_of(
    row: Row, metric: str, day: date, inside: Whose = PROVINCE, version: int | None = None
) -> FigureCode:  # fmt: skip
    """The code of a metric of a line; `inside`: whose figures the line is one of."""
    own = whose(row.unit, row.officer) if row.unit else inside
    return FigureCode(metric, line_of(row), day, *own, version)
