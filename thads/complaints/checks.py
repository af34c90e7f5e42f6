"""What the law asks before a complaint is taken up, extended, merged or resolved."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from thads.cases.models import Case
from thads.complaints import course
from thads.complaints.models import Complaint, StepKind
from thads.complaints.terms import ComplaintTerms, StepTerms
from thads.measures.models import Measure
from thads.parties.models import Party, PartyRole
from thads.registers.steps import KEPT, needed, refuse
from thads.rules import complaints as rules
from thads.rules import deadlines
from thads.rules.citation import cited
from thads.rules.complaints import ONCE_ONLY, WINDOWS, PetitionKind, Standing
from thads.rules.deadlines import Duty

OTHERWISE = f"{KEPT}; ghi bước không thụ lý hoặc chuyển nơi có thẩm quyền."


def representatives(people: int, named: int, day: date) -> None:
    """Many people are spoken for by few of them (NĐ152 Đ.77)."""
    rule = rules.representing(day)
    if rule is None or people < rule.many:
        if named > people:
            refuse("complaint.representatives", f"Người đại diện phải có tên trong đơn. {KEPT}; "
                   "sửa số người hoặc người đại diện.", "representatives")  # fmt: skip
        return
    most = rule.most_for(people)
    if not 0 < named <= most:
        refuse(
            "complaint.representatives",
            f"{people} người cùng gửi đơn phải cử từ 1 đến {most} người đại diện "
            f"({cited(rule.source)}). {KEPT}; ghi mỗi người đại diện một dòng.",
            "representatives",
        )


def party(db: Session, terms: ComplaintTerms, case: Case | None) -> None:
    """A complaint's party is one of the case, and stands towards it as was said."""
    if terms.party_id is None:
        return
    found = db.get(Party, terms.party_id)
    if terms.kind is not PetitionKind.COMPLAINT:  # nobody learns from it who denounced
        refuse("complaint.party", f"Chỉ khiếu nại mới gắn với đương sự. {KEPT}; bỏ chọn.", "party")
    if found is None or case is None or found.case_id != case.id:
        refuse("complaint.party", f"Người này không có tên trong việc. {KEPT}; chọn lại.", "party")
    related = found.role is PartyRole.RELATED
    if terms.standing is not (Standing.RELATED if related else Standing.PARTY):
        refuse("complaint.standing_differs", f"Trong việc này {found.name} là "
               f"{found.role.label.lower()}. {KEPT}; chọn đúng tư cách.", "standing")  # fmt: skip


def measure(db: Session, terms: ComplaintTerms, case: Case | None) -> None:
    """A measure complained of is one of the case, at the stage that is said (L08 Đ.140 k.2)."""
    if terms.measure_id is None:
        return
    found = db.get(Measure, terms.measure_id)
    if found is None or case is None or found.case_id != case.id:
        refuse("complaint.measure", f"Biện pháp này không thuộc hồ sơ. {KEPT}; chọn lại.",
               "measure")  # fmt: skip
    if terms.kind is PetitionKind.COMPLAINT and terms.stage not in rules.stages(found.kind):
        fits = " hoặc ".join(f"“{one.label}”" for one in rules.stages(found.kind))
        refuse("complaint.stage_differs", f"Khiếu nại biện pháp này là ở giai đoạn {fits} "
               f"({cited(rules.right(terms.received_on).windows)}). {KEPT}; chọn lại giai đoạn.",
               "stage")  # fmt: skip


def acceptable(db: Session, complaint: Complaint, day: date) -> None:
    """RuleBroken, with the rule named, when a complaint must not be taken up."""
    if complaint.kind is not PetitionKind.COMPLAINT:
        return
    right = rules.right(complaint.received_on)
    if complaint.standing not in (Standing.PARTY, Standing.RELATED):
        refuse(
            "complaint.standing",
            "Người khiếu nại không phải đương sự, người có quyền lợi, nghĩa vụ liên quan đến việc "
            f"thi hành án ({cited(right.source)}; {cited(right.refusing)}). {OTHERWISE}",
        )
    if complaint.stage is None:
        refuse("complaint.stage", f"Chưa ghi quyết định, hành vi bị khiếu nại ở giai đoạn nào. "
               f"{KEPT}.")  # fmt: skip
    if complaint.round == 2:
        _second(db, complaint)
    _in_time(complaint, right)


