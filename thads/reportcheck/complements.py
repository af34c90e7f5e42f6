"""Two shares of one whole make a hundred: `đạt 52,87%` leaves `47,13% chuyển kỳ sau`."""

from __future__ import annotations

from collections.abc import Sequence

from thads.reportcheck import wording
from thads.reportcheck.cues import Claim, Says
from thads.reportcheck.findings import Finding, Verdict, fit, of
from thads.reportcheck.ranges import HUNDRED
from thads.reportcheck.reading import Reading
from thads.reportcheck.roles import Role

SAYS = "Phần còn lại"
_REST = {Role.CARRIED: Role.DONE, Role.NOT_YET: Role.ENFORCEABLE}


def check(reading: Reading, claim: Claim, others: Sequence[Claim]) -> Finding | None:
    """A share of the rest against the share that it completes; None when there is none."""
    subject = claim.subject or claim.figure.role
    other_subject = _REST.get(subject) if subject else None
    if other_subject is None or (subject is Role.CARRIED and claim.base is Role.TO_ENFORCE):
        return None
    other = next(
        (
            one for one in reversed(others)
            if one.figure.number < claim.figure.number and one.says is Says.SHARE
            and _speaks_of(one, other_subject) and one.figure.topic == claim.figure.topic
            and (None in (one.kind, claim.kind) or one.kind is claim.kind)
        ),
        None,
    )  # fmt: skip
    if other is None:
        return None
    rest = HUNDRED - other.figure.value
    verdict = fit(claim.figure.value, claim.figure.quantity.decimals, rest)
    said = wording.percent(rest.said)
    proposal = ""
    if verdict is Verdict.FAILS:
        proposal = f"Cùng một mẫu số thì phần còn lại là {said}; khác mẫu số thì ghi rõ mẫu số."
    return of(
        claim.figure, SAYS, verdict, f"100% − {reading.words(other.figure)}", computed=said,
        proposal=proposal, uses=(other.figure,),
    )  # fmt: skip


def _speaks_of(claim: Claim, subject: Role) -> bool:
    if claim.subject is None:
        return subject is Role.DONE and claim.is_certain
    return claim.subject is subject
