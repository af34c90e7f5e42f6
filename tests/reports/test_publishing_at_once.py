"""Two heads publish the same version in the same moment: one publishes, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event
from time import sleep

from sqlalchemy import select

from tenants import context
from tenants.sessions import TenantSession
from tests.reports.world import CLOSED_ON, END, small_province, version_of
from thads.core.errors import RuleBroken
from thads.core.ids import new_id
from thads.identity.models import Role, User
from thads.reports import actions, queries
from thads.reports.models import ReportPublication

WAIT = 0.5  # seconds that the second has to come to the same place


def test_the_second_to_publish_is_told_and_nothing_breaks(db, make, lao_cai):
    small_province(make)
    first, second = make.user(Role.PROVINCE_HEAD), make.user(Role.PROVINCE_HEAD)
    now = datetime.now(UTC)
    report = actions.compose(db, new_id(), period_end=END, dated=CLOSED_ON, by_id=first.id, now=now,
                             version=version_of(db, first))  # fmt: skip
    actions.keep_file(db, report, b"%PDF-1.7 paper", now=now)
    report_id, first_id, second_id = report.id, first.id, second.id
    db.commit()
    begun = Event()

    def also_publish() -> str:
        with context.entered(lao_cai), TenantSession() as session:
            begun.set()
            theirs, by = queries.get(session, report_id), session.get_one(User, second_id)
            try:
                actions.publish(session, theirs, by=by, today=CLOSED_ON, now=now)
            except RuleBroken as broken:
                return broken.code
            session.commit()
            return "published"

    with TenantSession() as mine, ThreadPoolExecutor(1) as hands:
        by = mine.get_one(User, first_id)
        actions.publish(mine, queries.get(mine, report_id), by=by, today=CLOSED_ON, now=now)
        mine.flush()
        other = hands.submit(also_publish)
        begun.wait()
        sleep(WAIT)
        mine.commit()
        assert other.result() == "report.published"

    (kept,) = db.scalars(select(ReportPublication)).all()
    assert kept.published_by_id == first_id
