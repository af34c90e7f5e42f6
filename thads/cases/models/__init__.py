"""Records of a case file and the terms they use."""

from thads.cases.models.act import CaseAct, CaseInterval, NumberedDecision, RegisterTotal
from thads.cases.models.case import Case, Judgment, ObligationItem
from thads.cases.models.handover import (
    HandOverAcknowledgement,
    HandOverLine,
    HandOverRecord,
)
from thads.cases.models.schedule import PaymentSchedule
from thads.cases.models.terms import (
    NOT_IN_REGISTER,
    ActKind,
    Initiation,
    ItemKind,
    JudgmentKind,
    MovementKind,
    SigningMode,
    Standing,
)

__all__ = [
    "NOT_IN_REGISTER",
    "ActKind",
    "Case",
    "CaseAct",
    "CaseInterval",
    "HandOverAcknowledgement",
    "HandOverLine",
    "HandOverRecord",
    "Initiation",
    "ItemKind",
    "Judgment",
    "JudgmentKind",
    "MovementKind",
    "NumberedDecision",
    "ObligationItem",
    "PaymentSchedule",
    "RegisterTotal",
    "SigningMode",
    "Standing",
]
