"""Officer sends, unit closes, province approves and freezes: who, when, and what stops each."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.closing.world import (
    END,
    FIRST,
    FOURTH,
    SECOND,
    amended,
    close,
    closed,
    enter_late,
    explain,
    freeze,
    moment,
    of_unit,
    office,
    send,
)  # fmt: skip
from thads.audit import queries as record_of_acts
from thads.cases.models import Case
from thads.closing import actions, documents, queries
from thads.closing.chain import State
from thads.core.errors import NotFound, RuleBroken
from thads.identity.models import Role
from thads.statistics.figures import figures
from thads.statistics.subject import Subject


@pytest.fixture
def people(make):
    return office(make)


def test_a_period_goes_from_the_officer_to_the_frozen_version(db, people):
    for officer in (people.officer, people.other, people.of_province):
        send(db, officer)
    assert [one.state for one in of_unit(db, people.branch).officers] == [State.SENT, State.SENT]

    sent = close(db, people.branch, people.chief)
    found = of_unit(db, people.branch)
    assert [one.state for one in found.officers] == [State.APPROVED, State.APPROVED]
    assert found.close.period_end == END
    assert found.report.state is State.SENT
    close(db, people.province, people.governor)

    with pytest.raises(RuleBroken, match=r"Còn 2 đơn vị chưa xong: .*chờ tỉnh duyệt"):
        freeze(db, people.governor)
    for unit in (people.branch, people.province):
        waiting = of_unit(db, unit).report.submission
        actions.approve(db, waiting, by=people.governor, today=FOURTH, now=moment(FOURTH))
    version = freeze(db, people.governor)

    assert (version.number, version.known_at, version.regime) == (1, moment(FOURTH), "TT05-2024")
    assert version.digest == documents.digest(version.figures)
    assert version.figures["rows"] == documents.of_province(figures(db, END), 1)["rows"]
    last = record_of_acts.of_subject(db, version.id)[0]
    assert (version.audit_number, version.audit_head) == (last.number - 1, last.previous_mac)
    assert queries.chain(db, END, today=FOURTH).missing == []
    assert sent.officer_id is None


def test_an_officer_without_cases_owes_nothing_and_is_not_waited_for(db, make, people):
    idle = make.user(Role.OFFICER)
    with pytest.raises(RuleBroken, match="không có việc nào trong kỳ"):
        send(db, idle)
    send(db, people.officer)
    send(db, people.other)
    close(db, people.branch, people.chief)


def test_a_unit_is_not_closed_while_an_officer_has_not_sent(db, people):
    send(db, people.officer)
    with pytest.raises(RuleBroken) as stopped:
        close(db, people.branch, people.chief)
    assert stopped.value.code == "period.waiting"
    assert people.other.full_name in stopped.value.message
    assert people.officer.full_name not in stopped.value.message
    assert of_unit(db, people.branch).close is None


def test_what_moves_after_an_officer_sent_makes_it_stale_until_it_is_sent_again(db, make, people):
    sent = send(db, people.officer)
    case = make.case(date(2024, 9, 20), [300], officer=people.officer)
    db.commit()
    report = next(r for r in of_unit(db, people.branch).officers if r.officer == people.officer)
    assert report.state is State.STALE
    changed = documents.changes(queries.submission(db, sent.id).figures, report.document)
    assert ("caseload_total", 1, 2) in [(c.column, c.before, c.after) for c in changed]
    assert ("newly_docketed", 300) in [(c.column, c.difference) for c in changed if c.is_money]
    send(db, people.other)
    with pytest.raises(RuleBroken, match="phải nộp lại"):
        close(db, people.branch, people.chief)
    with pytest.raises(RuleBroken, match="Số liệu đã thay đổi"):
        actions.approve(db, sent, by=people.chief, today=SECOND, now=moment(SECOND))

    send(db, people.officer, on=SECOND)
    close(db, people.branch, people.chief)
    assert case.id


def test_figures_that_moved_while_the_page_was_open_are_not_sent(db, people):
    with pytest.raises(RuleBroken, match="vừa thay đổi"):
        actions.submit(db, people.officer, END, seen="x", by=people.officer, today=FIRST,
                       now=moment(FIRST))  # fmt: skip


def test_the_same_figures_are_not_sent_twice(db, people):
    send(db, people.officer)
    with pytest.raises(RuleBroken, match=r"đã nộp lúc 10:00 ngày 01/10/2024"):
        send(db, people.officer, on=SECOND)


@pytest.mark.parametrize(("end", "code"), [
    (END, "period.not_over"), (date(2024, 9, 29), "period.not_month_end"),
])  # fmt: skip
def test_a_period_that_is_not_over_is_not_sent(db, people, end, code):
    with pytest.raises(RuleBroken) as stopped:
        send(db, people.officer, on=END, end=end)
    assert stopped.value.code == code


def test_what_came_back_is_sent_again_and_says_why(db, people):
    sent = send(db, people.officer)
    send(db, people.other)
    with pytest.raises(NotFound):  # another unit's head is nobody here
        actions.give_back(db, sent, "Sai", by=people.governor, today=FIRST, now=moment(FIRST))
    back = actions.give_back(
        db, sent, "Thiếu khoản thu 20/9", by=people.chief, today=FIRST, now=moment(FIRST)
    )
    assert back.reason == "Thiếu khoản thu 20/9"
    with pytest.raises(RuleBroken, match="bị trả lại"):
        close(db, people.branch, people.chief)
    with pytest.raises(RuleBroken, match=r"đã trả lại lúc 10:00 ngày 01/10/2024"):
        actions.approve(db, sent, by=people.chief, today=FIRST, now=moment(FIRST))
    send(db, people.officer, on=SECOND)
    with pytest.raises(RuleBroken, match="trả lại"):
        actions.approve(db, sent, by=people.chief, today=SECOND, now=moment(SECOND))
    close(db, people.branch, people.chief)


def test_a_period_is_closed_once_and_says_who_closed_it(db, people):
    send(db, people.officer)
    send(db, people.other)
    close(db, people.branch, people.chief)
    for act in (lambda: close(db, people.branch, people.chief), lambda: send(db, people.officer)):
        with pytest.raises(RuleBroken) as stopped:
            act()
        assert stopped.value.code == "period.closed"
        assert people.chief.full_name in stopped.value.message
        assert "10:00 ngày 02/10/2024" in stopped.value.message


def test_months_are_closed_in_their_order(db, people):
    closed(db, date(2024, 6, 30), people.governor, on=FIRST)
    send(db, people.officer)
    send(db, people.other)
    with pytest.raises(RuleBroken, match="Tháng 07/2024 chưa khóa"):
        close(db, people.branch, people.chief)


def test_a_closed_unit_that_came_back_is_sent_again_without_opening(db, make, people):
    for officer in (people.officer, people.other):
        send(db, officer)
    sent = close(db, people.branch, people.chief)
    actions.give_back(db, sent, "Kiểm tra lại", by=people.governor, today=SECOND,
                      now=moment(SECOND))  # fmt: skip
    seen = of_unit(db, people.branch).report.digest
    actions.send_again(db, people.branch, END, seen=seen, by=people.chief, today=FOURTH,
                       now=moment(FOURTH))  # fmt: skip
    again = of_unit(db, people.branch, on=FOURTH)
    assert again.report.state is State.SENT
    assert again.close.closed_at == moment(SECOND)
    assert again.report.days_late == 2  # due on Wednesday 2/10, sent on Friday 4/10


def test_a_later_version_says_why_and_leaves_the_first_as_it_was(db, make, people):
    first = closed(db, END, people.governor, on=SECOND)
    kept = (first.digest, dict(queries.version(db, first.id).figures))
    with pytest.raises(RuleBroken, match="Số liệu không khác bản 1"):
        amended(db, people.governor)
    late_collection(db, make, people)
    with pytest.raises(RuleBroken) as stopped:
        freeze(db, people.governor)
    assert stopped.value.field == "reason"
    second = amended(db, people.governor)
    assert (second.number, second.basis_number) == (2, "15/TB-VKS")
    db.expire_all()
    first = queries.version(db, first.id)
    assert (first.digest, first.figures) == kept
    assert queries.newest(db, END).id == second.id
    changed = documents.changes(first.figures, second.figures)
    total = {c.column: c.difference for c in changed if c.row["group"] == "total" and c.is_money}
    assert total["completed"] == 2_000_000


def late_collection(db, make, people):
    """A collection of September entered after the close, with the reason for it."""
    case = db.scalars(select(Case).where(Case.docketed_on == date(2024, 3, 1))).one()
    enter_late(make, case, 2_000_000, date(2024, 9, 15), by=people.chief, at=moment(FOURTH))


def test_nothing_goes_up_while_the_check_finds_what_nobody_explained(db, make, people):
    """Fourteen cases docketed and ended in one month: the check wants words, from the officer, the
    unit and the province (R8, R9)."""
    for number in range(14):
        case = make.case(date(2024, 9, 2), [1_000_000 + number], officer=people.officer)
        make.money(case, 1_000_000 + number, date(2024, 9, 20))
    db.commit()
    with pytest.raises(RuleBroken) as stopped:
        send(db, people.officer)
    assert stopped.value.code == "period.unexplained"
    assert stopped.value.message.startswith(f"{people.officer.full_name}: kiểm tra số liệu còn")
    explain(db, people.officer, Subject(people.branch.id, people.officer.id))
    for officer in (people.officer, people.other):
        send(db, officer)

    with pytest.raises(RuleBroken, match=rf"{people.branch.name}: .* điểm chưa giải trình"):
        close(db, people.branch, people.chief)
    explain(db, people.chief, Subject(people.branch.id))
    close(db, people.branch, people.chief)

    with pytest.raises(RuleBroken, match=r"Toàn tỉnh: .* Chưa ghi gì; mở “Kiểm tra số liệu”"):
        closed(db, END, people.governor, on=FOURTH, explains=False)
    assert queries.newest(db, END) is None
    explain(db, people.governor)
    assert freeze(db, people.governor, explains=False).number == 1
