"""What must be right on every paper before anybody signs it (B22): each fault is named."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from thads.core.days import day_in_words
from thads.core.errors import RuleBroken
from thads.core.money import format_dong
from thads.core.numerals import dong_in_words
from thads.documents.citations import LAWS
from thads.documents.paper import Paper

_AMOUNT = re.compile(r"(\d[\d.]*) đồng(?: \(bằng chữ: ([^)]*)\))?")
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})*")
_DAY = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})|\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_LAW = re.compile(r"\b\d+/\d{4}/(?:QH\d+|NĐ-CP)")
_LEFT_OPEN = re.compile(r"[{}]|\.{3,}|…|_{2,}|<[^>]*>|\b(?:None|nan|XX+)\b")
_ITEM = re.compile(r"\d+\. ")
_TOTAL, _DUTY = "Tổng cộng: ", re.compile(r"Như Điều (\d+)")
_VOLUNTARY, _CREDITOR = "tự nguyện thi hành án", "Người được thi hành án: "
RETURNS, DESTROYS = "quyet-dinh-thi-hanh-an-tra-lai", "quyet-dinh-thi-hanh-an-tieu-huy"


def check(paper: Paper) -> None:
    """RuleBroken with all faults of a paper; nothing when it is clean."""
    found = list(faults(paper))
    if found:
        raise RuleBroken(
            "document.lint",
            f"Văn bản chưa đúng: {'; '.join(found)}. Chưa lập văn bản; kiểm tra lại hồ sơ hoặc báo "
            "quản trị sửa mẫu.",
        )


def faults(paper: Paper) -> Iterator[str]:
    """Each fault in words."""
    dated = date.fromisoformat(paper.dated)
    for text in paper.body:
        yield from _amounts(text)
        yield from _days(text)
        yield from _laws(text, dated)
    for base in paper.bases:
        yield from _later(base, dated)
    for text in (*paper.body, *paper.recipients, paper.subject, paper.authority, paper.signer):
        if left := _LEFT_OPEN.search(text):
            yield f"còn chỗ trống “{left[0]}”"
    for article in paper.articles:
        yield from _sums(article)
    yield from _whole(paper, dated)
    yield from _of_its_kind(paper)


def _amounts(text: str) -> Iterator[str]:
    for digits, words in _AMOUNT.findall(text):
        if not _THOUSANDS.fullmatch(digits):
            yield f"số tiền “{digits}” viết sai"
        elif words != dong_in_words(int(digits.replace(".", ""))):
            yield f"số tiền {digits} đồng không khớp chữ “{words}”"


def _sums(lines: Sequence[str]) -> Iterator[str]:
    """The total is the sum of the items above it, where each names one amount at most."""
    items = [_AMOUNT.findall(line) for line in lines if _ITEM.match(line)]
    total = next((_AMOUNT.search(line) for line in lines if line.startswith(_TOTAL)), None)
    if total is None or any(len(found) > 1 for found in items):
        return
    summed = sum(int(found[0][0].replace(".", "")) for found in items if found)
    if summed != int(total[1].replace(".", "")):
        yield f"tổng cộng {total[1]} đồng khác tổng các khoản {format_dong(summed)} đồng"


def _days(text: str) -> Iterator[str]:
    for said in _DAY.finditer(text):
        if _day(said) is None:
            yield f"“{said[0]}” không phải ngày có thật"


def _later(base: str, dated: date) -> Iterator[str]:
    """What a paper rests on was there before it."""
    for said in _DAY.finditer(base):
        day = _day(said)
        if day is not None and day > dated:
            yield f"căn cứ “{said[0]}” ở sau ngày của văn bản"


def _day(said: re.Match[str]) -> date | None:
    numbers = [int(part) for part in said.groups() if part]
    try:
        return date(numbers[2], numbers[1], numbers[0])
    except ValueError:
        return None


def _laws(text: str, dated: date) -> Iterator[str]:
    for number in _LAW.findall(text):
        law = next((one for one in LAWS if one.number == number), None)
        if law is None:
            yield f"không rõ hiệu lực của văn bản số {number}"
        elif not law.holds_on(dated):
            yield f"văn bản số {number} không có hiệu lực ngày {dated:%d/%m/%Y}"


def _whole(paper: Paper, dated: date) -> Iterator[str]:
    numbered = bool(paper.number) or bool(paper.signatories)  # minutes bear no number
    said = bool(paper.bases and paper.articles) and all(paper.articles)
    if not (said and all(paper.body) and paper.signer and all(paper.signed_as) and numbered):
        yield "thiếu căn cứ, nội dung, số hoặc người ký"
    if not paper.signed_as:
        yield "thiếu chức danh người ký"
    if paper.dated_words != day_in_words(dated):
        yield f"ngày ghi trên văn bản “{paper.dated_words}” khác ngày {dated:%d/%m/%Y}"
    if not any(_LAW.search(base) for base in paper.bases):
        yield "không dẫn điều luật nào"


def _of_its_kind(paper: Paper) -> Iterator[str]:
    if paper.code in (RETURNS, DESTROYS) and any(_VOLUNTARY in text for text in paper.body):
        yield "quyết định trả lại tiền, tài sản, tiêu hủy không ghi thời hạn tự nguyện"
    if paper.code == RETURNS and not any(
        line.startswith(_CREDITOR) for line in (paper.articles or ((),))[0]
    ):
        yield "quyết định trả lại tiền, tài sản phải nêu người được thi hành án tại Điều 1"
    for recipient in paper.recipients:
        named = _DUTY.match(recipient)
        if named and paper.is_decision and int(named[1]) > len(paper.articles):
            yield f"nơi nhận ghi “{named[0]}” nhưng văn bản không có Điều {named[1]}"
