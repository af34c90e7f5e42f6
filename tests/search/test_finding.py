"""Everyone and everything is found by the beginnings of its words, and nobody else is."""

import random
import unicodedata
from datetime import date

import pytest

from tests.search import naive
from thads.cases.models import ActKind
from thads.core.text import fold
from thads.search import index, matching
from thads.search.words import read, words_of

SYLLABLES = (
    "Nguyễn", "Đặng", "Đỗ", "Lê", "Ngô", "Văn", "Thị", "A", "Đức", "Ân", "An", "Ánh", "Anh", "Hòa",
    "Hoà", "Hoa", "Ý", "Yên", "Dũng", "Đạt", "Ngọc",
)  # fmt: skip
MARKS = (" ", " ", "  ", " - ", ".", " (", "’ ", ", ", "\u00a0")
ODD = (
    "'", '"', "%", "_", "*", "\\", "@p", "NEAR(a b)", "a OR b", "a:*", "'; DROP TABLE party; --",
    "(((", "a*", '"a" AND', "{words}: a", "-a", "^a", "a & b | !c", "nguyen:*", "💥", "",
)  # fmt: skip


def named(chance: random.Random) -> str:
    """A name as somebody might have typed it: composed or not, with stray spaces and signs."""
    parts = [chance.choice(SYLLABLES) for _ in range(chance.randrange(1, 5))]
    text = parts[0] + "".join(chance.choice(MARKS) + part for part in parts[1:])
    return unicodedata.normalize(chance.choice(("NFC", "NFD")), chance.choice((text, text.upper())))


def asked(chance: random.Random, text: str) -> str:
    """Beginnings of some words of a name, in any order, with marks or without."""
    words = naive.words(text) or ["a"]
    starts = [word[: chance.randrange(1, len(word) + 1)] for word in chance.choices(words, k=2)]
    if chance.random() < 0.3:
        starts.append(chance.choice(SYLLABLES))
    typed = chance.choice(("  ", " ", "/", ", ")).join(starts)
    return unicodedata.normalize(chance.choice(("NFC", "NFD")), typed)


@pytest.mark.parametrize("span", ["SELECT 3", matching.SPAN])
@pytest.mark.parametrize("seed", [1, 2])
def test_random_names_are_found_as_the_naive_reading_finds_them(
    seed, span, name, find, make, db, monkeypatch
):
    """`span`: how many are looked through on PostgreSQL before its index is asked."""
    monkeypatch.setattr(matching, "SPAN", span)
    chance = random.Random(seed)
    units = [make.unit(), make.unit()]
    texts = [named(chance) for _ in range(40)]
    for text in texts:
        name(text, make.case(unit=chance.choice(units)))
    found_once = False
    for _ in range(60):
        typed = asked(chance, chance.choice(texts))
        scope = chance.choice((None, units[0].id))
        found = {party.party_id for party in find(typed, scope=scope, limit=200).people}
        wanted = naive.people(db, typed, scope) if read(typed).is_enough else set()
        assert found == wanted, (typed, scope)
        found_once |= bool(found)
    assert found_once
    assert index.verify(db) is None


@pytest.mark.parametrize("typed", ODD)
def test_what_means_something_to_a_database_means_nothing_here(typed, name, find):
    name("Nguyễn Văn A")
    name("100% Công ty O’Brien @p OR Near")
    found = {party.name for party in find(typed).people}
    enough = read(typed).is_enough
    texts = ("Nguyễn Văn A", "100% Công ty O’Brien @p OR Near")
    assert found >= ({t for t in texts if naive.fits(typed, t)} if enough else set())
    assert all(naive.fits(typed, one) for one in found)


