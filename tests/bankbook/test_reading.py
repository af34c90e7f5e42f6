"""Statement files in the ways banks write them, and files that are none."""

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter

from thads.bankbook import cells, reading
from thads.bankbook.columns import Meaning, chosen, guess, names_of, remembered
from thads.bankbook.parsing import account_named, breaks, fingerprints, in_order, lines
from thads.core.errors import RuleBroken

TODAY = date(2024, 9, 30)
VCB = """NGÂN HÀNG TMCP NGOẠI THƯƠNG VIỆT NAM;;;;
SAO KÊ TÀI KHOẢN;;;;
Số tài khoản: 0011 2233 4455;;;;

Ngày giao dịch;Số tham chiếu;Ghi nợ;Ghi có;Số dư;Diễn giải
02/09/2024;FT1;;1.500.000;11.500.000;NGUYEN VAN A NOP TIEN THI HANH AN
03/09/2024;FT2;500.000;;11.000.000;CHI TRA
Tổng cộng;;500.000;1.500.000;;
"""


@pytest.fixture
def rows(tmp_path):
    """`rows(content)`: the rows of a file with this content."""

    def of(content):
        given, made = tmp_path / "given", tmp_path / "made"
        given.write_bytes(content)
        assert reading.read(given, made) >= 0
        return list(reading.rows(made))

    return of


def taken(rows):
    return lines(rows, guess(rows), today=TODAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_a_csv_is_read_in_every_encoding_and_with_every_separator(rows, encoding, separator):
    found = rows(VCB.replace(";", separator).encode(encoding))

    came, went = taken(found)

    assert (came.day, came.amount, came.balance) == (date(2024, 9, 2), 1_500_000, 11_500_000)
    assert came.text == "NGUYEN VAN A NOP TIEN THI HANH AN"
    assert (went.amount, went.reference) == (-500_000, "FT2")
    assert account_named(found, guess(found).heading) == "001122334455"


def test_a_csv_of_windows_1258_with_commas_keeps_its_letters(rows):
    text = 'Ngày,Số tiền,Nội dung\r\n01/09/2024,"1,234,567","Bà Trần Thị Hường nộp"\r\n'

    (line,) = taken(rows(cp1258(text)))

    assert (line.amount, line.text) == (1_234_567, "Bà Trần Thị Hường nộp")


def cp1258(text):
    """As Windows writes Vietnamese: the tone follows its letter."""
    import unicodedata

    made = bytearray()
    for letter in text:
        for one in (letter, *_parted(unicodedata.normalize("NFD", letter))):
            try:
                made += one.encode("cp1258")
            except UnicodeEncodeError:
                continue
            break
    return bytes(made)


def _parted(decomposed):
    """Letter with its shape, then its tone."""
    import unicodedata

    tones = [c for c in decomposed if c in "\u0300\u0301\u0303\u0309\u0323"]
    shape = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in tones))
    return [shape + "".join(tones)]


def workbook(write):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        write(book.add_worksheet("SaoKe"), book)
    return made.getvalue()


def test_a_workbook_gives_days_and_numbers_as_excel_keeps_them(rows):
    def write(sheet, book):
        sheet.write_row(0, 0, ["Sao kê"])
        sheet.write_row(2, 0, ["Ngày GD", "Số tiền (VND)", "Số dư", "Nội dung", "TK đối ứng"])
        sheet.write_datetime(3, 0, date(2024, 9, 5), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_row(3, 1, [2_000_000, 5_000_000, "nộp", 123456789012])
        sheet.write_row(4, 0, ["06/09/2024 08:15:00", -1_000_000, 4_000_000, "chi", ""])

    came, went = taken(rows(workbook(write)))

    assert (came.day, came.amount, came.account) == (date(2024, 9, 5), 2_000_000, "123456789012")
    assert (went.day, went.amount, went.balance) == (date(2024, 9, 6), -1_000_000, 4_000_000)


AMOUNTS = {
    "1.234.567": 1_234_567, "1,234,567": 1_234_567, "1,234,567.00": 1_234_567, "1234567": 1_234_567,
    "1.234.567,00": 1_234_567, "500.000 VND": 500_000, "-1.000": -1_000, "(1,000)": -1_000,
    "+2.000đ": 2_000, "1 000 000": 1_000_000, "100.00": 100, "0": 0,
}  # fmt: skip


@pytest.mark.parametrize(("typed", "amount"), AMOUNTS.items())
def test_amounts_are_read_in_both_ways_of_grouping(typed, amount):
    assert cells.dong(typed) == amount


@pytest.mark.parametrize(
    "typed", ["1.5", "1,234.50", "12.34.567", "1.234,567.000", "=1+1", "abc", "", "9" * 17, 1.5]
)
def test_what_is_no_amount_of_whole_dong_is_refused(typed):
    with pytest.raises(ValueError, match=r".+"):
        cells.dong(typed)


UNREADABLE = {
    "nothing": (b"", "trống"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 9, "không phải văn bản"),
    "a paper": (b"%PDF-1.7 " + b"x" * 99, "tệp PDF"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, r"đời cũ \(.xls\)"),
    "quotes left open": (b'Ngay;So tien\n01/09/2024;"1.000\n', "không khép kín"),
    "half a package": (b"PK\x03\x04" + b"\0" * 50, "hỏng hoặc tải lên chưa trọn"),
    "odd UTF-16": (b"\xff\xfea", "bảng mã"),
}


@pytest.mark.parametrize(("content", "words"), UNREADABLE.values(), ids=UNREADABLE)
def test_garbage_is_refused_with_a_reason(rows, content, words):
    with pytest.raises(RuleBroken, match=words) as refused:
        rows(content)
    assert "Chưa ghi gì" in refused.value.message


def test_a_bomb_is_refused_and_nothing_else_ends(rows):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 2**20)
        package.filelist[-1].file_size = 2**31 + 2**20  # as it says itself
    with pytest.raises(RuleBroken, match="bom nén"):
        rows(bomb.getvalue())


