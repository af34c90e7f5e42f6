"""A paper from the file: one pure function, and nothing that the file does not tell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from thads.cases.models import SigningMode
from thads.core.days import day_in_words
from thads.core.errors import RuleBroken
from thads.documents import lint
from thads.documents.agency import Issuer, signed_as
from thads.documents.catalogue import Form
from thads.documents.citations import LAWS, formal
from thads.documents.fields import READERS, Source
from thads.documents.missing import Fields, refuse_missing
from thads.documents.paper import Paper, Table
from thads.documents.subject import Subject
from thads.identity.models import User
from thads.rules.numbering import series

TO_BE_NUMBERED = "……"  # a notice is numbered by the clerk once it is signed (NĐ 30/2020 Đ.15)
OFFICER = "CHẤP HÀNH VIÊN"
S = TypeVar("S")
CITES = tuple(f"{law.short} Đ." for law in LAWS)


def compose(
    subject: Subject, issuer: Issuer, signer: User, mode: SigningMode,
    *, requested_on: date | None = None,
) -> Paper:  # fmt: skip
    """All that is printed. RuleBroken names every missing field at once, or what is wrong."""
    form = _form(subject)
    fields = Fields(READERS, Source(subject, issuer, requested_on))
    titles = (OFFICER,) if form.by_officer else signed_as(signer, mode, issuer)
    return put_together(
        form, fields, issuer, day=subject.day, number=_number(subject, form, fields),
        signed=(titles, signer),
    )  # fmt: skip


def put_together(
    form: Form, fields: Fields[S], issuer: Issuer, *, day: date, number: str,
    signed: tuple[tuple[str, ...], User], table: Table = (),
) -> Paper:  # fmt: skip
    """The paper of a form with these fields; RuleBroken names all that is missing or wrong."""
    bases = _bases(form, fields)
    articles = tuple(_paragraphs(text, fields) for text in form.articles)
    refuse_missing(fields.missing)
    titles, signer = signed
    paper = Paper(
        code=form.kind.value, title=form.title, subject=form.subject, superior=issuer.superior,
        agency=issuer.agency, number=number, place=issuer.place, dated=day.isoformat(),
        dated_words=day_in_words(day), authority=_authority(form, issuer), bases=bases,
        articles=articles, is_decision=form.is_decision, recipients=form.recipients,
        signed_as=titles, signer=signer.full_name, signatories=_by_hand(form, titles),
        table=table,
    )  # fmt: skip
    lint.check(paper)
    return paper


def _by_hand(form: Form, titles: tuple[str, ...]) -> tuple[str, ...]:
    if form.by_officer or not form.signatories:
        return form.signatories
    return (*form.signatories, "\n".join(titles))


def _form(subject: Subject) -> Form:
    form = subject.form
    if form is None:
        raise RuleBroken(
            "document.no_form",
            f"Chưa có mẫu văn bản cho việc này theo luật áp dụng ngày {subject.day:%d/%m/%Y}. "
            "Chưa ghi gì; báo quản trị nếu cần bổ sung mẫu.",
        )
    if subject.is_struck:
        raise RuleBroken(
            "document.struck",
            "Ghi nhận này đã bị gạch bỏ bằng đính chính nên không lập văn bản nữa. Chưa ghi gì; "
            "lập từ ghi nhận đang có hiệu lực.",
        )
    return form


def _authority(form: Form, issuer: Issuer) -> str:
    """Who decides, above the legal bases: an officer decides in his own name (L08 Đ.20)."""
    if form.by_officer and form.is_decision:
        return f"{OFFICER}\n{issuer.agency.upper()}"
    return issuer.authority


def _number(subject: Subject, form: Form, fields: Fields[Source]) -> str:
    if form.symbol == "":
        return ""
    if form.symbol and subject.issued and subject.issued.title:
        return subject.issued.title
    if form.symbol:
        symbol = series(fields.source.issuer.unit.kind.value, subject.day).symbol
        return f"{TO_BE_NUMBERED}/{form.symbol}-{symbol.removeprefix('QĐ-')}"
    if subject.number is None:
        fields.missing.append("số quyết định")
    return subject.number or ""


def _bases(form: Form, fields: Mapping[str, str]) -> tuple[str, ...]:
    told = [
        f"Căn cứ {formal(base) if base.startswith(CITES) else base.format_map(fields)}"
        for base in form.bases
    ]
    last = len(told) - 1
    return tuple(f"{base}{'.' if n == last else ';'}" for n, base in enumerate(told))


def _paragraphs(text: str, fields: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(line for line in text.format_map(fields).split("\n") if line)
