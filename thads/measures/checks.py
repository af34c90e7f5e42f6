"""What must be true before something is written about a measure; each refusal names its rule."""

from __future__ import annotations

from datetime import date, datetime
from typing import NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from thads.cases.history import CaseHistory
from thads.cases.models import Case, MovementKind, Standing
from thads.core.days import VIETNAM
from thads.core.errors import RuleBroken
from thads.core.money import format_dong
from thads.core.text import clean
from thads.costs.models import CostSheet, SheetKind
from thads.delegations import competence
from thads.identity.models import User
from thads.ledger.models import LedgerEntry
from thads.measures import course, halts
from thads.measures.models import APPOINTING, Measure, MeasureState, StepKind
from thads.measures.terms import MeasureTerms, StepTerms
from thads.parties.models import Party
from thads.rules import coercion_times, income, measures
from thads.rules.citation import cited
from thads.rules.measures import MeasureKind
from thads.units import queries as units

KEPT = "Chưa ghi gì"
STOPPED = frozenset({Standing.POSTPONED_BY_AGREEMENT, Standing.POSTPONED_OTHER, Standing.SUSPENDED})
AT_AN_HOUR = frozenset(
    {StepKind.MINUTES, StepKind.DECIDED, StepKind.CARRIED_OUT, StepKind.COMPLIED_ON_SPOT}
)
ON_SITE = frozenset({StepKind.CARRIED_OUT, StepKind.COMPLIED_ON_SPOT})
OF_DEDUCTION = ("holder", "account_name", "account_number", "receiving_account")
NEEDED = {  # what a decision of this kind must say (reference 8.3, rows 20 and 22)
    MeasureKind.FREEZE: ("holder", "account_name", "account_number", "amount"),
    MeasureKind.STOP: ("holder",),
    MeasureKind.DEDUCTION: (*OF_DEDUCTION, "amount"),
    MeasureKind.INCOME_DEDUCTION: (
        "holder",
        "receiving_account",
        "monthly_amount",
        "left_amount",
    ),
}
WORDS = {
    "holder": "nơi quản lý tài khoản, tài sản, thu nhập", "account_name": "tên tài khoản",
    "account_number": "số tài khoản", "receiving_account": "tài khoản nhận tiền",
    "amount": "số tiền", "monthly_amount": "số tiền trừ hằng tháng",
    "left_amount": "số thu nhập để lại", "place": "địa điểm cưỡng chế",
    "method": "phương án tiến hành", "forces": "lực lượng tham gia, bảo vệ",
    "situation": "tóm tắt vụ việc",
}  # fmt: skip


def measure(db: Session, case: Case, history: CaseHistory, terms: MeasureTerms) -> None:
    """The measure itself: known to its law, against a party, saying what its kind must say."""
    law = measures.rule(terms.kind, terms.first.day)
    if terms.first.kind is StepKind.MINUTES and law.minutes is None:
        refuse("minutes", f"Luật không cho lập biên bản trước khi có quyết định “{law.label}” "
                f"({cited(law.source)}). {KEPT}; ra quyết định.", "first")  # fmt: skip
    if history.now.standing.has_ended:
        refuse("case_ended", "Việc đã kết thúc nên không áp dụng biện pháp nữa. "
                f"{KEPT}; xem lại hồ sơ.")  # fmt: skip
    if not terms.kind.is_security:
        _runs(history, terms.first.day)
    party = db.get(Party, terms.party_id)
    if party is None or party.case_id != case.id:
        refuse("party", f"Không tìm thấy đương sự trong hồ sơ. {KEPT}; chọn lại.", "party")
    if terms.item_id and all(one.id != terms.item_id for one in case.items):
        refuse("item", f"Khoản này không thuộc hồ sơ. {KEPT}; chọn lại.", "item")
    for name in ("object", "ground"):
        if not clean(getattr(terms, name)):
            refuse(name, f"Nhập {'đối tượng' if name == 'object' else 'căn cứ'} của biện pháp. "
                    f"{KEPT}.", name)  # fmt: skip
    for name in NEEDED.get(terms.kind, ()):
        if getattr(terms, name) is None:
            refuse(f"{name}_needed", f"Quyết định này phải ghi {WORDS[name]}. {KEPT}.", name)
    if terms.kind is MeasureKind.INCOME_DEDUCTION:
        _income(terms)


