"""Gaps: `vượt 7,4% so với chỉ tiêu` is a difference of two rates, in percentage points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from thads.reportcheck import rates, wording
from thads.reportcheck.cues import Claim, Says
from thads.reportcheck.findings import Finding, Verdict, fit, of
from thads.reportcheck.growth import IN_POINTS
from thads.reportcheck.ranges import exact
from thads.reportcheck.reading import Reading

SAYS = "So với chỉ tiêu"
_PLANNED = re.compile(r"\b(?:chỉ tiêu|kế hoạch)\b", re.IGNORECASE)
REACH = 12  # sentences in which a target of the same matter holds


def check(reading: Reading, claim: Claim, others: Sequence[Claim]) -> Finding:
    """The gap against the rate and the target; the target it implies when none is told."""
    reached = _nearest(claim, others, Says.SHARE)
    advice = "" if claim.is_in_points else IN_POINTS
    if reached is None:
        return of(claim.figure, SAYS, Verdict.UNKNOWN, "Không thấy tỷ lệ đạt được.", advice=advice)
    target = _nearest(claim, others, Says.TARGET, reached)
    if target is None:
        return _implied(reading, claim, reached, advice)
    rate, aim = reached.figure.value.said, target.figure.value.said
    gap = claim.way * (rate - aim)
    read = f"{reading.words(reached.figure)} so với chỉ tiêu {reading.words(target.figure)}"
    uses = reached.figure, target.figure
    verdict = fit(claim.figure.value, claim.figure.quantity.decimals, exact(gap))
    if verdict is not Verdict.FAILS:
        return of(
            claim.figure, SAYS, verdict, read, computed=wording.points(gap), advice=advice,
            uses=uses,
        )  # fmt: skip
    relative = aim and fit(
        claim.figure.value, claim.figure.quantity.decimals, exact(100 * gap / aim)
    )
    verb = "Vượt" if rate >= aim else "Thiếu"
    proposal = f"{verb} {wording.points(gap)} so với chỉ tiêu."
    if relative in (Verdict.TIES, Verdict.ROUNDS):
        proposal += " Số đã ghi là chênh lệch tương đối của hai tỷ lệ."
    return of(
        claim.figure, SAYS, Verdict.FAILS, read, computed=wording.points(gap), proposal=proposal,
        advice=advice, uses=uses,
    )  # fmt: skip


def of_plan(reading: Reading, claim: Claim, others: Sequence[Claim]) -> Finding:
    """`bằng 101,80% chỉ tiêu`: the rate reached as a share of the target; else a usual rate."""
    reached = _nearest(claim, others, Says.SHARE)
    target = _nearest(claim, others, Says.TARGET, reached)
    usual = rates.check(reading, claim)
    if reached is None or target is None or target.figure.value.said == 0:
        ties = usual.verdict in (Verdict.TIES, Verdict.ROUNDS)
        planned = None if ties else _of_planned_amount(reading, claim)
        return usual if ties else planned or replace(usual, verdict=Verdict.UNKNOWN, proposal="")
    share = exact(100 * reached.figure.value.said / target.figure.value.said)
    verdict = fit(claim.figure.value, claim.figure.quantity.decimals, share)
    said = wording.percent(share.said)
    return of(
        claim.figure, SAYS, verdict,
        f"{reading.words(reached.figure)} / chỉ tiêu {reading.words(target.figure)}", said,
        f"Bằng {said} chỉ tiêu." if verdict is Verdict.FAILS else "",
        uses=(reached.figure, target.figure),
    )  # fmt: skip


def _of_planned_amount(reading: Reading, claim: Claim) -> Finding | None:
    """`thu 1.012 tỷ, bằng 92,04% chỉ tiêu năm (1.100 tỷ)`: an amount as a share of the plan."""
    around, at = reading.near(claim.figure, back=1, ahead=1), claim.figure.number
    aims = [
        one for one in around
        if one.is_amount and _PLANNED.search(one.before) and one.role is None
    ]  # fmt: skip
    for aim in aims:
        like = [
            one for one in around
            if one.is_amount and one not in aims and one.quantity.is_like(aim.quantity)
            and one.number < at
        ]  # fmt: skip
        share = like[-1].value.share_of(aim.value) if like else None
        if share is not None:
            verdict = fit(claim.figure.value, claim.figure.quantity.decimals, share)
            said = wording.percent(share.said)
            return of(
                claim.figure, SAYS, verdict,
                f"{rates.named(reading, like[-1])} / chỉ tiêu {reading.words(aim)}", said,
                f"Bằng {said} chỉ tiêu." if verdict is Verdict.FAILS else "",
                uses=(like[-1], aim),
            )  # fmt: skip
    return None


def _implied(reading: Reading, claim: Claim, reached: Claim, advice: str) -> Finding:
    rate, gap = reached.figure.value.said, claim.way * claim.figure.value.said
    aim = wording.percent(rate - gap)
    relative = wording.percent(100 * rate / (100 + gap)) if gap > -100 else "–"
    words = reading.words(reached.figure)
    return of(
        claim.figure, SAYS, Verdict.UNKNOWN, f"{words}; không thấy chỉ tiêu trong văn bản.",
        proposal=f"Hiểu là điểm % thì chỉ tiêu là {aim}; hiểu là tăng tương đối thì {relative}. "
        "Ghi thêm chỉ tiêu.",
        advice=advice, uses=(reached.figure,),
    )  # fmt: skip


def _nearest(
    claim: Claim, others: Sequence[Claim], says: Says, beside: Claim | None = None
) -> Claim | None:
    """The rate or the target of the same matter that stands nearest, those before it first."""
    kind = claim.kind or (beside.kind if beside else None)
    here = claim.figure
    found = [
        one for one in others
        if one.says is says and (kind is None or one.kind in (None, kind))
        and (says is Says.TARGET or one.figure.topic == here.topic)
        and abs(one.figure.sentence.number - here.sentence.number) <= REACH
        and one.is_certain
    ]  # fmt: skip
    return min(
        found,
        key=lambda one: (
            kind is not None and one.kind is None,
            says is Says.SHARE and one.figure.sentence is not here.sentence,
            says is Says.TARGET and one.figure.topic != here.topic,
            says is Says.SHARE and one.figure.number > here.number,
            abs(one.figure.number - here.number),
        ),
        default=None,
    )
