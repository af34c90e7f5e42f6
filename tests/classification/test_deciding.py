"""One conclusion on many cases: each by its own act and proof, refused with its reason."""

import random
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from tests.classification.conftest import HAS, NONE, TODAY
from thads.cases import queries
from thads.cases.models import ActKind, CaseAct, SigningMode, Standing
from thads.classification.actions import undertaking
from thads.classification.actions.deciding import Decision, attempt, rehearse
from thads.classification.effect import effect
from thads.classification.models import ClassificationProof
from thads.conflicts.actions import RelativeTerms, declare
from thads.conflicts.models import Relation
from thads.identity.models import Role
from thads.parties.models import Party, PartyRole
from thads.statistics.figures import figures
from workers.jobs.classification import classify_cases

START, VERIFIED, DAY = date(2024, 3, 1), date(2024, 6, 3), date(2024, 6, 10)


@pytest.fixture
def decide(db, chief):
    """`decide(cases, wanted)`: the chief decides on each; refusals by case id."""

    def do(cases, wanted, *, key=None, by=None, seen=None):
        key, refused = key or uuid4(), {}
        for case in cases:
            revision = seen[case.id] if seen else case.revision
            reason = attempt(db, case.id, wanted, key=key, revision=revision, by=by or chief,
                             today=TODAY)  # fmt: skip
            if reason is None:
                db.commit()
            else:
                db.rollback()
                refused[case.id] = reason
        return refused

    return do


@pytest.fixture
def not_yet(chief):
    return Decision(kind=ActKind.NOT_YET_ENFORCEABLE, day=DAY, ground="a", signer_id=chief.id,
                    signing_mode=SigningMode.HEAD)  # fmt: skip


def standing(db, case):
    db.rollback()
    return queries.history_of(queries.get(db, case.id, scope=None)).now.standing


def test_each_case_gets_its_own_numbered_act_and_the_minutes_that_prove_it(
    db, make, verify, decide, not_yet
):
    cases = [make.case(START) for _ in range(3)]
    made = {case.id: verify(case, VERIFIED, NONE) for case in cases}
    verify(cases[0], date(2024, 7, 1), HAS)  # later than the decision: proves nothing of it
    db.commit()

    assert decide(cases, not_yet) == {}

    acts = db.scalars(select(CaseAct).where(CaseAct.number.is_not(None))).all()
    assert sorted((act.number, act.ground) for act in acts) == [(1, "a"), (2, "a"), (3, "a")]
    proofs = {p.act_id: p.verification_id for p in db.scalars(select(ClassificationProof))}
    assert {act.case_id: proofs[act.id] for act in acts} == {i: v.id for i, v in made.items()}
    assert {standing(db, case) for case in cases} == {Standing.NOT_YET_ENFORCEABLE}


def test_what_does_not_stand_is_refused_with_its_reason_and_the_others_are_written(
    db, make, verify, decide, not_yet
):
    unverified, rich, ended, elsewhere, good = (
        make.case(START), make.case(START), make.case(START),
        make.case(START, unit=make.unit()), make.case(START),
    )  # fmt: skip
    make.act(ended, ActKind.DISCONTINUANCE, date(2024, 5, 1), ground="a")
    for case, finding in ((rich, HAS), (ended, NONE), (elsewhere, NONE), (good, NONE)):
        verify(case, VERIFIED if case is not ended else date(2024, 4, 1), finding)
    db.commit()

    refused = decide([unverified, rich, ended, elsewhere, good], not_yet)

    assert "Chưa có lần xác minh nào đến ngày 10/06/2024" in refused[unverified.id]
    assert "có tài sản, thu nhập" in refused[rich.id]
    assert "kết thúc" in refused[ended.id]
    assert "không có thẩm quyền" in refused[elsewhere.id]
    assert standing(db, good) is Standing.NOT_YET_ENFORCEABLE
    assert standing(db, unverified) is Standing.IN_PROGRESS
    assert db.scalar(select(func.count(ClassificationProof.id))) == 1


def test_means_must_have_been_found_before_a_case_counts_as_enforceable_again(
    db, make, verify, decide, chief
):
    poor, found = make.case(START), make.case(START)
    for case in (poor, found):
        verify(case, VERIFIED, NONE)
        make.act(case, ActKind.NOT_YET_ENFORCEABLE, DAY, ground="a")
    verify(found, date(2024, 8, 1), HAS)
    held_up = make.case(START)
    make.act(held_up, ActKind.POSTPONEMENT, DAY, ground="a")
    db.commit()
    back = Decision(kind=ActKind.RESUMPTION, day=date(2024, 8, 5), signer_id=chief.id,
                    signing_mode=SigningMode.HEAD)  # fmt: skip

    refused = decide([poor, found, held_up], back)

    assert list(refused) == [poor.id]
    assert "ngày 03/06/2024, kết luận: không có tài sản" in refused[poor.id]
    assert standing(db, found) is standing(db, held_up) is Standing.IN_PROGRESS


def test_sent_again_it_decides_on_nothing_twice(db, make, verify, decide, not_yet):
    cases, key = [make.case(START) for _ in range(3)], uuid4()
    for case in cases:
        verify(case, VERIFIED, NONE)
    db.commit()
    seen = {case.id: case.revision for case in cases}
    assert decide(cases[:2], not_yet, key=key, seen=seen) == {}  # the machine stops here

    assert decide(cases, not_yet, key=key, seen=seen) == {}

    assert db.scalar(select(func.count(ClassificationProof.id))) == 3
    assert db.scalar(select(func.max(CaseAct.number))) == 3


