"""The demo replays 1/7/2025: offices become divisions, communes bear new names, no sum moves."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.demo.conftest import entered, filled
from tests.installation import Installation
from thads.cases import queries as cases
from thads.cases.models import ActKind, CaseAct
from thads.cases.queries import CaseFilter
from thads.cases.queries.workload import OPEN, loads_on, total
from thads.core.jobs import BackgroundJob
from thads.demo.regions import DAY
from thads.identity.models import Role, User
from thads.reorganisation import actions, proof
from thads.reorganisation.models import Reorganisation
from thads.statistics import boundaries
from thads.statistics import proof as readmodels
from thads.statistics.figures import figures
from thads.units import queries as units
from thads.units.models import Unit
from thads.verification import areas
from workers.jobs.reorganisation import reorganise_units

pytestmark = pytest.mark.one_engine

EVE, YEAR_END = DAY - timedelta(days=1), date(2024, 9, 30)
NOW = datetime(2025, 7, 1, 2, 0, tzinfo=UTC)


class Told:
    """Progress that nobody reads; each step commits, as the worker's does."""

    def __init__(self, db: Session) -> None:
        self.db = db

    def step(self, done: int, number: int, label: str) -> None:
        self.db.commit()


@pytest.fixture(scope="module")
def nghe_an(template: Installation, tmp_path_factory: pytest.TempPathFactory):
    """Nghệ An before and after its plan was run on 1/7/2025."""
    folder = tmp_path_factory.mktemp("regions") / "instance"
    with pytest.MonkeyPatch.context() as patch, filled(template, folder, patch):  # noqa: SIM117
        with entered("nghe-an") as db:
            before = {at: figures(db, at) for at in (YEAR_END, EVE, DAY)}
            held = loads_on(db, EVE, [unit.id for unit in units.every(db)])
            plan = db.scalars(select(Reorganisation)).one()
            head = db.scalars(select(User).where(User.role == Role.PROVINCE_HEAD)).one()
            job = actions.start(db, plan, by=head, today=DAY, now=NOW)
            db.commit()
            told = reorganise_units(db, db.get_one(BackgroundJob, job.id), Told(db))
            db.commit()
            yield db, plan, before, held, told


def test_every_open_case_finds_its_division(nghe_an):
    db, plan, _, held, told = nghe_an
    assert told == "Đã sắp xếp 6 đơn vị; mọi việc đã có đơn vị."
    assert [unit.name for unit in units.existing_on(db, DAY)] == [
        "THADS tỉnh Nghệ An", "Phòng THADS khu vực 1", "Phòng THADS khu vực 2",
        "Phòng THADS khu vực 3",
    ]  # fmt: skip
    moved = db.scalar(select(func.count(CaseAct.id)).where(
        CaseAct.kind == ActKind.TRANSFER, CaseAct.day == DAY))  # fmt: skip
    assert moved == total(held).cases > 200
    new = [unit.id for unit in units.existing_on(db, DAY)]
    old = [unit.id for unit in units.existing_on(db, EVE)]
    assert total(loads_on(db, DAY, new)) == total(held)
    assert loads_on(db, DAY, old) == {}
    assert loads_on(db, EVE, [*old, *new]) == held
    assert proof.differences(plan) == []


def test_no_figure_of_the_province_or_of_an_old_day_moves(nghe_an):
    db, _, before, _, _ = nghe_an
    for at, found in before.items():
        now = figures(db, at)
        assert (now.total.cases, now.total.money) == (found.total.cases, found.total.money)
    for at in (YEAR_END, EVE):
        assert [(r.unit, r.cases, r.money) for r in figures(db, at).units] == [
            (r.unit, r.cases, r.money) for r in before[at].units]  # fmt: skip
    assert readmodels.first_difference(db) is None


def test_case_page_and_register_bear_the_new_names(nghe_an):
    db, _, _, _, _ = nghe_an
    division = db.scalars(select(Unit).where(Unit.code == "PKV2")).one()
    page = cases.search(db, CaseFilter(standings=OPEN), day=DAY, scope=division.id)
    assert page.total > 50
    assert {line.unit for line in page.rows} == {"Phòng THADS khu vực 2"}
    then = cases.search(db, CaseFilter(standings=OPEN), day=EVE, scope=division.id)
    assert then.total == 0
    case = cases.get(db, page.rows[0].case_id, scope=division.id)
    assert cases.history_of(case).now.unit_id == division.id
    assert cases.history_of(case).at(EVE).unit_id != division.id
    codes = {debtor.commune_code for debtor in case.debtors}
    now = {areas.of_code(code, case.docketed_on, DAY).name for code in codes}
    then = {areas.of_code(code, case.docketed_on, EVE).name for code in codes}
    assert now
    assert not any(", Huyện" in name for name in now)
    assert all(", Huyện Quỳ" in name for name in then)


def test_people_sign_for_their_division(nghe_an):
    db, _, _, _, _ = nghe_an
    for number, heads in (("1", 1), ("2", 1), ("3", 1)):
        unit = units.by_code(db, f"PKV{number}")
        roles = db.scalars(select(User.role).where(User.unit_id == unit.id)).all()
        assert roles.count(Role.UNIT_HEAD) == heads
        assert roles.count(Role.OFFICER) >= 5
    gone, heir = (units.by_code(db, code).id for code in ("CCQUYHOP", "PKV2"))
    assert boundaries.tree(db, date(2026, 1, 1)).heir(gone, lambda _: None) == heir
