"""Every route, every role: what is another province's, or not this role's, is absent (P1, P4–P6).

The matrix is made from the app's own table of routes, so a new route is in it at once; a route with
an argument that `foreign.build` does not make fails here until it does.
"""

import re
from collections.abc import Iterator
from contextvars import Context
from io import BytesIO
from typing import Any, NamedTuple
from uuid import uuid4
from zipfile import ZipFile

import pytest
from flask import Flask, request_finished
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tenants.sessions import TenantSession
from tests.clients import client_of
from tests.conftest import SignIn
from tests.factories import Make
from tests.isolation import foreign, foreign_evidence
from thads.app import create_app
from thads.audit.models import AuditEntry
from thads.cases.models import Case, CaseAct
from thads.identity import passwords
from thads.identity.models import Role, User
from thads.identity.policy import Permission, may
from thads.imports.export_views import XLSX
from thads.web import database
from thads.web.access import permission_of

OF_NO_PROVINCE = {"static", "assets.stylesheet"}  # files of the program itself
HTMX = {"HX-Request": "true"}
IN_QUERIES = {
    "unit": "unit", "unit_id": "unit", "officer": "user_id", "officer_id": "user_id",
    "judgment": "judgment_id", "case": "case_id", "item": "item",
}  # fmt: skip
IN_FORMS = {
    "item_id": "item", "item": "item", "to_unit": "unit", "unit_id": "unit", "officer": "user_id",
    "signer": "user_id", "judgment": "judgment_id", "act": "act", "corrects": "act",
    "entry": "entry", "reverses": "entry",
}  # fmt: skip


def asking(*roles: Role) -> list[Any]:
    """What a role may is decided without the database: on PostgreSQL two of them ask."""
    both, one = {Role.PROVINCE_HEAD, Role.UNIT_HEAD}, pytest.mark.one_engine
    return [role if role in both else pytest.param(role, marks=one) for role in roles]


class Asked(NamedTuple):
    """One verb at one address."""

    method: str
    path: str
    endpoint: str
    permission: Permission
    arguments: frozenset[str]


@pytest.fixture
def records(instance) -> foreign.Records:
    """What there is in the other province."""
    return Context().run(foreign.build)


@pytest.fixture
def routes(app: Flask, records: foreign.Records) -> list[Asked]:
    """Every route with the other province's records in its arguments."""
    return list(all_routes(app, records))


def all_routes(app: Flask, records: foreign.Records) -> Iterator[Asked]:
    adapter = app.url_map.bind("")
    for rule in app.url_map.iter_rules():
        permission = permission_of(app, rule.endpoint)
        if rule.endpoint in OF_NO_PROVINCE or permission is None:
            continue
        unknown = rule.arguments - records.keys()
        assert not unknown, f"{rule.endpoint}: no record of the other province for {unknown}"
        path = adapter.build(rule.endpoint, {name: records[name] for name in rule.arguments})
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield Asked(method, path, rule.endpoint, permission, frozenset(rule.arguments))


def words_of(answer: TestResponse) -> str:
    """What an answer says; a workbook is a package of texts."""
    if answer.mimetype != XLSX:
        return answer.text
    with ZipFile(BytesIO(answer.data)) as package:
        return "".join(package.read(name).decode() for name in package.namelist())


def last_entry(db: Session) -> AuditEntry:
    """What was recorded last in this province."""
    db.rollback()
    return db.scalars(select(AuditEntry).order_by(AuditEntry.number.desc()).limit(1)).one()


def test_a_route_with_an_unknown_argument_is_noticed(records) -> None:
    app = create_app(TESTING=True)
    app.add_url_rule("/new/<uuid:thing_id>", "thing", app.view_functions["jobs.show"])
    with pytest.raises(AssertionError, match="thing_id"):
        list(all_routes(app, records))


def in_record(path: str, act: str) -> str:
    """How the record names an address: never with a link that may still be good elsewhere."""
    head, token = path.rsplit("/", 1)
    is_link = head == "/invitations" and act == "access.absent"
    return f"{head}/#{passwords.token_hash(token)[:16]}" if is_link else path


