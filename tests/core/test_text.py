"""Vietnamese text: entrance, search and order (screens.md, the measured traps)."""

import unicodedata

import pytest

from thads.core.text import clean, fold, name_sort_key, sort_key


def test_text_enters_composed_with_single_spaces_and_no_control_characters() -> None:
    assert clean(unicodedata.normalize("NFD", "  Nguyễn\u00a0 Thị\x00\tHoà ")) == "Nguyễn Thị Hoà"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("dat", "Đạt"), ("DUC", "Đức"), ("tran  dinh", "Trần Đình"), ("nguyen", "NGUYỄN"),
     ("hoa", "Hoà"), ("hoa", "Hòa"), ("huong", "Hương")],
)  # fmt: skip
def test_search_ignores_marks_and_case(typed: str, stored: str) -> None:
    assert fold(typed) == fold(stored) == fold(unicodedata.normalize("NFD", stored))


def test_names_stand_in_the_order_of_the_dictionary() -> None:
    ordered = [
        "An",
        "Ăn",
        "Ân",
        "Dũng",
        "Đạt",
        "Huyền",
        "Oanh",
        "Ông",
        "Ơn",
        "Út",
        "Ưng",
        "Ý",
        "Yên",
    ]
    assert sorted(set(ordered), key=sort_key) == ordered


def test_tones_decide_only_between_equal_letters() -> None:
    assert sorted(["mạ", "mã", "mả", "má", "mà", "ma"], key=sort_key) == [
        "ma", "mà", "mả", "mã", "má", "mạ",
    ]  # fmt: skip
    assert sorted(["Má B", "Ma C"], key=sort_key) == ["Ma C", "Má B"]


def test_people_are_sorted_by_given_name_first() -> None:
    people = ["Trần Văn Bình", "Lê Thị An", "Đỗ Văn An"]
    assert sorted(people, key=name_sort_key) == ["Đỗ Văn An", "Lê Thị An", "Trần Văn Bình"]
