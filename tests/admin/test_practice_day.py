"""A practice province's working day can be moved; a real one's cannot."""

from datetime import date

from flask import Flask

from tenants import provisioning, registry
from tenants.sessions import open_session
from tests.browsing import HASH, Browser, SignIn
from tests.factories import Make
from thads.identity.models import Role


def test_everyone_of_the_province_sees_the_new_day(sign_in: SignIn) -> None:
    here, other = sign_in(Role.ADMINISTRATOR), sign_in(Role.OFFICER)
    assert "ngày làm việc 30/09/2024" in other.get("/account").text
    here.post("/admin/practice-day", seal_from="/account", day="15/10/2024")

    assert "ngày làm việc 15/10/2024" in other.get("/account").text
    assert registry.find("nghe-an").practice_day == date(2024, 9, 30)


def test_an_impossible_day_is_kept_as_typed(sign_in: SignIn) -> None:
    here = sign_in(Role.ADMINISTRATOR)
    answer = here.post("/admin/practice-day", seal_from="/account", day="31/9/2024")

    assert answer.status_code == 422
    assert 'value="31/9/2024"' in answer.text


def test_a_real_province_has_no_day_to_move(app: Flask) -> None:
    provisioning.create("ha-giang", "Hà Giang")
    with open_session("ha-giang") as db:
        db.expire_on_commit = False
        person = Make(db).user(Role.ADMINISTRATOR, password_hash=HASH)
        db.commit()
    here = Browser(app, "ha-giang").sign_in(person)

    assert here.get("/admin/practice-day").status_code == 404
    assert "TẬP HUẤN" not in here.get("/account").text
