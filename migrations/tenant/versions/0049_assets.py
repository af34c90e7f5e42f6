"""Assets of cases: their owners, mortgages and photos, and each step of their sale.

Facts: a later revision that rebuilds one of these tables on SQLite must make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

ASSET, OWNER, MORTGAGE, PHOTO, STEP = (
    "debtor_asset", "asset_owner", "asset_mortgage", "asset_photo", "asset_step",
)  # fmt: skip
WITH_AMOUNT = (
    "kind NOT IN ('priced', 'cut', 'sold', 'sold_directly', 'agreed_transfer', 'creditor_takes', "
    "'preemption_taken', 'paid', 'returned') OR amount IS NOT NULL"
)
STEP_RULES = {
    "amount_positive": "amount IS NULL OR amount > 0",
    "priced_by": "(kind = 'priced') = (way IS NOT NULL)",
    "revalued_why": "(kind = 'revaluation_asked') = (ground IS NOT NULL)",
    "failed_why": "(kind = 'failed') = (failure IS NOT NULL)",
    "paid_in_the_books": "(kind = 'paid') = (voucher_id IS NOT NULL)",
    "corrects": "(kind = 'correction') = (corrects_id IS NOT NULL)",
    "has_amount": WITH_AMOUNT,
}


def upgrade() -> None:
    _asset()
    _owner()
    _mortgage()
    _photo()
    _step()
    append_only(ASSET, OWNER, MORTGAGE, PHOTO, STEP)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _only(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _rule(table: str, name: str, text: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(text, name=op.f(f"ck_{table}_{name}"))


def _asset() -> None:
    op.create_table(
        ASSET,
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("commune_code", sa.Text(), nullable=True),
        sa.Column("papers", sa.Text(), nullable=True),
        sa.Column("listed_on", sa.Date(), nullable=False),
        sa.Column("submission_key", sa.Text(), nullable=True),
        *entered(ASSET),
        _refers(ASSET, "case_id", "enforcement_case"),
        _only(ASSET, "submission_key"),
    )
    op.create_index(op.f(f"ix_{ASSET}_case_id"), ASSET, ["case_id"])


def _owner() -> None:
    op.create_table(
        OWNER,
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("numerator", sa.BigInteger(), nullable=False),
        sa.Column("denominator", sa.BigInteger(), nullable=False),
        *entered(OWNER),
        _rule(OWNER, "share_of_one", "numerator > 0 AND numerator <= denominator"),
        _refers(OWNER, "asset_id", ASSET),
        _refers(OWNER, "party_id", "party"),
        sa.UniqueConstraint("asset_id", "position", name=op.f(f"uq_{OWNER}_asset_id_position")),
    )


def _mortgage() -> None:
    op.create_table(
        MORTGAGE,
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("mortgagee", sa.Text(), nullable=False),
        sa.Column("contract", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("secured_amount", sa.BigInteger(), nullable=True),
        sa.Column("ends_id", sa.Uuid(), nullable=True),
        *entered(MORTGAGE),
        _rule(MORTGAGE, "secured_positive", "secured_amount IS NULL OR secured_amount > 0"),
        _refers(MORTGAGE, "asset_id", ASSET),
        _refers(MORTGAGE, "ends_id", MORTGAGE),
        _only(MORTGAGE, "ends_id"),
    )
    op.create_index(op.f(f"ix_{MORTGAGE}_asset_id"), MORTGAGE, ["asset_id"])


def _photo() -> None:
    op.create_table(
        PHOTO,
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("attachment_id", sa.Uuid(), nullable=False),
        *entered(PHOTO),
        _refers(PHOTO, "asset_id", ASSET),
        _refers(PHOTO, "attachment_id", "attachment"),
        _only(PHOTO, "asset_id", "attachment_id"),
    )


def _step() -> None:
    op.create_table(
        STEP,
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("way", sa.String(40), nullable=True),
        sa.Column("ground", sa.String(40), nullable=True),
        sa.Column("failure", sa.String(40), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("monthly_wage", sa.BigInteger(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("measure_id", sa.Uuid(), nullable=True),
        sa.Column("voucher_id", sa.Uuid(), nullable=True),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        *entered(STEP),
        *(_rule(STEP, name, text) for name, text in STEP_RULES.items()),
        _refers(STEP, "asset_id", ASSET),
        _refers(STEP, "measure_id", "measure"),
        _refers(STEP, "voucher_id", "voucher"),
        _refers(STEP, "corrects_id", STEP),
        _only(STEP, "asset_id", "sequence"),
        _only(STEP, "voucher_id"),
        _only(STEP, "corrects_id"),
        _only(STEP, "submission_key"),
    )
    op.create_index(op.f(f"ix_{STEP}_kind_day"), STEP, ["kind", "day"])


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
