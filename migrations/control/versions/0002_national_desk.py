"""The national desk: its people, targets of provinces, contacts, published figures, progress."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ACT = "national_act"


def upgrade() -> None:
    _people()
    _of_provinces()
    _published()
    _keep_acts()


def _people() -> None:
    op.create_table(
        "national_account",
        _id(), _text("username"), _text("full_name"), _text("password_hash", null=True),
        sa.Column("failed_logins", sa.BigInteger(), nullable=False),
        _moment("locked_until", null=True), _moment("disabled_at", null=True),
        _moment("created_at"), sa.PrimaryKeyConstraint("id"), sa.UniqueConstraint("username"),
    )  # fmt: skip
    op.create_table(
        "national_session",
        _id(), _text("token_hash"), _ref("account_id"), _text("address"), _moment("created_at"),
        _moment("last_seen_at"), _moment("ended_at", null=True), _text("end_reason", null=True),
        _account("account_id"), sa.PrimaryKeyConstraint("id"), sa.UniqueConstraint("token_hash"),
    )  # fmt: skip
    op.create_table(
        "national_invitation",
        _id(), _ref("account_id"), _text("token_hash"), _moment("expires_at"),
        _moment("used_at", null=True), _account("account_id"), sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )  # fmt: skip
    op.create_table(
        ACT,
        _id(), _moment("happened_at"), _text("username"), _text("act"), _text("subject"),
        sa.Column("details", sa.JSON(), nullable=False), sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_national_act_happened_at", ACT, ["happened_at"])


def _of_provinces() -> None:
    op.create_table(
        "province_target",
        _id(), _ref("tenant_id"), sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("cases_percent", sa.Numeric(5, 2), nullable=False),
        sa.Column("money_percent", sa.Numeric(5, 2), nullable=False),
        _text("document"), _day("document_day"), _moment("entered_at"), _ref("entered_by_id"),
        _moment("taken_at", null=True), _tenant(), _account("entered_by_id"),
        sa.CheckConstraint("cases_percent BETWEEN 0 AND 100", name="ck_province_target_cases"),
        sa.CheckConstraint("money_percent BETWEEN 0 AND 100", name="ck_province_target_money"),
        sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_province_target_year", "province_target", ["year"])
    op.create_table(
        "province_contact",
        _ref("tenant_id"), _text("name"), _text("phone"), _text("email", null=True),
        _moment("changed_at"), _tenant(), sa.PrimaryKeyConstraint("tenant_id"),
    )  # fmt: skip


def _published() -> None:
    op.create_table(
        "published_period",
        _id(), _ref("tenant_id"), _day("period_end"),
        sa.Column("version", sa.BigInteger(), nullable=False), _day("published_on"),
        _text("regime"), sa.Column("total", sa.JSON(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False), _text("digest"), _moment("received_at"),
        _tenant(), sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("tenant_id", "period_end", "version",
                            name="uq_published_period_version"),
    )  # fmt: skip
    op.create_index("ix_published_period_period_end", "published_period", ["period_end"])
    op.create_table(
        "report_progress",
        _ref("tenant_id"), _day("period_end"), _text("state"),
        sa.Column("steps_done", sa.BigInteger(), nullable=False),
        sa.Column("steps_total", sa.BigInteger(), nullable=False), _text("label"),
        _moment("changed_at"), _tenant(), sa.PrimaryKeyConstraint("tenant_id", "period_end"),
    )  # fmt: skip


def _keep_acts() -> None:
    """The record of acts is only ever added to."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {ACT}_no_{verb.lower()} BEFORE {verb} ON {ACT} "
                f"BEGIN SELECT RAISE(ABORT, 'append_only: {ACT}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RAISE EXCEPTION 'append_only: %', TG_TABLE_NAME "
        "USING ERRCODE = 'integrity_constraint_violation'; END$$"
    )
    for verb, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {ACT}_no_{verb.lower()} BEFORE {verb} ON {ACT} "
            f"FOR EACH {each} EXECUTE FUNCTION refuse_change()"
        )


def _id() -> sa.Column[object]:
    return sa.Column("id", sa.Uuid(), nullable=False)


def _ref(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _text(name: str, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=null)


def _day(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=False)


def _moment(name: str, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)


def _tenant() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], ondelete="CASCADE")


def _account(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["national_account.id"])


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
