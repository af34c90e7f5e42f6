"""How a case begins: a judgment is received, an enforcement decision is issued."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions.guards import KEPT, check_conflicts, check_officer, refuse
from thads.cases.actions.numbers import issue
from thads.cases.actions.terms import Docketing, JudgmentTerms, PartyTerms
from thads.cases.models import ActKind, Case, CaseAct, Judgment, ObligationItem, SigningMode
from thads.conflicts import actions as conflicts
from thads.core.ids import new_id
from thads.core.text import clean, fold, name_sort_key
from thads.delegations import competence
from thads.delegations.agency import agency_of
from thads.delegations.competence import Capacity, Paper
from thads.identity.models import User
from thads.identity.policy import sees_whole_province
from thads.parties.models import Party, PartyRole
from thads.periods import guard as periods
from thads.units import queries as units
from thads.units.models import Unit


def receive_judgment(db: Session, terms: JudgmentTerms, *, by: User, today: date) -> Judgment:
    """Enter a judgment in the book of judgments received (ND152 Đ.7)."""
    own_unit(db, by, terms.unit_id, terms.received_on)
    if terms.received_on > today:
        refuse("future_day", f"Ngày nhận {terms.received_on:%d/%m/%Y} ở sau hôm nay. {KEPT}; nhập "
               "ngày đã nhận.", "received_on")  # fmt: skip
    if terms.received_on < terms.judged_on:
        refuse("received_before_judged", f"Ngày nhận không thể trước ngày tuyên. {KEPT}; kiểm tra "
               "lại hai ngày.", "received_on")  # fmt: skip
    number = clean(terms.number)
    _not_received_yet(db, terms, fold(number))
    judgment = Judgment(
        unit_id=terms.unit_id, number=number, number_folded=fold(number),
        judged_on=terms.judged_on, court=clean(terms.court), kind=terms.kind,
        received_on=terms.received_on, summary=clean(terms.summary) if terms.summary else None,
        entered_by_id=by.id,
    )  # fmt: skip
    db.add(judgment)
    audit.record(
        db, by, "judgment.received", judgment, number=judgment.number, court=judgment.court,
        judged_on=judgment.judged_on, received_on=judgment.received_on,
    )  # fmt: skip
    return judgment


def docket(db: Session, terms: Docketing, *, by: User, today: date) -> Case:
    """Issue an enforcement decision: the case counts from its day (L08 Đ.36; L25 Đ.33–34)."""
    unit = own_unit(db, by, terms.unit_id, terms.docketed_on)
    _check(db, terms, today)
    number = issue(db, unit, terms.docketed_on, terms.number, of=Case)
    if terms.officer_id:
        check_officer(db, terms.officer_id, unit.id)
    signed = signing_of(db, terms, unit)
    case = Case(
        id=new_id(), unit=unit, judgment_id=terms.judgment_id, number=number.number,
        series=number.series, numbering_year=number.year, docketed_on=terms.docketed_on,
        initiation=terms.initiation, kind=terms.kind, entrusted_in=terms.entrusted_in,
        corruption=terms.corruption, bank=clean(terms.bank) if terms.bank else None,
        drugs=terms.drugs, foreign_element=terms.foreign_element, entered_by_id=by.id,
        signer_id=signed.person.id if signed else None,
        signing_mode=SigningMode.of(signed.mode) if signed else None,
    )  # fmt: skip
    _write(db, case, terms, by, today)
    audit.record(
        db, by, "case.docketed", case, number=case.title, docketed_on=case.docketed_on,
        initiation=case.initiation, officer_id=terms.officer_id, items=len(terms.items),
        amount=sum(item.amount for item in terms.items),
    )  # fmt: skip
    return case


def signing_of(db: Session, terms: Docketing, unit: Unit) -> Capacity | None:
    """Who signs and how: the head of the agency unless somebody is named, who then must be able to.

    None where the agency has no one head of whom this is known.
    """
    if terms.signer_id is None:
        found = competence.heads(db, agency_of(unit, terms.docketed_on), terms.docketed_on)
        return Capacity(found[0], competence.HEAD) if len(found) == 1 else None
    signer = db.get(User, terms.signer_id)
    if signer is None:
        refuse("signer_unknown", f"Không tìm thấy người ký. {KEPT}; chọn lại người ký.", "signer")
    return competence.check(db, Paper("docketing", terms.docketed_on, unit), signer, None)


def _write(db: Session, case: Case, terms: Docketing, by: User, today: date) -> None:
    try:
        with db.begin_nested():
            periods.admit(db, list(_facts(case, terms)), by_id=by.id)
            db.add(case)
            db.flush()
            _write_content(db, case, terms, by)
            db.flush()
            asked = check_conflicts(db, case.id, replace(terms, signer_id=case.signer_id))
            conflicts.keep(db, asked, terms.conflict_answer, by=by, today=today)
    except IntegrityError:  # someone else took the number while this one was being checked
        refuse("number_taken", f"Số {case.title} vừa được dùng cho việc khác. {KEPT}; nhập số "
               "khác.", "number")  # fmt: skip


def _facts(case: Case, terms: Docketing) -> Iterator[periods.Fact]:
    """The decision, and the assignment that it makes."""
    for sequence in (0, 1) if terms.officer_id else (0,):
        yield periods.Fact(case.id, sequence, terms.docketed_on, unit_id=terms.unit_id)


def _write_content(db: Session, case: Case, terms: Docketing, by: User) -> None:
    db.add_all(_party(case, party, by) for party in terms.parties)
    db.add_all(
        ObligationItem(
            case_id=case.id, position=position, kind=item.kind, amount=item.amount,
            description=clean(item.description) if item.description else None,
            state_budget=item.kind.due_to_state if item.state_budget is None else item.state_budget,
            entered_by_id=by.id,
        )
        for position, item in enumerate(terms.items, start=1)
    )  # fmt: skip
    if terms.officer_id:
        db.add(
            CaseAct(case_id=case.id, sequence=1, day=terms.docketed_on, kind=ActKind.ASSIGNMENT,
                    officer_id=terms.officer_id, entered_by_id=by.id)
        )  # fmt: skip


def _party(case: Case, terms: PartyTerms, by: User) -> Party:
    name = clean(terms.name)
    return Party(
        case_id=case.id, role=terms.role, kind=terms.kind, name=name, name_folded=fold(name),
        name_sort_key=name_sort_key(name), personal_id_number=terms.personal_id_number,
        address=clean(terms.address) if terms.address else None,
        commune_code=terms.commune_code, entered_by_id=by.id,
    )  # fmt: skip


def _check(db: Session, terms: Docketing, today: date) -> None:
    if terms.docketed_on > today:
        refuse("future_day", f"Ngày ra quyết định {terms.docketed_on:%d/%m/%Y} ở sau hôm nay. "
               f"{KEPT}; nhập ngày đã ra quyết định.", "docketed_on")  # fmt: skip
    if not terms.items:
        refuse("no_items", f"Quyết định phải có ít nhất một khoản. {KEPT}; thêm khoản.", "items")
    if any(item.amount < 0 for item in terms.items):
        refuse("amount_negative", f"Số tiền của khoản không thể âm. {KEPT}; nhập lại số tiền.",
               "items")  # fmt: skip
    if any(not clean(party.name) for party in terms.parties):
        refuse("party_unnamed", f"Đương sự phải có tên. {KEPT}; nhập tên.", "parties")
    if not any(party.role in (PartyRole.DEBTOR, PartyRole.CREDITOR) for party in terms.parties):
        refuse("no_parties", f"Quyết định phải có đương sự. {KEPT}; thêm đương sự.", "parties")
    judgment = db.get(Judgment, terms.judgment_id) if terms.judgment_id else None
    own = judgment and units.answers_for(db, terms.unit_id, judgment.unit_id)
    if terms.judgment_id and not own:
        refuse(
            "judgment_unknown",
            f"Không tìm thấy bản án trong sổ của đơn vị. {KEPT}; chọn lại bản án.",
            "judgment",
        )
    if judgment and judgment.judged_on and terms.docketed_on < judgment.judged_on:
        refuse("before_judgment", "Ngày ra quyết định không thể trước ngày tuyên bản án "
               f"({judgment.judged_on:%d/%m/%Y}). {KEPT}; kiểm tra lại ngày.",
               "docketed_on")  # fmt: skip


def own_unit(db: Session, by: User, unit_id: object, day: date) -> Unit:
    """The unit for which this person may enter what came in on `day`."""
    unit = db.get(Unit, unit_id)
    if unit is None or unit.valid_from > day or (unit.valid_to and unit.valid_to < day):
        refuse("unit_unknown", f"Đơn vị không tồn tại vào ngày {day:%d/%m/%Y}. {KEPT}; chọn đơn "
               "vị khác.", "unit")  # fmt: skip
    if not sees_whole_province(by.role) and by.unit_id != unit.id:
        refuse("other_unit", f"Chỉ ghi được cho đơn vị của mình. {KEPT}; chọn đơn vị của mình.",
               "unit")  # fmt: skip
    return unit


def _not_received_yet(db: Session, terms: JudgmentTerms, number_folded: str) -> None:
    same = select(Judgment).where(
        Judgment.unit_id == terms.unit_id,
        Judgment.number_folded == number_folded,
        Judgment.judged_on == terms.judged_on,
    )
    courts = {fold(judgment.court) for judgment in db.scalars(same)}
    if fold(terms.court) in courts:
        refuse("judgment_received", f"Bản án {clean(terms.number)} ngày {terms.judged_on:%d/%m/%Y} "
               f"đã có trong sổ nhận. {KEPT}; tìm bản án đó trong sổ.", "number")  # fmt: skip
