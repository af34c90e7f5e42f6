"""Rows on their way into the tables: identifiers from the seed, many rows a statement."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from thads.administrative.models import AdministrativeJudgment, AdministrativeStep
from thads.assets.models import AssetMortgage, AssetOwner, AssetStep, DebtorAsset
from thads.banks.models import (
    BankMeeting,
    BankObstacle,
    BankObstacleEnd,
    BankPromise,
    BankPromiseOutcome,
    CreditInstitution,
    CreditorLink,
    VoluntaryHandover,
    VoluntaryHandoverStep,
)
from thads.cases.models import Case, CaseAct, Judgment, ObligationItem, PaymentSchedule
from thads.classification.models import CoverThreshold
from thads.compensation.models import Compensation, CompensationStep
from thads.complaints.models import Complaint, ComplaintStep
from thads.core.db import TenantBase
from thads.costs.models import CostLine, CostSheet, CostSheetDecision
from thads.delegations.models import Delegation
from thads.demo.telling import HORIZON
from thads.directives.models import (
    Directive,
    DirectiveTask,
    Obstacle,
    SteeredCase,
    SteeringMeeting,
    TaskMilestone,
    TaskReport,
)
from thads.evidence.destruction.models import (
    CouncilMember,
    CouncilSession,
    CouncilVote,
    DestructionCouncil,
    SessionExhibit,
)
from thads.evidence.models import EvidenceFile, Exhibit, ExhibitStep
from thads.evidence.store.models import (
    Stocktaking,
    StocktakingLine,
    StoreOrder,
    StoreOrderLine,
    StorePlace,
)
from thads.identity.models import BodyMembership, User
from thads.inspections.models import (
    FileAnswer,
    Inspection,
    InspectionConclusion,
    InspectionFinding,
    InspectionSample,
    SampledFile,
)
from thads.ledger.models import LedgerEntry
from thads.measures.models import CoercionPlan, Measure, MeasureStep
from thads.parties.models import Party
from thads.persuasion.models import PersuasionContact, VoluntaryResult
from thads.protests.models import Protest, ProtestPoint, ProtestPointDone, ProtestStep
from thads.publication.models import DebtorPublication, PublicationStep
from thads.reception.models import Reception
from thads.reorganisation.models import Closing, Move, Opening, Reorganisation, Route
from thads.requests.models import EnforcementRequest, RequestStep
from thads.targets.models import Target
from thads.training.models import TrainingAttendance, TrainingEvent, TrainingFinding
from thads.units.models import Unit
from thads.verification.models import Verification

Row = dict[str, Any]
CHUNK = 2000
ORDER: tuple[type[TenantBase], ...] = (
    Unit,
    User,
    BodyMembership,
    Delegation,
    Target,
    CoverThreshold,
    Judgment,
    Case,
    Party,
    ObligationItem,
    CaseAct,
    EnforcementRequest,
    RequestStep,
    PaymentSchedule,
    Verification,
    LedgerEntry,
    CostSheet,
    CostLine,
    CostSheetDecision,
    Measure,
    MeasureStep,
    CoercionPlan,
    DebtorAsset,
    AssetOwner,
    AssetMortgage,
    AssetStep,
    CreditInstitution,
    CreditorLink,
    BankMeeting,
    BankPromise,
    BankPromiseOutcome,
    BankObstacle,
    BankObstacleEnd,
    VoluntaryHandover,
    VoluntaryHandoverStep,
    DebtorPublication,
    PublicationStep,
    PersuasionContact,
    VoluntaryResult,
    EvidenceFile,
    Complaint,
    ComplaintStep,
    Reception,
    Protest,
    ProtestStep,
    ProtestPoint,
    ProtestPointDone,
    Compensation,
    CompensationStep,
    AdministrativeJudgment,
    AdministrativeStep,
    Exhibit,
    StorePlace,
    StoreOrder,
    StoreOrderLine,
    DestructionCouncil,
    CouncilMember,
    CouncilSession,
    CouncilVote,
    SessionExhibit,
    ExhibitStep,
    Stocktaking,
    StocktakingLine,
    Directive,
    DirectiveTask,
    TaskMilestone,
    TaskReport,
    Obstacle,
    SteeringMeeting,
    SteeredCase,
    Inspection,
    InspectionSample,
    SampledFile,
    FileAnswer,
    InspectionFinding,
    InspectionConclusion,
    TrainingEvent,
    TrainingAttendance,
    TrainingFinding,
    Reorganisation,
    Opening,
    Closing,
    Route,
    Move,
)


class Shelf:
    """Rows by table, in the order in which they may be written."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.rows: dict[type[TenantBase], list[Row]] = defaultdict(list)

    def put(
        self, table: type[TenantBase], moment: datetime, drawing: Random | None = None,
        **values: Any,
    ) -> UUID:  # fmt: skip
        """One more row; answers its id, drawn from the province's order or from its own."""
        row_id = new_id(drawing or self.rng, moment)
        self.rows[table].append({"id": row_id, **values})
        return row_id

    def enter(
        self, table: type[TenantBase], moment: datetime, by: UUID | None, **values: Any
    ) -> UUID:
        """One more row that says when it was entered and by whom."""
        return self.put(table, moment, **values, entered_at=moment, entered_by_id=by)

    def write(self, db: Session) -> dict[str, int]:
        """Write everything; answers how many rows each table got."""
        for table in ORDER:
            rows = self.rows[table]
            for start in range(0, len(rows), CHUNK):
                db.execute(insert(cast("Table", table.__table__)), rows[start : start + CHUNK])
        counts = Counter({table.__tablename__: len(self.rows[table]) for table in ORDER})
        return dict(counts)


def new_id(rng: Random, moment: datetime) -> UUID:
    """A version 7 UUID (RFC 9562): the moment first, then what the seed gives."""
    milliseconds = int(moment.timestamp()) * 1000
    value = (milliseconds << 80) | rng.getrandbits(80)
    value = value & ~(0xF << 76) | (0x7 << 76)
    return UUID(int=value & ~(0x3 << 62) | (0x2 << 62))


def moment_on(rng: Random, day: date, sequence: int = 0) -> datetime:
    """When a fact of this day was entered: in office hours, now and then some days later."""
    late = rng.randint(1, 6) if sequence and rng.random() < 0.03 else 0
    entered = min(day + timedelta(days=late), max(day, HORIZON))
    opened = datetime.combine(entered, time(1, 0), UTC)
    return opened + timedelta(minutes=min(sequence, 40) * 10 + rng.randint(0, 9))