@pytest.mark.parametrize("role", asking(*Role), ids=lambda role: role.value)
def test_a_record_of_another_province_is_absent_and_the_attempt_recorded(
    role: Role, routes: list[Asked], records, sign_in: SignIn, make: Make, db: Session
) -> None:
    person = make.user(role)
    client, before = sign_in(person), Context().run(foreign.trace)
    form = {field: str(records[name]) for field, name in IN_FORMS.items()}
    wrong = []
    for asked in (r for r in routes if r.arguments):
        data = form if asked.method == "POST" else None
        answer = client.open(asked.path, method=asked.method, data=data)
        entry = last_entry(db)
        act = "access.absent" if may(role, asked.permission) else "access.refused"
        left = (entry.act, entry.subject_id, entry.username)
        shown = foreign.TOLD in answer.text or foreign.PAPER in answer.data
        recorded = (act, in_record(asked.path, act), person.username)
        if answer.status_code != 404 or shown or left != recorded:
            wrong.append((asked.method, asked.path, answer.status_code, left))
    assert not wrong
    assert Context().run(foreign.trace) == before


@pytest.mark.parametrize("role", asking(*Role), ids=lambda role: role.value)
def test_no_list_or_form_shows_another_province(
    role: Role, routes: list[Asked], records, sign_in: SignIn
) -> None:
    client = sign_in(role)
    query = {field: str(records[name]) for field, name in IN_QUERIES.items()}
    wrong = []
    for asked in (r for r in routes if not r.arguments and r.method == "GET"):
        for given in ({}, query):
            answer = client.get(asked.path, query_string=given)
            if answer.status_code >= 500 or foreign.TOLD in words_of(answer):
                wrong.append((asked.path, bool(given), answer.status_code))
    assert not wrong


@pytest.mark.parametrize("role", asking(*Role), ids=lambda role: role.value)
def test_a_right_that_a_role_lacks_looks_like_absence_and_is_recorded(
    role: Role, routes: list[Asked], sign_in: SignIn, make: Make, db: Session
) -> None:
    person = make.user(role)
    client, wrong = sign_in(person), []
    lacked = [r for r in routes if not may(role, r.permission) and not r.arguments]
    assert lacked
    for asked in lacked:
        answer = client.open(asked.path, method=asked.method)
        entry = last_entry(db)
        left = (entry.act, entry.subject_id, entry.username, entry.details)
        due = ("access.refused", asked.path, person.username,
               {"permission": asked.permission.value})  # fmt: skip
        if answer.status_code != 404 or left != due:
            wrong.append((asked.method, asked.path, answer.status_code, left))
    assert not wrong


def test_nobody_signed_in_sees_nothing(app: Flask, routes: list[Asked], make: Make, db) -> None:
    make.case(docketed_on=make.judgment().judged_on)
    client, wrong = client_of(app, "lao-cai", before=db.commit), []
    for asked in routes:
        for headers in ({}, HTMX):
            answer = client.open(asked.path, method=asked.method, headers=headers)
            if not refused_to_nobody(asked, answer.status_code, htmx=bool(headers)):
                wrong.append((asked.method, asked.path, answer.status_code))
            elif any(words in answer.text for words in (foreign.TOLD, "Bà Được", "Ông Phải")):
                wrong.append((asked.method, asked.path, "leak"))
            elif answer.status_code == 303 and asked.permission is not Permission.ANYONE:
                assert answer.location.startswith("/sign-in"), asked
    assert not wrong


def refused_to_nobody(asked: Asked, code: int, *, htmx: bool) -> bool:
    """A page asks to sign in first; a form and a part of a page say 401; open routes answer."""
    if asked.permission is Permission.ANYONE:
        return code == 404 if asked.arguments else code < 500
    own = asked.endpoint.startswith("identity.")
    return code == (401 if htmx or (asked.method == "POST" and not own) else 303)


def test_oversight_writes_nowhere(app: Flask, sign_in: SignIn, routes, make, db) -> None:
    connections = list[bool]()
    make.case()
    client = sign_in(Role.OVERSIGHT)
    posts = [r for r in routes if r.method == "POST" and r.permission is not Permission.ANYONE]
    posts.sort(key=lambda asked: asked.endpoint == "identity.sign_out")
    own = {"identity.sign_out", "identity.change_password"}
    with request_finished.connected_to(lambda *_, **__: connections.append(_is_read_only()), app):
        codes = {asked.endpoint: client.post(asked.path).status_code for asked in posts}
    assert {name for name, code in codes.items() if code != 404} == own
    assert len(connections) == len(posts)
    assert all(connections)


