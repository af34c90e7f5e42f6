"""Forms 6 to 12 and the summary of a closed month stay as they were at closing (R4, R13, P18)."""

from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.closing.world import Office, amended, closed, enter_late, office
from tests.documents.test_printing import text_of
from tests.factories import Make
from thads.cases import readmodel
from thads.cases.models import ActKind, Case, CaseAct
from thads.closing import causes, documents, frozen, supplements
from thads.closing.models import PeriodVersion
from thads.complaints.models import Complaint, Source
from thads.core.errors import RuleBroken
from thads.core.jobs import BackgroundJob, Job
from thads.figures import versions
from thads.formbook import doors
from thads.formbook.queries import every_sheet
from thads.formbook.sheets import Sheet
from thads.identity.models import Role
from thads.remissions.models import RemissionDossier
from thads.reports import summary
from thads.rules.complaints import PetitionKind
from thads.rules.remission import Relief
from thads.statistics.subject import Subject
from thads.units.models import Unit
from workers.jobs import HANDLERS

END, CLOSED_ON, PRINTED_ON = date(2024, 9, 30), date(2024, 10, 4), date(2024, 10, 9)
NOW = datetime(2024, 10, 7, tzinfo=UTC)


@pytest.fixture
def people(make: Make) -> Office:
    return office(make)


def complain(db: Session, unit: Unit, day: date) -> None:
    db.add(Complaint(
        unit_id=unit.id, received_on=day, kind=PetitionKind.COMPLAINT, source=Source.POST, round=1,
        against="Quyết định kê biên", sender_name="Người gửi", people=1, content="c",
        entered_at=NOW,
    ))  # fmt: skip
    db.commit()


def ask_to_forgive(db: Session, make: Make, people: Office, day: date) -> None:
    case = make.case(date(2018, 1, 5), [(9_000_000, True)], officer=people.officer)
    db.add(RemissionDossier(
        case_id=case.id, item_id=make.items(case)[0].id, opened_on=day, relief=Relief.EXEMPTION,
        way="4", amount=9_000_000, entered_at=NOW,
    ))  # fmt: skip
    db.commit()


@pytest.fixture
def first(db: Session, make: Make, people: Office) -> PeriodVersion:
    """Closed with one complaint and one dossier; a second complaint of September came later."""
    complain(db, people.branch, date(2024, 5, 6))
    ask_to_forgive(db, make, people, date(2024, 5, 7))
    held = db.scalars(select(Case).where(Case.docketed_on == date(2024, 4, 1))).one()
    make.act(held, ActKind.AMENDMENT, date(2024, 5, 6))  # which moves no figure
    made = closed(db, END, people.governor, on=CLOSED_ON)
    db.commit()
    complain(db, people.branch, date(2024, 9, 9))
    return made


def of(db: Session, version: PeriodVersion, subject: Subject) -> list[Sheet]:
    found = versions.get(db, END, version.number, published=False)
    return versions.every_sheet(db, subject, found)


def cells(sheets: list[Sheet]) -> list[list[tuple[object, ...]]]:
    return [[line.cells for line in sheet.lines] for sheet in sheets]


def test_a_version_holds_all_twelve_forms_as_they_were(
    db: Session, people: Office, first: PeriodVersion, sign_in
):
    whose = (
        Subject(), Subject(people.branch.id), Subject(people.branch.id, people.officer.id),
        Subject(people.province.id),
    )  # fmt: skip
    version = versions.get(db, END, 1, published=False)
    kept = {place: cells(of(db, first, one)) for place, one in enumerate(whose)}
    totals = [(made[5][0][0], made[7][0][0]) for made in kept.values()]
    assert totals == [(1, 1), (1, 1), (1, 0), (0, 0)]
    now = [every_sheet(db, END, one)[7].lines[0].cells[0] for one in whose]
    assert now == [2, 2, 0, 0]
    readmodel.rebuild(db)
    assert kept == {place: cells(of(db, first, one)) for place, one in enumerate(whose)}

    for sheet in of(db, first, Subject(people.branch.id))[5:]:
        for line in sheet.lines:
            for column, value in zip(sheet.columns, line.cells, strict=True):
                opened = doors.door(db, sheet.code(line, column))
                assert versions.behind(db, opened, version).total == value
    db.commit()
    head = sign_in(Role.PROVINCE_HEAD)
    page = head.get("/figures/B8C01.TS.TINH.240930-1").text
    assert page.count("Khiếu nại: Quyết định kê biên") == 1
    assert head.get("/figures/B8C01.TS.TINH.240930").text.count("Quyết định kê biên") == 2
    assert "/cases/" in head.get("/figures/B6C01.TS.TINH.240930-1").text


