"""Which ground a decision may name, who signs it, and what is enforced without a request."""

from datetime import date

import pytest

from thads.cases.models import ActKind, Initiation, ItemKind, SigningMode
from thads.rules import grounds, initiation, signing, transition
from thads.rules.citation import cited, was_read
from thads.rules.dated import MissingRule
from thads.rules.signing import Signer, Substitute

OLD, NEW = date(2026, 6, 30), date(2026, 7, 1)
CODES = [  # kind, codes until 30/6/2026, codes from 1/7/2026
    ("refusal", "a b c", "a b c d đ"),
    ("entrustment_refusal", "3", "5"),
    ("not_yet_enforceable", "a b c", "a b c d đ e g h"),
    ("postponement", "a b c d đ e g h 2", "a b c d đ e g h i k l 2"),
    ("suspension", "1 2", "1a 1b 2"),
    ("discontinuance", "a b c d đ e g h", "1 2 3 4 5 6 7 8"),
    ("resumption", "48k4 49k3a 49k3b 49k3c 9k4", "38k2 46k3 47k3 11k4"),
    ("entrustment", "1 2a 2b 2c 3", "1 2a 2b 2c 4"),
    ("take_up", "2h 2i", ""),
    ("separate_tracking", "5", "1"),
    ("request_return", "", "2"),
    ("withdrawal", "a b c d", "a b c d"),
    ("increase", "2", "2"),
    ("amendment", "2", "2"),
    ("annulment", "a b", "a b"),
    ("other_ending", "", "a b c đ e"),
]


@pytest.mark.parametrize(("kind", "old", "new"), CODES, ids=[row[0] for row in CODES])
def test_the_codes_are_those_of_the_article(kind, old, new):
    assert [g.code for g in grounds.of(kind, OLD)] == old.split()
    assert [g.code for g in grounds.of(kind, NEW)] == new.split()


def test_these_are_all_kinds_that_name_a_ground():
    assert {g.act for g in grounds.GROUNDS} == {kind for kind, _, _ in CODES}
    without_case = {"refusal", "entrustment_refusal"}
    assert {kind for kind, _, _ in CODES} - without_case <= {kind.value for kind in ActKind}


def test_a_ground_says_where_it_stands():
    assert grounds.find("take_up", "2H", OLD).source == "L08 Đ.35 k.2 điểm h"
    assert grounds.find("take_up", "2h", NEW) is None  # one agency per province: nothing to take up
    assert grounds.find("entrustment", "2b", NEW).source == "NĐ152 Đ.26 k.2 điểm b"
    assert grounds.find("resumption", "49k3b", OLD).source == "L08 Đ.49 k.3 điểm b"
    assert grounds.find("request_return", "2", NEW).source == "NĐ152 Đ.22 k.2"
    assert all(g.text and g.text[0].isupper() for g in grounds.GROUNDS)


SIGNERS = [  # kind, who under the old law, who under the new; None: that law knows no such paper
    ("docketing", Signer.HEAD, Signer.HEAD),
    ("postponement", Signer.HEAD, Signer.HEAD),
    ("take_up", Signer.PROVINCE_HEAD, None),
    ("request_return", None, Signer.HEAD),
    ("other_ending", None, Signer.HEAD),
    ("withdrawal", Signer.ISSUER, Signer.ISSUER),
    ("annulment", Signer.SUPERIOR, Signer.SUPERIOR),
    ("coercion", Signer.OFFICER, Signer.OFFICER),
    ("exit_ban", Signer.HEAD, Signer.HEAD),
]


@pytest.mark.parametrize(("kind", "old", "new"), SIGNERS, ids=[row[0] for row in SIGNERS])
def test_who_signs(kind, old, new):
    for day, signer in ((OLD, old), (NEW, new)):
        if signer is None:
            with pytest.raises(MissingRule, match="Chưa có quy định về người ký"):
                signing.rule(kind, day)
        else:
            assert signing.rule(kind, day).signer is signer


