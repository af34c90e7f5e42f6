"""A case of one province is not there in another, whoever asks and whatever is sent."""

from datetime import date

from flask import Flask

from tenants import context
from tenants.context import TenantRef
from tenants.sessions import TenantSession
from tests.browsing import HASH, PASSWORD, Browser
from tests.factories import Make
from thads.cases.forms.acts import ACT_PAGES
from thads.identity.models import Role

SENT = {"day": "20/09/2024", "revision": "1"}


def test_another_province_gets_404_for_every_act(app: Flask, lao_cai: TenantRef,
                                                 nghe_an: TenantRef) -> None:  # fmt: skip
    with context.entered(lao_cai), TenantSession() as here:
        case_id = Make(here).case(date(2024, 3, 1)).id
        here.commit()
    with context.entered(nghe_an), TenantSession() as there:
        people = {
            role: Make(there).user(role, username=role.value, password_hash=HASH).username
            for role in (Role.PROVINCE_HEAD, Role.ACCOUNTANT)
        }
        there.commit()

    for username in people.values():
        stranger = Browser(app, "nghe-an")
        answer = stranger.post("/sign-in", username=username, password=PASSWORD)
        assert answer.status_code == 303
        assert stranger.get(f"/cases/{case_id}").status_code == 404
        for page in ACT_PAGES:
            address = f"/cases/{case_id}/{page.noun}"
            assert stranger.get(address).status_code == 404
            assert stranger.post(address, **SENT).status_code == 404
