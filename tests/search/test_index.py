"""What is searched keeps step with the facts, however they are written."""

from datetime import date

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import delete, text

from tenants.schema import TREES
from tests.factories import ENTERED
from thads.cases import readmodel
from thads.cases.models import ActKind
from thads.core.text import fold, name_sort_key
from thads.imports import striking
from thads.imports.models import ImportPurpose, RegisterImport
from thads.reorganisation.models import Reorganisation
from thads.requests.models import Channel, EnforcementRequest, RequestKind
from thads.search import index
from thads.search.models import SearchEntry
from thads.units.models import Succession, UnitSuccession


@pytest.fixture
def register_import(db):
    """An import by which cases may be struck out."""
    record = RegisterImport(
        purpose=ImportPurpose.REGISTER, file_name="so.xlsx", file_key="imports/so.xlsx",
        file_sha256="0" * 64, entered_at=ENTERED,
    )  # fmt: skip
    db.add(record)
    db.flush()
    return record


def test_a_unit_finds_what_it_issued_and_what_was_moved_to_it(make, name, find, db):
    here, there = make.unit(), make.unit()
    case = make.case(date(2024, 1, 5), unit=here, number=4711)
    party = name("Ngô Văn Chuyển", case)
    assert [p.party_id for p in find("ngo van chuyen", scope=here.id).people] == [party.id]
    assert len(find("ngo van chuyen", scope=there.id)) == 0

    moved = make.act(case, ActKind.TRANSFER, date(2024, 2, 5), to_unit_id=there.id)
    name("Ngô Văn Muộn", case)
    for scope in (here.id, there.id):
        found = find("ngo van", scope=scope)
        assert [p.name for p in found.people] == ["Ngô Văn Chuyển", "Ngô Văn Muộn"]
        assert [c.case_id for c in find("4711", scope=scope).cases] == [case.id]
    assert len(find("ngo van").people) == 2

    make.act(case, ActKind.CORRECTION, date(2024, 2, 6), corrects_id=moved.id)
    assert len(find("ngo van", scope=there.id)) == 0
    assert index.verify(db) is None


def test_a_unit_finds_what_those_issued_whose_work_it_carries_on(make, name, find):
    division = make.unit()
    before = [make.unit(successor_id=division.id), make.unit(successor_id=division.id)]
    cases = [make.case(unit=unit) for unit in before]
    for case in cases:
        name("Ngô Văn Kế", case)
    make.act(cases[0], ActKind.TRANSFER, date(2024, 2, 5), to_unit_id=before[1].id)
    assert len(find("ngo van ke", scope=division.id).people) == 2
    assert len(find("ngo van ke", scope=before[0].id).people) == 1


def test_a_judgment_is_found_by_its_own_unit_alone(make, find):
    here, there = make.unit(), make.unit()
    judgment = make.judgment(unit=here, number="91/2024/DS-ST", number_folded="91/2024/ds-st")
    assert [j.judgment_id for j in find("91/2024", scope=here.id).judgments] == [judgment.id]
    assert len(find("91/2024", scope=there.id)) == 0


def test_a_request_is_found_by_its_people_in_its_own_unit(make, find, db):
    here, there = make.unit(), make.unit()
    asked = requested(db, here, "Ngô Thị Xin")
    for typed in ("ngo thi xin", "phai tra"):
        assert [r.request_id for r in find(typed, scope=here.id).requests] == [asked.id]
        assert len(find(typed, scope=there.id)) == 0
        assert [r.request_id for r in find(typed).requests] == [asked.id]
    assert index.verify(db) is None


def test_a_unit_finds_the_requests_of_those_that_went_over_into_it(make, find, db):
    before, division, other = make.unit(), make.unit(), make.unit()
    plan = Reorganisation(day=date(2025, 7, 1), title="Sắp xếp", entered_at=ENTERED)
    db.add(plan)
    db.flush()
    for successor in (division, other):  # in part: no single successor
        db.add(UnitSuccession(predecessor_id=before.id, successor_id=successor.id,
                              reorganisation_id=plan.id, day=plan.day,
                              kind=Succession.SPLIT))  # fmt: skip
    requested(db, before, "Ngô Thị Xin")
    assert len(find("ngo thi xin", scope=division.id).requests) == 1


