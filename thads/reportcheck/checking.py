"""A report checked: every claim that its own numbers can prove or refute."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from thads.core.errors import RuleBroken
from thads.reportcheck import complements, gaps, growth, identities, lists, ranks, rates
from thads.reportcheck.cues import Claim, Says, claims
from thads.reportcheck.findings import Finding, Verdict
from thads.reportcheck.reading import Reading, clean, read

MOST_LETTERS = 120_000  # about fifty pages


@dataclass(frozen=True, slots=True)
class Check:
    """What was read in a text and what came of it, in the order of the text."""

    reading: Reading
    findings: Sequence[Finding]

    @property
    def text(self) -> str:
        """The text as it was read; places of findings are places in it."""
        return self.reading.text

    def count(self, verdict: Verdict) -> int:
        """How many findings came out so."""
        return sum(one.verdict is verdict for one in self.findings)

    @property
    def advised(self) -> int:
        """How many findings say something about the wording."""
        return sum(bool(one.advice) for one in self.findings)


def check(text: str) -> Check:
    """Check a text; RuleBroken when it is empty, too long, or has no figure in it."""
    if len(text) > MOST_LETTERS:
        raise RuleBroken(
            "reportcheck.too_long", f"Văn bản dài hơn {MOST_LETTERS // 1000} nghìn ký tự. Chưa "
            "soát; hãy chia văn bản thành từng phần rồi soát từng phần.", field="text",
        )  # fmt: skip
    cleaned = clean(text)
    if not cleaned:
        raise RuleBroken(
            "reportcheck.empty", "Chưa có gì để soát. Dán đoạn văn hoặc cả báo cáo vào ô văn bản.",
            field="text",
        )  # fmt: skip
    reading = read(cleaned)
    if not reading.figures:
        raise RuleBroken(
            "reportcheck.no_figures", "Văn bản này không có số liệu nào để soát (ngày tháng, số "
            "văn bản, điều khoản không tính). Kiểm tra lại phần vừa dán.", field="text",
        )  # fmt: skip
    found = sorted(_findings(reading), key=lambda one: (one.start, one.end))
    return Check(reading, found)


def _findings(reading: Reading) -> Iterator[Finding]:
    said = claims(reading)
    shares = {c.figure.number: rates.check(reading, c) for c in said if c.says is Says.SHARE}
    known = [_with_kind(claim, shares.get(claim.figure.number)) for claim in said]
    for claim in known:
        finding = _of_claim(reading, claim, known, shares)
        if finding is not None:
            yield finding
    yield from growth.differences(reading)
    listed = list(lists.check(reading))
    yield from listed
    yield from identities.check(reading, listed)
    yield from ranks.check(reading)


def _with_kind(claim: Claim, found: Finding | None) -> Claim:
    """A rate without words about cases or money is about what it was found to be made of."""
    if claim.kind is None and found is not None and found.uses:
        return replace(claim, kind=found.uses[0].kind)
    return claim


def _of_claim(
    reading: Reading, claim: Claim, others: Sequence[Claim], shares: Mapping[int, Finding]
) -> Finding | None:
    match claim.says:
        case Says.SHARE:
            found = shares[claim.figure.number]
            rest = complements.check(reading, claim, others)
            return rest if rest and found.verdict is Verdict.UNKNOWN else found
        case Says.GROWTH:
            return growth.check(reading, claim, others)
        case Says.TIMES:
            return growth.of_before(reading, claim)
        case Says.GAP:
            return gaps.check(reading, claim, others)
        case Says.PLAN:
            return gaps.of_plan(reading, claim, others)
    return None
