"""What the change of law on 1/7/2026 does to one case (L25 Đ.116; NĐ152 Đ.115)."""

from datetime import date

import pytest

from thads.cases import queries
from thads.cases.models import ActKind, Initiation, Standing
from thads.desk import crossing
from thads.identity.models import Role

OPENED, TODAY = date(2025, 11, 3), date(2026, 7, 15)


@pytest.fixture
def crossed(db):
    def of(case, today=TODAY):
        db.commit()
        found = queries.get(db, case.id, scope=None)
        return crossing.of_case(found, queries.history_of(found), today)

    return of


def told(crossed, name):
    return next(line for line in crossed.lines if line.name.startswith(name))


def test_a_case_without_means_waits_by_the_law_of_the_step(make, crossed):
    asked = make.case(OPENED, initiation=Initiation.ON_REQUEST)
    own = make.case(OPENED, initiation=Initiation.EX_OFFICIO)
    for case in (asked, own):
        make.act(case, ActKind.NOT_YET_ENFORCEABLE, date(2026, 1, 12), ground="a")
    leaving = told(crossed(asked), "Chưa có điều kiện từ 12/01/2026")
    assert "12/01/2027" in leaving.before.text  # after one year, two verifications
    assert leaving.after.text.startswith("Gửi lại yêu cầu thi hành án sau ngày 12/01/2028")
    assert told(crossed(own), "Chưa có điều kiện").after.text.startswith("Chuyển sổ theo dõi riêng")


def test_a_hold_is_ended_by_the_article_of_the_new_law_and_may_have_moved(make, crossed):
    case = make.case(OPENED)
    make.act(case, ActKind.POSTPONEMENT, date(2026, 5, 4), ground="h")
    found = crossed(case)
    moved = told(found, "Căn cứ đang hoãn")
    assert (moved.before.name, moved.after.name) == ("h", "g")
    assert "Điều 38" in moved.after.source
    resumed = told(found, "Tiếp tục thi hành khi hoãn")
    assert "Điều 48" in resumed.before.source
    assert "Điều 46" in resumed.after.source


def test_a_clock_that_runs_keeps_its_length(make, crossed):
    case = make.case(OPENED)
    make.act(case, ActKind.VALID_NOTICE, date(2026, 6, 22))
    line = told(crossed(case), "Xác minh lần đầu")
    assert line.before == line.after
    make.act(case, ActKind.VERIFICATION, date(2026, 6, 29))
    assert not [one for one in crossed(case).lines if one.name == "Xác minh lần đầu"]


def test_only_what_is_owed_to_the_state_is_told_of_forgiveness(make, crossed):
    assert told(crossed(make.case(OPENED, [(5, True)])), "Đình chỉ do").after.name == "5"
    assert not [x for x in crossed(make.case(OPENED, [5])).lines if x.name.startswith("Đình chỉ")]


def test_a_case_that_had_ended_keeps_the_old_law_for_complaints(make, crossed):
    case = make.case(OPENED, [100])
    make.money(case, 100, date(2026, 6, 30))
    found = crossed(case)
    assert (found.ended, found.standing, found.lines) == (True, Standing.COMPLETED, ())
    assert "khiếu nại giải quyết theo luật cũ" in found.passages[0].text
    later = make.case(OPENED, [100])
    make.money(later, 100, date(2026, 7, 1))
    assert not crossed(later).ended


def test_a_case_of_the_new_law_crosses_nothing(make, crossed, sign_in, db):
    assert crossed(make.case(date(2026, 7, 1))) is None
    old = make.case(date(2024, 1, 5))
    db.commit()
    head = sign_in(Role.PROVINCE_HEAD)
    assert f"/law/cases/{old.id}" in head.get(f"/cases/{old.id}").text
    assert "Riêng với việc này" in head.get(f"/law/cases/{old.id}").text
