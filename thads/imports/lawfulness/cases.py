"""The law on a case as a whole: its number's day, who holds it, its money."""

from collections import defaultdict

from thads.cases.history import CaseFacts, CaseHistory
from thads.cases.models import ActKind, MovementKind
from thads.cases.queries.people import HOLDERS
from thads.core.money import format_dong
from thads.imports.faults import Fault
from thads.imports.lawfulness import events
from thads.imports.lawfulness.noticed import Noticed
from thads.imports.offices import Offices
from thads.imports.parsing import Parsed, Placed
from thads.imports.register import EventLine, MoneyLine
from thads.ledger.queries import SIGNS
from thads.units.models import PROVINCIAL


class Lawfulness:
    """Asks the law about replayed cases of one province."""

    def __init__(self, offices: Offices) -> None:
        self.offices = offices

    def warnings(self, parsed: Parsed, facts: CaseFacts, history: CaseHistory) -> list[Fault]:
        """What was not lawful on its day or came too late."""
        noticed = Noticed(parsed, facts, history, self.offices)
        _decision(noticed)
        in_hand: dict[int, int] = defaultdict(int)
        unit = noticed.case.key.unit
        for sequence, placed in enumerate(noticed.placed, start=noticed.first_sequence):
            line = placed.line
            if isinstance(line, MoneyLine):
                _payment(noticed, placed, line, in_hand)
                continue
            events.check(noticed, placed, line, sequence)
            if line.kind is ActKind.ASSIGNMENT:
                _check_officer(noticed, placed, line.officer, unit)
            elif line.kind is ActKind.TRANSFER:
                unit = _transfer(noticed, placed, line, unit)
            elif line.kind is ActKind.TAKE_UP and self.offices.units[unit].kind in PROVINCIAL:
                noticed.warn(placed, "su_kien", "not_lawful", "cấp tỉnh đang giữ hồ sơ này.")
        return noticed.faults


def _decision(noticed: Noticed) -> None:
    """The decision's day against the judgment's and the unit's, and the officer named in it."""
    case, day = noticed.case, noticed.case.key.day
    if case.judged_on and case.judged_on > day:
        noticed.warn_of_case(
            "ngay_ban_an", "not_lawful",
            f"Quyết định ngày {day:%d/%m/%Y} ra trước ngày bản án {case.judged_on:%d/%m/%Y}.",
        )  # fmt: skip
    unit = noticed.offices.units[case.key.unit]
    if not unit.exists_on(day):
        noticed.warn_of_case(
            "don_vi", "unit_not_valid",
            f"Đơn vị {unit.code} không hoạt động vào ngày {day:%d/%m/%Y}.",
        )  # fmt: skip
    wrong = _unfit(noticed.offices, case.officer, case.key.unit) if case.officer else None
    if wrong:
        noticed.warn_of_case("chap_hanh_vien", "not_lawful", f"Phân công {case.officer}: {wrong}")


def _transfer(noticed: Noticed, placed: Placed, line: EventLine, unit: str) -> str:
    """The receiving unit exists on that day and is another one (L08 Đ.35; L25 Đ.32)."""
    assert line.unit is not None
    receiving = noticed.offices.units[line.unit]
    if not receiving.exists_on(line.day):
        noticed.warn(placed, "don_vi_nhan", "unit_not_valid",
                     f"đơn vị {receiving.code} không hoạt động vào ngày đó.")  # fmt: skip
    if line.unit == unit:
        noticed.warn(placed, "don_vi_nhan", "not_lawful", "hồ sơ đang do chính đơn vị này giữ.")
    _check_officer(noticed, placed, line.officer, line.unit)
    return line.unit


def _check_officer(noticed: Noticed, placed: Placed, officer: str | None, unit: str) -> None:
    wrong = _unfit(noticed.offices, officer, unit) if officer else None
    if wrong:
        noticed.warn(placed, "chap_hanh_vien", "not_lawful", f"{officer}: {wrong}")


def _unfit(offices: Offices, officer: str, unit: str) -> str | None:
    """Why a case of that unit is not this person's (L08 Đ.36 k.3).

    We know where people are now: one who went with the unit into what followed it is of the unit.
    """
    person = offices.people[officer]
    if person.role not in HOLDERS:
        return f"vai trò là {person.role.label}, không phải Chấp hành viên."
    if not offices.follows(person.unit, unit):
        return f"thuộc đơn vị {person.unit}, không phải đơn vị giữ hồ sơ {unit}."
    return None


def _payment(noticed: Noticed, placed: Placed, line: MoneyLine, in_hand: dict[int, int]) -> None:
    """Who is paid, and that no more is paid than was collected (L25 Đ.54; TT78/2020)."""
    in_hand[line.item] += SIGNS[line.kind] * line.amount
    if line.kind is MovementKind.COLLECTED:
        return
    if in_hand[line.item] < 0:
        short = format_dong(-in_hand[line.item])
        noticed.warn(placed, "so_tien", "not_lawful", f"quá số đã thu chưa chi {short} đ.")
    if line.kind is MovementKind.REVERSED:
        return
    item = next(item for item in noticed.case.items if item.position == line.item)
    if item.state_budget != (line.kind is MovementKind.PAID_TO_BUDGET):
        right = "nộp ngân sách" if item.state_budget else "chi trả người được thi hành án"
        noticed.warn(placed, "loai", "not_lawful", f"tiền của khoản {line.item} phải {right}.")
