"""Published months for the demo provinces, so that oversight members have something to read.

Run by `bin/dev` after `thads demo`, which closed the months: papers are the workers' part, and
people look around meanwhile. Months that are published already are left as they are.
"""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tenants import registry
from tenants.sessions import open_session
from tenants.settings import Settings
from thads.assembly import assemble
from thads.closing import queries as closing
from thads.closing.models import PeriodVersion
from thads.core.ids import new_id
from thads.demo import late, visits
from thads.demo.build import PROVINCES
from thads.demo.closings import moment_of
from thads.identity.models import Role, User
from thads.reports import actions, queries
from workers import pdf
from workers.jobs import national

AMENDED = date(2024, 8, 31)


def main() -> None:
    """Publish the months of each demo province that is there, as far as they are not."""
    assemble(Settings.from_environment().audit_key)
    demos = {province.slug for province in PROVINCES}
    for ref in registry.every():
        if ref.slug in demos and ref.is_practice and ref.is_active:
            publish_in(ref.slug)


def publish_in(slug: str) -> None:
    """Publish the months of one province once, then the last one anew after a late fact.

    What was cut short is taken up again where it stopped.
    """
    with open_session(slug) as db:
        head = db.scalars(select(User).where(User.role == Role.PROVINCE_HEAD)).first()
        assert head is not None, "a demo province has a head"
        for end in sorted(closing.newest_numbers(db)):
            newest = closing.newest(db, end)
            if newest is not None and queries.publication_of(db, newest.id) is None:
                _publish(db, newest, head)
        last = closing.newest(db, AMENDED)
        if last is not None and last.number == 1:
            second = late.amend(db, AMENDED, by=head)
            if second is not None:
                _publish(db, second, head)


def _publish(db: Session, version: PeriodVersion, head: User) -> None:
    now: datetime = moment_of(version.day)
    report = actions.compose(
        db, new_id(), period_end=version.period_end, dated=version.day, by_id=head.id, now=now,
        version=version,
    )  # fmt: skip
    actions.keep_file(db, report, pdf.monthly(report.figures), now=now)
    actions.publish(db, report, by=head, today=version.day, now=now)
    if version.period_end == AMENDED:
        visits.show(db, report, by=head, today=version.day)
    db.commit()
    national.send(db, report)  # so that the desk has them before a worker runs


if __name__ == "__main__":
    main()