def requested(db, unit, requester):
    """A request of this person against Ông Phải Trả."""
    names = f"{requester} {requester} Ông Phải Trả"
    request = EnforcementRequest(
        unit_id=unit.id, kind=RequestKind.REQUEST, channel=Channel.WRITTEN,
        received_on=date(2024, 9, 2), requested_on=date(2024, 9, 2), requester=requester,
        creditor=requester, debtor="Ông Phải Trả", names_folded=fold(names),
        content="Trả nợ", entered_at=ENTERED,
    )  # fmt: skip
    db.add(request)
    db.flush()
    return request


def test_a_corrected_name_is_found_and_the_old_one_no_more(name, find, db):
    party = name("Ngô Văn Sai")
    assert len(find("ngo van sai").people) == 1
    party.name, party.name_folded = "Ngô Văn Đúng", fold("Ngô Văn Đúng")
    party.name_sort_key = name_sort_key(party.name)
    assert [p.name for p in find("ngo van dung").people] == ["Ngô Văn Đúng"]
    assert len(find("ngo van sai")) == 0
    assert index.verify(db) is None


def test_a_struck_case_is_absent_until_it_is_brought_back(name, find, make, db, register_import):
    case = make.case(number=612, import_id=register_import.id)
    name("Ngô Văn Gạch", case)
    assert len(find("ngo van gach").people) == 1
    assert striking.strike(db, [case.id], by_import=register_import.id) == [case.id]
    assert len(find("ngo van gach")) == 0  # at once, the index as it was
    striking.forget(db, [case.id])
    assert len(find("612")) == 0
    assert index.verify(db) is None
    striking.bring_back(db, [case.id])
    assert [c.case_id for c in find("612").cases] == [case.id]
    assert index.verify(db) is None


def test_all_is_made_anew_from_the_facts(name, make, find, db):
    name("Ngô Văn Lại")
    make.judgment(number="8/2024/DS-ST", number_folded="8/2024/ds-st")
    requested(db, make.district(), "Ngô Thị Xin")
    db.commit()
    kept = {entry_of(row) for row in db.query(SearchEntry)}
    readmodel.rebuild(db)
    assert {entry_of(row) for row in db.query(SearchEntry)} == kept
    assert len(find("ngo van lai").people) == 1
    assert len(find("8/2024").judgments) == 1
    assert len(find("ngo thi xin").requests) == 1
    assert index.verify(db) is None


def entry_of(row: SearchEntry) -> tuple[object, ...]:
    return row.kind, row.unit_id, row.is_elsewhere, row.case_id, row.subject_id, row.words


@pytest.mark.parametrize("harm", [
    "UPDATE search_entry SET words = 'khac' WHERE kind = 'party'",
    "DELETE FROM search_entry WHERE kind = 'number'",
    "DELETE FROM search_entry WHERE kind = 'judgment'",
    "DELETE FROM search_entry WHERE kind = 'request'",
])  # fmt: skip
def test_an_index_that_lost_step_is_noticed(harm, name, make, db):
    name("Ngô Văn Lệch")
    make.judgment()
    requested(db, make.district(), "Ngô Thị Xin")
    db.commit()
    db.execute(text(harm))
    assert index.verify(db) is not None


def test_the_revision_enters_what_the_program_would(name, make, db):
    """It folds and gathers by itself, since the program may change after it."""
    here, there = make.unit(), make.unit()
    case = make.case(date(2024, 1, 5), unit=here)
    name("Công ty “Đỗ & Con” (chi nhánh 2)", case)
    make.act(case, ActKind.TRANSFER, date(2024, 2, 5), to_unit_id=there.id)
    make.act(case, ActKind.VERIFICATION, date(2024, 2, 5), stated_number="07/BB-XM.Đ")
    make.judgment(number="72/2025/QĐST-HNGĐ", number_folded="72/2025/qdst-hngd")
    requested(db, here, "Công ty “Ngô & Xin”")
    db.commit()
    kept = {entry_of(row) for row in db.query(SearchEntry)}
    db.execute(delete(SearchEntry))
    script = ScriptDirectory(str(TREES / "tenant"))
    of = {one.path.rpartition("_")[2]: one.module for one in script.walk_revisions()}
    with Operations.context(MigrationContext.configure(db.connection())):
        of["search.py"]._fill()
        of["found.py"].upgrade()
    db.expire_all()
    assert {entry_of(row) for row in db.query(SearchEntry)} == kept
