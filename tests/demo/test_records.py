"""The invented records are the same every time, plainly invented, and of their time."""

from collections import defaultdict
from datetime import date
from functools import cache

import pytest

from thads.cases.actions.guards import GROUND_NEEDED
from thads.cases.models import ActKind, Case, CaseAct, Initiation, Judgment, ObligationItem
from thads.delegations.models import Delegation
from thads.demo import build, names
from thads.demo.people import PASSWORD
from thads.demo.shelf import ORDER, Row, Shelf
from thads.identity import passwords
from thads.identity.models import Role, User
from thads.ledger.models import LedgerEntry
from thads.parties.models import Party, PartyKind
from thads.places import queries as places
from thads.requests.models import EnforcementRequest, RequestStep, StepKind
from thads.rules import grounds, signing
from thads.rules.working_days import is_working_day
from thads.units.models import Unit, UnitKind

PROVINCE_CODES = {"lao-cai": "10", "nghe-an": "40"}
PRACTISED_ONLY = {ActKind.REQUEST_RETURN}  # of the law of 2025, entered for practice


@cache
def _drawn(slug: str) -> Shelf:
    return build.drawn(slug)


@pytest.fixture(params=list(PROVINCE_CODES))
def slug(request: pytest.FixtureRequest) -> str:
    """Each of the two in turn."""
    name: str = request.param
    return name


def _by_id(rows: list[Row]) -> dict[object, Row]:
    return {row["id"]: row for row in rows}


def test_two_builds_are_equal() -> None:
    first, second = build.drawn("nghe-an"), build.drawn("nghe-an")
    for table in ORDER:
        assert first.rows[table] == second.rows[table], table


@pytest.mark.one_engine
def test_every_name_says_that_it_is_invented(slug: str) -> None:
    rows = _drawn(slug).rows
    people = [row["name"] for row in rows[Party]] + [row["full_name"] for row in rows[User]]
    assert len(people) > 3000
    assert not [name for name in people if not any(mark in name for mark in names.MARKS)]


def test_requests_name_invented_people_and_lead_to_their_cases(slug: str) -> None:
    rows = _drawn(slug).rows
    cases = _by_id(rows[Case])
    asked, steps = rows[EnforcementRequest], rows[RequestStep]
    assert len(asked) > 100
    of_parties = [r["debtor"] for r in asked if r["debtor"] != "Không nêu"]
    assert not [name for name in of_parties if not any(mark in name for mark in names.MARKS)]
    received = _by_id(asked)
    for step in steps:
        assert received[step["request_id"]]["received_on"] <= step["day"] <= date(2024, 9, 30)
        if step["kind"] is StepKind.ACCEPTANCE:
            assert cases[step["case_id"]]["docketed_on"] == step["day"]
    numbers = [(r["unit_id"], r["book"], r["book_year"], r["number"]) for r in steps if r["number"]]
    assert len(numbers) == len(set(numbers))


def test_identity_numbers_begin_as_no_real_one_does(slug: str) -> None:
    parties = _drawn(slug).rows[Party]
    numbers = [row["personal_id_number"] for row in parties if row["kind"] is PartyKind.PERSON]
    assert all(len(number) == 12 and number.startswith("000") for number in numbers)


def test_communes_are_real_and_of_the_province_at_the_time(slug: str) -> None:
    shelf = _drawn(slug)
    docketed = {row["id"]: row["docketed_on"] for row in shelf.rows[Case]}
    for row in shelf.rows[Party]:
        commune = places.commune(row["commune_code"], docketed[row["case_id"]])
        assert commune is not None
        assert commune.province.code == PROVINCE_CODES[slug]
        assert "Mẫu" in row["address"]


def test_numbers_run_without_gaps_in_their_series_and_year(slug: str) -> None:
    shelf = _drawn(slug)
    for rows in (shelf.rows[Case], [row for row in shelf.rows[CaseAct] if row["unit_id"]]):
        used = defaultdict(list)
        for row in rows:
            used[row["unit_id"], row["series"], row["numbering_year"]].append(row["number"])
        assert all(sorted(n) == list(range(1, len(n) + 1)) for n in used.values())