def _is_read_only() -> bool:
    return bool(database.request_session().info.get("read_only"))


def test_the_database_refuses_what_is_written_over_a_read_only_connection(db: Session) -> None:
    with TenantSession(info={"read_only": True}) as reading:
        assert reading.scalar(select(Case.id)) is None
        with pytest.raises(DBAPIError, match=r"(?i)read.?only"):
            reading.execute(insert(User).values(
                id=uuid4(), username="x", full_name="x", name_folded="x", name_sort_key="x",
                role=Role.ADMINISTRATOR, must_change_password=False, failed_logins=0,
                created_at=foreign.MOMENT,
            ))  # fmt: skip


def test_a_change_of_role_or_unit_holds_from_the_next_request(sign_in, make, db) -> None:
    case, person = make.case(), make.user(Role.UNIT_HEAD)
    elsewhere = make.unit("XA")
    client = sign_in(person)
    assert client.get(f"/cases/{case.id}").status_code == 200

    person.unit = elsewhere
    assert client.get(f"/cases/{case.id}").status_code == 404
    person.unit = case.unit
    assert client.get(f"/cases/{case.id}").status_code == 200
    person.role, person.unit = Role.OVERSIGHT, None
    assert client.get(f"/cases/{case.id}").status_code == 404
    assert client.get("/oversight/").status_code == 200
    person.disabled_at = foreign.MOMENT
    assert client.get("/oversight/").status_code == 303


@pytest.mark.parametrize(
    ("noun", "refused"),
    [("assignment", {"officer", "signer"}), ("transfer", {"officer", "to_unit"}),
     ("postponement", {"item", "signer"}), ("correction", {"corrects"})],
)  # fmt: skip
def test_a_fact_names_nobody_and_nothing_of_another_province(
    noun: str, refused: set[str], records, sign_in, make, db: Session
) -> None:
    case = make.case(officer=make.user(Role.OFFICER))
    client = sign_in(Role.UNIT_HEAD, unit=make.district())
    before = facts_of(db, case)
    typed = {"day": "20/09/2024", "number": "3", "signing_mode": "head", "ground": "a",
             "until": "20/10/2024", "note": "Thử", "revision": str(case.revision)}  # fmt: skip
    named = {field: str(records[name]) for field, name in IN_FORMS.items()}
    answer = client.post(f"/cases/{case.id}/{noun}", data=typed | named)
    assert answer.status_code == 422
    assert set(re.findall(r'id="act-(\w+)-error"', answer.text)) == refused
    assert foreign.TOLD not in answer.text
    assert facts_of(db, case) == before


def facts_of(db: Session, case: Case) -> int:
    """How many acts the case has."""
    db.rollback()
    return len(db.scalars(select(CaseAct.id).where(CaseAct.case_id == case.id)).all())


IN_A_UNIT = [role for role in Role if role not in {
    Role.PROVINCE_HEAD, Role.OVERSIGHT, Role.ADMINISTRATOR}]  # fmt: skip


OF_A_CASE = {"case_id", "file_id", "attachment_id", "exhibit_id", "council_id", "place_id",
             "order_id", "stocktaking_id"}  # fmt: skip


@pytest.mark.parametrize("role", asking(*IN_A_UNIT), ids=lambda role: role.value)
def test_a_case_of_another_unit_is_absent(role: Role, app, records, sign_in, make, db) -> None:
    case = make.case(unit=make.unit("XA"))
    client, wrong = sign_in(role, unit=make.district()), []
    own = {**records, "case_id": case.id, **foreign_evidence.of_case(db, case, make.user(), "Thử"),
           "attachment_id": foreign.attachment_of(db, case.id)}  # fmt: skip
    for asked in all_routes(app, own):
        if asked.arguments & OF_A_CASE:
            answer = client.open(asked.path, method=asked.method)
            if answer.status_code != 404:
                wrong.append((asked.method, asked.path, answer.status_code))
    assert not wrong
