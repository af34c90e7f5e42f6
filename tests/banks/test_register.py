"""Which creditor is which credit institution, and what each of them is owed."""

import re
from datetime import date
from io import BytesIO
from uuid import UUID

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from tests.banks.world import TODAY, bank_case, creditor_of, institution, linked
from thads.banks.actions import institutions, linking
from thads.banks.actions.institutions import EndTerms
from thads.banks.actions.linking import Chosen
from thads.banks.models import CreditInstitution
from thads.banks.naming import Directory, Likeness, taken_apart
from thads.banks.queries import links, register
from thads.banks.queries.links import WantedLinks
from thads.banks.queries.register import Wanted
from thads.cases.models import ActKind
from thads.core.errors import RuleBroken
from thads.identity.models import Role
from thads.parties.models import Party, PartyKind, PartyRole


@pytest.mark.parametrize(
    ("name", "key", "branch"),
    [
        ("Ngân hàng TMCP Ví Dụ", "nh vi du", ""),
        ("NGÂN HÀNG THƯƠNG MẠI CỔ PHẦN VÍ DỤ VIỆT NAM", "nh vi du", ""),
        ("NHTMCP Ví Dụ - CN Bảo Thắng", "nh vi du", "bao thang"),
        ("Quỹ tín dụng nhân dân Ví Dụ", "qtd vi du", ""),
        ("Ngân hàng TNHH MTV Giả Định, Chi nhánh Lào Cai", "nh gia dinh", "lao cai"),
        ("Ngân hàng TMCP Việt Nam", "nh tmcp viet nam", ""),  # nothing else would be left
    ],
)
def test_names_are_compared_by_what_tells_them_apart(name, key, branch):
    assert taken_apart(name) == (key, branch)


def named(name: str, branch: str | None = None, short: str | None = None) -> CreditInstitution:
    return CreditInstitution(name=name, branch=branch, short_name=short,
                             name_key=taken_apart(name).key)  # fmt: skip


def test_a_suggestion_is_sure_only_for_the_same_name():
    vi_du = named("Ngân hàng TMCP Ví Dụ")
    branch = named("Ngân hàng TMCP Ví Dụ", "Chi nhánh Bảo Thắng")
    fund, gdb = named("Quỹ tín dụng nhân dân Ví Dụ"), named("Ngân hàng Giả Định", short="GDBank")
    directory = Directory([vi_du, branch, fund, gdb])
    assert directory.meant_by("NHTMCP Ví Dụ") == (vi_du, Likeness.SAME)
    assert directory.meant_by("NHTMCP Ví Dụ CN Bảo Thắng") == (branch, Likeness.SAME)
    assert directory.meant_by("Quỹ tín dụng Ví Dụ") == (fund, Likeness.SAME)
    assert directory.meant_by("Công ty quản lý nợ GDBank") == (gdb, Likeness.CLOSE)
    assert directory.meant_by("Công ty TNHH Ví Dụ") is None
    only_branches = Directory([branch, named("Ngân hàng Ví Dụ", "Sa Pa")])
    assert only_branches.meant_by("Ngân hàng Ví Dụ") is None  # which of the two?


def test_no_name_stands_twice_in_the_register(db, chief):
    institution(db, chief)
    with pytest.raises(RuleBroken) as broken:
        institution(db, chief, "NHTMCP Ví Dụ Việt Nam")
    assert broken.value.code == "institution.known"
    institution(db, chief, "NHTMCP Ví Dụ", branch="Chi nhánh Sa Pa")
    with pytest.raises(RuleBroken, match="chưa đến"):
        institution(db, chief, "Ngân hàng Mới", valid_from=date(2024, 10, 1))


def found_by(db) -> list[links.Unlinked]:
    directory = register.directory(db, TODAY)
    return list(links.every_unlinked(db, WantedLinks(), TODAY, directory))


def test_bank_creditors_are_found_by_the_mark_of_the_case_or_by_their_name(db, make, chief):
    bank, fund = institution(db, chief), institution(db, chief, "Quỹ tín dụng nhân dân Thí Dụ")
    one = bank_case(make, "NHTMCP Ví Dụ")
    two = make.case()  # not marked, but the name says it
    creditor_of(db, two, fund.name)
    make.case()  # a person's: nobody asks
    unnamed = make.case(bank="Ngân hàng TMCP Ví Dụ")
    db.commit()
    found = found_by(db)
    assert {(row.case_id, row.suggestion.institution.id) for row in found} == {
        (one.id, bank.id), (two.id, fund.id), (unnamed.id, bank.id)}  # fmt: skip
    assert next(row for row in found if row.case_id == unnamed.id).party_id is None
    chosen = [Chosen(row.case_id, row.party_id, row.suggestion.institution.id) for row in found]
    assert linking.link_many(db, chosen, by=chief, today=TODAY) == {bank.id: 2, fund.id: 1}
    assert linking.link_many(db, chosen, by=chief, today=TODAY) == {}  # the second changes nothing
    db.commit()
    assert links.count_unlinked(db, None, TODAY) == 0


def owed_to(db, bank) -> tuple[int, ...]:
    lines = register.lines(db, Wanted(), TODAY)
    return next(line.owed for line in lines if line.institution.id == bank.id)


