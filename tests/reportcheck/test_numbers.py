"""Numbers under Vietnamese rules, and what is no figure at all."""

from fractions import Fraction

import pytest

from thads.core.errors import RuleBroken
from thads.reportcheck import checking
from thads.reportcheck.checking import check
from thads.reportcheck.findings import Verdict
from thads.reportcheck.quantities import Kind, quantities

BILLION = 10**9


@pytest.mark.parametrize(
    ("words", "kind", "low", "high"),
    [
        ("3.569 việc", Kind.COUNT, 3569, 3569),
        ("1 234 việc", Kind.COUNT, 1234, 1234),
        ("1,234 việc", Kind.COUNT, 1234, 1234),
        ("hơn 410 nghìn việc", Kind.COUNT, 410_000, 420_000),
        ("1.234,5 tỷ đồng", Kind.MONEY, Fraction("1234.45") * BILLION,
         Fraction("1234.55") * BILLION),
        ("hơn 484,6 tỷ đồng", Kind.MONEY, Fraction("484.6") * BILLION,
         Fraction("484.7") * BILLION),
        ("gần 34 tỷ đồng", Kind.MONEY, 33 * BILLION, 34 * BILLION),
        ("khoảng 593 tỷ đồng", Kind.MONEY, 592 * BILLION, 594 * BILLION),
        ("484 tỷ 667 triệu 955 nghìn đồng", Kind.MONEY, 484_667_954_500, 484_667_955_500),
        ("36.576 tỷ 087 triệu đồng", Kind.MONEY, 36_576_086_500_000, 36_576_087_500_000),
        ("129.178.611.000đ", Kind.MONEY, 129_178_611_000, 129_178_611_000),
        ("22 ngàn tỷ đồng", Kind.MONEY, 21_500 * BILLION, 22_500 * BILLION),
        ("91,09%", Kind.RATE, Fraction("91.085"), Fraction("91.095")),
        ("31.88 %", Kind.RATE, Fraction("31.875"), Fraction("31.885")),
        ("7,4 điểm %", Kind.POINTS, Fraction("7.35"), Fraction("7.45")),
    ],
)  # fmt: skip
def test_what_a_printed_number_may_stand_for(words: str, kind: Kind, low, high) -> None:
    (found,) = quantities(f"Đơn vị đạt {words}.")
    assert (found.kind, found.value.low, found.value.high) == (kind, low, high)


@pytest.mark.parametrize(
    "words",
    ["ngày 28/8/2024", "30/9/2024", "từ 1 - 10 - 2022 đến 31 - 3 - 2023", "tháng 12/2024",
     "12/2024", "quý III/2024", "năm 2024", "2023-2024", "6 tháng đầu năm", "đến hết 30/9",
     "Nghị quyết số 01/NQ-CP", "Chỉ thị 49-CT/TU", "Luật số 26/2008/QH12", "Điều 5",
     "điểm c khoản 1 Điều 48", "Thông tư số 05/2024/TT-BTP", "Phòng Thi hành án khu vực 3",
     "ngày 5 tháng 9 năm 2024", "xếp thứ 5/63", "Biểu số 04", "lãi 10%/năm", "[1]",
     "văn bản số 832/TCTHADS-NV1", "kỳ họp thứ 8", "14 giờ 30"],
)  # fmt: skip
def test_days_papers_articles_and_ranks_are_no_figures(words: str) -> None:
    assert not quantities(f"Căn cứ {words} về thi hành án.")


def test_a_fraction_shares_its_unit() -> None:
    part, whole = quantities("Thu 200,5/202,5 tỷ đồng")
    assert (part.value.said, whole.value.said) == (200_500_000_000, 202_500_000_000)


@pytest.mark.parametrize(
    ("text", "words"),
    [(" \n ", "Chưa có gì để soát"), ("Hoàn thành tốt nhiệm vụ năm 2024.", "không có số liệu nào"),
     ("việc " * checking.MOST_LETTERS, "chia văn bản")],
)  # fmt: skip
def test_what_cannot_be_checked_is_refused_in_clear_words(text: str, words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        check(text)


def test_a_text_with_figures_and_no_claims_gives_no_findings() -> None:
    assert not check("Trong kỳ thụ lý 12 việc.").findings


def test_a_report_of_many_pages_is_read_in_one_go() -> None:
    """The time grows with the length, not with its square."""
    line = "Thụ lý 1.200 việc, trong đó cũ 500 việc, mới 700 việc; xong 90/100 việc, đạt 90%.\n"
    done = check(line * 300)
    assert len(done.findings) == 600


@pytest.mark.parametrize(
    "text",
    ["0/0 việc, đạt 0%", "xong 5 việc/0 việc, đạt 50%", "tăng 100% so với cùng kỳ (0 việc), 5 việc",
     "giảm 100%, còn 0 việc", "9" * 5000 + " việc, 3 việc", "1/2/3/4/5 việc 5%", "đạt 85% (",
     ")))) 85%", "đạt 0% trên 0 việc", "5 việc, giảm 150%", "hơn 0 việc, đạt gần 0%",
     "bằng 120% chỉ tiêu (0 việc), 5 việc", "\u0111a\u0323t 85%, 1\u00a0234 việc\x00"],
)  # fmt: skip
def test_nonsense_is_answered_and_accuses_nothing(text: str) -> None:
    assert not check(text).count(Verdict.FAILS)
