"""Setting up a council, its sitting over many files, and photos (L08 Đ.125; L25 Đ.58; NĐ152 Đ.40).

A thing is destroyed by a session and in no other way: the rule stands in `checks`, in the step's
own constraint, and here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from thads.attachments.models import Attachment
from thads.audit import actions as audit
from thads.cases.models import SigningMode
from thads.core.text import clean
from thads.delegations import competence
from thads.evidence import actions, checks, course
from thads.evidence.checks import KEPT, check_day, refuse
from thads.evidence.destruction import queries
from thads.evidence.destruction.models import (
    CouncilMember,
    CouncilSession,
    CouncilVote,
    DestructionCouncil,
    DestructionPhoto,
    SessionExhibit,
)
from thads.evidence.kinds import Fate, Method, Moment, Seat, StepKind, Voice
from thads.evidence.models import Exhibit
from thads.identity.models import User
from thads.rules import destruction_councils
from thads.rules.citation import cited
from thads.units.models import Unit

COUNCIL = "destruction_council"  # its name in the table of who signs


class Member(NamedTuple):
    """Who is to sit on a council."""

    seat: Seat
    name: str
    office: str
    user_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilTerms:
    """The decision that sets it up."""

    day: date
    number: str
    signer: User
    signing_mode: SigningMode
    members: Sequence[Member]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTerms:
    """The sitting as its minutes tell it; `signed`: the members who signed them."""

    day: date
    hour: str
    place: str
    method: Method
    votes: Mapping[UUID, Voice]
    signed: frozenset[UUID]
    exhibit_ids: Sequence[UUID]
    contractor: str | None = None
    prosecutor: str | None = None
    course: str | None = None


def form_council(
    db: Session, unit: Unit, terms: CouncilTerms, exhibits: Sequence[Exhibit], *, by: User,
    today: date,
) -> DestructionCouncil:  # fmt: skip
    """The head sets up a council for these exhibits, of as many files as there are."""
    actions.hold_cases(db, exhibits)
    if not exhibits:
        refuse("nothing", f"Chọn ít nhất một vật chứng phải tiêu hủy. {KEPT}.", "exhibits")
    vain = queries.without_members(db, exhibits)
    for one in exhibits:
        _to_be_put(one, vain, terms.day, today)
    check_day(terms.day, None, today, "day")
    _check_members(terms)
    paper = competence.Paper(COUNCIL, terms.day, unit)
    competence.check(db, paper, terms.signer, terms.signing_mode.value)
    council = DestructionCouncil(
        unit_id=unit.id, formed_on=terms.day, number=clean(terms.number),
        signer_id=terms.signer.id, signing_mode=terms.signing_mode, entered_by_id=by.id,
        members=[
            CouncilMember(position=place, seat=one.seat, name=clean(one.name),
                          office=clean(one.office), user_id=one.user_id, entered_by_id=by.id)
            for place, one in enumerate(terms.members, start=1)
        ], sessions=[], photos=[],
    )  # fmt: skip
    db.add(council)
    db.flush()
    audit.record(
        db, by, "evidence.council", council, unit_id=unit.id, formed_on=terms.day,
        number=council.number, exhibits=len(exhibits),
    )  # fmt: skip
    for one in exhibits:
        actions.write(db, one, by, kind=StepKind.PUT_BEFORE, day=terms.day, number=council.number,
                      council_id=council.id)  # fmt: skip
    return council


def hold_session(
    db: Session, council: DestructionCouncil, terms: SessionTerms, exhibits: Sequence[Exhibit], *,
    by: User, today: date,
) -> CouncilSession:  # fmt: skip
    """The council sat: what it approved is destroyed, what it refused stays as it is."""
    actions.hold_cases(db, exhibits)
    check_day(terms.day, council.formed_on, today, "day")
    if not exhibits:
        refuse("nothing", f"Chọn ít nhất một vật chứng của phiên. {KEPT}.", "exhibits")
    for one in exhibits:
        checks.still_there(one)
        put = course.last_of(one.steps, StepKind.PUT_BEFORE)
        if put is None or getattr(put, "council_id", None) != council.id:
            checks.without_council(terms.day)
        checks.out_of_store(one)
        check_day(terms.day, checks.first_day(one), today, "day")
    if terms.method is Method.CONTRACTOR and not terms.contractor:
        refuse("contractor", f"Phải ghi đơn vị tiêu hủy theo hợp đồng. {KEPT}.", "contractor")
    _check_signed(council, terms)
    approved = is_approved(council, terms.votes)
    session = CouncilSession(
        council_id=council.id, held_on=terms.day, hour=clean(terms.hour), place=clean(terms.place),
        method=terms.method, contractor=terms.contractor, prosecutor=terms.prosecutor,
        course=terms.course, is_approved=approved, entered_by_id=by.id,
        votes=[
            CouncilVote(member_id=one.id, voice=terms.votes[one.id], entered_by_id=by.id)
            for one in council.members
        ],
        exhibits=[SessionExhibit(exhibit_id=one.id, entered_by_id=by.id) for one in exhibits],
    )  # fmt: skip
    council.sessions.append(session)
    db.flush()
    audit.record(db, by, "evidence.session", session, council_id=council.id, day=terms.day,
                 approved=approved, exhibits=len(exhibits))  # fmt: skip
    for one in exhibits if approved else ():
        actions.write(db, one, by, kind=StepKind.DESTROYED, day=terms.day,
                      council_id=council.id)  # fmt: skip
    return session


def add_photo(
    db: Session, council: DestructionCouncil, exhibit: Exhibit, moment: Moment,
    attachment: Attachment, *, by: User,
) -> DestructionPhoto:  # fmt: skip
    """A photo of the case's file is one of before or after the destruction."""
    put = course.last_of(exhibit.steps, StepKind.PUT_BEFORE)
    of_case = exhibit.file.case_id == attachment.case_id
    if put is None or getattr(put, "council_id", None) != council.id or not of_case:
        refuse("photo", f"Ảnh này không phải của vật chứng trước Hội đồng. {KEPT}; chọn lại.",
               "exhibit")  # fmt: skip
    if not attachment.has_picture:
        refuse("no_photo", f"Tệp này không phải ảnh. {KEPT}; chọn tệp ảnh.", "files")
    record = DestructionPhoto(
        council_id=council.id, exhibit_id=exhibit.id, moment=moment, attachment_id=attachment.id,
        entered_by_id=by.id,
    )  # fmt: skip
    council.photos.append(record)
    db.flush()
    audit.record(db, by, "evidence.photo", council, exhibit_id=exhibit.id, moment=moment,
                 sha256=attachment.sha256)  # fmt: skip
    return record


