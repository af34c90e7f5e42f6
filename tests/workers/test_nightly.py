"""What the night does in each province."""

from contextvars import Context
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, select

from tenants import registry
from tenants.sessions import open_session
from tests.factories import Make
from thads.identity.models import Role, Submission
from thads.worklists import readmodel
from thads.worklists.models import OpenDuty, WorkDigest
from workers import schedule

TODAY = date(2024, 9, 30)


def sent(slug: str, days_ago: int) -> UUID:
    """A form that somebody of that province sent so many days ago."""
    key = uuid4()
    with open_session(slug) as db:
        user = Make(db).user(username=f"nguoi.{days_ago}")
        moment = datetime.now(UTC) - timedelta(days=days_ago)
        db.add(Submission(key=key, user_id=user.id, received_at=moment, answer="/"))
        db.commit()
    return key


def kept(slug: str) -> set[UUID]:
    with open_session(slug) as db:
        return set(db.scalars(select(Submission.key)))


def test_keys_of_forms_older_than_a_month_are_forgotten_in_every_province(instance):
    for slug in ("lao-cai", "nghe-an"):
        Context().run(sent, slug, 31)
    fresh = {slug: Context().run(sent, slug, 29) for slug in ("lao-cai", "nghe-an")}

    assert Context().run(schedule.nightly, TODAY) == []

    for slug, key in fresh.items():
        assert Context().run(kept, slug) == {key}


def test_trouble_in_one_province_does_not_keep_the_others_from_it(instance, monkeypatch):
    for slug in ("lao-cai", "nghe-an"):
        Context().run(sent, slug, 31)
    tidy = schedule._tidy

    def trouble(slug: str) -> None:
        if slug == "lao-cai":
            raise OSError("no space")
        tidy(slug)

    monkeypatch.setattr(schedule, "_tidy", trouble)
    assert Context().run(schedule.nightly, TODAY) == ["lao-cai: OSError"]
    assert Context().run(kept, "nghe-an") == set()


def test_duties_that_are_not_what_the_facts_give_are_made_anew(instance):
    def lose() -> None:
        with open_session("lao-cai") as db:
            Make(db).case(date(2024, 9, 20))
            db.commit()
            db.execute(delete(OpenDuty))
            db.commit()
            assert readmodel.verify(db) is not None

    def prove() -> None:
        with open_session("lao-cai", read_only=True) as db:
            assert readmodel.verify(db) is None
            assert len(db.scalars(select(OpenDuty)).all()) == 1

    Context().run(lose)
    assert Context().run(schedule.nightly, TODAY) == []
    Context().run(prove)


@pytest.mark.parametrize(("day", "made"), [(date(2024, 9, 28), 0), (date(2024, 9, 30), 2)])
def test_digests_are_made_once_on_the_morning_of_a_working_day(instance, day, made):
    def prepare(slug: str) -> None:
        registry.set_practice_day(slug, day)
        with open_session(slug) as db:
            Make(db).user(Role.OFFICER)
            db.commit()

    def told(slug: str) -> list[date]:
        with open_session(slug, read_only=True) as db:
            return list(db.scalars(select(WorkDigest.day)))

    for slug in ("lao-cai", "nghe-an"):
        Context().run(prepare, slug)
    assert Context().run(schedule.morning, date(2030, 1, 1)) == made
    assert Context().run(schedule.morning, date(2030, 1, 1)) == 0
    assert Context().run(told, "lao-cai") == [day] * (made // 2)