def test_every_decision_of_a_case_has_a_signer():
    told = {rule.kind for rule in signing.SIGNING}
    no_decisions = {  # recorded facts, or the court's and the officer's own findings
        ActKind.VALID_NOTICE, ActKind.ENFORCEABLE, ActKind.FORGIVENESS, ActKind.CORRECTION,
    }  # fmt: skip
    assert {kind.value for kind in ActKind if kind not in no_decisions} <= told


def test_an_officer_signs_in_person_and_the_head_may_be_stood_in_for():
    assert signing.may_sign("postponement", "kt", NEW)
    assert signing.may_sign("postponement", "tuq", NEW)
    assert not signing.may_sign("postponement", "tl", NEW)  # a decision is not a routine paper
    assert signing.may_sign("coercion", "head", NEW)
    assert not signing.may_sign("coercion", "kt", NEW)


def test_a_delegation_is_written_and_under_the_new_law_a_chief_officers():
    for mode in SigningMode:
        assert signing.mode(mode.value, NEW).label == mode.label
    assert signing.mode("tuq", OLD).substitute is Substitute.SUBORDINATE_HEAD
    assert signing.mode("tuq", NEW).substitute is Substitute.CHIEF_OFFICER
    assert signing.mode("tuq", NEW).needs_delegation
    assert not signing.mode("kt", NEW).needs_delegation
    with pytest.raises(MissingRule):
        signing.mode("tuq", date(2020, 3, 4))


ITEMS = [  # kind of item, how it may be enforced under the old law, under the new
    (ItemKind.COURT_FEE, "ex_officio", "ex_officio"),
    (ItemKind.FORFEITURE, "ex_officio", "ex_officio"),
    (ItemKind.PROPERTY_RETURN, "ex_officio", "ex_officio"),
    (ItemKind.EVIDENCE_DESTRUCTION, "ex_officio", "ex_officio"),
    (ItemKind.STATE_COMPENSATION, "ex_officio on_request", "ex_officio on_request"),
    (ItemKind.DAMAGES, "on_request", "ex_officio on_request"),  # new: what was collected already
    (ItemKind.MAINTENANCE, "on_request", "on_request"),
    (ItemKind.CREDIT_DEBT, "on_request", "on_request"),
]


@pytest.mark.parametrize(("item", "old", "new"), ITEMS, ids=[row[0].value for row in ITEMS])
def test_what_is_enforced_without_a_request(item, old, new):
    assert initiation.of_item(item.value, OLD) == set(old.split())
    assert initiation.of_item(item.value, NEW) == set(new.split())


def test_every_kind_of_item_has_its_way_and_an_unknown_one_is_an_error():
    ways = {initiation.value for initiation in Initiation}
    for item in ItemKind:
        for day in (OLD, NEW):
            assert set() < initiation.of_item(item.value, day) <= ways
    with pytest.raises(MissingRule):
        initiation.of_item("interest", NEW)
    with pytest.raises(MissingRule):
        initiation.of_item("court_fee", date(2010, 1, 1))


def test_the_transition_speaks_from_the_change_of_law_on():
    assert transition.passages(OLD) == ()
    assert all("Đ.11" in one.source for one in transition.passages(NEW))


def test_citations_are_told_in_full_and_say_whether_the_text_was_read():
    assert cited("L08 Đ.48 k.1 điểm c") == "Luật THADS 2008 Điều 48 khoản 1 điểm c"
    assert cited("TT216 Đ.8 k.1") == "Thông tư 216/2016/TT-BTC Điều 8 khoản 1"
    assert was_read("L08 Đ.48 k.1")
    assert was_read("L25 Đ.38 k.4; NĐ152 Đ.22 k.1")
    assert not was_read("L25 Đ.38 k.4")
    assert not was_read("L08 Đ.44a k.1 điểm a")
