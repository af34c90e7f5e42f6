"""Leaf numbers: in the order of the circular, each once, whatever comes later (TT04 Đ.31)."""

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from tests.casefiles.conftest import NOW, TODAY
from thads.attachments.actions import strike
from thads.attachments.models import PaperKind
from thads.casefiles import actions, contents
from thads.casefiles.models import LeafNumber, leaf_of_page
from thads.cases import queries as cases
from thads.cases.models import Initiation
from thads.core.errors import Conflict, RuleBroken
from thads.identity.models import Role


def index(db, case) -> list[tuple[str, str]]:
    return [(one.leaf.words, one.title) for one in contents.of_case(db, case.id).numbered]


def number(db, case, by, **sheets: int):
    loaded = cases.get(db, case.id, scope=None)
    waiting = contents.of_case(db, case.id).waiting
    wanted = {one.source_id: sheets.get(one.title, one.pages or 1) for one in waiting}
    return actions.number(db, loaded, wanted, by=by, today=TODAY, now=NOW)


def test_decision_request_judgment_come_first_then_time(db, case, given, officer):
    given.beginning(case)
    given.give(case.id, PaperKind.OTHER, date(2023, 10, 6), issued_on=date(2023, 10, 1), title="Cũ")
    number(db, case, officer)
    assert index(db, case) == [
        ("01", "Quyết định"), ("02–03", "Đơn"), ("04", "Bản án"), ("05", "Cũ"),
        ("06–08", "Biên bản")]  # fmt: skip


def test_later_papers_follow_and_no_number_moves(db, case, given, officer):
    given.beginning(case)
    number(db, case, officer)
    before = index(db, case)
    given.give(case.id, PaperKind.PROOF, date(2023, 10, 5), title="Nhận trước, đưa vào sau")
    given.give(case.id, PaperKind.PROOF, date(2024, 1, 5), pages=4, title="Hai mặt")
    number(db, case, officer, **{"Hai mặt": 2})
    assert index(db, case) == [
        *before, ("08", "Nhận trước, đưa vào sau"), ("09–10", "Hai mặt")]  # fmt: skip


def test_a_struck_paper_keeps_its_number_and_none_is_given_twice(db, case, given, officer):
    papers = given.beginning(case)
    number(db, case, officer)
    loaded = cases.get(db, case.id, scope=None)
    strike(db, loaded, papers[0], reason="Của việc khác", by=officer, today=TODAY, now=NOW)
    given.give(case.id, PaperKind.PROOF, TODAY, title="Mới")
    number(db, case, officer)
    assert index(db, case)[-2:] == [("05–07", "Biên bản"), ("08", "Mới")]
    assert [one.title for one in contents.of_case(db, case.id).standing][-1] == "Mới"


@pytest.mark.parametrize(
    ("initiation", "kinds", "missing"),
    [(Initiation.ON_REQUEST, "DJ", "yêu cầu"), (Initiation.ON_REQUEST, "RJ", "quyết định"),
     (Initiation.EX_OFFICIO, "D", "bản án")],
)  # fmt: skip
def test_the_file_does_not_begin_without_its_beginning(
    db, make, given, officer, initiation, kinds, missing
):
    case = make.case(officer=officer, initiation=initiation)
    of = {"D": PaperKind.DECISION, "R": PaperKind.REQUEST, "J": PaperKind.JUDGMENT}
    for kind in kinds:
        given.give(case.id, of[kind], date(2023, 10, 9))
    with pytest.raises(RuleBroken, match=missing) as refused:
        number(db, case, officer)
    assert "Điều 31" in refused.value.message


def test_an_ex_officio_case_needs_no_request(db, make, given, officer):
    case = make.case(officer=officer, initiation=Initiation.EX_OFFICIO)
    for kind in (PaperKind.JUDGMENT, PaperKind.DECISION):
        given.give(case.id, kind, date(2023, 10, 9), title=kind.value)
    number(db, case, officer)
    assert index(db, case) == [("01", "decision"), ("02", "judgment")]


def test_papers_that_came_meanwhile_are_not_numbered_unseen(db, case, given, officer):
    given.beginning(case)
    loaded = cases.get(db, case.id, scope=None)
    seen = {one.source_id: 1 for one in contents.of_case(db, case.id).waiting}
    given.give(case.id, PaperKind.PROOF, TODAY)
    with pytest.raises(Conflict):
        actions.number(db, loaded, seen, by=officer, today=TODAY, now=NOW)


def test_a_page_bears_the_number_of_its_sheet():
    def numbers(sheets: int, pages: int) -> list[int]:
        return [leaf_of_page(5, sheets, page, pages) for page in range(pages)]

    assert numbers(sheets=3, pages=5) == [5, 5, 6, 6, 7]  # both sides scanned
    assert numbers(sheets=1, pages=3) == [5, 5, 5]
    assert numbers(sheets=3, pages=3) == [5, 6, 7]


def test_a_number_is_neither_changed_nor_taken_away(db, case, given, officer):
    given.beginning(case)
    number(db, case, officer)
    db.commit()
    for statement in ("UPDATE leaf_number SET first = 90", "DELETE FROM leaf_number"):
        with pytest.raises(IntegrityError, match="append_only"):
            db.execute(text(statement))
        db.rollback()


def test_on_screen_sheets_are_suggested_and_taken(db, case, given, officer, sign_in):
    given.beginning(case)
    client = sign_in(officer)
    page = client.get(f"/cases/{case.id}/leaves").text.partition("<tbody>")[2]
    waiting = contents.of_case(db, case.id).waiting
    assert page.index("Quyết định") < page.index("Đơn") < page.index("Bản án")
    form = {f"rows-{n}-source_id": str(one.source_id) for n, one in enumerate(waiting)}
    form |= {f"rows-{n}-sheets": str(one.pages) for n, one in enumerate(waiting)}
    db.rollback()

    wrong = client.post(f"/cases/{case.id}/leaves", data=form | {"rows-3-sheets": "ba"})
    assert wrong.status_code == 422
    assert client.post(f"/cases/{case.id}/leaves", data=form).status_code == 303
    assert client.post(f"/cases/{case.id}/leaves", data=form).status_code == 422

    db.rollback()
    found = db.scalars(select(LeafNumber).order_by(LeafNumber.first)).all()
    assert [(one.first, one.sheets) for one in found] == [(1, 1), (2, 2), (4, 1), (5, 3)]
    assert "05–07" in client.get(f"/cases/{case.id}/file").text
    assert sign_in(Role.ACCOUNTANT).get(f"/cases/{case.id}/leaves").status_code == 404
