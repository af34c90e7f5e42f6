"""What a workbook's cell means, however it was typed."""

import unicodedata
from datetime import date, datetime, time

import pytest

from thads.cases.models import MovementKind
from thads.imports import cells
from thads.imports.cells import CellFault

AT_MIDNIGHT = datetime(2023, 11, 15)  # noqa: DTZ001 a cell has no zone


def refused(read, value) -> CellFault:
    with pytest.raises(CellFault) as caught:
        read(value)
    return caught.value


@pytest.mark.parametrize(
    "written",
    ["15/11/2023", "15/11/2023 ", date(2023, 11, 15), datetime(2023, 11, 15, 16, 30)],  # noqa: DTZ001
)
def test_a_day_is_a_date_cell_or_text(written):
    assert cells.day(cells.plain(written)) == date(2023, 11, 15)


def test_leading_zeros_of_a_day_may_be_left_out():
    assert cells.day("1/2/2023") == cells.day("01/02/2023") == date(2023, 2, 1)


@pytest.mark.parametrize(
    "written",
    ["30/02/2023", "2023-11-15", "15/11/23", "15.11.2023", "hôm qua", "11/15/2023", "1/1/0203",
     45245, 45245.5, True, "12:30", "١٥/١١/٢٠٢٣"],
)  # fmt: skip
def test_anything_else_is_no_day(written):
    fault = refused(cells.day, written)
    assert fault.code == "bad_day"
    assert fault.remedy == "ghi dd/mm/yyyy, ví dụ 15/11/2023"


@pytest.mark.parametrize("written", [1234567, 1234567.0, "1.234.567", "1234567", " 1234567 "])
def test_an_amount_is_a_whole_number_or_text_with_dots_between_thousands(written):
    assert cells.dong(cells.plain(written)) == 1_234_567


@pytest.mark.parametrize(
    "written",
    ["1,234,567", "1.234,5", "12.34", "1.2345", 10.5, "10 triệu", True, date(2023, 1, 1),
     "1.234.567đ", "9" * 40, "0.123", "00.123"],
)  # fmt: skip
def test_anything_else_is_no_amount(written):
    assert refused(cells.dong, written).code == "bad_amount"


def test_an_amount_is_neither_negative_nor_beyond_what_a_spreadsheet_counts_exactly():
    assert refused(cells.dong, -5).code == "negative_amount"
    assert refused(cells.dong, "-1.000").code == "negative_amount"
    assert cells.dong(10**15) == 10**15
    assert refused(cells.dong, 10**15 + 1).code == "bad_amount"


@pytest.mark.parametrize("written", [123, 123.0, "123", "0123"])
def test_a_number_is_a_cell_or_digits(written):
    assert cells.whole(cells.plain(written)) == 123


@pytest.mark.parametrize("written", ["12a", 1.5, -1, "1.000", True, date(2023, 1, 1), "1" * 30])
def test_anything_else_is_no_number(written):
    fault = refused(cells.whole, cells.plain(written))
    assert (fault.code, fault.remedy) == ("bad_number", "ghi số nguyên, ví dụ 123")


def test_a_mark_is_an_x_or_a_tick_box():
    assert [cells.flag(mark) for mark in ("x", "X", True, False)] == [True, True, True, False]
    assert refused(cells.flag, "có").code == "unknown_code"
    assert refused(cells.flag, 1).code == "unknown_code"


def test_a_code_is_one_of_its_list_and_the_remedy_names_them():
    read = cells.code([kind for kind in MovementKind if kind.is_in_register])
    assert read("thu") is MovementKind.COLLECTED
    assert read("HUY_THU") is MovementKind.REVERSED
    fault = refused(read, "trả")
    assert fault.code == "unknown_code"
    assert fault.remedy == "ghi một trong các mã: thu, huy_thu, chi, nop_ngan_sach"


def test_text_is_composed_and_stands_on_one_line():
    decomposed = unicodedata.normalize("NFD", "Nguyễn Thị  Phượng")
    assert cells.plain(f" {decomposed}\n ") == "Nguyễn Thị Phượng"
    assert cells.plain("a\u00a0b\u200b\tc") == "a b c"
    assert cells.plain("  ") is None


def test_a_number_where_text_belongs_gives_its_digits():
    assert cells.text(cells.plain(10096100001.0)) == "10096100001"
    assert cells.text(date(2023, 11, 5)) == "05/11/2023"


def test_text_that_our_export_neutralised_comes_back_as_it_was():
    assert [cells.plain(f"'{sign}1") for sign in "=+-@"] == ["=1", "+1", "-1", "@1"]
    assert cells.plain("'abc") == "'abc"


def test_a_time_of_day_is_kept_as_text_that_no_reader_takes_for_a_value():
    assert cells.plain(time(8, 30)) == "08:30:00"


def test_text_is_bounded():
    assert refused(cells.text, "a" * 2001).code == "too_long"
    assert cells.text("a" * 2000) == "a" * 2000


def test_a_message_does_not_repeat_a_whole_novel():
    assert len(refused(cells.day, "a" * 5000).message) < 100


def test_the_same_key_in_other_types_has_the_same_normal_form():
    series = unicodedata.normalize("NFD", "QĐ-CCTHADS ")
    plain = [cells.plain(cell) for cell in ("CC01", 123.0, series, AT_MIDNIGHT)]
    typed = [cells.plain(cell) for cell in (" CC01", "0123", "QĐ-CCTHADS", "15/11/2023")]
    assert cells.key_text(*plain) == cells.key_text(*typed)
    assert cells.key_text(*plain) != cells.key_text("CC01", 124, "QĐ-CCTHADS", date(2023, 11, 15))
    assert cells.key_text(*plain) != cells.key_text("CC01", 123, "qđ-ccthads", date(2023, 11, 15))
    assert cells.key_text(1, 123, "A", "15/11/2023") == cells.key_text(
        "1", "123", "A", "15/11/2023"
    )


@pytest.mark.parametrize("key", [("A", "12a", "B", "1/1/2023"), ("A", 1, "B", "31/2/2023"),
                                 ("A", True, "B", "1/1/2023"), ("A", 1, "B", 45245)])  # fmt: skip
def test_a_key_that_cannot_be_read_has_no_normal_form(key):
    assert cells.key_text(*key) is None
