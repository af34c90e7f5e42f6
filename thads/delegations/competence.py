"""Who may sign a paper on its day, and how: one rule for those who offer, check and print it.

The table of signing says whose paper it is and in which modes another may sign; the modes say who
that other is; the delegations say whether the head has had that person sign papers of this kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from thads.core.errors import RuleBroken
from thads.delegations import queries
from thads.delegations.agency import PROVINCE, Agency, above, agency_of
from thads.delegations.models import Delegation
from thads.identity.models import User
from thads.rules import signing
from thads.rules.citation import cited
from thads.rules.signing import ModeRule, Signer, SigningRule
from thads.units.models import Unit

HEAD = "head"
BY_ANOTHER = ("kt", "tuq")
KEPT = "Chưa ghi gì"


@dataclass(frozen=True, slots=True)
class Paper:
    """What is to be signed: a kind of the table of signing, its day, who has the case then."""

    kind: str
    day: date
    unit: Unit
    officer: User | None = None

    @property
    def is_ruled(self) -> bool:
        """Whether any law says who signs such papers; the others only record what was found."""
        return any(rule.kind == self.kind for rule in signing.SIGNING)

    @property
    def agency(self) -> Agency | None:
        """Whose head decides; None when that agency is above the province."""
        own = agency_of(self.unit, self.day)
        signer = signing.rule(self.kind, self.day).signer if self.is_ruled else Signer.HEAD
        if signer is Signer.SUPERIOR:
            return above(own)
        return PROVINCE if signer is Signer.PROVINCE_HEAD else own


@dataclass(frozen=True, slots=True)
class Capacity:
    """A person, the mode in which this person signs (value of SigningMode), and on what paper."""

    person: User
    mode: str
    delegation: Delegation | None = None


def capacities(db: Session, paper: Paper) -> list[Capacity]:
    """Everyone who may sign this paper, the head first; MissingRule when no law knows it."""
    if paper.is_ruled and _rule(paper).signer is Signer.OFFICER:
        return [Capacity(paper.officer, HEAD)] if paper.officer else []
    agency = paper.agency
    if agency is None:
        return []
    people = queries.who_may_sign(db, paper.day)
    found = [Capacity(one, HEAD) for one in people if agency.is_head(one)]
    given = queries.of_agency_on(db, agency, paper.day)
    for name in _modes(paper):
        rule = signing.mode(name, paper.day)
        found += [
            Capacity(one, name, delegation)
            for one in people
            if agency.has_as(rule.substitute, one, paper.day)
            and (delegation := _given_to(one, name, paper, given))
        ]
    return found


def heads(db: Session, agency: Agency, day: date) -> list[User]:
    """The persons who have the head's place; mostly one."""
    return [one for one in queries.who_may_sign(db, day) if agency.is_head(one)]


def check(db: Session, paper: Paper, signer: User, mode: str | None) -> Capacity:
    """The capacity in which this person signs; RuleBroken at `signer` or `signing_mode`.

    Without `mode` the person's own is taken: nobody has two for one paper. A paper that no law
    rules is signed as it says.
    """
    if not paper.is_ruled:
        return Capacity(signer, mode or HEAD)
    allowed = capacities(db, paper)
    own = [one for one in allowed if one.person.id == signer.id]
    for one in own:
        if mode in (None, one.mode):
            return one
    if mode is not None:
        _check_mode(paper, mode)
    raise _wrong_mode(paper, signer, own[0].mode) if own else _no_competence(paper, signer, mode)


def _check_mode(paper: Paper, mode: str) -> None:
    rule = _rule(paper)
    if mode not in rule.modes:
        raise RuleBroken(
            "signing.mode_not_allowed",
            f"{rule.label} không được ký theo hình thức {_mode_label(mode, paper.day)} "
            f"({cited(rule.source)}). {KEPT}; chọn hình thức ký khác.",
            field="signing_mode",
        )


def _wrong_mode(paper: Paper, signer: User, right: str) -> RuleBroken:
    return RuleBroken(
        "signing.wrong_mode",
        f"{signer.full_name} ký {_rule(paper).label} ngày {paper.day:%d/%m/%Y} theo hình thức "
        f"“{_mode_label(right, paper.day)}” (Nghị định 30/2020 Điều 13). {KEPT}; chọn đúng hình "
        "thức ký.",
        field="signing_mode",
    )


def _no_competence(paper: Paper, signer: User, mode: str | None) -> RuleBroken:
    """Say which rule the person fails: no place that may sign, or nothing given for this paper."""
    rule, agency = _rule(paper), paper.agency
    why = f"thẩm quyền thuộc {rule.signer.label[0].lower()}{rule.signer.label[1:]}"
    for name in _modes(paper) if agency else ():
        wanted = signing.mode(name, paper.day)
        assert agency is not None
        if mode in (None, HEAD, name) and agency.has_as(wanted.substitute, signer, paper.day):
            why = _nothing_given(wanted)
    if agency is None:
        why = "quyết định này của cơ quan cấp trên của tỉnh, để trống người ký"
    return RuleBroken(
        "signing.no_competence",
        f"{signer.full_name} không có thẩm quyền ký {rule.label} ngày {paper.day:%d/%m/%Y}: {why} "
        f"({cited(rule.source)}). {KEPT}; chọn người ký khác.",
        field="signer",
    )


def _nothing_given(mode: ModeRule) -> str:
    given = "phân công lĩnh vực" if mode.mode == "kt" else "văn bản ủy quyền"
    return f"không có {given} nào còn hiệu lực cho loại quyết định này ({cited(mode.source)})"


def _given_to(
    person: User, mode: str, paper: Paper, given: Sequence[Delegation]
) -> Delegation | None:
    unit_id: UUID = paper.unit.id
    for one in given:
        if one.delegate_id == person.id and one.mode == mode and one.covers(paper.kind, unit_id):
            return one
    return None


def _modes(paper: Paper) -> list[str]:
    """By which modes another than the head may sign it."""
    allowed = _rule(paper).modes if paper.is_ruled else frozenset()
    return [name for name in BY_ANOTHER if name in allowed and _is_known(name, paper.day)]


def _is_known(mode: str, day: date) -> bool:
    return any(rule.mode == mode and rule.holds_on(day) for rule in signing.MODES)


def _rule(paper: Paper) -> SigningRule:
    return signing.rule(paper.kind, paper.day)


def _mode_label(mode: str, day: date) -> str:
    return signing.mode(mode, day).label if _is_known(mode, day) else mode.upper()
