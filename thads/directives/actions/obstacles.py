"""What stands in the way, and what was decided on it."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.core.ids import new_id
from thads.directives.actions.guards import between, past, refuse
from thads.directives.models import Obstacle, ObstacleDecision
from thads.directives.terms import DecisionTerms, ObstacleTerms
from thads.identity.models import User


def tell(db: Session, terms: ObstacleTerms, *, by: User, today: date, now: datetime) -> Obstacle:
    """Say what stands in the way of a task or a case, how to remove it and who decides."""
    if terms.task_id is None and terms.case_id is None:
        refuse("obstacle_of_nothing", "Chọn nhiệm vụ hoặc việc thi hành án bị vướng.", "case")
    if (terms.decider_id is None) == (terms.decider_body is None):
        refuse("decider", "Chọn một người quyết định, hoặc ghi tên cơ quan quyết định; không để "
               "trống và không ghi cả hai.", "decider")  # fmt: skip
    past(terms.day, today, "day")
    if terms.due_on < terms.day:
        refuse("due_early", "Hạn quyết định phải từ ngày nêu vướng mắc trở đi.", "due_on")
    obstacle = Obstacle(
        id=new_id(), task_id=terms.task_id, case_id=terms.case_id, unit_id=terms.unit_id,
        day=terms.day, what=terms.what, remedy=terms.remedy, decider_id=terms.decider_id,
        decider_body=terms.decider_body, due_on=terms.due_on, entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    db.add(obstacle)
    db.flush()
    audit.record(db, by, "obstacle.told", obstacle, task_id=terms.task_id, case_id=terms.case_id,
                 due_on=terms.due_on)  # fmt: skip
    return obstacle


def decide(
    db: Session, obstacle: Obstacle, terms: DecisionTerms, *, by: User, today: date, now: datetime
) -> ObstacleDecision:
    """Write down the decision: one's own, or that of a body outside with its paper."""
    if obstacle.decision:
        refuse("decided", f"Vướng mắc này đã có quyết định ngày {obstacle.decision.day:%d/%m/%Y}.")
    if obstacle.decider_id not in (None, by.id):
        refuse("not_decider", "Vướng mắc này do người khác được giao quyết định.")
    between(terms.day, obstacle.day, today, "day")
    if obstacle.decider_body and not terms.paper:
        refuse("paper_needed", f"Quyết định của {obstacle.decider_body} phải ghi số, ngày văn bản.",
               "paper")  # fmt: skip
    decision = ObstacleDecision(
        obstacle_id=obstacle.id, day=terms.day, decision=terms.decision, paper=terms.paper,
        entered_at=now, entered_by_id=by.id,
    )  # fmt: skip
    obstacle.decision = decision
    db.flush()
    audit.record(db, by, "obstacle.decided", obstacle, day=terms.day, paper=terms.paper)
    return decision