def test_a_case_of_two_institutions_counts_for_both_and_once_below(db, make, chief):
    bank, fund = institution(db, chief), institution(db, chief, "Quỹ tín dụng nhân dân Thí Dụ")
    one = linked(db, make, bank, chief, items=[500_000])
    make.money(one, 200_000, date(2024, 5, 2))
    two = linked(db, make, fund, chief, items=[300_000])
    make.act(two, ActKind.NOT_YET_ENFORCEABLE, date(2024, 6, 3))
    joint = Party(case_id=two.id, role=PartyRole.CREDITOR, kind=PartyKind.ORGANISATION,
                  name=bank.name, name_folded="x", name_sort_key="x")  # fmt: skip
    own = case_party(db, two)
    db.add(joint)
    db.flush()
    linking.link(db, two, joint, bank.id, by=chief, today=TODAY)
    db.commit()
    assert owed_to(db, bank) == (2, 2, 1, 800_000, 200_000, 600_000)
    assert owed_to(db, fund) == (1, 1, 0, 300_000, 0, 300_000)
    assert register.whole(db, Wanted(), TODAY) == owed_to(db, bank)
    linking.link(db, two, own, None, by=chief, today=TODAY)  # no credit institution after all
    db.commit()
    assert owed_to(db, fund).cases == 0
    assert links.count_unlinked(db, None, TODAY) == 0


def test_an_institution_that_ends_hands_its_cases_on_and_takes_none(db, make, chief):
    old, new = institution(db, chief), institution(db, chief, "Ngân hàng TMCP Kế Thừa")
    case = linked(db, make, old, chief)
    db.commit()
    for given, field in (
        ({"last_day": date(2024, 10, 1)}, "last_day"),
        ({"successor_id": old.id}, "successor_id"),
    ):
        terms = {"last_day": date(2024, 8, 31), "reason": "Sáp nhập", "successor_id": new.id}
        with pytest.raises(RuleBroken) as broken:
            institutions.end(db, old, EndTerms(**terms | given), by=chief, today=TODAY)
        assert broken.value.field == field
    institutions.end(db, old, EndTerms(**terms), by=chief, today=TODAY)
    db.commit()
    assert [one.id for one in links.institutions_of(db, case.id)] == [new.id]
    with pytest.raises(RuleBroken, match="đã chấm dứt"):
        linking.link(db, case, case_party(db, case), old.id, by=chief, today=TODAY)
    institution(db, chief)  # the name is free again
    with pytest.raises(IntegrityError, match="append_only"):
        db.execute(text("UPDATE creditor_link SET institution_id = NULL"))


def case_party(db, case) -> Party:
    stmt = select(Party).where(Party.case_id == case.id, Party.role == PartyRole.CREDITOR)
    return db.scalars(stmt).one()


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@pytest.fixture
def head(db, chief, sign_in):
    """The head of the unit, with the institution entered through the screen."""
    client = sign_in(chief)
    sent = {"name": "Ngân hàng TMCP Ví Dụ", "valid_from": "01/01/2015"}
    assert client.post("/credit-institutions/new", data=sent | {"name": ""}).status_code == 422
    assert client.post("/credit-institutions/new", data=sent).status_code == 303
    return client


def test_the_screens_link_in_bulk_what_this_person_may_see(db, make, head):
    db.expire_on_commit = False
    for name in ("NHTMCP Ví Dụ", "Ngân hàng TMCP Ví Dụ"):
        bank_case(make, name, items=[40_000])
    elsewhere = bank_case(make, items=[9_000_000], unit=make.unit("XA"))
    db.commit()
    page = head.get("/credit-institutions/creditors").text
    values = re.findall(r'name="creditor" value="([^"]+)" checked', page)
    assert len(values) == 2  # the other unit's is not theirs to see
    assert head.post("/credit-institutions/creditors", data={}).status_code == 422
    stolen = f"{elsewhere.id}.{case_party(db, elsewhere).id}.{values[0].rpartition('.')[2]}"
    done = head.post("/credit-institutions/creditors", data={"creditor": [values[0], stolen]})
    assert done.status_code == 303
    assert "Đã ghi 1 dòng." in head.get(done.location).text
    head.post("/credit-institutions/creditors?likeness=same", data={"which": "same"})
    assert "Tất cả 1 tổ chức 2 2 2 80.000 0 80.000" in plain(head.get("/credit-institutions/").text)


def test_the_screens_and_workbooks_have_the_same_sums(db, make, head, chief, sign_in):
    db.expire_on_commit = False
    bank = register.every(db)[0]
    first, second = (linked(db, make, bank, chief, items=[n]) for n in (500_000, 40_000))
    other = linked(db, make, bank, chief, items=[9_000_000], unit=make.unit("XA"))
    db.commit()
    shown = plain(head.get(f"/credit-institutions/{bank.id}").text)
    assert "Tất cả 2 việc 540.000 0 540.000" in shown
    assert first.title in shown
    assert other.title not in shown
    assert f"/credit-institutions/{bank.id}" in head.get(f"/cases/{second.id}").text
    again = f"/cases/{second.id}/credit-institutions"
    none = {"party": str(case_party(db, second).id), "institution": str(UUID(int=0))}
    assert head.post(again, data=none).status_code == 303
    assert "không phải tổ chức tín dụng" in head.get(again).text
    db.rollback()
    book = load_workbook(BytesIO(head.get("/exports/credit-institutions/").data)).active
    assert [cell.value for cell in book[book.max_row]][5:] == [1, 1, 1, 500_000, 0, 500_000]
    one = load_workbook(BytesIO(head.get(f"/exports/credit-institutions/{bank.id}").data)).active
    assert [cell.value for cell in one[one.max_row]][4:7] == [500_000, 0, 500_000]
    reader = sign_in(Role.EXAMINER)
    assert "Ghi tổ chức tín dụng" not in reader.get("/credit-institutions/").text
    assert reader.get("/credit-institutions/new").status_code == 404
