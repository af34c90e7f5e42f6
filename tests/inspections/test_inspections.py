"""Files are drawn by a law that can be checked; what is found is mended with a proof, or late."""

import io
import re
from datetime import date, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.documents.test_printing import text_of
from thads.cases.models import ActKind
from thads.core.errors import RuleBroken
from thads.inspections import actions, queries
from thads.inspections.models import (
    Inspection,
    InspectionFinding,
    InspectionKind,
    InspectionSample,
    Method,
    SampledFile,
    Verdict,
)
from thads.inspections.terms import Answer, Drawn, FindingTerms, InspectionTerms, RemedyTerms
from thads.rules import inspection as rules
from thads.rules.deadlines import Duty
from thads.sampling import drawing
from thads.worklists import readmodel
from thads.worklists.models import OpenDuty
from workers.run import run

DECIDED, TODAY = date(2024, 9, 2), date(2024, 9, 30)
FIRST, LAST = date(2023, 10, 1), date(2024, 8, 31)
SEED = "a1b2"


def decided(db, unit, chief, now, number="15/QĐ", on=DECIDED) -> Inspection:
    terms = InspectionTerms(
        kind=InspectionKind.SELF, number=number, decided_on=on, unit_id=unit.id,
        leader_id=chief.id, period_from=FIRST, period_to=LAST, scope="Xác minh",
        due_on=date(2024, 10, 15),
    )  # fmt: skip
    found = actions.decide(db, terms, by=chief, today=TODAY, now=now)
    db.commit()
    return queries.get(db, found.id)


def drawn(db, inspection, cases, chief, now, method=Method.CHOSEN) -> InspectionSample:
    seed = SEED if method is Method.RANDOM else None
    return actions.keep_sample(
        db, inspection, method, [Drawn(case.id) for case in cases], population=len(cases),
        seed=seed, formula=None, by=chief, today=TODAY, now=now,
    )  # fmt: skip


def finding(db, inspection, officer, chief, now, item="notice") -> InspectionFinding:
    terms = FindingTerms(file_id=None, item=item, content="Chậm", remedy="Thông báo ngay",
                         owner_id=officer.id, due_on=date(2024, 10, 5))  # fmt: skip
    found = actions.find(db, queries.get(db, inspection.id), terms, by=chief, today=TODAY, now=now)
    db.commit()
    return found


def duty_of(db, subject_id) -> tuple[Duty, date] | None:
    db.rollback()
    row = OpenDuty
    found = db.execute(select(row.duty, row.due).where(row.subject_id == subject_id)).first()
    return tuple(found) if found else None


def test_the_same_seed_draws_the_same_files_as_the_naive_reading(db, make, unit):
    cases = [make.case(date(2024, 1, day)) for day in range(2, 12)]
    ended = make.case(date(2023, 11, 1))
    make.act(ended, ActKind.DISCONTINUANCE, date(2023, 11, 20))
    later = make.case(date(2024, 9, 15))
    elsewhere = make.case(date(2024, 1, 5), unit=make.unit())
    db.commit()
    known = drawing.population(db, unit.id, FIRST, LAST)
    assert set(known) == {case.id for case in cases} | {ended.id}
    assert not {later.id, elsewhere.id} & set(known)
    naive = sorted(known, key=lambda one: sha256(f"{SEED}:{one}".encode()).hexdigest())[:4]
    assert [one.case_id for one in drawing.by_lot(known, 4, SEED)] == naive
    assert [one.case_id for one in drawing.by_lot(known[::-1], 4, SEED)] == naive
    assert [one.case_id for one in drawing.by_lot(known, 4, "other")] != naive


def test_risk_draws_by_the_published_points(db, make, unit):
    old = make.case(date(2021, 9, 1), items=[2_000_000_000])
    small = make.case(date(2024, 8, 1), items=[1_000_000])
    db.commit()
    formula, found = rules.formula(TODAY), drawing.risks(db, [old.id, small.id], TODAY)
    late = {
        one.id: len(db.scalars(select(OpenDuty.duty).where(OpenDuty.case_id == one.id,
                                                           OpenDuty.due < TODAY)).all())
        for one in (old, small)
    }  # fmt: skip
    assert found[old.id].years == 3
    assert found[old.id].remaining == 2_000_000_000
    # 3 years, from a billion 2, each late duty 2, a year and more without an act 4
    assert formula.points(found[old.id]) == 3 + 2 + 2 * late[old.id] + 4
    assert formula.points(found[small.id]) == 2 * late[small.id]
    assert [one.case_id for one in drawing.by_risk(found, 1, formula)] == [old.id]


