"""The lint finds what somebody put wrong into a paper that was right (B22)."""

from dataclasses import replace
from datetime import date

import pytest

from thads.core.errors import RuleBroken
from thads.documents import lint
from thads.documents.catalogue import Kind
from thads.documents.paper import Paper

BASE = "Căn cứ khoản 1 Điều 48 Luật Thi hành án dân sự số 26/2008/QH12;"
RIGHT = Paper(
    code=Kind.POSTPONEMENT.value, title="QUYẾT ĐỊNH", subject="Về việc hoãn thi hành án",
    superior="Cục Thi hành án dân sự tỉnh Thử", agency="Chi cục Thi hành án dân sự huyện Mẫu",
    number="45/QĐ-CCTHADS", place="Mẫu", dated="2024-04-03",
    dated_words="ngày 03 tháng 4 năm 2024", authority="CHI CỤC TRƯỞNG",
    bases=(BASE, "Căn cứ Bản án số 1/2024/DS-ST ngày 10 tháng 01 năm 2024."),
    articles=(("Hoãn 1.200.000 đồng (bằng chữ: Một triệu hai trăm nghìn đồng).",),
              ("Đến hết ngày 03 tháng 6 năm 2024.",), ("Có hiệu lực kể từ ngày ký.",)),
    is_decision=True, recipients=("Như Điều 3;",), signed_as=("CHI CỤC TRƯỞNG",), signer="Lê Ký",
)  # fmt: skip


def said(text: str) -> Paper:
    return replace(RIGHT, articles=((text,),))


def rests_on(text: str) -> Paper:
    return replace(RIGHT, bases=(BASE, text))


def test_a_paper_that_is_right_passes():
    assert list(lint.faults(RIGHT)) == []


TOTAL = "Tổng cộng: 300 đồng (bằng chữ: Ba trăm đồng)."
ITEMS = ("1. Án phí: 100 đồng (bằng chữ: Một trăm đồng).",
         "2. Trả nợ: 150 đồng (bằng chữ: Một trăm năm mươi đồng).", TOTAL)  # fmt: skip
GIVEN_BACK = replace(
    RIGHT, code=Kind.RETURN.value,
    articles=(("Cho thi hành án:", "Người được thi hành án: Bà Thử; địa chỉ: xã Mẫu."),
              ("Thông báo cho người được thi hành án.",), ("Có hiệu lực kể từ ngày ký.",)),
)  # fmt: skip
SEEDED = [
    (said("Trả 1.200.000 đồng (bằng chữ: Một triệu hai trăm đồng)."), "không khớp chữ"),
    (said("Trả 1.200.000 đồng."), "không khớp chữ"),
    (said("Trả 1.2000 đồng (bằng chữ: Mười hai nghìn đồng)."), "viết sai"),
    (said("Trả 0 đồng."), "số tiền 0 đồng không khớp"),
    (said("Trả 100 đồng (bằng chữ: Một trăm đồng), còn 50 đồng (bằng chữ: Năm đồng)."),
     "50 đồng không khớp"),
    (replace(RIGHT, articles=(ITEMS, *RIGHT.articles[1:])), "khác tổng các khoản 250 đồng"),
    (said("Đến hết ngày 31 tháng 02 năm 2024."), "không phải ngày có thật"),
    (said("Đến hết ngày 29 tháng 02 năm 2023."), "không phải ngày có thật"),
    (said("Đến hết 31/4/2024."), "không phải ngày có thật"),
    (said("Đến hết 15/13/2024."), "không phải ngày có thật"),
    (said("Hoãn đối với {debtor}."), "còn chỗ trống “{”"),
    (said("Hoãn đối với ông ……… ở xã Mẫu."), "còn chỗ trống"),
    (said("Hoãn đối với ông .... ở xã Mẫu."), "còn chỗ trống"),
    (said("Hoãn đối với ông ____ ở xã Mẫu."), "còn chỗ trống “__"),
    (said("Hoãn đối với ông <họ tên>."), "còn chỗ trống “<họ tên>”"),
    (said("Hoãn đối với ông XXX."), "còn chỗ trống “XXX”"),
    (said("Hoãn đối với None."), "còn chỗ trống “None”"),
    (said("Hoãn đối với nan."), "còn chỗ trống “nan”"),
    (replace(RIGHT, recipients=("Như Điều 3;", "{vks};")), "còn chỗ trống “{”"),
    (replace(RIGHT, subject="Về việc …"), "còn chỗ trống “…”"),
    (replace(RIGHT, authority="CHI CỤC TRƯỞNG\n{agency}"), "còn chỗ trống “{”"),
    (replace(RIGHT, signer="None"), "còn chỗ trống “None”"),
    (replace(RIGHT, signer=""), "người ký"),
    (replace(RIGHT, signed_as=()), "thiếu chức danh người ký"),
    (replace(RIGHT, number=""), "thiếu căn cứ, nội dung, số"),
    (replace(RIGHT, articles=()), "thiếu căn cứ, nội dung, số"),
    (replace(RIGHT, articles=(("",), *RIGHT.articles[1:])), "thiếu căn cứ, nội dung, số"),
    (replace(RIGHT, bases=()), "không dẫn điều luật nào"),
    (replace(RIGHT, bases=(RIGHT.bases[1],)), "không dẫn điều luật nào"),
    (rests_on("Căn cứ Bản án ngày 04 tháng 4 năm 2024."), "ở sau ngày của văn bản"),
    (rests_on("Căn cứ Đơn đề nghị 15/4/2024."), "ở sau ngày của văn bản"),
    (rests_on("Căn cứ Điều 46 Luật số 106/2025/QH15."), "không có hiệu lực ngày 03/04/2024"),
    (rests_on("Căn cứ Điều 21 Nghị định số 152/2026/NĐ-CP."), "không có hiệu lực ngày 03/04/2024"),
    (rests_on("Căn cứ Nghị định số 58/2009/NĐ-CP."), "không rõ hiệu lực"),
    (said("Theo Luật số 106/2025/QH15."), "không có hiệu lực ngày 03/04/2024"),
    (replace(RIGHT, dated="2026-07-01"), "26/2008/QH12 không có hiệu lực ngày 01/07/2026"),
    (replace(RIGHT, dated_words="ngày 04 tháng 3 năm 2024"), "khác ngày 03/04/2024"),
    (replace(RIGHT, articles=RIGHT.articles[:2]), "không có Điều 3"),
    (replace(said("Thời hạn tự nguyện thi hành án là 10 ngày."), code=Kind.RETURN.value),
     "không ghi thời hạn tự nguyện"),
    (replace(said("Thời hạn tự nguyện thi hành án là 10 ngày."), code=Kind.DESTRUCTION.value),
     "không ghi thời hạn tự nguyện"),
    (replace(GIVEN_BACK, articles=(("Cho thi hành án:",), *GIVEN_BACK.articles[1:])),
     "phải nêu người được thi hành án tại Điều 1"),
]  # fmt: skip


def test_money_that_goes_back_to_its_owner_passes():
    assert list(lint.faults(GIVEN_BACK)) == []


@pytest.mark.parametrize(("paper", "fault"), SEEDED)
def test_a_seeded_error_is_named(paper, fault):
    with pytest.raises(RuleBroken, match="Văn bản chưa đúng") as refused:
        lint.check(paper)
    assert fault in refused.value.message


def test_the_last_day_of_the_old_law_is_still_its_own():
    last = replace(
        RIGHT, dated=date(2026, 6, 30).isoformat(), dated_words="ngày 30 tháng 6 năm 2026"
    )
    assert list(lint.faults(last)) == []
