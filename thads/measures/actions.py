"""Applying a measure, and writing down what happens to it. The caller commits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.cases.actions import file
from thads.cases.actions.numbers import issue
from thads.cases.history import CaseHistory, replay
from thads.cases.models import Case, CaseAct, SigningMode
from thads.core.text import clean
from thads.identity.models import User
from thads.measures import checks, queries
from thads.measures.models import CoercionPlan, Measure, MeasureStep, StepKind
from thads.measures.terms import MeasureTerms, StepTerms
from thads.periods import guard
from thads.rules.measures import MeasureKind
from thads.units import queries as units

NUMBERED = frozenset({StepKind.DECIDED, StepKind.LIFTED})


def apply(db: Session, case: Case, terms: MeasureTerms, *, by: User, today: date) -> Measure:
    """Decide a measure, or begin it with minutes (L08 Đ.66–71; L25 Đ.66–71).

    Errors: RuleBroken for a kind that the law of the day does not know, a signer not in charge, a
    number that is taken, what the decision must say and does not.
    """
    file.hold(db, case)
    sent = file.earlier(db, Measure, terms.submission_key, case.id)
    if sent is not None:
        return queries.get(db, sent.id)
    history = _history(db, case, terms.first.day, by, today)
    checks.measure(db, case, history, terms)
    before = queries.get(db, terms.follows_id) if terms.follows_id else None
    checks.followed(terms, before if before and before.case_id == case.id else None)
    income = terms.kind is MeasureKind.INCOME_DEDUCTION
    record = Measure(
        case_id=case.id, item_id=terms.item_id, party_id=terms.party_id, kind=terms.kind,
        follows_id=terms.follows_id, object=clean(terms.object), ground=clean(terms.ground),
        amount=terms.amount, is_real_estate=terms.is_real_estate, holder=terms.holder,
        account_name=terms.account_name, account_number=terms.account_number,
        receiving_account=terms.receiving_account, monthly_amount=terms.monthly_amount,
        left_amount=terms.left_amount, wage_region=terms.wage_region, dependants=terms.dependants,
        is_agreed=terms.is_agreed if income else None,
        is_other_income=terms.is_other_income if income else None,
        submission_key=terms.submission_key, steps=[], entered_by_id=by.id,
    )  # fmt: skip
    checks.hour(terms.first)
    db.add(record)
    _write(db, case, history, record, terms.first, by)
    if before is not None:
        _write(db, case, history, before, replace(terms.first, kind=StepKind.FOLLOWED), by)
    return record


def take_step(
    db: Session, case: Case, record: Measure, terms: StepTerms, *, by: User, today: date
) -> MeasureStep:
    """Write down what happened next to a measure.

    Errors: RuleBroken for a step out of its order or day, coercion at a forbidden time or without
    an approved plan, a signer not in charge, money that is not of the case's books.
    """
    file.hold(db, case)
    sent = queries.step_sent(db, record, terms.submission_key)
    if sent is not None:
        return sent
    history = _history(db, case, terms.day, by, today)
    checks.order(record, terms)
    checks.may_coerce(history, record, terms)
    checks.not_halted(db, record, terms)
    checks.plan(db, case, terms)
    if terms.kind is StepKind.APPROVED:
        capacity = checks.approval(db, history, record, by, terms.day)
        terms = replace(terms, signer_id=by.id, signing_mode=SigningMode.of(capacity.mode))
    if terms.kind is StepKind.MONEY:
        checks.money(db, case, terms)
    if terms.kind is StepKind.CANCELLED and not clean(terms.note or ""):
        checks.refuse("why", f"Nêu lý do hủy bỏ. {checks.KEPT}.", "note")
    return _write(db, case, history, record, terms, by)


def _history(db: Session, case: Case, day: date, by: User, today: date) -> CaseHistory:
    file.check_day(case, day, today)
    history = replay(file.known(db, case))
    file.check_unit(history, by)
    return history


def _write(
    db: Session, case: Case, history: CaseHistory, record: Measure, terms: StepTerms, by: User
) -> MeasureStep:
    step = MeasureStep(
        sequence=len(record.steps) + 1, kind=terms.kind, day=terms.day, hour=terms.hour,
        agrees=terms.agrees, on_day=terms.on_day, on_hour=terms.on_hour,
        place=clean(terms.place) if terms.place else None,
        late_reason=guard.explained(db, case.id, terms.day),
        entry_id=terms.entry_id if terms.kind is StepKind.MONEY else None,
        note=clean(terms.note) if terms.note else None, submission_key=terms.submission_key,
        signer_id=terms.signer_id if terms.kind is StepKind.APPROVED else None,
        signing_mode=terms.signing_mode if terms.kind is StepKind.APPROVED else None,
        entered_by_id=by.id, plan=_plan(terms, by),
    )  # fmt: skip
    if terms.kind in NUMBERED:
        _sign(db, history, record, step, terms)
    record.steps.append(step)
    db.flush()
    audit.record(
        db, by, f"measure.{step.kind.value}", record, case_id=case.id, measure=record.kind,
        day=step.day, number=step.title, on_day=step.on_day, entry_id=step.entry_id,
    )  # fmt: skip
    return step


def _sign(
    db: Session, history: CaseHistory, record: Measure, step: MeasureStep, terms: StepTerms
) -> None:
    signed = checks.signer(db, history, record, terms)
    held = history.at(terms.day) or history.now
    numbered = issue(db, units.get(db, held.unit_id), terms.day, terms.number, of=CaseAct)
    step.signer_id, step.signing_mode = signed.person.id, SigningMode.of(signed.mode)
    step.unit_id, step.number = numbered.unit_id, numbered.number
    step.series, step.numbering_year = numbered.series, numbered.year


def _plan(terms: StepTerms, by: User) -> CoercionPlan | None:
    said = terms.plan
    if said is None or terms.kind is not StepKind.PLANNED:
        return None
    return CoercionPlan(
        method=clean(said.method), forces=clean(said.forces), people=said.people,
        situation=clean(said.situation), of_policy_family=said.of_policy_family,
        estimate_id=said.estimate_id, entered_by_id=by.id,
    )  # fmt: skip