def test_a_file_drawn_twice_is_refused_with_the_rule_named(db, make, unit, chief, now):
    case, inspection = make.case(), decided(db, unit, chief, now)
    drawn(db, inspection, [case], chief, now)
    db.commit()
    with pytest.raises(RuleBroken, match="chỉ được rút một lần") as broken:
        drawn(db, queries.get(db, inspection.id), [case], chief, now)
    assert broken.value.code == "inspection.drawn_twice"
    sample = db.scalars(select(InspectionSample)).first()
    db.add(SampledFile(inspection_id=inspection.id, sample_id=sample.id, case_id=case.id,
                       position=9, entered_at=now))  # fmt: skip
    with pytest.raises(IntegrityError):
        db.flush()


def test_a_finding_waits_until_a_paper_shows_its_remedy(db, unit, officer, chief, now):
    found = finding(db, decided(db, unit, chief, now), officer, chief, now)
    assert found.article == rules.item("notice").article(DECIDED)
    assert duty_of(db, found.id) == (Duty.FINDING_REMEDY, date(2024, 10, 5))
    terms = {"day": TODAY, "note": "Đã thông báo", "paper": "BB 1"}
    with pytest.raises(RuleBroken) as broken:
        actions.mend(db, queries.finding(db, found.id), RemedyTerms(**terms, content=None),
                     by=officer, today=TODAY, now=now)  # fmt: skip
    assert broken.value.code == "inspection.no_proof"
    actions.mend(db, queries.finding(db, found.id), RemedyTerms(**terms, content=b"%PDF-1 bb"),
                 by=officer, today=TODAY, now=now)  # fmt: skip
    db.commit()
    assert duty_of(db, found.id) is None
    assert readmodel.verify(db) is None


def test_a_finding_repeats_an_earlier_one_of_the_same_item_and_unit_or_officer(
    db, make, unit, officer, chief, now
):
    first, again = decided(db, unit, chief, now), decided(db, unit, chief, now, "16/QĐ")
    before = finding(db, first, officer, chief, now)
    same = finding(db, again, officer, chief, now)
    other = finding(db, again, officer, chief, now, item="payout")
    elsewhere = make.unit()
    there = decided(db, elsewhere, chief, now, "17/QĐ")
    stranger = finding(db, there, make.user(unit=elsewhere), chief, now)
    asked = [queries.finding(db, one.id) for one in (before, same, other, stranger)]
    assert queries.repeats(db, asked) == {same.id: TODAY}


def test_an_inspection_is_concluded_once_every_file_is_answered(db, make, unit, chief, now):
    inspection = decided(db, unit, chief, now)
    assert duty_of(db, inspection.id) == (Duty.INSPECTION_CONCLUSION, date(2024, 10, 15))
    drawn(db, queries.get(db, inspection.id), [make.case()], chief, now)
    db.commit()

    def conclude() -> None:
        actions.conclude(db, queries.get(db, inspection.id), "1/KL", TODAY, "Tốt", by=chief,
                         today=TODAY, now=now)  # fmt: skip

    with pytest.raises(RuleBroken) as broken:
        conclude()
    assert broken.value.code == "inspection.unanswered"
    file = queries.file(db, queries.get(db, inspection.id).files[0].id)
    with pytest.raises(RuleBroken) as broken:
        actions.answer(db, file, [Answer("notice", Verdict.FAULT, None)], by=chief, now=now)
    assert broken.value.code == "inspection.note"
    actions.answer(db, file, [Answer("notice", Verdict.GOOD, None)], by=chief, now=now)
    db.commit()
    conclude()
    db.commit()
    assert duty_of(db, inspection.id) is None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"decided_on": TODAY + timedelta(days=1)}, "inspection.future"),
        ({"period_to": FIRST - timedelta(days=1)}, "inspection.period"),
        ({"due_on": DECIDED - timedelta(days=1)}, "inspection.due"),
    ],
)
def test_a_decision_out_of_order_is_refused(db, unit, chief, now, given, code):
    terms = {
        "kind": InspectionKind.SELF, "number": "1", "decided_on": DECIDED, "unit_id": unit.id,
        "leader_id": chief.id, "period_from": FIRST, "period_to": LAST, "scope": "a",
        "due_on": TODAY,
    }  # fmt: skip
    with pytest.raises(RuleBroken) as broken:
        actions.decide(db, InspectionTerms(**terms | given), by=chief, today=TODAY, now=now)
    assert broken.value.code == code