def _income(terms: MeasureTerms) -> None:
    """No more than the law lets be taken of an income, unless the parties agreed otherwise."""
    if terms.is_agreed:
        return
    law, taken, left = income.rule(terms.first.day), terms.monthly_amount, terms.left_amount
    assert taken is not None  # both are needed for this kind
    assert left is not None
    where = cited(law.source)
    if law.keeps_wages:
        if terms.wage_region is None:
            refuse("wage_region", f"Chọn vùng lương tối thiểu nơi người phải thi hành án đang sống "
                    f"({where}). {KEPT}.", "wage_region")  # fmt: skip
        least = income.kept(terms.wage_region, terms.dependants or 0, terms.first.day)
        if left < least:
            refuse("left_too_little", f"Phải để lại ít nhất {format_dong(least)} đ mỗi tháng: 01 "
                    "lần mức lương tối thiểu vùng cho người phải thi hành án và 01 lần cho mỗi "
                    f"người được nuôi dưỡng ({where}). {KEPT}; giảm số tiền trừ, thu nhập không "
                    "đủ thì không trừ.", "left_amount")  # fmt: skip
    most = law.most_percent
    if most is not None and not terms.is_other_income and taken * 100 > most * (taken + left):
        refuse("taken_too_much", f"Chỉ được trừ tối đa {most}% tiền lương, lương hưu, trợ cấp nhận "
                f"hằng tháng ({where}): {format_dong((taken + left) * most // 100)} đ. {KEPT}; "
                "giảm số tiền trừ hoặc ghi rõ đương sự thỏa thuận.", "monthly_amount")  # fmt: skip


def followed(terms: MeasureTerms, before: Measure | None) -> None:
    """A coercion may put an end to a security measure of its case that stands."""
    if terms.follows_id is None:
        return
    if terms.kind.is_security or before is None or not before.kind.is_security:
        refuse("follows", "Chỉ quyết định cưỡng chế tiếp theo biện pháp bảo đảm của cùng hồ sơ. "
                f"{KEPT}; chọn lại.", "follows")  # fmt: skip
    if before.state is not MeasureState.RUNNING or before.kind is MeasureKind.EXIT_BAN:
        refuse("follows_ended", "Biện pháp bảo đảm đó không còn áp dụng hoặc không thay được "
                f"bằng cưỡng chế. {KEPT}; chọn lại.", "follows")  # fmt: skip
    if terms.first.day < before.steps[-1].day:
        refuse("follows_before", "Quyết định cưỡng chế không được trước bước gần nhất của biện "
               f"pháp bảo đảm ({before.steps[-1].day:%d/%m/%Y}). {KEPT}; nhập lại ngày.",
               "day")  # fmt: skip


def order(record: Measure, terms: StepTerms) -> None:
    """A step that may follow, on a day not before the last one, with its hour."""
    if terms.kind not in course.may_follow(record):
        refuse("order", f"Không ghi được “{terms.kind.label}” lúc này. {KEPT}; tải lại trang xem "
                "các bước đã có.")  # fmt: skip
    if record.steps and terms.day < record.steps[-1].day:
        refuse("day_before", f"Ngày phải từ bước gần nhất ({record.steps[-1].day:%d/%m/%Y}) trở "
                f"đi. {KEPT}; nhập lại ngày.", "day")  # fmt: skip
    hour(terms)
    minutes, moment = record.step(StepKind.MINUTES), _moment(terms)
    if terms.kind is not StepKind.DECIDED or not (minutes and minutes.moment and moment):
        return
    if moment < minutes.moment:
        refuse("hour_before", f"Quyết định phải sau lúc lập biên bản ({minutes.moment:%H:%M} ngày "
               f"{minutes.day:%d/%m/%Y}). {KEPT}; nhập lại giờ.", "hour")  # fmt: skip


def hour(terms: StepTerms) -> None:
    """Decisions, minutes and what is done on site bear the hour."""
    if terms.kind in AT_AN_HOUR and terms.hour is None:
        refuse("hour", f"Phải ghi giờ của việc này. {KEPT}; nhập giờ, ví dụ 08:30.", "hour")


def may_coerce(history: CaseHistory, record: Measure, terms: StepTerms) -> None:
    """Not while the case is postponed or suspended, nor at forbidden times (L08 Đ.46 k.2, 48)."""
    if terms.kind not in APPOINTING | ON_SITE:
        return
    _runs(history, terms.day)
    planned = terms.kind in APPOINTING
    if planned and (terms.on_day is None or terms.on_hour is None):
        refuse("on_day", f"Nhập ngày và giờ cưỡng chế. {KEPT}.", "on_day")
    if planned and terms.on_day and terms.on_day < terms.day:
        refuse("on_day_past", f"Ngày cưỡng chế không được trước ngày lập. {KEPT}; nhập lại.",
                "on_day")  # fmt: skip
    plan = record.appointed.plan if record.appointed and not planned else None
    family = (
        terms.plan.of_policy_family if terms.plan else plan is not None and plan.of_policy_family
    )
    day, at = (terms.on_day, terms.on_hour) if planned else (terms.day, terms.hour)
    assert day is not None  # asked for above
    assert at is not None  # by `hour`
    why = coercion_times.forbidden(
        datetime.combine(day, at, VIETNAM), of_policy_family=family,
        with_force=terms.kind is StepKind.PLANNED if planned else record.with_force,
    )  # fmt: skip
    if why:
        refuse("forbidden_time", f"Không được cưỡng chế lúc này: {why}. {KEPT}; chọn ngày, giờ "
                "khác.", "on_day" if planned else "day")  # fmt: skip