def test_more_rows_than_a_period_has_are_refused(rows):
    content = "Ngày;Số tiền\n" + "01/09/2024;1000\n" * 20_001
    with pytest.raises(RuleBroken, match="hơn 20000 dòng"):
        rows(content.encode())


FAULTS = {
    "a future day": ("01/10/2024;1000;", "dòng 2: ngày 01/10/2024 ở sau hôm nay"),
    "no day": ("31/02/2024;1000;", "dòng 2: “31/02/2024” không phải ngày"),
    "zero": ("01/09/2024;0;0", "dòng 2: số tiền bằng 0"),
    "below zero": ("01/09/2024;-5000;", r"dòng 2: số tiền -5\.000 đ nhỏ hơn 0"),
    "both ways": ("01/09/2024;1000;1000", "vừa có tiền vào vừa có tiền ra"),
    "a part of a đồng": ("01/09/2024;1000,5;", "“1000,5” không phải số tiền nguyên đồng"),
    "a formula": ("01/09/2024;=1+1;", "không phải số tiền"),
    "no amount": ("01/09/2024;;", "không có số tiền vào hoặc ra"),
}


@pytest.mark.parametrize(("row", "words"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_row_is_named_and_nothing_is_taken_in(rows, row, words):
    found = rows(f"Ngày;Ghi có;Ghi nợ\n{row}\n02/09/2024;1000;\n".encode())
    with pytest.raises(RuleBroken, match=words):
        taken(found)


def test_columns_are_told_when_no_name_is_known_and_remembered_by_their_names(rows):
    found = rows(b"A1;B1;C1\n01/09/2024;1000;x\n")
    assert guess(found) is None
    with pytest.raises(RuleBroken, match="Chưa chọn cột “Tiền vào"):
        chosen(1, [(0, Meaning.DAY)])
    with pytest.raises(RuleBroken, match="Hai cột cùng được chọn"):
        chosen(1, [(0, Meaning.DAY), (1, Meaning.DAY)])

    layout = chosen(1, [(0, Meaning.DAY), (1, Meaning.CREDIT)])
    names = names_of(found[0], layout)

    moved = rows("Kỳ 10;;\nC1;A1;B1\nx;01/09/2024;1000\n".encode())
    assert remembered(moved, names).places == {Meaning.DAY: 1, Meaning.CREDIT: 2}


def test_a_file_that_begins_with_the_newest_is_turned_round_and_a_gap_is_seen(rows):
    found = taken(
        rows("Ngày;Số tiền;Số dư\n03/09/2024;5;20\n03/09/2024;5;15\n01/09/2024;4;7\n".encode())
    )
    ordered = in_order(found)
    assert [line.balance for line in ordered] == [7, 15, 20]
    assert [line.balance for line in breaks(ordered)] == [15]


def test_rows_without_reference_and_balance_count_as_often_as_they_stand(rows):
    content = "Ngày;Số tiền;Nội dung\n" + "01/09/2024;1000;nộp\n" * 2
    first, second = fingerprints(taken(rows(content.encode())))
    assert first != second
    assert fingerprints(taken(rows(content.encode()))) == [first, second]
