"""The papers of the register: a council's decision and minutes, the head's order to a store."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases.models import SigningMode
from thads.core.days import day_in_words
from thads.core.errors import RuleBroken
from thads.documents import queries as documents
from thads.documents.actions import issuer_on, keep_version
from thads.documents.agency import signed_as
from thads.documents.catalogue import Kind, form_on
from thads.documents.composing import OFFICER, put_together
from thads.documents.issuing import take_number
from thads.documents.missing import Fields
from thads.documents.models import CaseDocument, IssuedPaper
from thads.documents.paper import Table
from thads.evidence import course
from thads.evidence.destruction.models import CouncilSession, DestructionCouncil
from thads.evidence.kinds import Seat
from thads.evidence.models import EvidenceFile, Exhibit
from thads.evidence.store.models import StoreOrder
from thads.identity.models import User
from thads.rules.deadlines import Duty

HEADINGS = ("TT", "Vật chứng, tài sản", "Số lượng", "Hiện trạng, niêm phong", "Hồ sơ")
KINDS = (
    Kind.DESTRUCTION_COUNCIL, Kind.DESTRUCTION_MINUTES, Kind.STORE_ORDER, Kind.STORE_SLIP,
    Kind.STORE_CARD, Kind.STOCKTAKING_MINUTES, Kind.EXHIBIT_RECEIPT, Kind.EXHIBIT_RETURN_NOTICE,
    Kind.EXHIBIT_RETURN, Kind.EXHIBIT_FORFEITURE, Kind.EXHIBIT_PAYMENT, Kind.EXHIBIT_TO_ISSUER,
)  # fmt: skip
Said = Mapping[str, str]


def _reader(name: str) -> Callable[[Said], str]:
    return lambda said: said[name]


READERS: dict[str, Callable[[Said], str]] = {
    name: _reader(name)
    for name in (
        "card_case", "card_file", "council_due", "council_exhibits", "council_members",
        "council_title", "counting_kind", "counting_people", "counting_result", "counting_time",
        "handing_agency", "handing_body", "handing_date", "handing_day", "handing_differences",
        "handing_file", "handing_officer", "handing_seizure", "handing_sum", "handing_terms",
        "order_body", "order_direction", "order_place", "order_reason", "order_title",
        "session_course", "session_method",
        "session_place", "session_prosecutor", "session_result", "session_time", "session_votes",
        "slip_done",
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """One paper: what it is of, its day and number, who signs, what it says."""

    kind: Kind
    of: UUID
    unit_id: UUID
    day: date
    signer: User
    mode: SigningMode
    said: Said
    number: str = ""
    table: Table = ()
    case_id: UUID | None = None  # of a paper that belongs to one case


def decision(
    db: Session, council: DestructionCouncil, things: Sequence[Exhibit], *, by: User, now: datetime
) -> CaseDocument:
    """The decision that set a council up; RuleBroken for one taken over from old records."""
    signer = council.signer
    if signer is None or council.number is None:
        raise RuleBroken("evidence.no_decision", "Hội đồng này chuyển từ hồ sơ cũ nên không rõ "
                         "quyết định. Chưa lập văn bản; xem quyết định giấy.")  # fmt: skip
    due = course.clock(Duty.DESTRUCTION, council.formed_on).due
    said = {
        "council_members": _members(council), "council_exhibits": _list(things),
        "council_due": day_in_words(due).removeprefix("ngày ") if due else "theo quy định",
    }  # fmt: skip
    return make(db, Terms(
        kind=Kind.DESTRUCTION_COUNCIL, of=council.id, unit_id=council.unit_id,
        day=council.formed_on, signer=signer, mode=council.signing_mode or SigningMode.HEAD,
        said=said, number=council.number,
    ), by=by, now=now)  # fmt: skip


def minutes(
    db: Session, council: DestructionCouncil, session: CouncilSession, things: Sequence[Exhibit],
    chair: User, *, by: User, now: datetime,
) -> CaseDocument:  # fmt: skip
    """The minutes of a sitting, with the hashes of the photos taken."""
    votes = "; ".join(f"{one.member.name} {one.voice.label.lower()}" for one in session.votes)
    names = {one.id: one.name for one in things}
    photos = "; ".join(
        f"{names[one.exhibit_id]}, {one.moment.label.lower()}: {one.attachment.sha256}"
        for one in council.photos if one.exhibit_id in names
    )  # fmt: skip
    done = "tán thành, đã tiêu hủy" if session.is_approved else "không tán thành, chưa tiêu hủy"
    said = {
        "council_title": council.title, "council_members": _members(council),
        "session_time": f"{session.hour} {day_in_words(session.held_on)}",
        "session_place": session.place, "session_votes": votes, "session_result": done,
        "session_method": session.method.label.lower()
        + (f" ({session.contractor})" if session.contractor else ""),
        "session_prosecutor": f"Viện kiểm sát: {session.prosecutor}." if session.prosecutor else "",
        "session_course": " ".join(filter(None, (
            session.course, f"Ảnh kèm theo, mã băm SHA-256: {photos}." if photos else ""))),
    }  # fmt: skip
    return make(db, Terms(
        kind=Kind.DESTRUCTION_MINUTES, of=session.id, unit_id=council.unit_id,
        day=session.held_on, signer=chair, mode=SigningMode.HEAD, said=said, table=table_of(things),
    ), by=by, now=now)  # fmt: skip


def order(
    db: Session, given: StoreOrder, things: Sequence[Exhibit], *, by: User, now: datetime
) -> CaseDocument:
    """The head's order in or out (D65, D66)."""
    said = {
        "order_direction": given.direction.label.lower(), "order_place": given.place.name,
        "order_body": given.body, "order_reason": given.reason,
    }  # fmt: skip
    return make(db, Terms(
        kind=Kind.STORE_ORDER, of=given.id, unit_id=given.unit_id, day=given.day,
        signer=given.signer, mode=given.signing_mode, said=said, table=table_of(things),
        number=f"{given.number}/{given.numbering_year}",
    ), by=by, now=now)  # fmt: skip