def is_approved(council: DestructionCouncil, votes: Mapping[UUID, Voice]) -> bool:
    """More than half of all members; as many for as against: the chair decides (NĐ152 Đ.40 k.1)."""
    voices = [votes[one.id] for one in council.members]
    agreed, against = voices.count(Voice.FOR), voices.count(Voice.AGAINST)
    if agreed * 2 > len(voices):
        return True
    if agreed != against:
        return False
    chair = next(one for one in council.members if one.seat is Seat.CHAIR)
    if votes[chair.id] is Voice.ABSTAINS:
        refuse("tie", "Kết quả biểu quyết ngang nhau thì Chủ tịch Hội đồng quyết định (NĐ "
               f"152/2026 Điều 40 khoản 1) mà Chủ tịch không biểu quyết. {KEPT}; ghi ý kiến của "
               "Chủ tịch.", "votes")  # fmt: skip
    return votes[chair.id] is Voice.FOR


def _to_be_put(exhibit: Exhibit, vain: Collection[UUID], day: date, today: date) -> None:
    checks.still_there(exhibit)
    if course.fate_of(exhibit.steps) is not Fate.DESTROY:
        refuse("not_to_destroy", f"“{exhibit.name}” không thuộc diện tiêu hủy. {KEPT}; bỏ chọn.",
               "exhibits")  # fmt: skip
    if not queries.awaits_council(exhibit, vain):
        refuse("put_already", f"“{exhibit.name}” đã đưa ra Hội đồng. {KEPT}; bỏ chọn.", "exhibits")
    check_day(day, checks.first_day(exhibit), today, "day")


def _check_members(terms: CouncilTerms) -> None:
    rule = destruction_councils.rule(terms.day)
    seats = [one.seat for one in terms.members]
    lacking = [Seat.of(seat).label for seat in rule.seats if Seat.of(seat) not in seats]
    if lacking or len(seats) < rule.least or seats.count(Seat.CHAIR) > 1:
        what = f"thiếu {'; '.join(lacking)}" if lacking else "thành phần chưa đúng"
        refuse("members", f"Hội đồng {what}: phải có từ {rule.least} thành viên, một Chủ tịch là "
               f"Chấp hành viên ({cited(rule.source)}). {KEPT}; bổ sung thành viên.",
               "members")  # fmt: skip
    chair = next(one for one in terms.members if one.seat is Seat.CHAIR)
    if chair.user_id is None:
        refuse("chair", f"Chủ tịch Hội đồng là Chấp hành viên của cơ quan. {KEPT}; chọn Chấp hành "
               "viên.", "chair")  # fmt: skip


def _check_signed(council: DestructionCouncil, terms: SessionTerms) -> None:
    if not council.members:
        refuse("members_unknown", "Hội đồng này chuyển từ hồ sơ cũ nên không rõ thành viên. "
               f"{KEPT}; lập Hội đồng mới cho vật chứng.", "votes")  # fmt: skip
    silent = [one.name for one in council.members if one.id not in terms.votes]
    unsigned = [one.name for one in council.members if one.id not in terms.signed]
    if silent:
        refuse("no_vote", f"Chưa ghi biểu quyết của {', '.join(silent)}. {KEPT}.", "votes")
    if unsigned:
        refuse("unsigned", f"Biên bản chưa có chữ ký của {', '.join(unsigned)}; mọi thành viên "
               f"phải ký (TT 04/2023 Điều 12, NĐ 152/2026 Điều 40 khoản 2). {KEPT}.",
               "votes")  # fmt: skip
