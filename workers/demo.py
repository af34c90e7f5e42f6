"""Published months for the demo provinces, so that oversight members have something to read.

Run by `bin/dev` after `thads demo`: papers are the workers' part. A province that has a published
month already is left as it is.
"""

from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants import registry
from tenants.sessions import open_session
from tenants.settings import Settings
from thads.assembly import assemble
from thads.core.ids import new_id
from thads.demo.build import PROVINCES
from thads.identity.models import Role, User
from thads.reports import actions, queries
from workers import pdf
from workers.jobs import national

MONTHS = (date(2024, 6, 30), date(2024, 8, 31))


def main() -> None:
    """Publish the months of each demo province that is there and has published none."""
    assemble(Settings.from_environment().audit_key)
    demos = {province.slug for province in PROVINCES}
    for ref in registry.every():
        if ref.slug in demos and ref.is_practice and ref.is_active:
            publish_in(ref.slug)


def publish_in(slug: str) -> None:
    """Publish the months of one province, once."""
    with open_session(slug) as db:
        if not queries.published(db):
            _publish(db)


def _publish(db: Session) -> None:
    head = db.scalars(select(User).where(User.role == Role.PROVINCE_HEAD)).first()
    assert head is not None, "a demo province has a head"
    for end in MONTHS:
        now = datetime.now(UTC)
        report = actions.compose(db, new_id(), period_end=end, dated=end, by_id=head.id, now=now)
        actions.keep_file(db, report, pdf.monthly(report.figures), now=now)
        actions.publish(db, report, by=head, today=end, now=now)
        db.commit()
        national.send(db, report)  # so that the desk has them before a worker runs


if __name__ == "__main__":
    main()
