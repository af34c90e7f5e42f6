"""Members of oversight bodies find published months in the demo provinces."""

from contextvars import Context
from datetime import date

from tenants.sessions import open_session
from tests.closing.world import closed
from tests.reports.world import CLOSED_ON, small_province
from thads.identity.models import Role
from thads.reports import queries
from workers import demo


def published(slug: str) -> list[tuple[str, int]]:
    with open_session(slug) as db:
        return [(f"{r.period_end:%m/%Y}", r.version) for r in queries.published(db)]


def test_a_demo_province_publishes_its_months_once(db, make, nghe_an):
    small_province(make)
    head = make.user(Role.PROVINCE_HEAD)
    for end in (date(2024, 6, 30), date(2024, 7, 31), date(2024, 8, 31)):
        closed(db, end, head, on=CLOSED_ON)
    db.commit()

    for _ in range(2):
        Context().run(demo.publish_in, "lao-cai")

    assert Context().run(published, "lao-cai") == [("08/2024", 1), ("06/2024", 1)]
    assert Context().run(published, "nghe-an") == []