def test_a_file_that_changed_after_it_was_seen_waits_to_be_seen(
    db, make, verify, decide, not_yet, chief
):
    case = make.case(START)
    verify(case, VERIFIED, NONE)
    db.commit()
    seen = {case.id: case.revision}
    make.act(case, ActKind.SUSPENSION, date(2024, 8, 1), ground="1")
    case.revision += 1
    db.commit()

    refused = decide([case], not_yet, seen=seen)

    assert "đã được người khác cập nhật" in refused[case.id]
    assert standing(db, case) is Standing.SUSPENDED


def test_who_is_related_to_a_party_signs_none_of_its_decisions(
    db, make, verify, decide, not_yet, chief
):
    related, other = make.case(START), make.case(START)
    for case in (related, other):
        verify(case, VERIFIED, NONE)
    debtor = db.scalars(
        select(Party).where(Party.case_id == related.id, Party.role == PartyRole.DEBTOR)
    ).one()
    terms = RelativeTerms(relation=Relation.CHILD, name=debtor.name)
    declare(db, terms, by=chief, today=TODAY)
    db.commit()

    found = rehearse(db, [related.id, other.id], not_yet, by=chief, today=TODAY)
    db.rollback()

    assert [one.case_id for one in found.going] == [other.id]
    assert decide([related, other], not_yet) == {found.refused[0].case_id: found.refused[0].reason}
    assert standing(db, related) is Standing.IN_PROGRESS


class Told:
    """Progress that nobody reads; each step commits, as the worker's does."""

    def __init__(self, db):
        self.db = db

    def step(self, done, number, label):
        self.db.commit()


def test_a_long_one_may_run_twice_and_keeps_what_was_refused_before(
    db, make, verify, not_yet, chief
):
    cases = [make.case(START) for _ in range(3)]
    for case in cases[:2]:
        verify(case, VERIFIED, NONE)
    db.commit()
    ids = [case.id for case in cases]
    found = rehearse(db, ids, not_yet, by=chief, today=TODAY)
    job = undertaking.ask_for(db, found, not_yet, key=uuid4(), by=chief, today=TODAY,
                              now=datetime(2024, 9, 30, 5, tzinfo=UTC))  # fmt: skip
    make.act(cases[0], ActKind.SUSPENSION, date(2024, 8, 1), ground="1")  # meanwhile
    cases[0].revision += 1
    db.commit()

    for _ in range(2):
        assert classify_cases(db, job, Told(db)) == "Đã ghi 1 trên 3 việc."
        db.commit()

    assert undertaking.decision_of(job) == not_yet
    reasons = undertaking.refusals_of(job)
    assert "đã được người khác cập nhật" in reasons[cases[0].id]
    assert "Chưa có lần xác minh nào" in reasons[cases[2].id]
    assert undertaking.done_of(job) == [cases[1].id]
    assert db.scalar(select(func.count(ClassificationProof.id))) == 1


@pytest.mark.parametrize("seed", range(3))
def test_the_preview_is_what_the_figures_then_are(db, make, chance, decide, governor, chief, seed):
    """On registers of chance: who goes, who is refused and why, and every column to the đồng."""
    rng = random.Random(seed)
    units = [make.district(), make.unit()]
    people = [make.user(Role.OFFICER, unit=unit) for unit in units]
    cases = [chance(rng, units, people) for _ in range(20)]
    db.commit()
    gone = 0
    for _ in range(8):
        kind = rng.choice([ActKind.ENFORCEABLE, ActKind.NOT_YET_ENFORCEABLE, ActKind.RESUMPTION])
        day = rng.choice([*[TODAY] * 5, date(2024, 8, 20), date(2024, 3, 1), date(2024, 10, 1)])
        grounds = (
            ["a", "b", "b", "z"]
            if kind is ActKind.NOT_YET_ENFORCEABLE
            else [None, None, None, "48k4"]
        )
        wanted = Decision(kind=kind, day=day, ground=rng.choice(grounds),
                          signer_id=rng.choice([None, None, None, chief.id]))  # fmt: skip
        chosen = rng.sample(cases, rng.randint(8, 20))
        found = rehearse(db, [c.id for c in chosen], wanted, by=governor, today=TODAY)
        ends = (TODAY, date(2024, 8, 31), date(2024, 9, 12))
        shown = {
            (end, unit_id): effect(db, end, found.changes, unit_id).after
            for end in ends for unit_id in (None, units[0].id)
        }  # fmt: skip
        going = {one.case_id for one in found.going}
        reasons = {one.case_id: one.reason for one in found.refused}
        db.rollback()

        assert decide(chosen, wanted, by=governor) == reasons

        assert going == {case.id for case in chosen} - set(reasons)
        for (end, unit_id), after in shown.items():
            assert figures(db, end, unit_id=unit_id).total == after
        gone += len(going)
    assert gone > 3


def test_nothing_of_classification_is_changed_or_deleted(db, make, verify, decide, not_yet):
    case = make.case(START)
    verify(case, VERIFIED, NONE)
    db.commit()
    decide([case], not_yet)
    for change in ("UPDATE classification_proof SET verification_id = verification_id",
                   "DELETE FROM classification_proof"):  # fmt: skip
        with pytest.raises(IntegrityError, match="append_only"):
            db.execute(text(change))
        db.rollback()
