"""Each open case on one worksheet; the worksheet tells no more than it may; remarks come back."""

import random
import subprocess
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO

import pikepdf
import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from thads.cases.models import ActKind, CaseInterval, Standing
from thads.communes import actions, grouping, listing, printing, queries
from thads.communes.actions import BatchTerms, RemarkTerms
from thads.communes.listing import SheetFilter, SheetState
from thads.communes.models import CommuneBatch, Proposal, RemarkKind
from thads.core.days import VIETNAM
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.parties.models import Party, PartyRole
from thads.persuasion.models import Answer, PersuasionContact
from thads.places import queries as places
from thads.rules.deadlines import Duty
from thads.verification.areas import UNKNOWN
from thads.worklists import queries as worklists
from thads.worklists.asked import Wanted
from workers import pdf, run

OLD, NEW = date(2025, 6, 30), date(2025, 7, 1)
TODAY = date(2024, 9, 30)
BAC_HA = next(c.code for c in places.search("thị trấn Bắc Hà", TODAY))


def live_in(db, case, *codes):
    """As many debtors as codes, the first one where the case had one."""
    first, *_ = db.scalars(
        select(Party).where(Party.case_id == case.id, Party.role == PartyRole.DEBTOR)
    )
    first.commune_code = codes[0] if codes else None
    for code in codes[1:]:
        terms = {
            name: getattr(first, name)
            for name in (
                "case_id",
                "role",
                "kind",
                "name",
                "name_folded",
                "name_sort_key",
                "entered_at",
            )
        }
        db.add(Party(**terms, commune_code=code))
    return first


def batch_of(db, by, **given):
    terms = {"scope_id": by.unit_id, "area_key": None, "answer_by": None,
             "address": "https://thads.example.vn/communes/code?code="}  # fmt: skip
    now = datetime(2024, 9, 30, 9, 0, tzinfo=VIETNAM)
    job = actions.ask_for(db, BatchTerms(**terms | given), by=by, today=TODAY, now=now)
    return job, db.scalars(select(CommuneBatch)).one()


@pytest.mark.parametrize("day", [OLD - timedelta(days=270), OLD, NEW, date(2026, 9, 30)])
@pytest.mark.parametrize("seed", range(3))
def test_every_open_case_is_on_exactly_one_worksheet(db, make, officer, day, seed):
    rng = random.Random(seed)
    old = [c.code for p in ("10", "40") for c in places.communes_of(p, OLD)]
    new = [c.code for p in places.provinces(NEW)[:4] for c in places.communes_of(p.code, NEW)]
    for _ in range(12):
        docketed = rng.choice([date(2024, 3, 1), OLD, NEW, date(2026, 7, 6)])
        case = make.case(docketed, [rng.randint(1, 9) * 1000], officer=officer)
        live_in(db, case, *(rng.choice([*rng.sample(old, 3), *rng.sample(new, 3), "99999", None])
                            for _ in range(rng.randint(0, 3))))  # fmt: skip
        if rng.random() < 0.3:
            make.act(case, ActKind.WITHDRAWAL, docketed + timedelta(days=3))
    db.commit()
    rows = db.scalars(select(CaseInterval).where(CaseInterval.starts_on <= day))
    naive = sorted(
        row.case_id for row in rows
        if (row.ends_on is None or row.ends_on > day) and not row.standing.has_ended
    )  # fmt: skip
    cases = list(grouping.placed(db, day, None))
    assert sorted(one.case_id for one in cases) == naive
    tallies = grouping.tallies(cases)
    assert sum(one.cases for one in tallies) == len(naive)
    assert len({one.area.key for one in tallies}) == len(tallies)
    assert all(one.area != UNKNOWN for one in tallies[:-1])


def test_a_debtor_whose_commune_is_not_known_leaves_the_case_to_the_next(db, make):
    case = make.case()
    live_in(db, case, "99999", BAC_HA)
    nowhere = make.case()
    db.commit()
    found = {one.case_id: one.area for one in grouping.placed(db, TODAY, None)}
    assert found[case.id].key == f"old-{BAC_HA}"
    assert found[nowhere.id] == UNKNOWN


