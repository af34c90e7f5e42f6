"""What the law refuses of a step upon an exhibit, each with the rule named."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NoReturn

from thads.core.errors import RuleBroken
from thads.evidence import course
from thads.evidence.kinds import ExhibitKind, Fate, Holder, StepKind
from thads.evidence.models import EvidenceFile, Exhibit
from thads.rules.dated import NEW_LAW
from thads.rules.deadlines import Duty

if TYPE_CHECKING:
    from thads.evidence.actions import StepTerms

KEPT = "Chưa ghi gì"
K = StepKind
SAID = {  # what must be said of a step, with its Vietnamese name
    K.QUESTIONED: (("body", "nơi nhận đề nghị"), ("note", "nội dung khác biệt")),
    K.CLARIFIED: (("body", "nơi trả lời"), ("number", "số văn bản trả lời")),
    K.RECEIVED: (("body", "bên giao"), ("quantity", "số lượng thực nhận")),
    K.NOTIFIED: (("body", "người được báo"),),
    K.SOLD: (("amount", "số tiền bán được"), ("body", "người mua")),
    K.RETURNED: (("body", "người nhận"),),
    K.FORFEITED: (("body", "cơ quan nhận"),),
    K.TO_ISSUER: (("body", "cơ quan cấp giấy tờ"),),
    K.PAID_IN: (("amount", "số tiền nộp"), ("number", "số chứng từ")),
    K.DEPOSITED: (("amount", "số tiền gửi"), ("counts_from", "ngày bản án có hiệu lực")),
}
ENDS_OF = {  # by which end each fate may be met
    Fate.RETURN: (K.RETURNED, K.TO_ISSUER, K.PAID_IN),
    Fate.FORFEIT: (K.FORFEITED, K.PAID_IN),
    Fate.DESTROY: (),
    Fate.KEEP: (),
}
AFTER_WAITING = (K.SOLD, K.DEPOSITED, K.TO_ISSUER, K.PAID_IN)  # of what is to be returned
GOODS = (ExhibitKind.THING, ExhibitKind.PERISHABLE)


def check_day(day: date, earliest: date | None, today: date, field: str) -> None:
    """A day after what came before it, and not to come."""
    if (earliest is not None and day < earliest) or day > today:
        since = f"từ {earliest:%d/%m/%Y} " if earliest else ""
        raise RuleBroken(
            "evidence.day",
            f"Ngày {day:%d/%m/%Y} phải {since}đến hôm nay ({today:%d/%m/%Y}). {KEPT}; nhập lại "
            "ngày.",
            field=field,
        )


def first_day(exhibit: Exhibit) -> date | None:
    """Steps are written in the order of their days."""
    return max((one.day for one in exhibit.steps), default=None)


def still_there(exhibit: Exhibit) -> None:
    """Nothing follows upon an end."""
    if course.has_ended(exhibit.steps):
        last = exhibit.steps[-1]
        refuse("done_already", f"Vật chứng này: {last.kind.label.lower()} ngày "
               f"{last.day:%d/%m/%Y}. {KEPT}; xem lại hồ sơ vật chứng.", None)  # fmt: skip


def said(of: EvidenceFile, exhibit: Exhibit, terms: StepTerms) -> None:
    """What this kind of step needs is there, and the law allows it now."""
    if terms.kind is K.DESTROYED:
        without_council(None)
    for name, label in SAID.get(terms.kind, ()):
        if getattr(terms, name) in (None, ""):
            refuse(f"{name}_needed", f"Phải ghi {label}. {KEPT}.", name)
    if terms.kind is K.ORDERED:
        _ordered(of, exhibit, terms)
    elif terms.kind is K.RECEIVED:
        _received(exhibit, terms)
    elif terms.kind is K.CLARIFIED and course.last_of(exhibit.steps, K.QUESTIONED) is None:
        refuse("not_questioned", "Chưa ghi văn bản đề nghị làm rõ nên chưa có gì để trả lời. "
               f"{KEPT}; ghi đề nghị trước.", "kind")  # fmt: skip
    elif terms.kind in (K.NOTIFIED, K.SOLD, K.DEPOSITED) or terms.kind.ends_it:
        _met(of, exhibit, terms)


def out_of_store(exhibit: Exhibit) -> None:
    """What lies in the agency's own store leaves it on the head's order alone."""
    moved = course.last_of(exhibit.steps, K.STORED, K.ISSUED)
    if moved is None or moved.kind is K.ISSUED:
        return
    place = next(one.place for one in reversed(exhibit.steps) if one.kind is K.STORED)
    if place is not None and place.holder is Holder.OWN:
        refuse("in_store", f"“{exhibit.name}” còn trong {place.name}; chỉ xuất kho khi có lệnh của "
               f"Thủ trưởng (TT 04/2023/TT-BTP Điều 11 khoản 2). {KEPT}; ra lệnh xuất kho "
               "trước.", None)  # fmt: skip


def without_council(law_day: date | None) -> NoReturn:
    """Nobody destroys alone."""
    old, new = "Điều 125 Luật 26/2008/QH12", "Điều 58 Luật 106/2025/QH15"
    law = f"{old}; {new}" if law_day is None else new if law_day >= NEW_LAW else old
    refuse("no_council", f"Chỉ Hội đồng tiêu hủy mới được tiêu hủy vật chứng ({law}). {KEPT}; lập "
           "Hội đồng và ghi phiên tiêu hủy.", "kind")  # fmt: skip


def refuse(code: str, message: str, field: str | None) -> NoReturn:
    """RuleBroken of this area."""
    raise RuleBroken(f"evidence.{code}", message, field=field)


def _ordered(of: EvidenceFile, exhibit: Exhibit, terms: StepTerms) -> None:
    if terms.fate is None:
        refuse("fate_needed", f"Chọn cách xử lý. {KEPT}.", "fate")
    if of.case_id is None and terms.fate is not Fate.DESTROY and not terms.number:
        refuse("number_needed", "Vật chứng chưa rõ bản án chỉ được xử lý khi có quyết định. "
               f"{KEPT}; nhập số quyết định.", "number")  # fmt: skip
    if course.fate_of(exhibit.steps) is terms.fate:
        refuse("same_fate", f"Đã ghi cách xử lý này. {KEPT}; xem lại diễn biến.", "fate")


def _received(exhibit: Exhibit, terms: StepTerms) -> None:
    """Only what is whole and as the minutes of seizure tell it (L08 Đ.123; NĐ152 Đ.37 k.2)."""
    if course.last_of(exhibit.steps, K.RECEIVED):
        refuse("received_already", f"Đã nhận vật chứng này. {KEPT}; xem lại diễn biến.", "kind")
    law = "NĐ 152/2026 Điều 37 khoản 2" if terms.day >= NEW_LAW else "Luật 26/2008 Điều 123"
    if exhibit.kind is ExhibitKind.DRUGS and not (terms.number and (terms.seal or exhibit.seal)):
        refuse("no_appraisal", "Chất phải giám định chỉ nhận dưới hình thức gói niêm phong kèm kết "
               f"luận giám định ({law}). {KEPT}; nhập số kết luận giám định và niêm phong.",
               "number")  # fmt: skip
    differs = terms.quantity != exhibit.quantity or not terms.as_seized
    if differs and course.last_of(exhibit.steps, K.CLARIFIED) is None:
        refuse("differs", "Vật chứng không đúng với biên bản thu giữ ban đầu nên chưa được nhận "
               f"({law}). {KEPT}; ghi văn bản đề nghị nơi giao, Tòa án làm rõ, nhận sau khi có trả "
               "lời.", "quantity")  # fmt: skip


def _met(of: EvidenceFile, exhibit: Exhibit, terms: StepTerms) -> None:
    fate = course.fate_of(exhibit.steps)
    if terms.kind in (K.NOTIFIED, K.DEPOSITED):
        fits = fate is Fate.RETURN
    elif terms.kind is K.SOLD:  # what nobody fetched, or what no judgment is known of (38 k.3)
        fits = fate is Fate.RETURN or (fate is Fate.FORFEIT and of.case_id is None)
    else:
        fits = fate is not None and terms.kind in ENDS_OF[fate]
    if not fits:
        ordered = f"phải {fate.label.lower()}" if fate else "chưa có quyết định xử lý"
        refuse("other_fate", f"Vật chứng này {ordered}, không ghi “{terms.kind.label}” được. "
               f"{KEPT}; xem lại quyết định.", "kind")  # fmt: skip
    _as_money(exhibit, terms)
    if fate is Fate.RETURN and terms.kind in AFTER_WAITING:
        _waited(exhibit, terms)
    if terms.kind.ends_it or terms.kind is K.SOLD:
        out_of_store(exhibit)


def _as_money(exhibit: Exhibit, terms: StepTerms) -> None:
    """Goods become money by a sale, once; money and papers are not sold (L08 Đ.126 k.2)."""
    sold = course.last_of(exhibit.steps, K.SOLD) is not None
    if terms.kind is K.SOLD and (sold or exhibit.kind not in GOODS):
        refuse("not_for_sale", f"“{exhibit.name}” đã bán hoặc không phải tài sản để bán. {KEPT}; "
               "xem lại diễn biến.", "kind")  # fmt: skip
    if terms.kind is K.DEPOSITED and exhibit.kind is not ExhibitKind.MONEY and not sold:
        refuse("unsold", f"“{exhibit.name}” không phải tiền và chưa bán nên chưa có tiền để gửi. "
               f"{KEPT}; ghi việc bán trước.", "kind")  # fmt: skip


def _waited(exhibit: Exhibit, terms: StepTerms) -> None:
    """Who is to get it was told and did not come in time; of money laid by, in five years."""
    wait = course.running(exhibit.kind, exhibit.steps)
    if wait is None:
        return
    told = course.last_of(exhibit.steps, K.NOTIFIED) is not None
    if terms.kind is K.PAID_IN and wait.duty is not Duty.UNCLAIMED_TO_STATE:
        refuse("not_deposited", "Tiền không đến nhận phải gửi tiết kiệm, hết 05 năm kể từ ngày bản "
               f"án có hiệu lực mới nộp ngân sách. {KEPT}; ghi việc gửi trước.",
               "kind")  # fmt: skip
    if not told or (wait.due is not None and terms.day <= wait.due):
        until = f"hết ngày {wait.due:%d/%m/%Y}" if told and wait.due else "sau khi báo"
        refuse("still_waiting", f"Phải chờ người được nhận đến {until}. {KEPT}; ghi sau ngày "
               "đó.", "day")  # fmt: skip