def test_the_checklist_cites_the_law_of_the_day():
    old = {item.code: item.article(DECIDED) for item in rules.checklist(DECIDED)}
    new = {item.code: item.article(date(2026, 8, 1)) for item in rules.checklist(date(2026, 8, 1))}
    assert old["first_verification"].startswith("L08 Đ.44")
    assert new["first_verification"].startswith("L25 Đ.37")


def test_from_the_decision_to_the_conclusion_through_the_screens(db, make, sign_in, unit, chief,
                                                                 officer):  # fmt: skip
    make.province()
    case = make.case(date(2024, 1, 5))
    head = sign_in(chief)
    data = {"kind": "self", "unit": str(unit.id), "number": "3/QĐ", "decided_on": "02/09/2024",
            "leader": str(chief.id), "period_from": "01/10/2023", "period_to": "31/08/2024",
            "scope": "Xác minh", "due_on": "15/10/2024"}  # fmt: skip
    page = head.post("/inspections/new", data=data).location  # the record, not the list
    assert page == f"/inspections/{db.scalars(select(Inspection.id)).one()}"
    db.commit()
    draw = {"method": "random", "size": "5"}
    assert head.post(f"{page}/samples/new", data=draw).status_code == 303
    again = {"method": "chosen", "case": case.title}
    answer = head.post(f"{page}/samples/new", data=again)
    assert answer.status_code == 422
    assert "chỉ được rút một lần" in answer.text
    sampled = f"/inspections/files/{db.scalars(select(SampledFile.id)).one()}"
    db.commit()
    fault = {"v_notice": "fault", "n_notice": "Chậm 5 ngày", "v_payout": "not_asked"}
    assert head.post(sampled, data=fault).status_code == 303
    assert "1 mục có vi phạm" in head.get(page).text
    found = {"item": "notice", "content": "Chậm thông báo", "remedy": "Thông báo",
             "owner": str(officer.id), "due_on": "05/10/2024"}  # fmt: skip
    assert head.post(f"{page}/findings/new", data=found).status_code == 303
    worker = sign_in(officer)
    assert "Chậm thông báo" in worker.get("/worklists/tasks?mine=1").text
    mended = f"/inspections/findings/{db.scalars(select(InspectionFinding.id)).one()}"
    db.commit()
    proof = {"day": "30/09/2024", "note": "Đã", "paper": "BB 2",
             "file": (io.BytesIO(b"%PDF-1.7 bb"), "b.pdf")}  # fmt: skip
    assert worker.post(f"{mended}/remedy/new", data=proof).status_code == 303
    assert worker.get(f"{mended}/remedy/file").data == b"%PDF-1.7 bb"
    done = {"number": "4/KL", "day": "30/09/2024", "content": "Đạt yêu cầu"}
    assert head.post(f"{page}/conclusion/new", data=done).status_code == 303
    assert "Đạt yêu cầu" in head.get(page).text
    assert {"1/1 hồ sơ có vi phạm", "Chậm thông báo"} <= printed(head, page)
    for address in ("/inspections/", "/inspections/findings/", mended, sampled):
        assert head.get(address).status_code == 200
    assert head.get("/exports/inspections/findings?state=mended").data[:2] == b"PK"


def printed(head, page: str) -> set[str]:
    """What the paper of the conclusion says of what a reader looks for."""
    work = head.post(f"{page}/conclusion/papers").location
    run("lao-cai", work.rsplit("/", 1)[-1])
    address = re.search(r'href="(/checkups/papers/[^"]+)"', head.get(work).text)
    assert address is not None
    words = " ".join(text_of(head.get(address.group(1)).data).split())
    assert "KẾT LUẬN TỰ KIỂM TRA" in words
    return {said for said in ("1/1 hồ sơ có vi phạm", "Chậm thông báo") if said in words}