def words_of(content: bytes) -> set[str]:
    told = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return set(told.stdout.decode().split())


def test_the_paper_of_a_worksheet_tells_nothing_but_what_may_be_told(db, make, officer):
    case = make.case(bank="Ngân hàng Bí Mật", judgment_id=make.judgment(summary="Tóm tắt").id,
                     officer=officer)  # fmt: skip
    debtor = live_in(db, case, BAC_HA)
    debtor.personal_id_number, debtor.address = "010099001234", "Tổ 3"
    db.add(PersuasionContact(
        case_id=case.id, day=date(2024, 9, 2), method="visit", met="Vợ 0912345678", offer="Bí kín",
        answer=Answer.PROMISES, note="Hẹn kín", entered_at=datetime(2024, 9, 2, tzinfo=VIETNAM),
    ))  # fmt: skip
    db.commit()
    _, batch = batch_of(db, officer)
    for area, cases in printing.wanted_areas(db, batch):
        printing.make(db, batch, area, cases, datetime(2024, 9, 30, tzinfo=VIETNAM))
    [paper] = printing.papers(db, batch, "https://thads.example.vn/?code=")
    [group] = paper["officers"]
    [line] = group["lines"]
    assert line["proposal"] == Proposal.REMIND.label
    empty = {"position": 0, "code": "", "title": "", "debtors": (), "owes": "", "remaining": 0,
             "contacted_on": None, "proposal": "", "officer": ""}  # fmt: skip
    assert line.keys() == empty.keys()
    bare = paper | {"officers": [{"name": "", "remaining": 0, "lines": [empty]}]}
    told = "".join([
        str(line["position"]), line["code"], line["title"], debtor.name, ",", debtor.address,
        line["owes"], "1.000.000", "02/09/2024", line["proposal"], line["officer"],
    ]).replace(" ", "")  # fmt: skip
    printed, fixed = words_of(pdf.commune_sheet(paper)), words_of(pdf.commune_sheet(bare))
    assert [word for word in printed - fixed if word.strip(",") not in told] == []
    assert {"02/09/2024", "1.000.000", "Tổ"} <= printed
    secrets = ("010099001234", "0912345678", "Mật", "kín", "Tóm")
    assert not any(secret in word for secret in secrets for word in printed)


def test_what_is_proposed_follows_the_last_talk():
    def told(answer):
        return PersuasionContact(answer=answer)

    going = Standing.IN_PROGRESS
    assert actions.proposed(Standing.NOT_YET_ENFORCEABLE, told(Answer.REFUSES)) is Proposal.MEANS
    assert actions.proposed(going, None) is Proposal.EXPLAIN
    assert actions.proposed(going, told(Answer.ABSENT)) is Proposal.FIND
    assert actions.proposed(going, told(Answer.HANDS_OVER)) is Proposal.REMIND
    assert actions.proposed(going, told(Answer.REFUSES)) is Proposal.INSIST


def waiting(db):
    found = worklists.every(db, Wanted(duty=Duty.COMMUNE_ANSWER), TODAY)
    db.commit()
    return {one.task.subject_id for one in found}


def listed_by_state(db, browser, asked, code):
    """One of two came back: the other waits, and is late once its day is over."""
    assert listing.sheets(db, asked).sums == {"lines": 2, "remarked": 1}
    [left] = listing.sheets(db, replace(asked, state=SheetState.WAITING)).rows
    assert left.sheet.area_key == "none"
    late = replace(asked, state=SheetState.LATE, today=TODAY + timedelta(days=10))
    assert listing.sheets(db, late).rows == [left]
    assert listing.sheets(db, replace(late, today=TODAY)).rows == []
    book = load_workbook(BytesIO(browser.get(
        "/exports/outreach/commune-sheets?state=returned&purpose=work").data))  # fmt: skip
    [row] = [one for one in book.active.values if one[1] == code]
    assert (row[4].date(), *row[5:7]) == (TODAY, 1, 1)


