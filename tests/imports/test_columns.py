"""The sheets and columns are those of the format."""

import unicodedata

import pytest

from thads.cases.models import (
    NOT_IN_REGISTER,
    ActKind,
    Initiation,
    ItemKind,
    JudgmentKind,
    MovementKind,
)
from thads.core.codes import Coded
from thads.imports.columns import CASES, KEY, OF_CASE, SHEETS, name_of
from thads.parties.models import PartyKind, PartyRole


def test_a_row_of_every_case_sheet_starts_with_the_key():
    assert KEY == ("don_vi", "so_qd", "ky_hieu", "ngay_qd")
    assert [sheet.name for sheet in OF_CASE] == [
        "viec", "duong_su", "khoan", "dien_bien", "thu_chi",
    ]  # fmt: skip
    assert all(sheet.names[:4] == KEY and set(KEY) <= set(sheet.must) for sheet in OF_CASE)


def test_what_must_be_filled_is_what_the_format_says():
    own = {sheet.name: set(sheet.must) - (set(KEY) if sheet.of_case else set())
           for sheet in SHEETS.values()}  # fmt: skip
    assert own == {
        "don_vi": {"ma", "ten", "loai"},
        "can_bo": {"ten_dang_nhap", "ho_ten", "don_vi", "vai_tro"},
        "viec": {"hinh_thuc", "loai_an"},
        "duong_su": {"vai_tro", "ho_ten"},
        "khoan": {"khoan", "loai_khoan", "so_tien"},
        "dien_bien": {"ngay", "su_kien"},
        "thu_chi": {"ngay", "khoan", "loai", "so_tien"},
    }


@pytest.mark.parametrize(
    ("sheet", "column", "terms", "but"),
    [
        ("viec", "hinh_thuc", Initiation, set()),
        ("viec", "loai_an", JudgmentKind, set()),
        ("duong_su", "vai_tro", PartyRole, set()),
        ("duong_su", "loai", PartyKind, set()),
        ("khoan", "loai_khoan", ItemKind, set()),
        ("dien_bien", "su_kien", ActKind, {kind.code for kind in NOT_IN_REGISTER}),
        ("thu_chi", "loai", MovementKind, {MovementKind.PAYMENT_RETURNED.code}),
    ],
)
def test_the_help_names_every_code(sheet: str, column: str, terms: type[Coded], but: set[str]):
    meaning = next(c.meaning for c in SHEETS[sheet].columns if c.name == column)
    named = {word for word in meaning.replace(";", ",").replace(",", " ").split() if "_" in word}
    codes = {term.code for term in terms} - but
    assert {code for code in codes if "_" in code} == named & codes
    assert all(code in meaning for code in codes)


@pytest.mark.parametrize("heading", ["don_vi", " DON_VI", "Đơn vị", "don vi "])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_heading_is_known_in_capitals_with_spaces_and_marks(heading: str, form):
    assert name_of(unicodedata.normalize(form, heading)) in CASES.names
