"""Where the web application comes together."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask
from flask_wtf import CSRFProtect
from htmx_flask import Htmx
from jinja2 import StrictUndefined

from tenants import engines
from tenants.settings import Settings
from thads.assembly import assemble
from thads.identity.policy import Permission
from thads.web import (
    access,
    database,
    errors,
    formats,
    headers,
    limits,
    signed_in,
    templating,
)
from thads.web.request import ThadsRequest
from thads.web.tenancy import TenantRouting

ROOT = Path(__file__).parent.parent
BLUEPRINTS = (
    "thads.web.assets:bp",
    "thads.identity.views:bp",
    "thads.admin.views:bp",
    "thads.desk.views:bp",
    "thads.desk.law_views:bp",
    "thads.desk.morning_views:bp",
    "thads.cases.views:bp",
    "thads.cases.judgment_views:bp",
    "thads.cases.handover_views:bp",
    "thads.ledger.book_views:bp",
    "thads.delegations.views:bp",
    "thads.conflicts.views:bp",
    "thads.conflicts.views:staff",
    "thads.narratives.views:bp",
    "thads.recusals.views:bp",
    "thads.ledger.views:bp",
    "thads.interest.views:bp",
    "thads.costs.views:bp",
    "thads.payouts.views:bp",
    "thads.holdings.views:bp",
    "thads.ledger.collection_views:bp",
    "thads.bankbook.views:bp",
    "thads.bankbook.row_views:bp",
    "thads.fees.views:bp",
    "thads.attachments.views:bp",
    "thads.search.views:bp",
    "thads.search.filter_views:bp",
    "thads.verification.views:bp",
    "thads.documents.views:bp",
    "thads.casefiles.views:bp",
    "thads.vouchers.views:bp",
    "thads.documents.issuing_views:bp",
    "thads.documents.slip_views:bp",
    "thads.documents.judgment_slip_views:bp",
    "thads.documents.cost_views:bp",
    "thads.documents.list_views:bp",
    "thads.documents.fee_views:bp",
    "thads.documents.interest_views:bp",
    "thads.documents.signing_views:bp",
    "thads.documents.trust_views:bp",
    "thads.documents.misfit_views:bp",
    "thads.requests.views:bp",
    "thads.evidence.views:bp",
    "thads.evidence.destruction.views:bp",
    "thads.evidence.store.views:bp",
    "thads.evidence.paper_views:bp",
    "thads.banks.views:bp",
    "thads.measures.views:bp",
    "thads.measures.step_views:bp",
    "thads.assets.views:bp",
    "thads.remissions.views:bp",
    "thads.remissions.dossier_list_views:bp",
    "thads.complaints.views:bp",
    "thads.reception.views:bp",
    "thads.compensation.views:bp",
    "thads.protests.views:bp",
    "thads.administrative.views:bp",
    "thads.persuasion.views:bp",
    "thads.publication.views:bp",
    "thads.communes.views:bp",
    "thads.worklists.views:bp",
    "thads.accountability.views:bp",
    "thads.statistics.views:bp",
    "thads.statistics.late_views:bp",
    "thads.figures.form_views:bp",
    "thads.figures.views:bp",
    "thads.classification.views:bp",
    "thads.accounting.views:bp",
    "thads.accounting.views:reconciliations",
    "thads.targets.views:bp",
    "thads.planning.views:bp",
    "thads.validation.views:bp",
    "thads.reorganisation.views:bp",
    "thads.closing.views:bp",
    "thads.reports.views:bp",
    "thads.reports.signing_views:bp",
    "thads.oversight.views:bp",
    "thads.oversight.check_views:bp",
    "thads.oversight.dispatch_views:bp",
    "thads.visits.views:bp",
    "thads.directives.views:bp",
    "thads.inspections.views:bp",
    "thads.checkups.views:bp",
    "thads.training.views:bp",
    "thads.sampling.views:bp",
    "thads.reportcheck.views:bp",
    "thads.imports.views:bp",
    "thads.imports.export_views:bp",
    "thads.imports.money_views:bp",
    "thads.imports.period_views:bp",
    "thads.imports.exhibit_views:bp",
    "thads.imports.register_views:bp",
    "thads.imports.outreach_views:bp",
    "thads.imports.accounting_views:bp",
    "thads.imports.dispatch_views:bp",
    "thads.imports.bank_views:bp",
    "thads.imports.direction_views:bp",
    "thads.imports.inspection_views:bp",
    "thads.imports.training_views:bp",
    "thads.desk.job_views:bp",
    "thads.national.account_views:bp",
    "thads.national.views:bp",
)
LARGEST_REQUEST = 2 * 1024 * 1024


def create_app(settings: Settings | None = None, **config: Any) -> Flask:
    """The application; `config` overrides Flask's settings, for tests."""
    settings = settings or Settings.from_environment()
    app = Flask(__name__, static_folder="static", template_folder=str(ROOT / "templates"))
    app.config.update(SECRET_KEY=settings.secret_key, MAX_CONTENT_LENGTH=LARGEST_REQUEST)
    app.config.update(config)
    assemble(settings.audit_key)
    _equip(app, settings)
    for name in BLUEPRINTS:
        app.register_blueprint(_blueprint(name))
    app.view_functions["static"] = access.requires(Permission.ANYONE, anywhere=True)(
        app.view_functions["static"]
    )
    access.check_declared(app)
    app.wsgi_app = TenantRouting(app.wsgi_app)  # type: ignore[method-assign]
    return app


def _equip(app: Flask, settings: Settings) -> None:
    """The order matters: the tenant and the person come before the seal of a form."""
    Htmx(app)
    app.request_class = ThadsRequest  # htmx-flask puts its own there
    app.jinja_environment = templating.Environment
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    database.init(app, control_url=engines.control_url().render_as_string(hide_password=False))
    headers.init(app)
    signed_in.init(app)
    CSRFProtect(app)
    limits.init(app, settings.redis_url)
    formats.init(app)
    templating.init(app)
    errors.init(app)


def _blueprint(name: str) -> Blueprint:
    module, _, attribute = name.partition(":")
    blueprint: Blueprint = getattr(import_module(module), attribute)
    return blueprint