def test_a_job_makes_each_worksheet_once_and_remarks_come_back_by_code(db, make, officer, sign_in):
    db.expire_on_commit = False
    here, _ = (make.case(date(2024, 3, 1), officer=officer) for _ in range(2))
    live_in(db, here, BAC_HA)
    browser = sign_in(officer)
    assert "Bắc Hà" in browser.get("/communes/").text
    assert "Chưa rõ địa bàn" in browser.get("/communes/").text
    assert browser.post("/communes/", data={"answer_by": "01/01/2024"}).status_code == 422
    with_day = (TODAY + timedelta(days=9)).strftime("%d/%m/%Y")
    asked = browser.post("/communes/", data={"answer_by": with_day})
    job_id = asked.headers["Location"].rpartition("/")[2]
    assert run.run("lao-cai", job_id)
    db.rollback()
    asked = SheetFilter(unit_id=officer.unit_id, today=TODAY)
    made = listing.sheets(db, asked).rows
    assert sorted(row.sheet.area_key for row in made) == sorted([f"old-{BAC_HA}", "none"])
    paper = browser.get(f"/communes/papers/{job_id}").data
    with pikepdf.open(BytesIO(paper)) as whole:
        assert len(whole.pages) == 2
    sheet = queries.sheet(db, next(r.sheet.id for r in made if r.sheet.area_key != "none"), None)
    [line] = sheet.lines
    db.commit()
    assert waiting(db) == {row.sheet.id for row in made}
    typed = line.code.lower().replace("-", " ")
    page = browser.get("/communes/code", query_string={"code": typed})
    assert page.headers["Location"].endswith(f"/communes/lines/{line.id}/remark")
    assert browser.get("/communes/code", query_string={"code": "AAAA"}).status_code == 422
    said = {"kind": "has_means", "told_on": TODAY.strftime("%d/%m/%Y"),
            "told_by": "Cán bộ tư pháp", "content": "Có xe"}  # fmt: skip
    assert browser.post(f"/communes/lines/{line.id}/remark", data=said).status_code == 303
    assert "Có xe" in browser.get(f"/cases/{here.id}").text
    assert "Có xe" in browser.get("/communes/remarks?kind=has_means").text
    back = {"day": said["told_on"]}
    assert browser.post(f"/communes/sheets/{sheet.id}/return", data=back).status_code == 303
    assert waiting(db) == {row.sheet.id for row in made} - {sheet.id}
    listed_by_state(db, browser, asked, sheet.code)
    elsewhere = sign_in(Role.OFFICER, unit=make.unit("XA"))
    assert elsewhere.get(f"/communes/lines/{line.id}/remark").status_code == 404
    assert elsewhere.get("/communes/code", query_string={"code": sheet.code}).status_code == 422


def test_what_a_remark_must_hold(db, make, officer):
    live_in(db, make.case(officer=officer), BAC_HA)
    db.commit()
    _, batch = batch_of(db, officer)
    [(area, cases)] = printing.wanted_areas(db, batch)
    printing.make(db, batch, area, cases, datetime(2024, 9, 30, tzinfo=VIETNAM))
    [sheet] = queries.sheets_of(db, batch.id)
    line = queries.sheet(db, sheet.id, None).lines[0]
    good = {"kind": RemarkKind.AWAY, "told_on": TODAY, "told_by": "Trưởng thôn"}
    for wrong, field in (
        ({"told_on": TODAY - timedelta(days=1)}, "told_on"), ({"told_by": " "}, "told_by"),
        ({"kind": RemarkKind.OTHER}, "content"),
    ):  # fmt: skip
        with pytest.raises(RuleBroken) as broken:
            actions.remark(db, line, RemarkTerms(**good | wrong), by=officer, today=TODAY)
        assert broken.value.field == field
