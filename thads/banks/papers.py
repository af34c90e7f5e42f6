"""The meeting pack of one credit institution as plain words, ready for paper."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from thads.banks import course
from thads.banks.course import PromiseState
from thads.banks.models import BankMeeting, BankObstacle, BankPromise, VoluntaryHandover
from thads.banks.queries import mortgages, records, register, workbench
from thads.banks.queries.mortgages import Mortgaged
from thads.banks.queries.records import Asked
from thads.banks.queries.register import CHUNK, Part
from thads.cases.models import Case
from thads.cases.queries import CaseFilter, CaseLine
from thads.documents.actions import issuer_on
from thads.verification.models import Verification

Words = dict[str, Any]
WAITING = (PromiseState.OPEN, PromiseState.OVERDUE)
MEETINGS = 5  # the last ones, with what they concluded


def pack(
    db: Session, institution_id: UUID, day: date, *, scope: UUID | None, unit_id: UUID
) -> Words:
    """All that the pack prints of what a unit sees (None: the province); sums are the register's.

    `unit_id`: whose paper it is.
    """
    found = register.get(db, institution_id)
    asked = Asked(institution_id=institution_id, scope=scope)
    wanted = CaseFilter(standings=Part.OPEN.standings)
    first = register.cases_of(db, institution_id, wanted, day, scope=scope, size=1)
    issuer = issuer_on(db, unit_id, day)
    promises = [one for one in records.promises(db, asked) if one.made_on <= day]
    secured = mortgages.to_institution(db, institution_id, day, scope=scope)
    return {
        "head": {"superior": issuer.superior, "agency": issuer.agency, "place": issuer.place},
        "title": found.title, "short_name": found.short_name, "day": day.isoformat(),
        "sums": {"cases": first.total, **{
            name: int(first.sums[name]) for name in ("awarded", "collected", "remaining")
        }},
        "cases": _cases(db, institution_id, wanted, day, scope),
        "mortgages": [_mortgage(one) for one in secured],
        "secured": sum(one.mortgage.secured_amount or 0 for one in secured),
        "promises": [_promise(one, day) for one in promises
                     if course.state_on(one, day) in WAITING],
        "kept": course.tally(promises, day).kept, "due": course.tally(promises, day).due,
        "obstacles": [_obstacle(one) for one in records.obstacles(db, asked)
                      if records.is_open(one, day)],
        "handovers": [_handover(one, day) for one in records.handovers(db, asked)
                      if records.step_on(one, day)],
        "meetings": [_meeting(one) for one in records.meetings(db, asked)
                     if one.held_on <= day][:MEETINGS],
    }  # fmt: skip


def _cases(
    db: Session, institution_id: UUID, wanted: CaseFilter, day: date, scope: UUID | None
) -> list[Words]:
    every = list(register.every_case(db, institution_id, wanted, day, scope=scope))
    lines = []
    for start in range(0, len(every), CHUNK):
        some = every[start : start + CHUNK]
        means = workbench.means_of(db, [one.case_id for one in some])
        lines += [_case(one, means.get(one.case_id)) for one in some]
    return lines


def _case(one: CaseLine, means: Verification | None) -> Words:
    return {
        "title": f"{one.number}/{one.series}", "day": one.docketed_on.isoformat(),
        "debtors": one.debtors, "standing": one.standing.label,
        "means": means.finding.label if means else None,
        "verified_on": means.day.isoformat() if means else None,
        "awarded": one.awarded, "collected": one.collected, "remaining": one.remaining,
        "officer": one.officer or "Chưa phân công", "unit": one.unit,
    }  # fmt: skip


def _mortgage(one: Mortgaged) -> Words:
    return {
        "asset": one.course.asset.description, "case": one.case.title,
        "contract": one.mortgage.contract, "secured": one.mortgage.secured_amount,
        "stage": one.course.stage.label, "price": one.course.price,
        "failed": one.course.failed_rounds,
    }  # fmt: skip


def _promise(one: BankPromise, day: date) -> Words:
    return {
        "content": one.content, "promiser": one.promiser.label, "case": _of(one.case),
        "made_on": one.made_on.isoformat(), "due_on": one.due_on.isoformat(),
        "state": course.state_on(one, day).label, "late": one.due_on < day,
    }  # fmt: skip


def _obstacle(one: BankObstacle) -> Words:
    return {
        "content": one.content, "proposal": one.proposal, "decider": one.decider.label,
        "case": _of(one.case), "raised_on": one.raised_on.isoformat(),
        "due_on": one.due_on.isoformat() if one.due_on else None,
    }  # fmt: skip


def _handover(one: VoluntaryHandover, day: date) -> Words:
    steps = [step for step in one.steps if step.day <= day]
    last = steps[-1]
    return {
        "asset": one.asset, "case": one.case.title, "value": one.asset_value,
        "step": last.kind.label, "day": last.day.isoformat(),
        "due_on": last.due_on.isoformat() if last.due_on else None,
    }  # fmt: skip


def _meeting(one: BankMeeting) -> Words:
    return {
        "day": one.held_on.isoformat(), "subject": one.subject, "conclusion": one.conclusion,
    }  # fmt: skip


def _of(case: Case | None) -> str:
    return case.title if case else "Chung"
