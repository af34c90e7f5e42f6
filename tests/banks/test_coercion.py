"""A hand-over that failed leads to coercion, and each of the two records knows the other."""

import re
from datetime import date
from io import BytesIO
from uuid import uuid4

from openpyxl import load_workbook
from sqlalchemy import select

from tests.banks.world import TODAY, institution, linked
from thads.banks.actions import handovers
from thads.banks.actions.handovers import OfferTerms, StepTerms
from thads.banks.models import HandoverStep
from thads.banks.queries import coercion
from thads.measures.models import Measure, StepKind
from thads.parties.models import Party, PartyRole
from thads.rules.deadlines import Duty
from thads.worklists.models import OpenDuty

OFFER = OfferTerms(asset="Thửa đất số 1", asset_value=900_000_000, day=date(2024, 9, 2),
                   answer_by=date(2024, 9, 20), note="Cho ở lại")  # fmt: skip
FAILED = StepTerms(kind=HandoverStep.FAILED, day=date(2024, 9, 21), due_on=None, note="x",
                   paper=None)  # fmt: skip
DECIDED = {"kind": "attachment", "hour": "9h", "number": "15", "is_real_estate": "y"}


def duties(db):
    """What the hand-over leaves open."""
    of_bank = (Duty.COERCION_AFTER_REFUSAL, Duty.VOLUNTARY_HANDOVER)
    found = db.scalars(select(OpenDuty.duty).where(OpenDuty.duty.in_(of_bank))).all()
    db.rollback()
    return found


def debtor_of(db, case):
    party = Party.case_id == case.id, Party.role == PartyRole.DEBTOR
    return db.scalars(select(Party.id).where(*party)).one()


def test_a_failed_hand_over_opens_a_measure_and_both_know_each_other(
    db, make, chief, officer, sign_in
):
    db.expire_on_commit = False
    bank = institution(db, chief)
    case = linked(db, make, bank, chief, docketed_on=date(2024, 3, 1), officer=officer)
    offered = handovers.offer(db, bank, case, OFFER, by=chief, today=TODAY)
    handovers.take_step(db, offered, FAILED, by=chief, today=TODAY)
    db.commit()
    assert duties(db) == [Duty.COERCION_AFTER_REFUSAL]
    browser, here = sign_in(officer), f"/voluntary-handovers/{offered.id}"
    chosen = browser.get(f"{here}/measure").text
    assert "kind=attachment" in chosen
    assert "kind=freeze" not in chosen
    filled = browser.get(f"{here}/measure?kind=attachment").text
    assert "Thửa đất số 1</textarea>" in filled
    sent = DECIDED | {
        "object": "Thửa đất số 1", "ground": "Không tự nguyện giao", "party": debtor_of(db, case),
        "signer": officer.id, "day": "20/09/2024",
    }  # fmt: skip
    early = browser.post(f"{here}/measure", data=sent)
    assert early.status_code == 422
    assert "Ngày phải từ 21/09/2024" in early.text
    assert db.scalars(select(Measure)).all() == []  # neither is written without the other
    db.rollback()
    made = browser.post(f"{here}/measure", data=sent | {"day": "26/09/2024"})
    assert made.status_code == 303
    assert here in browser.get(made.location).text
    shown = browser.get(here).text
    assert made.location in shown
    assert "15/QĐ-CCTHADS ngày 26/09/2024" in shown
    assert "Đã ra quyết định cưỡng chế" in shown
    assert not re.search(r'href="[^"]*/measure"', shown)
    assert duties(db) == []
    stands_on_the_workbench(db, browser, bank, made.location)


def stands_on_the_workbench(db, browser, bank, address):
    base = f"/credit-institutions/{bank.id}/work"
    assert address in browser.get(base).text
    book = load_workbook(BytesIO(browser.get(f"/exports{base}?purpose=work").data))
    assert [row[3] for row in book["Bảo đảm, cưỡng chế"].values if row[1] == "15/QĐ-CCTHADS"] == [
        "Thửa đất số 1"
    ]
    assert coercion.of_institution(db, bank.id, TODAY, scope=uuid4()).running == []
    [one] = coercion.of_institution(db, bank.id, TODAY, scope=None).running
    assert one.step(StepKind.DECIDED).day == date(2024, 9, 26)
