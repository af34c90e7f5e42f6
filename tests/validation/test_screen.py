"""The screen: what was found, and words that explain it and hold for those numbers only."""

import re
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.clients import Client
from tests.conftest import SignIn
from tests.factories import Make
from thads.audit.models import AuditEntry
from thads.cases.models import ActKind, Case
from thads.identity.models import Role, User
from thads.statistics.subject import PROVINCE, Subject
from thads.units.models import Unit
from thads.validation import queries
from thads.validation.models import Explanation

END = date(2023, 11, 30)
ADDRESS = "/validation/?period=2023-11-30"


@pytest.fixture
def discontinued(db: Session, make: Make, unit: Unit, officer: User) -> Case:
    """Partly paid last year, the rest discontinued in November: completed, nothing collected."""
    case = make.case(date(2022, 11, 6), [500_000], unit=unit, officer=officer)
    make.money(case, 200_000, date(2023, 2, 1))
    make.act(case, ActKind.DISCONTINUANCE, date(2023, 11, 20))
    db.commit()
    return case


def explain(client: Client, subject: Subject, digest: str, words: str):
    query = {"period": "2023-11-30", "unit": subject.unit_id, "officer": subject.officer_id}
    named = "&".join(f"{name}={value}" for name, value in query.items() if value)
    typed = {"finding": digest, f"f{digest[:12]}-content": words}
    return client.post(f"/validation/explanations?{named}", data=typed)


def test_nothing_found_says_what_was_tried(sign_in: SignIn, make: Make, db: Session):
    page = sign_in(Role.PROVINCE_HEAD).get(ADDRESS).text
    assert re.search(r"Đã kiểm 3\d quy tắc, không quy tắc nào bị vi phạm", page)
    assert "Tổng số thụ lý = năm trước chuyển sang + thụ lý mới (việc)." in page
    assert "Thông tư 05/2024/TT-BTP Điều 2 (biểu 1), đẳng thức 1" in page


def test_a_finding_names_both_numbers_and_leads_to_its_cases(
    sign_in: SignIn, discontinued: Case, chief: User
):
    client = sign_in(chief)
    page = client.get(ADDRESS).text
    assert "Việc thi hành xong, có tiền phải thi hành, thì trong kỳ có thu tiền." in page
    assert "300.000 đồng" in page
    link = re.search(r'href="(/validation/cases\?[^"]+)"', page)
    assert link
    listed = client.get(link[1].replace("&amp;", "&")).text
    assert discontinued.title in listed
    assert "Cộng 1 việc" in listed


def test_an_explanation_is_kept_shown_and_holds_while_the_numbers_do(
    db: Session, sign_in: SignIn, make: Make, discontinued: Case, chief: User
):
    subject = Subject(discontinued.unit_id)
    [finding] = queries.unexplained(db, subject, END)

    answer = explain(sign_in(chief), subject, finding.digest, "Đình chỉ phần còn lại theo QĐ 12.")

    assert answer.status_code == 303
    page = sign_in(chief).get(ADDRESS).text
    assert "Đình chỉ phần còn lại theo QĐ 12." in page
    assert chief.full_name in page
    db.rollback()
    assert queries.unexplained(db, subject, END) == []
    [(again, words)] = queries.explanations(db, subject, END)
    assert (again.digest, words.found) == (
        finding.digest,
        "1 việc: Tiền phải thi hành của việc đã xong 300.000 đồng, Thu trong kỳ 0 đồng",
    )
    assert db.scalars(select(AuditEntry).where(AuditEntry.act == "validation.explained")).one()

    other = make.case(date(2022, 11, 7), [900_000])
    make.money(other, 100_000, date(2023, 2, 1))
    make.act(other, ActKind.DISCONTINUANCE, date(2023, 11, 21))
    db.commit()
    [changed] = queries.unexplained(db, subject, END)
    assert changed.digest != finding.digest
    assert queries.explanations(db, subject, END) == []


def test_words_are_needed_and_what_was_typed_stays(
    db: Session, sign_in: SignIn, discontinued: Case, chief: User
):
    subject = Subject(discontinued.unit_id)
    [finding] = queries.unexplained(db, subject, END)
    client = sign_in(chief)
    answer = explain(client, subject, finding.digest, "   ")
    assert answer.status_code == 422
    assert "Nhập giải trình: vì sao số liệu như vậy, căn cứ nào." in answer.text
    stale = explain(client, subject, "0" * 64, "Số cũ")
    assert "Số liệu này vừa thay đổi nên chưa ghi giải trình." in stale.text
    assert "Bạn đã viết: Số cũ" in stale.text
    assert not db.scalars(select(Explanation)).all()


def test_an_officer_explains_own_figures_and_no_others(
    db: Session, sign_in: SignIn, make: Make, discontinued: Case, officer: User
):
    own = Subject(discontinued.unit_id, officer.id)
    whole = Subject(discontinued.unit_id)
    client = sign_in(officer)
    [finding] = queries.unexplained(db, own, END)
    [of_unit] = queries.unexplained(db, whole, END)
    assert explain(client, whole, of_unit.digest, "Không phải của tôi").status_code == 404
    assert explain(client, own, finding.digest, "Của tôi").status_code == 303
    assert client.get(f"{ADDRESS}&unit={make.unit().id}").status_code == 404


def test_the_province_sees_how_each_unit_and_officer_stands(
    db: Session, sign_in: SignIn, discontinued: Case, officer: User, unit: Unit
):
    page = sign_in(Role.PROVINCE_HEAD).get(ADDRESS).text
    assert unit.name in page
    assert officer.full_name in page
    assert queries.unexplained(db, PROVINCE, END)


@pytest.mark.parametrize("period", ["2023-11-29", "2999-01-31"])
def test_a_period_that_is_none_is_refused_in_words(sign_in: SignIn, period: str):
    answer = sign_in(Role.PROVINCE_HEAD).get(f"/validation/?period={period}")
    assert answer.status_code in (409, 422)
    assert "chỉ kiểm tra tháng đã hết" in answer.text
