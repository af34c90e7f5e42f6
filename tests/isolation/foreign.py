"""The other province: one record of each kind, and words that must never be seen elsewhere."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tenants.sessions import open_session
from tests.factories import ENTERED, Make
from tests.isolation import (
    foreign_evidence,
    foreign_money,
    foreign_overseers,
    foreign_registers,
    foreign_visits,
)
from tests.isolation.foreign_outreach import outreach_of
from tests.isolation.foreign_periods import periods_of
from thads.accountability.models import NextStep
from thads.anchors.models import PaperAnchor
from thads.attachments.filetypes import FileType
from thads.attachments.models import Attachment, PaperKind
from thads.audit.models import AuditEntry
from thads.cases.models import ActKind, Case, HandOverLine, HandOverRecord
from thads.conflicts.models import DeclaredRelative, Relation
from thads.core import files
from thads.core import paper_codes as codes
from thads.core.jobs import Job, after_commit
from thads.delegations.models import Delegation, DelegationMode
from thads.documents.models import CaseDocument, TrustRoot
from thads.identity import passwords
from thads.identity.models import Invitation, Role, User, UserSession
from thads.imports.models import ImportPurpose, RegisterImport
from thads.parties.models import Party
from thads.payouts.models import (
    PayoutBatch,
    PayoutBatchProposal,
    PayoutLine,
    PayoutProposal,
)
from thads.payouts.terms import LineKind
from thads.recusals.models import OfficerChangeRequest
from thads.reorganisation.models import Reorganisation
from thads.reports.models import MonthlyReport, ReportPublication
from thads.requests.models import Channel, EnforcementRequest, RequestKind
from thads.search.models import AskedSearch, SavedFilter
from thads.units.models import Unit
from thads.worklists.models import CalendarLink, WorkDigest

SLUG = "nghe-an"
TOLD = "Tường Vi Xứ Nghệ"  # stands in every text of a foreign record
PAPER = b"%PDF-1.7 Tuong Vi Xu Nghe"
TOKEN = "a-link-of-the-other-province"
MOMENT = datetime(2024, 9, 30, 5, 0, tzinfo=UTC)

# What each argument of an address names; a route with another argument needs an entry here.
Records = dict[str, Any]
WORDS = {"kind": "giay-trieu-tap", "province_slug": SLUG, "remission_step": "sent",
         "area_key": "old-none"}  # fmt: skip


def build() -> Records:
    """One record of each kind in Nghệ An, by the name of the argument that asks for it."""
    with open_session(SLUG) as db:
        make = Make(db)
        unit = make.unit("NA", name=f"Chi cục THADS {TOLD}")
        officer = make.user(Role.OFFICER, unit=unit, full_name=TOLD)
        judgment = make.judgment(unit=unit, court=f"Tòa án {TOLD}")
        case = make.case(date(2024, 1, 5), unit=unit, officer=officer, judgment_id=judgment.id)
        for party in db.scalars(select(Party).where(Party.case_id == case.id)):
            party.name, party.address = TOLD, f"Số 1, {TOLD}"
        paid = make.money(case, 1_000, date(2024, 2, 5), note=TOLD)
        act = make.act(case, ActKind.VALID_NOTICE, date(2024, 2, 6), note=TOLD)
        records = {
            "case_id": case.id,
            "party_id": db.scalars(select(Party.id).where(Party.case_id == case.id)).first(),
            "judgment_id": judgment.id,
            "request_id": _request(db, case),
            "fact_id": case.id,
            "step_id": _step(db, case.id, officer),
            "document_id": _document(db, case.id),
            "attachment_id": attachment_of(db, case.id),
            **WORDS,
            "root_id": _trust_root(db),
            **_overseen(db, unit, officer),
            **outreach_of(db, case, TOLD),
            **foreign_money.of_case(db, case, TOLD),
            **foreign_evidence.of_case(db, case, officer, TOLD),
            **foreign_registers.of_case(db, case, TOLD),
            "record_id": _hand_over(db, case, officer),
            "reorganisation_id": _kept(db, Reorganisation(day=date(2024, 1, 8), title=TOLD)),
            **_of_person(db, officer, case),
            **_at_hand(db, officer),
            **_payout(db, case, officer),
            "unit": unit.id,
            "item": make.items(case)[0].id,
            "act": act.id,
            "entry": paid.id,
        }
        db.commit()
        return records


def _of_person(db: Session, officer: User, case: Case) -> Records:
    """What is of one person rather than of a case, or asks that the person leave it."""
    return {
        **periods_of(db, case.unit_id, officer.id, TOLD),
        **foreign_overseers.of_case(db, case, officer, TOLD),
        "job_id": _job(db, officer),
        "import_id": _import(db, officer),
        "user_id": officer.id,
        "session_id": _session(db, officer),
        "delegation_id": _delegation(db, officer),
        "relative_id": _relative(db, officer),
        "change_id": change_of(db, case.id, officer),
        "token": _invitation(db, officer),
        "digest_id": _digest(db, officer),
    }


def trace() -> tuple[int, str | None]:
    """How much the other province has recorded, and the role of its officer."""
    with open_session(SLUG, read_only=True) as db:
        role = db.scalar(select(User.role).where(User.full_name == TOLD))
        return db.scalar(select(func.count()).select_from(AuditEntry)) or 0, role


def _request(db: Session, case: Case) -> Any:
    return _kept(db, EnforcementRequest(
        unit_id=case.unit_id, kind=RequestKind.REQUEST, channel=Channel.WRITTEN, content=TOLD,
        received_on=date(2024, 1, 2), requested_on=date(2024, 1, 2), requester=TOLD,
        creditor=TOLD, debtor=TOLD, names_folded=TOLD, enforceable_on=date(2023, 12, 1),
        judgment_id=case.judgment_id, entered_at=ENTERED,
    ))  # fmt: skip


def attachment_of(db: Session, case_id: Any) -> Any:
    """A file attached to this case."""
    made = Attachment(
        case_id=case_id, kind=PaperKind.PROOF, title=TOLD, received_on=date(2024, 2, 6),
        file_type=FileType.PDF, file_name=f"{TOLD}.pdf", size=len(PAPER), sha256="0" * 64, pages=1,
        has_picture=False, entered_at=ENTERED,
    )  # fmt: skip
    _kept(db, made)
    files.put(db, made.file_key, PAPER)
    return made.id


def _step(db: Session, case_id: Any, leader: User) -> Any:
    return _kept(db, NextStep(case_id=case_id, planned_on=date(2024, 5, 2), act=TOLD,
                              due_on=date(2024, 5, 9), result=TOLD, leader_id=leader.id,
                              entered_at=ENTERED))  # fmt: skip


def _payout(db: Session, case: Case, officer: User) -> Records:
    proposal = _kept(db, PayoutProposal(
        case_id=case.id, unit_id=case.unit_id, day=date(2024, 5, 2), received_on=date(2024, 5, 1),
        amount=0, held=1_000, note=TOLD, entered_at=ENTERED, entered_by_id=officer.id,
    ))  # fmt: skip
    _kept(db, PayoutLine(
        proposal_id=proposal, position=1, kind=LineKind.HELD, case_id=case.id, payee=TOLD,
        secured=False, read_from_judgment=False, basis=TOLD, words=TOLD, amount=1_000,
    ))  # fmt: skip
    batch = _kept(db, PayoutBatch(
        unit_id=case.unit_id, day=date(2024, 5, 2), in_cash=False, submission_key="foreign",
        entered_at=ENTERED,
    ))  # fmt: skip
    db.add(PayoutBatchProposal(proposal_id=proposal, batch_id=batch))
    db.flush()
    return {"proposal_id": proposal, "batch_id": batch}


def _document(db: Session, case_id: Any) -> Any:
    key = "papers/foreign.pdf"
    content = {"code": "quyet-dinh-hoan", "dated": "2024-01-05", "title": TOLD, "subject": TOLD}
    return _kept(db, CaseDocument(
        case_id=case_id, version=1, content={**content, "number": TOLD}, file_key=key,
        file_sha256=files.put(db, key, PAPER), made_at=MOMENT, entered_at=ENTERED,
    ))  # fmt: skip


def _hand_over(db: Session, case: Case, officer: User) -> Any:
    record = HandOverRecord(
        key="foreign", kind=ActKind.ASSIGNMENT, day=date(2024, 1, 8), unit_id=case.unit_id,
        officer_id=officer.id, note=TOLD, before=[], after=[], entered_at=ENTERED,
    )  # fmt: skip
    line = HandOverLine(case_id=case.id, from_unit_id=case.unit_id, remaining=1_000)
    record.lines = [line]
    return _kept(db, record)


def _trust_root(db: Session) -> Any:
    return _kept(
        db, TrustRoot(day=date(2024, 1, 5), subject=TOLD, sha256="0" * 64, certificate=TOLD)
    )


def _overseen(db: Session, unit: Unit, officer: User) -> Records:
    """What those outside the office read: a report and a visit."""
    return {**_report(db, officer), **foreign_visits.of_province(db, unit, TOLD, PAPER)}


def _report(db: Session, by: User) -> Records:
    key = "reports/2024-08-v1-foreign.pdf"
    report_id = _kept(db, MonthlyReport(
        period_end=date(2024, 8, 31), version=1, regime="TT05", figures={"head": TOLD},
        file_key=key, file_sha256=files.put(db, key, PAPER), made_at=MOMENT, entered_at=ENTERED,
    ))  # fmt: skip
    _kept(db, ReportPublication(report_id=report_id, published_on=date(2024, 9, 2),
                                published_by_id=by.id, entered_at=ENTERED))  # fmt: skip
    code = codes.draw()
    _kept(db, PaperAnchor(code=code, report_id=report_id, audit_number=0, audit_mac=TOLD,
                          entered_at=ENTERED))  # fmt: skip
    copy_id = foreign_visits.copy_of(db, report_id, by, TOLD)
    return {"report_id": report_id, "code": code, "dispatch_id": copy_id}


def _job(db: Session, by: User) -> Any:
    job = after_commit(db, Job.MAKE_MONTHLY_REPORT, asked_by_id=by.id, now=MOMENT)
    job.message = TOLD
    return job.id


def _import(db: Session, by: User) -> Any:
    import_id = _kept(db, RegisterImport(
        purpose=ImportPurpose.REGISTER, file_name=f"{TOLD}.xlsx", file_key="imports/foreign.xlsx",
        file_sha256="0" * 64, entered_at=ENTERED, entered_by_id=by.id,
    ))  # fmt: skip
    for noun in ("faulty", "differences"):
        files.put(db, f"exports/{import_id}-{noun}.xlsx", PAPER)
    return import_id


def _delegation(db: Session, to: User) -> Any:
    return _kept(db, Delegation(
        delegate_id=to.id, mode=DelegationMode.TUQ, number=TOLD, issued_on=date(2024, 1, 5),
        valid_from=date(2024, 1, 5), valid_to=date(2024, 12, 31), kinds=["postponement"],
        entered_at=ENTERED,
    ))  # fmt: skip


def _relative(db: Session, of: User) -> Any:
    return _kept(db, DeclaredRelative(
        user_id=of.id, relation=Relation.SIBLING, name=TOLD, name_folded=TOLD.casefold(),
        declared_on=date(2024, 1, 5), entered_at=ENTERED,
    ))  # fmt: skip


def change_of(db: Session, case_id: Any, officer: User) -> Any:
    """A request that this officer be replaced."""
    return _kept(db, OfficerChangeRequest(
        case_id=case_id, officer_id=officer.id, received_on=date(2024, 2, 5), ground="declined",
        reason=TOLD, entered_at=ENTERED,
    ))  # fmt: skip


def _session(db: Session, by: User) -> Any:
    begun = datetime.now(UTC)
    return _kept(db, UserSession(token_hash="0" * 64, user_id=by.id, address="127.0.0.1",
                                 created_at=begun, last_seen_at=begun))  # fmt: skip


def _digest(db: Session, by: User) -> Any:
    day = date(2024, 9, 30)
    return _kept(db, WorkDigest(user_id=by.id, day=day, since=day, made_at=MOMENT, became_late=1,
                                due_soon=1, came_in=1))  # fmt: skip


def _at_hand(db: Session, by: User) -> Records:
    """A search that was asked, and a filter shared with the unit."""
    asked = AskedSearch(user_id=by.id, typed=TOLD, asked_at=MOMENT)
    kept = SavedFilter(
        user_id=by.id, unit_id=by.unit_id, name=TOLD, query="kind=civil", saved_at=MOMENT
    )
    return {"search_id": _kept(db, asked), "filter_id": _kept(db, kept)}


def _invitation(db: Session, by: User) -> str:
    """The token of an invitation, and of the same person's calendar."""
    later = datetime.now(UTC) + timedelta(days=2)
    kept = passwords.token_hash(TOKEN)
    _kept(db, CalendarLink(user_id=by.id, token_hash=kept, created_at=MOMENT))
    _kept(db, Invitation(user_id=by.id, token_hash=passwords.token_hash(TOKEN), expires_at=later))
    return TOKEN


def _kept(db: Session, record: Any) -> Any:
    db.add(record)
    db.flush()
    return record.id
