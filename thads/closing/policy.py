"""Who reports for whom, and whose figures a person may read."""

from uuid import UUID

from thads.closing.models import PeriodSubmission
from thads.identity.models import Role, User
from thads.identity.policy import sees_whole_province
from thads.units.models import Unit


def closes(person: User, unit: Unit) -> bool:
    """The head of the unit; the head of the province is the head of its own office."""
    role = Role.PROVINCE_HEAD if unit.is_provincial else Role.UNIT_HEAD
    return person.role is role and person.unit_id == unit.id


def answers(person: User, sent: PeriodSubmission, unit: Unit) -> bool:
    """An officer's report goes to the head of the unit, a unit's to the head of the province."""
    if sent.officer_id is None:
        return person.role is Role.PROVINCE_HEAD
    return closes(person, unit)


def reads(person: User, unit_id: UUID) -> bool:
    """Everybody reads the own unit's chain, the head of the province all."""
    return sees_whole_province(person.role) or person.unit_id == unit_id