def test_offices_decide_and_collect_on_working_days_only(slug: str) -> None:
    shelf = _drawn(slug)
    days = {row["day"] for table in (CaseAct, LedgerEntry) for row in shelf.rows[table]}
    assert not [day for day in days if not is_working_day(day)]
    assert all(is_working_day(row["docketed_on"]) for row in shelf.rows[Case])
    assert max(days) <= date(2024, 9, 30)


def test_grounds_are_those_of_the_law_of_their_day(slug: str) -> None:
    for row in _drawn(slug).rows[CaseAct]:
        known = grounds.of(row["kind"], row["day"])
        if row["ground"] is None:
            assert not known or row["kind"] not in GROUND_NEEDED, row
        elif known:
            assert grounds.find(row["kind"], row["ground"], row["day"]), row
        elif row["kind"] not in PRACTISED_ONLY:
            pytest.fail(f"no law knows this ground: {row}")


def test_only_what_is_owed_to_the_state_is_forgiven(slug: str) -> None:
    shelf = _drawn(slug)
    items = _by_id(shelf.rows[ObligationItem])
    forgiven = [r for r in shelf.rows[CaseAct] if r["kind"] is ActKind.FORGIVENESS]
    assert forgiven
    assert all(items[row["item_id"]]["state_budget"] for row in forgiven)


def test_nobody_renounces_what_the_state_asks_for(slug: str) -> None:
    shelf = _drawn(slug)
    cases, items = _by_id(shelf.rows[Case]), _by_id(shelf.rows[ObligationItem])
    for row in shelf.rows[CaseAct]:
        if row["kind"] is ActKind.DISCONTINUANCE and row["ground"] == "c":
            if row["item_id"]:
                assert not items[row["item_id"]]["state_budget"]
            else:
                assert cases[row["case_id"]]["initiation"] is Initiation.ON_REQUEST


def test_judgments_come_before_the_decisions_about_them(slug: str) -> None:
    shelf = _drawn(slug)
    judgments = _by_id(shelf.rows[Judgment])
    for row in shelf.rows[Case]:
        judgment = judgments[row["judgment_id"]]
        assert judgment["judged_on"] <= judgment["received_on"] <= row["docketed_on"]
        assert judgment["court"].startswith("Tòa án nhân dân ")


def test_what_the_province_takes_up_it_goes_on_with(slug: str) -> None:
    shelf = _drawn(slug)
    cases = _by_id(shelf.rows[Case])
    for row in shelf.rows[CaseAct]:
        if row["kind"] is ActKind.TAKE_UP:
            taken = cases[row["case_id"]]
            same = [c for c in cases.values() if c["judgment_id"] == taken["judgment_id"]]
            assert any(c["docketed_on"] >= row["day"] and c["series"] == "QĐ-CTHADS" for c in same)


def test_every_head_has_assigned_a_field_to_the_deputy(slug: str) -> None:
    """NĐ30 Đ.13 k.1: papers of that field, and what the deputy's own office decides."""
    shelf = _drawn(slug)
    users, units = _by_id(shelf.rows[User]), _by_id(shelf.rows[Unit])
    given = shelf.rows[Delegation]
    assert len(given) == len([user for user in users.values() if user["role"] is Role.DEPUTY_HEAD])
    for row in given:
        deputy = users[row["delegate_id"]]
        office = units[deputy["unit_id"]]
        assert deputy["role"] is Role.DEPUTY_HEAD
        branch = office["id"] if office["kind"] is UnitKind.DISTRICT_BRANCH else None
        assert row["branch_id"] == branch
        assert all(signing.may_sign(kind, "kt", row["valid_from"]) for kind in row["kinds"])


def test_every_role_can_sign_in(slug: str) -> None:
    users = _drawn(slug).rows[User]
    assert {row["role"] for row in users} == set(Role)
    assert len({row["password_hash"] for row in users}) == 1
    assert passwords.matches(PASSWORD, users[0]["password_hash"])


def test_the_announced_user_names_exist() -> None:
    lao_cai = {name for name, _ in build.sign_ins("lao-cai")}
    nghe_an = {name for name, _ in build.sign_ins("nghe-an")}
    common = {"cuctruong", "ketoan", "vanthu", "hdnd", "quantri"}
    assert lao_cai >= common | {"chicuctruong.baothang", "chv.baothang"}
    assert nghe_an >= common | {"chicuctruong.quyhop", "chv.quyhop"}