def _second(db: Session, complaint: Complaint) -> None:
    if complaint.stage in ONCE_ONLY:
        refuse("complaint.final", "Khiếu nại về biện pháp bảo đảm chỉ giải quyết một lần: quyết "
               "định giải quyết có hiệu lực thi hành ngay "
               f"({cited(rules.right(complaint.received_on).refusing)}). {OTHERWISE}")  # fmt: skip
    first = db.get(Complaint, complaint.first_id) if complaint.first_id else None
    resolved = first.step(StepKind.RESOLVED) if first else None
    if resolved is None:
        refuse("complaint.first_unresolved", "Khiếu nại lần đầu chưa có quyết định giải quyết nên "
               f"chưa có khiếu nại lần hai. {OTHERWISE}")  # fmt: skip


def _in_time(complaint: Complaint, right: rules.Right) -> None:
    if complaint.learned_on is None or complaint.stage is None:
        refuse("complaint.learned_on", "Chưa ghi ngày người khiếu nại nhận được quyết định, biết "
               f"được hành vi. {KEPT}.")  # fmt: skip
    duty = Duty.SECOND_COMPLAINT_WINDOW if complaint.round == 2 else WINDOWS[complaint.stage]
    last = deadlines.due(duty, complaint.learned_on)
    if complaint.received_on > last and not complaint.obstacle:
        refuse(
            "complaint.window",
            f"Thời hiệu khiếu nại hết ngày {last:%d/%m/%Y} "
            f"({cited(deadlines.rule(duty, complaint.learned_on).source)}; "
            f"{cited(right.refusing)}), không có trở ngại khách quan được ghi. {OTHERWISE}",
        )


def step(db: Session, complaint: Complaint, terms: StepTerms) -> None:
    """What each kind of step has to say."""
    kind = terms.kind
    if kind is StepKind.ACCEPTED:
        acceptable(db, complaint, terms.day)
    if kind in (StepKind.REFUSED, StepKind.FILED, StepKind.HALTED, StepKind.STRUCK):
        needed(terms.note, "lý do", "note")
    if kind is StepKind.TRANSFERRED:
        needed(terms.body, "nơi nhận đơn", "body")
    if kind is StepKind.RESOLVED:
        needed(terms.outcome, "kết quả giải quyết", "outcome")
        needed(terms.note, "nội dung kết luận, quyết định", "note")
    if kind is StepKind.SENT:
        needed(terms.note, "đã gửi những ai", "note")
    if kind is StepKind.PUBLISHED:
        needed(terms.note, "công khai bằng hình thức nào", "note")
    if kind is StepKind.EXTENDED:
        _extension(complaint, terms)
    if kind is StepKind.MERGED:
        _merging(db, complaint, terms)


def _extension(complaint: Complaint, terms: StepTerms) -> None:
    needed(terms.note, "vì sao phức tạp, đi lại khó khăn", "note")
    accepted = complaint.step(StepKind.ACCEPTED)
    assert accepted is not None  # the order of steps sees to it
    most = course.most_added(complaint, accepted) - course.added(complaint)
    if terms.days is None or not 0 < terms.days <= most:
        refuse("complaint.extension", f"Chỉ được kéo dài thêm nhiều nhất {most} ngày. {KEPT}; sửa "
               "số ngày.", "days")  # fmt: skip
    due = course.resolving_due(complaint, accepted)
    if terms.day > due:
        refuse("complaint.extension_late", f"Thời hạn giải quyết đã hết ngày {due:%d/%m/%Y}, không "
               f"kéo dài được nữa. {KEPT}.", "day")  # fmt: skip


def _merging(db: Session, complaint: Complaint, terms: StepTerms) -> None:
    into = db.get(Complaint, terms.into_id) if terms.into_id else None
    same = into is not None and (into.unit_id, into.kind, into.round) == (
        complaint.unit_id, complaint.kind, complaint.round,
    )  # fmt: skip
    if into is None or not same or into.id == complaint.id or into.step(StepKind.MERGED):
        refuse("complaint.merging", "Chỉ gộp vào một đơn cùng loại, cùng lần của đơn vị và chưa bị "
               f"gộp. {KEPT}; chọn lại đơn.", "into")  # fmt: skip
