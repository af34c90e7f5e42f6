"""The daily digest: made once a working day for everyone with work, until it is put away."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from thads.identity.models import Role
from thads.worklists import actions
from thads.worklists.models import WorkDigest

NOW = datetime(2024, 9, 30, 1, 0, tzinfo=UTC)
FRIDAY, MONDAY = date(2024, 9, 27), date(2024, 9, 30)


def told(db, person, day):
    """Became late, falls due soon, came in."""
    digest = db.scalars(
        select(WorkDigest).where(WorkDigest.user_id == person.id, WorkDigest.day == day)
    ).one()
    return digest.became_late, digest.due_soon, digest.came_in


def test_a_digest_tells_what_changed_since_the_one_before(db, make, officer):
    make.case(date(2024, 9, 20), officer=officer)  # to be notified by 25/9: late on Friday already
    make.case(date(2024, 9, 24), officer=officer)  # by Friday 27/9
    db.commit()
    actions.make_digests(db, FRIDAY, now=NOW)
    assert told(db, officer, FRIDAY) == (0, 1, 0)
    make.case(date(2024, 9, 28), officer=officer)  # came in on Saturday, due on 2/10
    db.commit()
    actions.make_digests(db, MONDAY, now=NOW)
    assert told(db, officer, MONDAY) == (1, 1, 1)


def test_it_is_made_once_for_everyone_with_work_of_his_own(db, make, officer):
    make.user(Role.UNIT_HEAD)
    make.user(Role.EXAMINER)
    make.user(Role.OVERSIGHT)
    make.user(Role.OFFICER, disabled_at=NOW)
    db.commit()
    assert actions.make_digests(db, MONDAY, now=NOW) == 2
    assert actions.make_digests(db, MONDAY, now=NOW) == 0


def test_it_stands_on_the_first_page_until_put_away(db, make, officer, sign_in):
    make.case(date(2024, 9, 24), officer=officer)
    db.commit()
    actions.make_digests(db, MONDAY, now=NOW)
    client, other = sign_in(officer), sign_in(Role.OFFICER)
    digest_id = db.scalar(select(WorkDigest.id).where(WorkDigest.user_id == officer.id))
    db.commit()
    page = client.get("/").text
    assert 'id="digest"' in page
    assert "/worklists/digests/" in page
    assert other.post(f"/worklists/digests/{digest_id}/dismissal").status_code == 404
    assert 'id="digest"' in client.get("/").text
    assert client.post(f"/worklists/digests/{digest_id}/dismissal").status_code == 303
    assert 'id="digest"' not in client.get("/").text
