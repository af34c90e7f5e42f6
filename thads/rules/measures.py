"""Measures of security and coercion as the law of a day lists them (L08 Đ.66, 71; L25 Đ.66, 71)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thads.core.codes import Coded
from thads.core.errors import RuleBroken
from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS, Dated
from thads.rules.deadlines import Duty
from thads.rules.deadlines.lines import FIRST_LAW


class MeasureKind(Coded):
    """What is done to the debtor or his assets; what each law calls it say its rules."""

    FREEZE = "freeze", "Phong tỏa tài khoản, tài sản ở nơi gửi giữ"
    SEIZURE = "seizure", "Tạm giữ tài sản, giấy tờ"
    STOP = "stop", "Tạm dừng đăng ký, chuyển dịch, thay đổi hiện trạng tài sản"
    EXIT_BAN = "exit_ban", "Tạm hoãn xuất cảnh"
    DEDUCTION = "deduction", "Khấu trừ tiền trong tài khoản; thu hồi, xử lý tiền, giấy tờ có giá"
    INCOME_DEDUCTION = "income_deduction", "Trừ vào thu nhập"
    ATTACHMENT = "attachment", "Kê biên, xử lý tài sản"
    EXPLOITATION = "exploitation", "Khai thác tài sản"
    HANDOVER = "handover", "Buộc chuyển giao vật, quyền tài sản, giấy tờ"
    COMPELLED_ACT = "compelled_act", "Buộc thực hiện hoặc không được thực hiện công việc"

    @property
    def is_security(self) -> bool:
        """Keeps things as they are; the others perform the judgment by force."""
        return self in SECURITY


SECURITY = frozenset(
    {MeasureKind.FREEZE, MeasureKind.SEIZURE, MeasureKind.STOP, MeasureKind.EXIT_BAN}
)
_K = MeasureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRule(Dated):
    """One measure in one law. `paper`: its kind in the table of who signs.

    `minutes`: the time for the decision where minutes may come first; `then`: the time for coercion
    once it may follow, which `runs_from_decision` or from the day on which there are grounds.
    """

    kind: MeasureKind
    label: str
    paper: str
    minutes: Duty | None = None
    then: Duty | None = None
    runs_from_decision: bool = False


_OLD = (
    MeasureRule(kind=_K.FREEZE, label=_K.FREEZE.label, paper="security",
                minutes=Duty.FREEZE_DECISION, then=Duty.COERCION_AFTER_FREEZE,
                runs_from_decision=True, source="L08 Đ.66 k.3, Đ.67",
                valid_from=FIRST_LAW, valid_to=OLD_LAW_ENDS),
    MeasureRule(kind=_K.SEIZURE, label=_K.SEIZURE.label, paper="security",
                minutes=Duty.SEIZURE_DECISION, then=Duty.COERCION_AFTER_SEIZURE,
                source="L08 Đ.66 k.3, Đ.68", valid_from=FIRST_LAW, valid_to=OLD_LAW_ENDS),
    MeasureRule(kind=_K.STOP, paper="security", then=Duty.COERCION_AFTER_STOP,
                label="Tạm dừng việc đăng ký, chuyển quyền sở hữu, sử dụng, thay đổi hiện trạng "
                "tài sản", source="L08 Đ.66 k.3, Đ.69",
                valid_from=FIRST_LAW, valid_to=OLD_LAW_ENDS),
)  # fmt: skip
_NEW = (
    MeasureRule(kind=_K.FREEZE, label=_K.FREEZE.label, paper="security",
                minutes=Duty.FREEZE_DECISION, then=Duty.COERCION_AFTER_SECURITY,
                source="L25 Đ.66, Đ.67; NĐ152 Đ.43", valid_from=NEW_LAW),
    MeasureRule(kind=_K.STOP, paper="security", then=Duty.COERCION_AFTER_SECURITY,
                label="Tạm ngừng giao dịch, tạm dừng việc đăng ký, chuyển quyền sở hữu, quyền sử "
                "dụng, thay đổi hiện trạng tài sản", source="L25 Đ.66, Đ.68", valid_from=NEW_LAW),
    MeasureRule(kind=_K.SEIZURE, label=_K.SEIZURE.label, paper="security",
                minutes=Duty.SEIZURE_DECISION, then=Duty.COERCION_AFTER_SECURITY,
                source="L25 Đ.66, Đ.69; NĐ152 Đ.44", valid_from=NEW_LAW),
    MeasureRule(kind=_K.EXIT_BAN, label=_K.EXIT_BAN.label, paper="exit_ban",
                source="L25 Đ.66, Đ.70; NĐ152 Đ.45", valid_from=NEW_LAW),
)  # fmt: skip
_COERCION = (  # kind, what both laws call it, its clause in L08 Đ.71 and in L25 Đ.71
    (_K.DEDUCTION, _K.DEDUCTION.label, 1, 1),
    (_K.INCOME_DEDUCTION, "Trừ vào thu nhập của người phải thi hành án", 2, 2),
    (_K.ATTACHMENT, "Kê biên, xử lý tài sản, kể cả tài sản đang do người thứ ba giữ", 3, 4),
    (_K.EXPLOITATION, "Khai thác tài sản của người phải thi hành án", 4, 3),
    (_K.HANDOVER, "Buộc chuyển giao vật, chuyển giao quyền tài sản, giấy tờ", 5, 5),
    (_K.COMPELLED_ACT, "Buộc thực hiện hoặc không được thực hiện công việc nhất định", 6, 6),
)
RULES: tuple[MeasureRule, ...] = (
    *_OLD,
    *_NEW,
    *(
        MeasureRule(kind=kind, label=label, paper="coercion", source=source,
                    valid_from=since, valid_to=until)
        for kind, label, before, after in _COERCION
        for source, since, until in (
            (f"L08 Đ.71 k.{before}", FIRST_LAW, OLD_LAW_ENDS),
            (f"L25 Đ.71 k.{after}", NEW_LAW, None),
        )
    ),
)  # fmt: skip


def rules(day: date) -> Sequence[MeasureRule]:
    """The measures that the law of `day` lists, security first."""
    return tuple(one for one in RULES if one.holds_on(day))


def rule(kind: MeasureKind, day: date) -> MeasureRule:
    """What the law of `day` says of one; RuleBroken where it does not know it as a measure."""
    found = next((one for one in rules(day) if one.kind is kind), None)
    if found is None:
        raise RuleBroken(
            "measures.not_in_law",
            f"Luật của ngày {day:%d/%m/%Y} không có biện pháp “{kind.label.lower()}” (tạm hoãn "
            "xuất cảnh là biện pháp bảo đảm từ 01/7/2026, Luật THADS 2025 Điều 66). Chưa ghi gì; "
            "chọn biện pháp khác hoặc sửa ngày.",
            field="kind",
        )
    return found
