"""A block copied from a spreadsheet becomes the same rows as a workbook."""

import unicodedata

import pytest

from thads.imports.faults import UnusableFile
from thads.imports.pasting import MOST_LINES, stage_of_pasted

CASE = "CC01\t7\tQĐ-CCTHADS\t15/11/2023\ttheo_yeu_cau\tdan_su"
HEAD = "don_vi\tso_qd\tky_hieu\tngay_qd\thinh_thuc\tloai_an"
PARTY, ITEM = "vai_tro\tho_ten", "khoan\tloai_khoan\tso_tien"


@pytest.fixture
def pasted(tmp_path):
    opened = []

    def stage_of(*lines: str, ending: str = "\r\n"):
        opened.append(stage_of_pasted(ending.join(lines) + ending, tmp_path / "stages"))
        return opened[-1]

    yield stage_of
    for stage in opened:
        stage.close()


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_lines_are_cases(pasted, ending):
    stage = pasted(HEAD, CASE, "", CASE.replace("\t7\t", "\t8\t"), ending=ending)
    cases = list(stage.cases())
    assert [case.rows["viec"][0].number for case in cases] == [2, 4]
    assert cases[0].rows["viec"][0].cells == dict(
        zip(HEAD.split("\t"), CASE.split("\t"), strict=True)
    )
    assert (stage.counts(), list(stage.faults())) == ({"viec": 2}, [])


def test_lines_of_one_key_are_one_case_with_its_parties_and_items(pasted):
    stage = pasted(
        f"{HEAD}\t{PARTY}\t{ITEM}",
        f"{CASE}\tduoc_thi_hanh\tBà An\t1\ttra_no\t1.000.000",
        f"{CASE}\tphai_thi_hanh\tÔng Bình\t2\tan_phi\t300.000",
        "CC01\t007\tQĐ-CCTHADS\t15/11/2023\t\t\tphai_thi_hanh\tÔng Bình\t\t\t",
    )
    [case] = stage.cases()
    assert [row.number for row in case.rows["viec"]] == [2]
    assert [row.cells["ho_ten"] for row in case.rows["duong_su"]] == ["Bà An", "Ông Bình"]
    assert [row.cells["so_tien"] for row in case.rows["khoan"]] == ["1.000.000", "300.000"]


def test_a_line_that_contradicts_its_case_stands_as_a_second_row(pasted):
    stage = pasted(HEAD, CASE, CASE.replace("dan_su", "hinh_su"), CASE)
    [case] = stage.cases()
    assert [row.number for row in case.rows["viec"]] == [2, 3, 4]


def test_a_line_whose_key_cannot_be_read_keeps_what_stands_beside_it(pasted):
    stage = pasted(f"{HEAD}\t{PARTY}", CASE.replace("15/11", "31/11") + "\tlien_quan\tBà An")
    [case] = stage.cases()
    assert [row.cells["ho_ten"] for row in case.rows["duong_su"]] == ["Bà An"]
    assert list(stage.strays()) == []


def test_quotation_marks_of_copying_are_taken_off_and_those_of_the_text_stay(pasted):
    stage = pasted(
        f"{HEAD}\t{PARTY}\tdia_chi",
        f'{CASE}\tlien_quan\t"Hộ KD ""An"""\t"Số 1\nphố\tHuế"',
        f'{CASE}\tlien_quan\t"An"\t"Nhà số 2',
        f'{CASE}\tlien_quan\t"Chi" nhánh\tx"y',
    )
    [case] = stage.cases()
    assert [(row.number, row.cells["ho_ten"], row.cells["dia_chi"])
            for row in case.rows["duong_su"]] == [
        (2, 'Hộ KD "An"', "Số 1 phố Huế"),
        (3, '"An"', '"Nhà số 2'),
        (4, '"Chi" nhánh', 'x"y'),
    ]  # fmt: skip


def test_text_comes_composed(pasted):
    stage = pasted(*(unicodedata.normalize("NFD", line) for line in ("Đơn vị" + HEAD[6:], CASE)))
    [case] = stage.cases()
    assert case.key_text == "CC01\t7\tQĐ-CCTHADS\t2023-11-15"


def test_columns_unknown_missing_or_double_are_told(pasted):
    stage = pasted(f"{HEAD}\tGhi chú\tloai_an\tho_ten", f"{CASE}\ta\tdan_su\tBà An")
    assert [(f.sheet, f.row, f.column, f.code, f.severity.value) for f in stage.faults()] == [
        ("viec", 1, "Ghi chú", "unknown_column", "warning"),
        ("viec", 1, "loai_an", "duplicate_column", "fault"),
        ("duong_su", 1, "vai_tro", "missing_column", "fault"),
    ]
    assert stage.heading_faults()


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("", "không phải tên cột"),
        (CASE, "không phải tên cột"),
        (HEAD.replace("so_qd\t", "") + "\n" + CASE, "thiếu cột so_qd"),
        (HEAD + "\tngay\tsu_kien\n" + CASE, "cột ngay, su_kien"),
        ("\n".join([HEAD, *[CASE] * (MOST_LINES + 1)]), "hơn 5.000 dòng"),
        (HEAD + "\n" + "x" * 2_000_001, "quá lớn"),
    ],
)
def test_a_block_that_cannot_be_taken_says_why_and_what_to_do(tmp_path, block: str, said):
    with pytest.raises(UnusableFile, match=said) as caught:
        stage_of_pasted(block, tmp_path / "stages")
    assert "Chưa ghi gì. " in str(caught.value)
    assert not (tmp_path / "stages").exists() or not list((tmp_path / "stages").iterdir())
