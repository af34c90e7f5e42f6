"""Training of the staff and outreach, who took part, which findings they answer."""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

EVENT, ATTENDANCE = "training_event", "training_attendance"
FINDING, STRIKE = "training_finding", "training_strike"


def upgrade() -> None:
    op.create_table(
        EVENT,
        sa.Column("kind", sa.String(40), nullable=False),
        _key("unit_id"),
        *(_text(name) for name in ("title", "subject")),
        _text("article", nullable=True),
        _day("first_day"),
        _day("last_day"),
        _number("minutes"),
        *(_text(name) for name in ("place", "held_by")),
        _number("people", nullable=True),
        *(_text(name, nullable=True) for name in ("commune", "submission_key")),
        *entered(EVENT),
        _to(EVENT, "unit_id", "unit"),
        _once(EVENT, "submission_key"),
        _check(EVENT, "days_in_order", "last_day >= first_day"),
        _check(EVENT, "takes_time", "minutes > 0"),
        _check(EVENT, "people_positive", "people > 0"),
        _check(
            EVENT,
            "outreach_counts_people",
            "kind = 'outreach' AND people IS NOT NULL AND commune IS NOT NULL OR "
            "kind = 'training' AND people IS NULL AND commune IS NULL",
        ),
    )
    _index(EVENT, "unit_id", "first_day")
    op.create_table(
        ATTENDANCE,
        *(_key(name) for name in ("event_id", "user_id")),
        *(_number(name) for name in ("sequence", "minutes")),
        *entered(ATTENDANCE),
        _to(ATTENDANCE, "event_id", EVENT),
        _to(ATTENDANCE, "user_id", "user_account"),
        _once(ATTENDANCE, "event_id", "user_id", "sequence"),
        _check(ATTENDANCE, "minutes_not_negative", "minutes >= 0"),
    )
    _index(ATTENDANCE, "user_id")
    op.create_table(
        FINDING,
        *(_key(name) for name in ("event_id", "finding_id")),
        _number("sequence"),
        sa.Column("answers", sa.Boolean(), nullable=False),
        *entered(FINDING),
        _to(FINDING, "event_id", EVENT),
        _to(FINDING, "finding_id", "inspection_finding"),
        _once(FINDING, "event_id", "finding_id", "sequence"),
    )
    _index(FINDING, "finding_id")
    op.create_table(
        STRIKE,
        _key("event_id"),
        _day("day"),
        _text("reason"),
        *entered(STRIKE),
        _to(STRIKE, "event_id", EVENT),
        _once(STRIKE, "event_id"),
    )
    append_only(EVENT, ATTENDANCE, FINDING, STRIKE)


def _key(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _day(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=False)


def _number(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
