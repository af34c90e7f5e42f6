"""Every table of a tenant's database, so that one import completes the metadata."""

from thads.accountability import models as accountability
from thads.accounting import models as accounting
from thads.administrative import models as administrative
from thads.anchors import models as anchors
from thads.assets import models as assets
from thads.attachments import models as attachments
from thads.audit import models as audit
from thads.bankbook import models as bankbook
from thads.banks import models as banks
from thads.casefiles import models as casefiles
from thads.cases import models as cases
from thads.classification import models as classification
from thads.closing import models as closing
from thads.communes import models as communes
from thads.compensation import models as compensation
from thads.complaints import models as complaints
from thads.conflicts import models as conflicts
from thads.core import jobs
from thads.core.db import TenantBase
from thads.costs import models as costs
from thads.delegations import models as delegations
from thads.directives import models as directives
from thads.dispatches import models as dispatches
from thads.documents import models as documents
from thads.evidence import models as evidence
from thads.evidence.destruction import models as destruction
from thads.evidence.store import models as store
from thads.fees import models as fees
from thads.holdings import models as holdings
from thads.identity import models as identity
from thads.imports import models as imports
from thads.inspections import models as inspections
from thads.interest import models as interest
from thads.ledger import models as ledger
from thads.measures import models as measures
from thads.narratives import models as narratives
from thads.parties import models as parties
from thads.payouts import models as payouts
from thads.periods import models as periods
from thads.persuasion import models as persuasion
from thads.protests import models as protests
from thads.publication import models as publication
from thads.reception import models as reception
from thads.recusals import models as recusals
from thads.remissions import models as remissions
from thads.reorganisation import models as reorganisation
from thads.reports import models as reports
from thads.requests import models as requests
from thads.search import models as search
from thads.statistics import models as statistics
from thads.targets import models as targets
from thads.training import models as training
from thads.units import models as units
from thads.validation import models as validation
from thads.verification import models as verification
from thads.visits import models as visits
from thads.worklists import models as worklists

metadata = TenantBase.metadata

__all__ = [
    "accountability",
    "accounting",
    "administrative",
    "anchors",
    "assets",
    "attachments",
    "audit",
    "bankbook",
    "banks",
    "casefiles",
    "cases",
    "classification",
    "closing",
    "communes",
    "compensation",
    "complaints",
    "conflicts",
    "costs",
    "delegations",
    "destruction",
    "directives",
    "dispatches",
    "documents",
    "evidence",
    "fees",
    "holdings",
    "identity",
    "imports",
    "inspections",
    "interest",
    "jobs",
    "ledger",
    "measures",
    "metadata",
    "narratives",
    "parties",
    "payouts",
    "periods",
    "persuasion",
    "protests",
    "publication",
    "reception",
    "recusals",
    "remissions",
    "reorganisation",
    "reports",
    "requests",
    "search",
    "statistics",
    "store",
    "targets",
    "training",
    "units",
    "validation",
    "verification",
    "visits",
    "worklists",
]
