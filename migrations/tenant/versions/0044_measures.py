"""Measures of security and coercion, what happened to each, and the plans of coercions.

Facts: a later revision that rebuilds one of these tables on SQLite must make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

MEASURE, STEP, PLAN = "measure", "measure_step", "coercion_plan"


def upgrade() -> None:
    _measure()
    _step()
    _plan()
    append_only(MEASURE, STEP, PLAN)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _measure() -> None:
    texts = ("holder", "account_name", "account_number", "receiving_account")
    op.create_table(
        MEASURE,
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("follows_id", sa.Uuid(), nullable=True),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("is_real_estate", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=True) for name in texts),
        sa.Column("monthly_amount", sa.BigInteger(), nullable=True),
        sa.Column("left_amount", sa.BigInteger(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        *entered(MEASURE),
        sa.CheckConstraint(
            "amount IS NULL OR amount > 0", name=op.f(f"ck_{MEASURE}_amount_positive")
        ),
        sa.CheckConstraint(
            "monthly_amount IS NULL OR monthly_amount > 0",
            name=op.f(f"ck_{MEASURE}_monthly_amount_positive"),
        ),
        _refers(MEASURE, "case_id", "enforcement_case"),
        _refers(MEASURE, "item_id", "obligation_item"),
        _refers(MEASURE, "party_id", "party"),
        _refers(MEASURE, "follows_id", MEASURE),
        sa.UniqueConstraint("submission_key", name=op.f(f"uq_{MEASURE}_submission_key")),
    )
    for column in ("case_id", "follows_id"):
        op.create_index(op.f(f"ix_{MEASURE}_{column}"), MEASURE, [column])


def _step() -> None:
    op.create_table(
        STEP,
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hour", sa.Time(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("series", sa.Text(), nullable=True),
        sa.Column("numbering_year", sa.BigInteger(), nullable=True),
        sa.Column("signer_id", sa.Uuid(), nullable=True),
        sa.Column("signing_mode", sa.String(40), nullable=True),
        sa.Column("agrees", sa.Boolean(), nullable=True),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("on_hour", sa.Time(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("entry_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        *entered(STEP),
        *_rules(),
        _refers(STEP, "measure_id", MEASURE),
        _refers(STEP, "unit_id", "unit"),
        _refers(STEP, "signer_id", "user_account"),
        _refers(STEP, "entry_id", "ledger_entry"),
        sa.UniqueConstraint("measure_id", "sequence", name=op.f(f"uq_{STEP}_measure_id_sequence")),
        sa.UniqueConstraint(
            "unit_id", "series", "numbering_year", "number",
            name=op.f(f"uq_{STEP}_unit_id_series_numbering_year_number"),
        ),
        sa.UniqueConstraint("entry_id", name=op.f(f"uq_{STEP}_entry_id")),
        sa.UniqueConstraint("submission_key", name=op.f(f"uq_{STEP}_submission_key")),
    )  # fmt: skip
    op.create_index(op.f(f"ix_{STEP}_kind_day"), STEP, ["kind", "day"])


def _rules() -> tuple[sa.CheckConstraint, ...]:
    said = {
        "numbered": "(number IS NULL) = (series IS NULL)",
        "decision_numbered": "kind <> 'decided' OR number IS NOT NULL",
        "money_of_the_books": "(kind = 'money') = (entry_id IS NOT NULL)",
        "appointed": "(kind IN ('planned', 'scheduled')) = "
        "(on_day IS NOT NULL AND on_hour IS NOT NULL)",
        "cancelled_says_why": "kind <> 'cancelled' OR note IS NOT NULL",
    }
    return tuple(sa.CheckConstraint(rule, name=op.f(f"ck_{STEP}_{n}")) for n, rule in said.items())


def _plan() -> None:
    op.create_table(
        PLAN,
        sa.Column("step_id", sa.Uuid(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("forces", sa.Text(), nullable=False),
        sa.Column("people", sa.BigInteger(), nullable=False),
        sa.Column("situation", sa.Text(), nullable=False),
        sa.Column("of_policy_family", sa.Boolean(), nullable=False),
        sa.Column("estimate_id", sa.Uuid(), nullable=False),
        *entered(PLAN),
        sa.CheckConstraint("people > 0", name=op.f(f"ck_{PLAN}_people_positive")),
        _refers(PLAN, "step_id", STEP),
        _refers(PLAN, "estimate_id", "cost_sheet"),
        sa.UniqueConstraint("step_id", name=op.f(f"uq_{PLAN}_step_id")),
    )


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
