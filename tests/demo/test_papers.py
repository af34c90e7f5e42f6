"""Two hundred papers of invented cases pass the lint: no false alarm (B22)."""

from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from thads.cases import queries as cases
from thads.cases.models import Case, SigningMode
from thads.documents import queries
from thads.documents.actions import issuer_of
from thads.documents.composing import compose
from thads.documents.paper import Paper
from thads.documents.subject import Subject
from thads.identity.models import Role, User

pytestmark = pytest.mark.one_engine

SAMPLE, SEED = 200, 20240930


def _signer(db: Session, subject: Subject, heads: list[User]) -> User:
    """Who signed it, else the head of the agency that issued it."""
    if subject.signed:
        return subject.signed[0]
    issuer = issuer_of(db, subject).unit
    role = Role.PROVINCE_HEAD if issuer.is_provincial else Role.UNIT_HEAD
    own = [one for one in heads if one.role is role]
    return next(one for one in own if issuer.is_provincial or one.unit_id == issuer.id)


def _paper(db: Session, subject: Subject, heads: list[User]) -> Paper:
    """Composed and linted; RuleBroken would name what is wrong."""
    signer = _signer(db, subject, heads)
    before = subject.day - timedelta(days=3)
    return compose(subject, issuer_of(db, subject), signer, SigningMode.HEAD, requested_on=before)


def test_two_hundred_papers_of_the_demo_raise_no_false_alarm(lao_cai_db: Session) -> None:
    db, rng = lao_cai_db, Random(SEED)
    heads = list(db.scalars(select(User).where(User.role.in_((Role.PROVINCE_HEAD,
                                                              Role.UNIT_HEAD)))))  # fmt: skip
    ids = list(db.scalars(select(Case.id).order_by(Case.id)))
    found = []
    for case_id in rng.sample(ids, SAMPLE):
        subjects = queries.subjects(db, cases.get(db, case_id, scope=None))
        subject = rng.choice([one for one in subjects if not one.is_struck])
        found.append(_paper(db, subject, heads))
    assert len(found) == SAMPLE
    assert len({paper.code for paper in found}) >= 8
