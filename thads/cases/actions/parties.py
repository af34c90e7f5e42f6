"""What is said of a party can be corrected: a record names what it corrects; both are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.actions.guards import KEPT, refuse
from thads.cases.history import replay
from thads.cases.models import Case
from thads.core.text import clean, fold, name_sort_key
from thads.identity.models import User
from thads.parties.models import Party, PartyCorrection

SAID = ("name", "personal_id_number", "address", "commune_code")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyCorrectionTerms:
    """What holds of the party from now on, all of it, and why it was otherwise before."""

    party_id: UUID
    name: str
    personal_id_number: str | None
    address: str | None
    commune_code: str | None
    reason: str
    submission_key: str | None = None
    revision: int | None = None


def correct_party(
    db: Session, case: Case, terms: PartyCorrectionTerms, *, by: User, today: date
) -> PartyCorrection:
    """Correct name, number, address or commune of a party (the parallel of TT04/2023 Đ.30 k.4).

    Errors: RuleBroken for no reason, no change, a party of another case; Conflict when the file
    changed since `terms.revision`.
    """
    revision = file.hold(db, case)
    before = _earlier(db, case, terms.submission_key)
    if before is not None:
        return before
    file.check_revision(case, revision, terms.revision)
    file.check_unit(replay(file.known(db, case)), by)
    party = _party(db, case, terms)
    said = {
        "name": clean(terms.name), "personal_id_number": terms.personal_id_number,
        "address": clean(terms.address) if terms.address else None,
        "commune_code": terms.commune_code,
    }  # fmt: skip
    changed = _check(party, said, terms.reason)
    last = select(PartyCorrection.id).where(PartyCorrection.party_id == party.id)
    record = PartyCorrection(
        party_id=party.id, corrected_on=today, reason=clean(terms.reason), entered_by_id=by.id,
        corrects_id=db.scalar(last.order_by(PartyCorrection.id.desc()).limit(1)),
        submission_key=terms.submission_key, **said,
        **{f"old_{name}": getattr(party, name) for name in SAID},
    )  # fmt: skip
    db.add(record)
    for name in changed:
        setattr(party, name, said[name])
    party.name_folded, party.name_sort_key = fold(party.name), name_sort_key(party.name)
    file.touch(db, case)
    audit.record(
        db, by, "case.party_corrected", case, party_id=party.id, correction_id=record.id,
        changed=changed, reason=record.reason,
    )  # fmt: skip
    return record


def _check(party: Party, said: dict[str, str | None], reason: str) -> list[str]:
    """The names of what changes."""
    if not said["name"]:
        refuse("party_unnamed", f"Đương sự phải có tên. {KEPT}; nhập tên.", "name")
    if not clean(reason):
        refuse("reason_needed", f"Đính chính phải ghi lý do, căn cứ. {KEPT}; nhập lý do.", "reason")
    changed = [name for name in SAID if getattr(party, name) != said[name]]
    if not changed:
        refuse("nothing_changed", f"Không có gì khác với điều đang ghi. {KEPT}; sửa mục sai rồi "
               "gửi lại.", "name")  # fmt: skip
    return changed


def _party(db: Session, case: Case, terms: PartyCorrectionTerms) -> Party:
    party = db.get(Party, terms.party_id)
    if party is None or party.case_id != case.id:
        refuse("party_unknown", f"Không tìm thấy đương sự trong hồ sơ. {KEPT}; mở lại hồ sơ.")
    return party


def _earlier(db: Session, case: Case, key: str | None) -> PartyCorrection | None:
    """What this form wrote when it was sent before (P15)."""
    if not key:
        return None
    stmt = (
        select(PartyCorrection)
        .join(Party, Party.id == PartyCorrection.party_id)
        .where(PartyCorrection.submission_key == key, Party.case_id == case.id)
    )
    return db.scalars(stmt).one_or_none()
