"""A plan is typed in, looked at, run and proved on screen; the administrator prepares it only."""

import re

import pytest

from tests.reorganisation.conftest import DOCKETED, SA_PA, SA_PA_NOW, TODAY
from thads.cases.views import show
from thads.core.jobs import BackgroundJob
from thads.identity.models import Role
from thads.reorganisation import views
from thads.reorganisation.models import Reorganisation
from thads.statistics import views as figures
from thads.units import queries as units


@pytest.fixture(autouse=True)
def day(monkeypatch):
    """02/07/2025."""
    monkeypatch.setattr(views, "today", lambda: TODAY)


def typed(client, address, **given):
    """Send a form; it must lead back to the plan."""
    answer = client.post(address, data=given)
    assert answer.status_code == 303, answer.text
    return answer.location


def prepared(admin, ids):
    """The address of a plan typed in: units that open, units that end."""
    plan = typed(admin, "/reorganisations/", day="01/07/2025", title="Sắp xếp", ground="QĐ 1")
    openings = {
        "THADS": ("provincial_agency", "THADS tỉnh Thử"),
        "PKV1": ("regional_division", "Phòng THADS khu vực 1"),
        "PKV2": ("regional_division", "Phòng THADS khu vực 2"),
    }
    for code, (kind, name) in openings.items():
        given = {"code": code, "kind": kind, "name": name, "place": "Thử"}
        typed(admin, f"{plan}/openings", **{f"opening-{k}": v for k, v in given.items()})
    for code, heir in (("CUC", "THADS"), ("A", "PKV1"), ("B", "PKV1"), ("C", "PKV1"),
                       ("C", "PKV2")):  # fmt: skip
        given = {"closing-unit": str(ids[code]), "closing-successor": heir}
        typed(admin, f"{plan}/closings", **given)
    return plan


def test_a_plan_is_prepared_by_the_administrator_and_run_by_the_head(province, sign_in, db):
    province.case("a", "A")
    province.case("sa pa", "C", communes=[SA_PA])
    nowhere = province.case("nowhere", "C")
    ids = {code: unit.id for code, unit in province.units.items()}
    people = [person.id for person in province.people.values()]
    nowhere_id, head = nowhere.id, sign_in(province.head)
    admin = sign_in(Role.ADMINISTRATOR)

    plan = prepared(admin, ids)
    assert "1 người chưa rõ về đơn vị nào" in admin.get(plan).text
    typed(admin, f"{plan}/people", **{f"unit-of-{people[2]}": "PKV2",
                                      f"role-of-{people[2]}": "officer"})  # fmt: skip
    typed(admin, f"{plan}/routes", **{f"route-{ids['C']}-{SA_PA_NOW}": "PKV2"})
    page = admin.get(plan).text
    assert "Lãnh đạo cấp tỉnh là người chạy kế hoạch" in page
    assert "1 việc chưa rõ nơi nhận" in page
    assert admin.post(f"{plan}/run").status_code == 404

    assert typed(head, f"{plan}/run") == plan
    assert 'hx-trigger="every 2s"' in head.get(plan).text
    db.rollback()
    province.work(db.query(BackgroundJob).one())
    part = head.get(plan, headers={"HX-Request": "true", "HX-Target": "run"}).text
    assert "Bằng nhau" in part
    assert "Chi cục THADS huyện A; Chi cục THADS huyện B; Chi cục THADS huyện C" in part

    waiting = head.get(f"{plan}/unclear").text
    assert re.findall(r'name="case" value="([^"]+)"', waiting) == [str(nowhere_id)]
    assert head.post(f"{plan}/unclear", data={"case": str(nowhere_id)}).status_code == 422
    assert head.post(f"{plan}/unclear", data={"case": str(nowhere_id), "successor": "THADS"}
                     ).status_code == 404  # fmt: skip
    typed(head, f"{plan}/unclear", case=str(nowhere_id), successor="PKV2")
    assert "Mọi việc đã có đơn vị nhận" in head.get(f"{plan}/unclear").text
    assert head.get(f"/cases/{nowhere_id}").text.count("Phòng THADS khu vực 2") > 0


def test_an_old_unit_s_figures_are_still_asked_for_by_its_day(province, sign_in, monkeypatch, make):
    for module in (show, figures):
        monkeypatch.setattr(module, "today", lambda: TODAY)
    moved = province.case("sa pa", "C", communes=[SA_PA])
    paid = province.case("a", "A")
    make.money(paid, 1_000_000, DOCKETED)
    province.db.commit()
    plan = province.plan()
    province.run(plan)
    address, case = f"/reorganisations/{plan.id}", f"/cases/{moved.id}"
    old, head = province.units["A"].id, sign_in(province.head)

    page = head.get(f"/statistics/?at=30/06/2025&unit={old}").text
    assert f'<option selected value="{old}">Chi cục THADS huyện A' in page
    assert f'value="{old}"' not in head.get("/statistics/?at=02/07/2025").text
    then, now = head.get(address).text.split("Số liệu theo đơn vị nay, đến hết ngày 30/06/2025")
    assert 'data-label="Đơn vị">Chi cục THADS huyện A<' in then
    assert 'data-label="Đơn vị">Phòng THADS khu vực 1<' in now
    assert 'data-label="Đơn vị">Chi cục THADS huyện A<' not in now
    assert "→ từ 01/07/2025: Phường Sa Pa, Tỉnh Lào Cai" in head.get(case).text
    assert "Phòng THADS khu vực 2" in head.get(case).text


def test_what_is_refused_comes_back_with_its_reason(province, sign_in, db):
    plan = f"/reorganisations/{province.plan().id}"
    head = sign_in(province.head)
    again = {"code": "PKV1", "kind": "regional_division", "name": "Phòng", "place": "Thử"}
    answer = head.post(f"{plan}/openings", data={f"opening-{k}": v for k, v in again.items()})
    assert answer.status_code == 422
    assert "Mã PKV1 đã dùng" in answer.text
    assert head.post(f"{plan}/closings", data={}).status_code == 422
    assert head.post(f"{plan}/closings/removal", data={"closing": "x"}).status_code == 404
    assert head.post(f"{plan}/routes", data={"route-x-1": "PKV1"}).status_code == 404
    typed(head, f"{plan}/withdrawal")
    assert head.post(f"{plan}/run").status_code == 422
    db.rollback()
    assert units.by_code(db, "PKV1") is None
    assert db.query(Reorganisation).one().withdrawn_at is not None


def test_only_the_head_and_the_administrator_see_plans(province, sign_in):
    plan = f"/reorganisations/{province.plan().id}"
    for role in (Role.UNIT_HEAD, Role.OFFICER, Role.RECORDS_CLERK, Role.OVERSIGHT):
        assert sign_in(role).get(plan).status_code == 404
    assert "Đang soạn" in sign_in(Role.ADMINISTRATOR).get("/reorganisations/").text
