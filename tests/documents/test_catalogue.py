"""The catalogue: every paper rests on law in force on its day (B22)."""

import re
from datetime import date, timedelta

import pytest

from thads.assets import paper_fields as assets
from thads.complaints import papers as complaints
from thads.documents import lists, of_interest, of_judgments, of_requests
from thads.documents.catalogue import FORMS, Form, Kind, form_on
from thads.documents.citations import LAWS, formal
from thads.documents.composing import CITES
from thads.documents.fields import READERS
from thads.evidence import papers as exhibits
from thads.measures import papers as measures
from thads.protests import papers as protests
from thads.remissions import papers as remissions

OLD_LAST, NEW_FIRST = date(2026, 6, 30), date(2026, 7, 1)


def named(form: Form) -> str:
    return f"{form.kind.value}-{form.valid_from}"


@pytest.mark.parametrize("form", FORMS, ids=named)
def test_each_article_holds_from_the_first_day_of_its_form_to_the_last(form):
    cited = [base for base in form.bases if base.startswith(CITES)]
    assert cited
    for base in cited:
        law = next(law for law in LAWS if base.startswith(f"{law.short} "))
        assert formal(base).endswith(law.name)
        assert law.holds_on(form.valid_from)
        assert law.holds_on(form.valid_to or form.valid_from + timedelta(days=3650))


@pytest.mark.parametrize("form", FORMS, ids=named)
def test_no_article_is_printed_in_its_short_form(form):
    short = [base for base in form.bases if re.match(r"\w+ Đ\.", base)]
    assert all(base.startswith(CITES) for base in short)


@pytest.mark.parametrize("form", FORMS, ids=named)
def test_the_last_who_sign_an_officers_minutes_is_who_made_them(form):
    """Under that title the paper puts the signer's name."""
    if form.by_officer and form.signatories:
        assert form.signatories[-1].startswith(
            ("CHẤP HÀNH VIÊN", "CHỦ TỊCH HỘI ĐỒNG", "ĐẠI DIỆN BÊN A", "BÊN NHẬN")
        )


@pytest.mark.parametrize("form", FORMS, ids=named)
def test_each_form_names_only_fields_that_are_read(form):
    known = dict.fromkeys(
        (
            *READERS,
            *of_requests.READERS,
            *of_judgments.READERS,
            *lists.READERS,
            *of_interest.READERS,
            *remissions.READERS,
            *measures.READERS,
            *assets.READERS,
            *exhibits.READERS,
            *complaints.READERS,
            *protests.READERS,
        ),
        "x",
    )
    for text in (*form.bases, *form.articles):
        assert "{" not in text.format_map(known)


@pytest.mark.parametrize("form", FORMS, ids=named)
def test_a_decision_has_the_article_that_its_recipients_are_told_of(form):
    assert ("Như Điều 3;" in form.recipients) == form.is_decision
    assert len(form.articles) == (3 if form.is_decision else 1)
    assert form.title == "QUYẾT ĐỊNH" or not form.is_decision


def test_the_law_changes_over_night():
    for kind in set(Kind) - {Kind.TAKE_UP, Kind.REQUEST_RETURN, Kind.EXIT_BAN}:
        old, new = form_on(kind, OLD_LAST), form_on(kind, NEW_FIRST)
        assert old is not None
        assert new is not None
        assert old is not new


def test_what_one_law_only_knows():
    assert form_on(Kind.REQUEST_RETURN, OLD_LAST) is None
    assert form_on(Kind.REQUEST_RETURN, NEW_FIRST) is not None
    assert form_on(Kind.TAKE_UP, date(2025, 6, 30)) is not None
    assert form_on(Kind.TAKE_UP, date(2025, 7, 1)) is None
    assert form_on(Kind.POSTPONEMENT, date(2015, 8, 31)) is None


def test_articles_are_cited_from_the_letter_up():
    assert formal("L08 Đ.48 k.1 điểm c").startswith("điểm c khoản 1 Điều 48 Luật Thi hành án")
    assert formal("L25 Đ.48 k.4") == "khoản 4 Điều 48 Luật Thi hành án dân sự số 106/2025/QH15"
    with pytest.raises(ValueError, match="known law"):
        formal("BLTTDS Đ.147")
