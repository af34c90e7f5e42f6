"""The leader's morning: what became late since the last working day, what falls due, with whom."""

import html
import re
from datetime import date

from sqlalchemy import event, update

from tests.factories import ENTERED
from thads.desk import morning
from thads.directives.models import Directive, DirectiveTask, IssuerKind, Obstacle
from thads.identity.models import Role
from thads.rules.deadlines import Duty
from thads.worklists.models import OpenDuty

MONDAY, FRIDAY, TUESDAY = date(2024, 9, 30), date(2024, 9, 27), date(2024, 10, 1)
SUNDAY, NEXT_MONDAY = date(2024, 9, 29), date(2024, 10, 7)


DOORS = (  # of a card, a line, a cell: the list and its number
    r'<p class="card-label"><a href="([^"]+)">[^<]+</a></p>\s*<p class="card-figure[^>]*>(\d+)',
    r'<li><a href="([^"]+)">[^<]+</a><b[^>]*>(\d+)</b>',
    r'<td class="num"[^>]*><a href="([^"]+)">(\d+)</a>',
)


def due_on(db, make, day, unit=None) -> None:
    """A case whose only duty, the notice, is due on this day."""
    case = make.case(date(2024, 9, 2), unit=unit) if unit else make.case(date(2024, 9, 2))
    db.commit()
    db.execute(update(OpenDuty).where(OpenDuty.case_id == case.id).values(due=day))
    db.commit()


def test_on_monday_what_was_due_from_friday_to_sunday_went_wrong(db, make, unit, governor):
    for day in (date(2024, 9, 26), FRIDAY, SUNDAY, MONDAY, NEXT_MONDAY, date(2024, 10, 8)):
        due_on(db, make, day)
    found = morning.of(db, governor.id, None, MONDAY)
    assert (found.since, found.eve, found.soon) == (FRIDAY, SUNDAY, NEXT_MONDAY)
    assert found.became_late == [(Duty.NOTICE, 2)]
    assert found.falls_due == [(Duty.NOTICE, 2)]
    assert (found.all.late, found.all.m) == (3, 6)
    assert morning.of(db, governor.id, None, TUESDAY).since == MONDAY


def test_the_unit_with_most_that_went_wrong_comes_first_and_a_unit_sees_its_own(
    db, make, unit, governor
):
    other = make.unit()
    for day in (date(2024, 8, 1), date(2024, 8, 2), FRIDAY):
        due_on(db, make, day)
    for day in (FRIDAY, SUNDAY):
        due_on(db, make, day, other)
    found = morning.of(db, governor.id, None, MONDAY)
    assert [(one.unit_id, one.new, one.counts.late) for one in found.places] == [
        (other.id, 2, 2), (unit.id, 1, 3),
    ]  # fmt: skip
    assert [one.unit_id for one in morning.of(db, governor.id, other.id, MONDAY).places] == [
        other.id
    ]


def test_each_number_is_the_length_of_the_list_behind_it(db, make, unit, sign_in):
    other = make.unit()
    for day in (FRIDAY, SUNDAY, MONDAY):
        due_on(db, make, day)
    due_on(db, make, FRIDAY, other)
    leader, else_ = make.user(Role.PROVINCE_HEAD), make.user(Role.PROVINCE_HEAD)
    for decider in (leader, leader, else_):
        db.add(Obstacle(
            unit_id=unit.id, case_id=make.case().id, day=FRIDAY, what="Tranh chấp", remedy="Họp",
            decider_id=decider.id, due_on=MONDAY, entered_at=ENTERED,
        ))  # fmt: skip
    db.commit()
    head = sign_in(leader)
    page = head.get("/morning").text
    told = [found for kind in DOORS for found in re.findall(kind, page)]
    assert len(told) == 4 + 3 + 2 * 4  # cards, kinds of duties, numbers of the two units
    for address, number in told:
        listed = head.get(html.unescape(address)).text
        assert re.search(rf"\b{number}(?: / \d+)? (?:việc phải làm|vướng mắc)", listed), address
    assert sign_in(Role.OFFICER).get("/morning").status_code == 404


def test_a_busier_morning_asks_no_more_queries(db, make, unit, governor, chief, officer, now):
    """No query per row: neither per duty, unit, late task nor obstacle."""

    def asked() -> int:
        db.commit()
        statements: list[str] = []

        def tell(*told: object) -> None:
            statements.append(str(told[2]))

        engine = db.get_bind()
        event.listen(engine, "before_cursor_execute", tell)
        found = morning.of(db, head_id, None, MONDAY)
        assert all(line.task.owner.full_name and line.task.unit.name for line in found.late_tasks)
        assert all(one.what for one in found.to_decide)
        event.remove(engine, "before_cursor_execute", tell)
        return len(statements)

    head_id = governor.id
    directed(db, unit, officer, chief, governor, now, 1)
    due_on(db, make, FRIDAY)
    one = asked()
    directed(db, make.unit(), officer, chief, governor, now, 5)
    for day in (FRIDAY, SUNDAY, MONDAY):
        due_on(db, make, day, make.unit())
    assert 0 < asked() <= one


def directed(db, unit, owner, leader, decider, now, number: int) -> None:
    """So many late tasks of a unit, each with an obstacle that waits for the head."""
    said = {"entered_at": now}
    directive = Directive(issuer=IssuerKind.PARTY, issuer_name="Tỉnh ủy", number=f"{number}-CT",
                          issued_on=date(2024, 8, 28), title="a", **said)  # fmt: skip
    db.add(directive)
    db.flush()
    for position in range(1, number + 1):
        task = DirectiveTask(
            directive_id=directive.id, position=position, what="a", result="a", unit_id=unit.id,
            owner_id=owner.id, leader_id=leader.id, given_on=date(2024, 9, 2), due_on=SUNDAY,
            **said,
        )  # fmt: skip
        db.add(task)
        db.flush()
        db.add(Obstacle(task_id=task.id, unit_id=unit.id, day=date(2024, 9, 5), what="a",
                        remedy="a", decider_id=decider.id, due_on=MONDAY, **said))  # fmt: skip
    db.commit()
