"""Members of oversight bodies find published months in the demo provinces."""

from contextvars import Context
from datetime import date

import pytest

from tenants.sessions import open_session
from tests.closing.world import closed
from tests.reports.world import CLOSED_ON, small_province
from thads.identity.models import Role
from thads.reports import queries
from workers import demo


def published(slug: str) -> list[tuple[str, int]]:
    with open_session(slug) as db:
        return [(f"{r.period_end:%m/%Y}", r.version) for r in queries.published(db)]


def stopped(*_):
    raise KeyboardInterrupt


def test_a_demo_province_publishes_its_months_once_however_often_it_is_cut_short(
    db, make, nghe_an, monkeypatch
):
    small_province(make)
    head = make.user(Role.PROVINCE_HEAD)
    for end in (date(2024, 6, 30), date(2024, 7, 31), date(2024, 8, 31)):
        closed(db, end, head, on=CLOSED_ON)
    db.commit()

    with monkeypatch.context() as patch:
        patch.setattr(demo.national, "send", stopped)  # behind the commit of the first month
        with pytest.raises(KeyboardInterrupt):
            Context().run(demo.publish_in, "lao-cai")
    assert Context().run(published, "lao-cai") == [("06/2024", 1)]
    for _ in range(2):
        Context().run(demo.publish_in, "lao-cai")

    assert Context().run(published, "lao-cai") == [(f"0{month}/2024", 1) for month in (8, 7, 6)]
    assert Context().run(published, "nghe-an") == []