@pytest.mark.parametrize("typed", [
    "72/2025/QĐST-HNGĐ", "72/2025/QDST-HNGD", "72 2025 qdst", "72/2025", "72", "  72//2025 ",
    "72-2025-hngđ", "2025 72", unicodedata.normalize("NFD", "72/2025/QĐST-HNGĐ"),
])  # fmt: skip
def test_a_judgment_is_found_by_the_parts_of_its_number(typed, make, find):
    number = "72/2025/QĐST-HNGĐ"
    judgment = make.judgment(number=number, number_folded=fold(number))
    make.judgment(number="172/2024/DS-ST", number_folded="172/2024/ds-st")
    assert [j.judgment_id for j in find(typed).judgments] == [judgment.id]


def test_numbers_of_cases_and_of_their_acts_lead_to_the_case(make, find):
    case = make.case(number=812)
    make.act(case, ActKind.POSTPONEMENT, date(2024, 1, 5), number=4455, series="QĐ-CCTHADS",
             numbering_year=2024, unit_id=case.unit_id, until=date(2024, 3, 5))  # fmt: skip
    make.act(case, ActKind.VERIFICATION, date(2024, 2, 5), stated_number="07/BB-XM.Đ")
    other = make.case(number=8120)
    assert [f.case_id for f in find("812").cases] == [case.id, other.id]
    assert [f.case_id for f in find("812/QĐ-CCTHADS").cases] == [case.id, other.id]
    [found] = find("4455/qd-ccthads").cases
    assert (found.case_id, found.act) == (case.id, "Hoãn thi hành án số 4455/QĐ-CCTHADS")
    assert [f.case_id for f in find("07/bb-xm.d").cases] == [case.id]


def test_the_very_name_comes_first_then_its_marks_then_the_order_of_names(name, find):
    for text in ("Lê Hoa Anh", "Lê Hòa", "Lê Hóa", "Lê Hoan", "Lê Hoài Ân", "Lê Hoa"):
        name(text)
    assert [p.name for p in find("le hoa").people] == [
        "Lê Hoa", "Lê Hòa", "Lê Hóa", "Lê Hoa Anh", "Lê Hoài Ân", "Lê Hoan"]  # fmt: skip
    assert find("lê hòa").people[0].name == "Lê Hòa"
    assert find("LÊ HÓA").people[0].name == "Lê Hóa"


def test_a_bearer_of_the_very_name_is_found_behind_hundreds_of_newer_ones(name, find, make):
    old = name("Lê Hoa")
    case = make.case()
    for number in range(150):
        name(f"Lê Hoa Thử {number}", case)
    assert find("le hoa", limit=5).people[0].party_id == old.id


def test_equal_names_stand_in_vietnamese_order_of_the_given_name(name, find):
    for text in ("Trần Văn Đạt", "Trần Văn Dũng", "Trần Văn Ân", "Trần Văn Ăn", "Trần Văn An"):
        name(text)
    assert [p.name.split()[-1] for p in find("tran van").people] == [
        "An", "Ăn", "Ân", "Dũng", "Đạt"]  # fmt: skip


def test_a_personal_number_finds_its_bearer_only_when_whole(name, find):
    bearer = name("Đỗ Thử", personal_id_number="001090012345")
    assert [p.party_id for p in find("001 090 012 345").people] == [bearer.id]
    assert find("00109001234").people == []
    assert find("0010900123456").people == []


@pytest.mark.parametrize("typed", ["", " ", "a", "Đ", "-", "%%"])
def test_less_than_two_letters_ask_for_nothing(typed, name, find):
    name("A A")
    assert len(find(typed)) == 0


def test_words_are_the_naive_readings_words():
    chance = random.Random(7)
    texts = [*(named(chance) for _ in range(200)), *(odd for odd in ODD if odd.isascii())]
    assert [list(words_of(text)) for text in texts] == [naive.words(text) for text in texts]


def test_more_than_the_page_holds_is_said(name, find, make):
    case = make.case()
    for number in range(7):
        name(f"Ngô Thử {number}", case)
    assert len(find("ngo", limit=5).people) == 5
    assert [kind.value for kind in find("ngo", limit=5).more] == ["party"]
    assert find("ngo", limit=7).more == frozenset()
