"""The head has others sign, in writing, and takes it back; nobody passes it on (NĐ30 Đ.13 k.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NoReturn
from uuid import UUID

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core.errors import RuleBroken
from thads.core.text import clean
from thads.delegations.agency import PROVINCE, Agency, agency_of
from thads.delegations.models import Delegation, DelegationEnd, DelegationMode, DelegationUnit
from thads.identity.models import User
from thads.rules import signing
from thads.rules.citation import cited
from thads.units.models import Unit

KEPT = "Chưa ghi gì"


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantTerms:
    """A paper of delegation as the head signed it; `unit_ids` empty: all cases of the agency."""

    delegate_id: UUID
    mode: DelegationMode
    number: str
    issued_on: date
    valid_from: date
    valid_to: date | None
    kinds: tuple[str, ...]
    unit_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EndTerms:
    """The paper that ends a delegation before its time."""

    number: str
    last_day: date
    reason: str


def grant(db: Session, terms: GrantTerms, *, by: User, today: date) -> Delegation:
    """Record that the head assigned a field to a deputy, or delegated powers to a head of division.

    Errors: RuleBroken for one who is no head of an agency on that day, a person who may not sign in
    that mode, no end (of powers), papers that are signed in person only, units of another agency.
    """
    agency = own_agency(by, terms.issued_on)
    _check_days(terms, today)
    delegate = db.get(User, terms.delegate_id)
    if delegate is None or not delegate.is_active:
        _refuse("unknown_delegate", f"Không tìm thấy người được giao ký. {KEPT}; chọn lại.",
                "delegate")  # fmt: skip
    _check_delegate(agency, delegate, terms)
    _check_kinds(terms)
    _check_units(db, agency, terms)
    record = Delegation(
        branch_id=agency.branch_id, delegate_id=delegate.id, mode=terms.mode,
        number=clean(terms.number), issued_on=terms.issued_on, valid_from=terms.valid_from,
        valid_to=terms.valid_to, kinds=list(terms.kinds), entered_by_id=by.id,
        units=[DelegationUnit(unit_id=unit_id) for unit_id in terms.unit_ids], end=None,
    )  # fmt: skip
    db.add(record)
    db.flush()
    audit.record(
        db, by, "delegation.granted", record, number=record.number, mode=record.mode,
        delegate_id=record.delegate_id, valid_from=record.valid_from, valid_to=record.valid_to,
        kinds=record.kinds, unit_ids=terms.unit_ids,
    )  # fmt: skip
    return record


def end(
    db: Session, delegation: Delegation, terms: EndTerms, *, by: User, today: date
) -> DelegationEnd:
    """Revoke a delegation; what was signed under it stands."""
    if own_agency(by, today).branch_id != delegation.branch_id:
        _refuse("other_agency", f"Văn bản này do Thủ trưởng cơ quan khác ban hành. {KEPT}; người "
                "ban hành mới chấm dứt được.")  # fmt: skip
    if delegation.end is not None:
        _refuse("ended_already", f"Văn bản này đã chấm dứt từ sau ngày "
                f"{delegation.end.last_day:%d/%m/%Y}. {KEPT}; xem lại danh sách.")  # fmt: skip
    if not delegation.valid_from <= terms.last_day <= (delegation.valid_to or date.max):
        _refuse("end_outside", "Ngày hiệu lực cuối cùng phải nằm trong thời hạn của văn bản. "
                f"{KEPT}; nhập lại ngày.", "last_day")  # fmt: skip
    record = DelegationEnd(
        delegation_id=delegation.id, number=clean(terms.number), last_day=terms.last_day,
        reason=clean(terms.reason), entered_by_id=by.id,
    )  # fmt: skip
    delegation.end = record
    db.flush()
    audit.record(
        db, by, "delegation.ended", delegation, number=record.number, last_day=record.last_day,
        reason=record.reason,
    )  # fmt: skip
    return record


def own_agency(by: User, day: date) -> Agency:
    """The agency whose head this person is on `day`; RuleBroken for all others."""
    agency = agency_of(by.unit, day) if by.unit else PROVINCE
    if not agency.is_head(by):
        _refuse(
            "not_the_head",
            "Chỉ Thủ trưởng cơ quan thi hành án phân công, ủy quyền ký; người được ủy quyền không "
            f"ủy quyền lại (Nghị định 30/2020 Điều 13 khoản 3). {KEPT}; đề nghị Thủ trưởng ban "
            "hành văn bản.",
        )
    return agency


def _check_days(terms: GrantTerms, today: date) -> None:
    if terms.issued_on > today:
        _refuse("future_day", f"Ngày văn bản {terms.issued_on:%d/%m/%Y} ở sau hôm nay. {KEPT}; "
                "nhập ngày đã ký.", "issued_on")  # fmt: skip
    if terms.valid_from < terms.issued_on:
        _refuse("dated_back", "Văn bản không có hiệu lực trước ngày ký. "
                f"{KEPT}; nhập lại ngày bắt đầu.", "valid_from")  # fmt: skip
    if terms.valid_to is None and terms.mode is DelegationMode.TUQ:
        source = cited(signing.mode(terms.mode.value, terms.valid_from).source)
        _refuse("end_needed", f"Ủy quyền phải có thời hạn ({source}). {KEPT}; nhập ngày hết hạn.",
                "valid_to")  # fmt: skip
    if terms.valid_to is not None and terms.valid_to < terms.valid_from:
        _refuse("ends_before", f"Ngày hết hạn ở trước ngày bắt đầu. {KEPT}; nhập lại ngày.",
                "valid_to")  # fmt: skip


def _check_delegate(agency: Agency, delegate: User, terms: GrantTerms) -> None:
    rule = signing.mode(terms.mode.value, terms.valid_from)
    if not agency.has_as(rule.substitute, delegate, terms.valid_from):
        wanted = rule.substitute.label if rule.substitute else ""
        _refuse(
            "wrong_delegate",
            f"{delegate.full_name} không ký được theo hình thức {rule.label} từ ngày "
            f"{terms.valid_from:%d/%m/%Y}: chỉ giao cho {wanted} ({cited(rule.source)}). {KEPT}; "
            "chọn người khác hoặc hình thức khác.",
            "delegate",
        )


def _check_kinds(terms: GrantTerms) -> None:
    if not terms.kinds:
        _refuse("no_kinds", f"Văn bản phải nêu nội dung được giao ký. {KEPT}; chọn loại quyết "
                "định.", "kinds")  # fmt: skip
    for kind in terms.kinds:
        if not signing.may_sign(kind, terms.mode.value, terms.valid_from):
            rule = signing.rule(kind, terms.valid_from)
            _refuse("kind_in_person", f"{rule.label} chỉ do {rule.signer.label} tự ký "
                    f"({cited(rule.source)}). {KEPT}; bỏ loại này.", "kinds")  # fmt: skip


def _check_units(db: Session, agency: Agency, terms: GrantTerms) -> None:
    for unit_id in terms.unit_ids:
        unit = db.get(Unit, unit_id)
        if unit is None or agency_of(unit, terms.valid_from) != agency:
            _refuse("unit_elsewhere", "Đơn vị được chọn không thuộc cơ quan ban hành văn bản. "
                    f"{KEPT}; chọn lại đơn vị.", "units")  # fmt: skip


def _refuse(code: str, message: str, field: str | None = None) -> NoReturn:
    raise RuleBroken(f"delegation.{code}", message, field=field)
