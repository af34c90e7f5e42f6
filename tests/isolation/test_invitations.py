"""An invitation of one province opens nothing in another, and the attempt is on record (P1)."""

from contextvars import Context
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from tenants.sessions import open_session
from tests.clients import client_of
from tests.factories import Make
from thads.audit.models import AuditEntry
from thads.identity import actions
from thads.identity.models import Role


def invitation_elsewhere() -> str:
    """A link's token of Nghệ An that can still be used there."""
    with open_session("nghe-an") as db:
        person = Make(db).user(Role.OFFICER)
        token = actions.invite_again(db, person, by=None, now=datetime.now(UTC))
        db.commit()
        return token


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("signed_in", [False, True])
def test_a_link_of_another_province_is_absent_and_recorded(app, db, sign_in, method, signed_in):
    token = Context().run(invitation_elsewhere)
    here = sign_in(Role.OFFICER) if signed_in else client_of(app, "lao-cai", before=db.commit)
    typed = {"password": "ba con vịt qua cầu Cốc Lếu", "again": "ba con vịt qua cầu Cốc Lếu"}

    answer = getattr(here, method)(f"/invitations/{token}", data=typed)

    assert answer.status_code == 404
    db.rollback()
    (entry,) = db.scalars(select(AuditEntry).where(AuditEntry.act == "access.absent")).all()
    assert entry.subject_id.startswith("/invitations/#")
    assert token not in str(entry.subject_id) + str(entry.details)
    there = client_of(app, "nghe-an", before=db.commit)
    assert there.get(f"/invitations/{token}").status_code == 200