def made_of(db: Session, *ids: UUID) -> Sequence[CaseDocument]:
    """The versions of the papers of these records, the newest first."""
    said = IssuedPaper.terms["of"].as_string()
    stmt = select(IssuedPaper).where(
        IssuedPaper.kind.in_(KINDS), said.in_([str(one) for one in ids])
    )
    found = db.scalars(stmt.order_by(IssuedPaper.id.desc())).all()
    return [one for paper in found for one in documents.of_paper(db, paper)]


def make(db: Session, terms: Terms, *, by: User, now: datetime) -> CaseDocument:
    """The next version of a paper; RuleBroken without a form, a field, or an agency of that day."""
    form = form_on(terms.kind, terms.day)
    if form is None:
        raise RuleBroken("document.no_form", "Chưa có mẫu văn bản này theo luật của ngày đó. Chưa "
                         "lập văn bản; báo quản trị.")  # fmt: skip
    issuer = issuer_on(db, terms.unit_id, terms.day)
    stmt = select(IssuedPaper).where(
        IssuedPaper.kind == terms.kind, IssuedPaper.unit_id == terms.unit_id,
        IssuedPaper.day == terms.day,
    )  # fmt: skip
    paper = next((one for one in db.scalars(stmt) if one.terms.get("of") == str(terms.of)), None)
    if paper is None:
        paper = IssuedPaper(
            unit_id=terms.unit_id, issuer_id=issuer.unit.id, case_id=terms.case_id,
            kind=terms.kind, day=terms.day,
            terms={"of": str(terms.of)}, signer_id=terms.signer.id, signing_mode=terms.mode,
            entered_at=now, entered_by_id=by.id,
        )  # fmt: skip
        if form.symbol:
            take_number(db, paper, issuer.unit, form.symbol)
        db.add(paper)
        db.flush()
    titles = (OFFICER,) if form.by_officer else signed_as(terms.signer, terms.mode, issuer)
    made = put_together(
        form, Fields(READERS, terms.said), issuer, day=terms.day,
        number=terms.number or paper.title or "",
        signed=(titles, terms.signer), table=terms.table,
    )  # fmt: skip
    fresh = CaseDocument(case_id=terms.case_id, paper_id=paper.id, signer_id=terms.signer.id)
    return keep_version(db, made, fresh, documents.of_paper(db, paper), by=by, now=now)


def chair_of(council: DestructionCouncil) -> UUID | None:
    """The officer who presides; None where old records did not say."""
    return next((one.user_id for one in council.members if one.seat is Seat.CHAIR), None)


def _members(council: DestructionCouncil) -> str:
    return "\n".join(
        f"{place}. {one.name}, {one.office}: {one.seat.label.lower()};"
        for place, one in enumerate(council.members, start=1)
    )


def _list(things: Sequence[Exhibit]) -> str:
    return "\n".join(
        f"{place}. {one.name}: {one.held} {one.measure} ({file_title(one.file)});"
        for place, one in enumerate(things, start=1)
    )


def table_of(things: Sequence[Exhibit]) -> Table:
    """Things in the columns of `HEADINGS`."""
    rows = (
        (str(place), one.name, f"{one.held} {one.measure}",
         "; ".join(filter(None, (one.state, one.seal))) or "–", file_title(one.file))
        for place, one in enumerate(things, start=1)
    )  # fmt: skip
    return (HEADINGS, *rows)


def file_title(file: EvidenceFile) -> str:
    """Its case, as lists of exhibits name it."""
    return file.case.title if file.case else "chưa rõ bản án"
