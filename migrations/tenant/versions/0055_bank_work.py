"""Work with credit institutions: meetings, promises, obstacles, voluntary hand-overs."""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

MEETING, PAPER = "bank_meeting", "bank_meeting_paper"
PROMISE, OUTCOME = "bank_promise", "bank_promise_outcome"
OBSTACLE, END = "bank_obstacle", "bank_obstacle_end"
HANDOVER, STEP = "voluntary_handover", "voluntary_handover_step"


def upgrade() -> None:
    _meetings()
    _promises()
    _obstacles()
    _handovers()
    append_only(MEETING, PAPER, PROMISE, OUTCOME, OBSTACLE, END, HANDOVER, STEP)


def _meetings() -> None:
    op.create_table(
        MEETING,
        _key("institution_id"),
        _key("unit_id"),
        _day("held_on"),
        *(_text(name) for name in ("place", "people", "subject", "conclusion")),
        _text("submission_key", nullable=True),
        *entered(MEETING),
        _to(MEETING, "institution_id", "credit_institution"),
        _to(MEETING, "unit_id", "unit"),
        _once(MEETING, "submission_key"),
    )
    op.create_index(
        op.f(f"ix_{MEETING}_institution_id_held_on"), MEETING, ["institution_id", "held_on"]
    )
    _index(MEETING, "held_on")
    op.create_table(
        PAPER,
        _key("meeting_id"),
        sa.Column("file_type", sa.String(40), nullable=False),
        _text("file_name"),
        sa.Column("size", sa.BigInteger(), nullable=False),
        _text("sha256"),
        *entered(PAPER),
        _to(PAPER, "meeting_id", MEETING),
        sa.CheckConstraint("size > 0", name=op.f(f"ck_{PAPER}_size_positive")),
    )
    _index(PAPER, "meeting_id")


def _promises() -> None:
    op.create_table(
        PROMISE,
        *_of_work(PROMISE),
        sa.Column("promiser", sa.String(40), nullable=False),
        _text("content"),
        _day("made_on"),
        _day("due_on"),
        sa.CheckConstraint("due_on >= made_on", name=op.f(f"ck_{PROMISE}_due_after_made")),
    )
    _index(PROMISE, "institution_id", "case_id", "made_on")
    op.create_table(
        OUTCOME,
        _key("promise_id"),
        sa.Column("outcome", sa.String(40), nullable=False),
        _day("settled_on"),
        _text("note"),
        *entered(OUTCOME),
        _to(OUTCOME, "promise_id", PROMISE),
        _once(OUTCOME, "promise_id"),
    )


def _obstacles() -> None:
    op.create_table(
        OBSTACLE,
        *_of_work(OBSTACLE),
        _day("raised_on"),
        _text("content"),
        _text("proposal"),
        sa.Column("decider", sa.String(40), nullable=False),
        _day("due_on", nullable=True),
        sa.CheckConstraint("due_on >= raised_on", name=op.f(f"ck_{OBSTACLE}_due_after_raised")),
    )
    _index(OBSTACLE, "institution_id", "case_id", "raised_on")
    op.create_table(
        END,
        _key("obstacle_id"),
        _day("ended_on"),
        _text("result"),
        _text("paper", nullable=True),
        *entered(END),
        _to(END, "obstacle_id", OBSTACLE),
        _once(END, "obstacle_id"),
    )


def _handovers() -> None:
    op.create_table(
        HANDOVER,
        _key("institution_id"),
        _key("case_id"),
        _text("asset"),
        sa.Column("asset_value", sa.BigInteger(), nullable=True),
        _text("submission_key", nullable=True),
        *entered(HANDOVER),
        _to(HANDOVER, "institution_id", "credit_institution"),
        _to(HANDOVER, "case_id", "enforcement_case"),
        _once(HANDOVER, "submission_key"),
        sa.CheckConstraint(
            "asset_value >= 0", name=op.f(f"ck_{HANDOVER}_asset_value_not_negative")
        ),
    )
    _index(HANDOVER, "institution_id", "case_id")
    op.create_table(
        STEP,
        _key("handover_id"),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        _day("day"),
        _day("due_on", nullable=True),
        _text("note"),
        _text("paper", nullable=True),
        *entered(STEP),
        _to(STEP, "handover_id", HANDOVER),
        sa.UniqueConstraint(
            "handover_id", "sequence", name=op.f(f"uq_{STEP}_handover_id_sequence")
        ),
        sa.CheckConstraint("due_on >= day", name=op.f(f"ck_{STEP}_due_after_day")),
        sa.CheckConstraint(
            "(due_on IS NOT NULL) = (kind IN ('offered', 'agreed'))",
            name=op.f(f"ck_{STEP}_waits_for_a_day"),
        ),
    )
    _index(STEP, "day")


def _of_work(table: str) -> tuple[sa.Column[object] | sa.Constraint, ...]:
    """What promises and obstacles have in common."""
    return (
        _key("institution_id"),
        _key("unit_id"),
        _key("case_id", nullable=True),
        _key("meeting_id", nullable=True),
        _text("submission_key", nullable=True),
        *entered(table),
        _to(table, "institution_id", "credit_institution"),
        _to(table, "unit_id", "unit"),
        _to(table, "case_id", "enforcement_case"),
        _to(table, "meeting_id", MEETING),
        _once(table, "submission_key"),
    )


def _key(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _day(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def _once(table: str, column: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(column, name=op.f(f"uq_{table}_{column}"))


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