def test_the_paper_of_a_version_prints_what_was_frozen(
    db: Session, make: Make, people: Office, first: PeriodVersion
):
    kept = summary.of_version(db, first, frozen.summary(db, first.id), dated=PRINTED_ON)
    case = db.scalars(select(Case).where(Case.docketed_on == date(2024, 3, 1))).one()
    enter_late(make, case, 4_000_000, date(2024, 9, 5), by=people.chief, at=NOW)
    readmodel.rebuild(db)
    again = summary.of_version(db, first, frozen.summary(db, first.id), dated=PRINTED_ON)
    assert again == kept
    assert kept["head"]["dated"] == PRINTED_ON.isoformat()
    live = summary.compose(db, END, dated=PRINTED_ON, version=2)
    differ = {name for name in live if live[name] != kept[name]}
    assert {"statistics", "ages", "overseers", "months", "lists"} <= differ
    codes = [one["codes"]["rates"]["cases"] for one in (kept, live)]
    assert codes == ["TL1.TS.TINH.240930-1", "TL1.TS.TINH.240930"]


def test_a_register_that_changed_makes_a_second_version_and_only_it(
    db: Session, people: Office, first: PeriodVersion
):
    second = amended(db, people.governor)
    assert second.digest == first.digest
    old, new = (of(db, one, Subject())[7].lines[0].cells[0] for one in (first, second))
    assert (old, new) == (1, 2)
    with pytest.raises(RuleBroken, match="Số liệu không khác bản 2"):
        amended(db, people.governor)


def strike_out(db: Session, make: Make) -> None:
    """An amendment of the closed period that was a mistake."""
    act = db.scalars(select(CaseAct).where(CaseAct.kind == ActKind.AMENDMENT)).one()
    make.act(db.get_one(Case, act.case_id), ActKind.CORRECTION, date(2024, 10, 7), sequence=95,
             corrects_id=act.id, note="Ghi nhầm hồ sơ", entered_at=NOW)  # fmt: skip


class Silent:
    """Progress that nobody reads."""

    def step(self, done: int, total: int, label: str) -> None:
        pass


def test_a_second_version_names_cells_cases_and_late_facts_on_its_page_and_in_its_report(
    db: Session, make: Make, people: Office, first: PeriodVersion, sign_in
):
    case = db.scalars(select(Case).where(Case.docketed_on == date(2024, 3, 1))).one()
    enter_late(make, case, 2_000_000, date(2024, 9, 5), by=people.chief, at=NOW)
    strike_out(db, make)
    second = amended(db, people.governor)
    found = causes.between(db, first, second)
    assert [(one.case.case_id, len(one.moved) > 0) for one in found.cases] == [(case.id, True)]
    cells = {
        (one.title, one.is_money): one.difference
        for one in documents.changes(first.figures, second.figures)
        if one.row["group"] == "total"
    }
    moved = {(one.title, one.is_money): one.amount for one in found.cases[0].moved}
    assert moved == cells
    db.commit()
    governor, address = sign_in(people.governor), f"/closing/versions/{second.id}"
    page = governor.get(address).text
    assert governor.get(f"{address}/supplement").status_code == 404
    said = (f"/cases/{case.id}", "Biên lai nộp muộn", "Ghi nhầm hồ sơ", "Ô thay đổi của Biểu 6–12")
    assert [words for words in said if words not in page] == []
    job = db.scalars(select(BackgroundJob).where(BackgroundJob.name == Job.PRINT_SUPPLEMENT)).one()
    for _ in range(2):
        HANDLERS[job.name](db, job, Silent())
        db.commit()
    paper = governor.get(f"{address}/supplement")
    assert sha256(paper.data).hexdigest() == second.supplement.file_sha256
    told = text_of(paper.data)
    said = ("giải trình", "15/TB-VKS", f"{case.number}/", "+2.000.000", "Biên lai nộp muộn",
            "Gạch bỏ: ", "1 2 +1", first.digest)  # fmt: skip
    assert [words for words in said if words not in told] == [], told
    assert supplements.compose(db, second) == second.supplement.content
    db.commit()
    assert "Biên lai nộp muộn" not in sign_in(people.chief).get(address).text