def not_halted(db: Session, record: Measure, terms: StepTerms) -> None:
    """Not while it is halted, as upon a complaint (L08 Đ.145 k.1 b)."""
    if terms.kind not in APPOINTING | ON_SITE:
        return
    planned = terms.kind in APPOINTING
    day = terms.on_day if planned and terms.on_day else terms.day
    if why := halts.forbidden(db, record.id, day):
        refuse("halted", f"Không được cưỡng chế ngày {day:%d/%m/%Y}: {why}. {KEPT}; chọn ngày "
               "khác.", "on_day" if planned else "day")  # fmt: skip


def plan(db: Session, case: Case, terms: StepTerms) -> None:
    """A plan says all that the law asks of it, its costs by an estimate of the case."""
    said = terms.plan
    if terms.kind is StepKind.SCHEDULED or said is None:
        if terms.kind is StepKind.PLANNED:
            refuse("plan", f"Nhập nội dung kế hoạch. {KEPT}.")
        return
    for name, text in (("place", terms.place), ("method", said.method), ("forces", said.forces),
                       ("situation", said.situation)):  # fmt: skip
        if not clean(text or ""):
            refuse(f"{name}_needed", f"Kế hoạch phải ghi {WORDS[name]}. {KEPT}.", name)
    sheet = db.get(CostSheet, said.estimate_id)
    if sheet is None or sheet.case_id != case.id or sheet.kind is not SheetKind.ESTIMATE:
        refuse("estimate", "Kế hoạch phải có dự trù chi phí cưỡng chế của hồ sơ này. "
                f"{KEPT}; lập dự trù rồi chọn.", "estimate")  # fmt: skip
    if said.people <= 0:
        refuse("people", f"Số người tham gia phải lớn hơn 0. {KEPT}.", "people")


def signer(
    db: Session, history: CaseHistory, record: Measure, terms: StepTerms
) -> competence.Capacity:
    """Who decides: the officer who has the case, of an exit ban the head (L08 Đ.20; L25 Đ.66)."""
    held = history.at(terms.day) or history.now
    person = db.get(User, terms.signer_id) if terms.signer_id else None
    if person is None:
        refuse("signer", f"Chọn người ký quyết định. {KEPT}.", "signer")
    officer = db.get(User, held.officer_id) if held.officer_id else None
    of = measures.rule(record.kind, terms.day).paper
    unit = units.get(db, held.unit_id)
    return competence.check(
        db, competence.Paper(of, terms.day, unit, officer), person,
        terms.signing_mode.value if terms.signing_mode else None,
    )  # fmt: skip


def approval(
    db: Session, history: CaseHistory, record: Measure, by: User, day: date
) -> competence.Capacity:
    """The head approves a plan that somebody else made (NĐ62 Đ.45 k.1; NĐ152 Đ.46 k.5)."""
    made = record.appointed
    if made and made.entered_by_id == by.id:
        refuse("own_plan", f"Người lập không tự duyệt kế hoạch của mình. {KEPT}; trình người khác.")
    unit = units.get(db, history.now.unit_id)
    return competence.check(db, competence.Paper("coercion_plan", day, unit), by, None)


def money(db: Session, case: Case, terms: StepTerms) -> LedgerEntry:
    """Money of the case's books, collected, not taken back, not another measure's already."""
    from_books = db.get(LedgerEntry, terms.entry_id) if terms.entry_id else None
    if from_books is None or from_books.case_id != case.id:
        refuse("entry", f"Chọn khoản thu trong sổ tiền của hồ sơ. {KEPT}.", "entry")
    back = aliased(LedgerEntry)
    reversed_ = db.scalar(select(back.id).where(back.reverses_id == from_books.id))
    if from_books.kind is not MovementKind.COLLECTED or reversed_:
        refuse("entry_reversed", f"Khoản này không phải khoản thu hoặc đã hủy. {KEPT}; chọn lại.",
                "entry")  # fmt: skip
    return from_books


def _runs(history: CaseHistory, day: date) -> None:
    now = history.at(day) or history.now
    if now.standing in STOPPED:
        refuse("stands_still", f"Việc đang {now.standing.label.lower()} nên không cưỡng chế. "
               f"{KEPT}; có quyết định tiếp tục thi hành án rồi ghi.", "day")  # fmt: skip


def _moment(terms: StepTerms) -> datetime | None:
    return datetime.combine(terms.day, terms.hour, VIETNAM) if terms.hour else None


def refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    raise RuleBroken(f"measures.{code}", message, field=field)
