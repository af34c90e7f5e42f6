"""The figures of two published reports (Lào Cai 2024, Quỳ Hợp), in words of our own."""

import pytest

from thads.reportcheck.checking import Check, check
from thads.reportcheck.findings import Finding, Verdict

LAO_CAI = """Cả năm, trong 3.918 việc có điều kiện thi hành, toàn tỉnh thi hành xong 3.569 việc; \
trong hơn 593 tỷ đồng có điều kiện thi hành, thi hành xong hơn 484,6 tỷ đồng, đạt 91,09% về việc \
và 81,73% về tiền, vượt 7,4% về việc và vượt 34,8% về tiền so với chỉ tiêu trên giao, xếp hạng thứ \
năm về việc trong 63 tỉnh, thành phố.
Với các khoản thu cho ngân sách nhà nước, số phải thi hành là 3.085 việc, với số tiền hơn 234,8 tỷ \
đồng. Đến nay đã thi hành xong 2.627 việc, với số tiền hơn 213,1 tỷ đồng, đạt 92,79% về việc và \
96,55% về tiền. Với án tham nhũng, đã thi hành xong 84/115 việc có điều kiện thi hành, với số tiền \
200,5 tỷ đồng/202,5 tỷ đồng, đạt 73,04% về việc và 98,93% về tiền."""
QUY_HOP = """Chi cục đã ra 979 quyết định thi hành án, trong đó có 909 quyết định chủ động, \
70 quyết định theo yêu cầu. Số tiền thi hành xong đạt 52,87%, vượt 5,37% so với chỉ tiêu (trên số \
tiền có điều kiện thi hành); số tiền chưa thi hành xong chuyển kỳ sau chiếm 47,13%."""

FAILS, UNKNOWN, ROUNDS, TIES = Verdict


def finding(done: Check, words: str) -> Finding:
    """The one about a figure as it is printed."""
    (found,) = (one for one in done.findings if done.text[one.start : one.end] == words)
    return found


@pytest.mark.parametrize(
    ("text", "words", "verdict"),
    [
        (LAO_CAI, "91,09%", TIES), (LAO_CAI, "81,73%", ROUNDS), (LAO_CAI, "7,4%", UNKNOWN),
        (LAO_CAI, "34,8%", UNKNOWN), (LAO_CAI, "xếp hạng thứ năm", UNKNOWN),
        (LAO_CAI, "92,79%", FAILS), (LAO_CAI, "96,55%", FAILS), (LAO_CAI, "73,04%", TIES),
        (LAO_CAI, "98,93%", FAILS), (QUY_HOP, "979 quyết định", TIES),
        (QUY_HOP, "52,87%", UNKNOWN), (QUY_HOP, "5,37%", UNKNOWN), (QUY_HOP, "47,13%", TIES),
    ],
)  # fmt: skip
def test_each_statement_gets_its_verdict(text: str, words: str, verdict: Verdict) -> None:
    assert finding(check(text), words).verdict is verdict


def test_the_only_base_that_fits_is_proposed() -> None:
    """2.627 / 2.831 = 92,79 %, and no other whole number does."""
    proposal = finding(check(LAO_CAI), "92,79%").proposal
    assert "2.831 việc (số nguyên duy nhất)" in proposal
    assert "254 việc chưa có điều kiện" in proposal
    assert "Không có tử số nguyên nào trên 3.085 việc" in proposal  # 2.862 gives 92,77; 2.863 92,80


def test_money_is_proposed_in_its_own_unit() -> None:
    done = check(LAO_CAI)
    assert "220,71 tỷ đồng" in finding(done, "96,55%").proposal
    corruption = finding(done, "98,93%").proposal
    assert "202,67 tỷ đồng" in corruption
    assert "200,33 tỷ đồng" in corruption


@pytest.mark.parametrize(
    ("text", "words", "target"),
    [(LAO_CAI, "7,4%", "83,69%"), (LAO_CAI, "34,8%", "46,93%"), (QUY_HOP, "5,37%", "47,50%")],
)
def test_beyond_the_target_is_points_and_implies_it(text: str, words: str, target: str) -> None:
    found = finding(check(text), words)
    assert f"điểm % thì chỉ tiêu là {target}" in found.proposal
    assert "điểm %" in found.advice
