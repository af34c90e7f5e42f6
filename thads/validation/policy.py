"""Who may explain a number: who answers for it."""

from thads.identity.models import Role, User
from thads.identity.policy import sees_whole_province
from thads.statistics.subject import Subject


def may_explain(user: User, subject: Subject) -> bool:
    """The head of the province everything, the head of a unit what is the unit's, an officer what
    is his or her own."""
    if sees_whole_province(user.role):
        return True
    if user.role is Role.OFFICER:
        return subject == Subject(user.unit_id, user.id)
    return subject.unit_id is not None and subject.unit_id == user.unit_id
