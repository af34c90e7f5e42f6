"""Credit institutions, the cases in which they are creditors, and the work done with them.

Facts: what changes later is a further record that names the one before.
"""

from thads.banks.models.handover import HandoverStep, VoluntaryHandover, VoluntaryHandoverStep
from thads.banks.models.institution import (
    CreditInstitution,
    CreditInstitutionEnd,
    CreditorLink,
)
from thads.banks.models.meeting import (
    BankMeeting,
    BankMeetingPaper,
    BankObstacle,
    BankObstacleEnd,
    BankPromise,
    BankPromiseOutcome,
    Decider,
    Outcome,
    Promiser,
)

__all__ = [
    "BankMeeting",
    "BankMeetingPaper",
    "BankObstacle",
    "BankObstacleEnd",
    "BankPromise",
    "BankPromiseOutcome",
    "CreditInstitution",
    "CreditInstitutionEnd",
    "CreditorLink",
    "Decider",
    "HandoverStep",
    "Outcome",
    "Promiser",
    "VoluntaryHandover",
    "VoluntaryHandoverStep",
]
