"""Which exhibits a sitting of a destruction council was about, approved or not."""

from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

TABLE = "session_exhibit"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("exhibit_id", sa.Uuid(), nullable=False),
        *entered(TABLE),
        sa.ForeignKeyConstraint(
            ["session_id"], ["council_session.id"], name=op.f(f"fk_{TABLE}_session_id")
        ),
        sa.ForeignKeyConstraint(
            ["exhibit_id"], ["exhibit.id"], name=op.f(f"fk_{TABLE}_exhibit_id")
        ),
        sa.UniqueConstraint(
            "session_id", "exhibit_id", name=op.f(f"uq_{TABLE}_session_id_exhibit_id")
        ),
    )
    op.create_index(op.f(f"ix_{TABLE}_exhibit_id"), TABLE, ["exhibit_id"])
    _carry_over()
    append_only(TABLE)


def _carry_over() -> None:
    """What was destroyed was before that day's sitting, of several the last one entered before it;
    of what a council refused, nobody wrote down which things they were."""
    bind = op.get_bind()
    session, step = _read("council_session", "held_on"), _read("exhibit_step", "day")
    approved = sa.select(session).where(session.c.is_approved).order_by(session.c.entered_at)
    sittings: dict[tuple[Any, ...], list[Any]] = {}
    for one in bind.execute(approved):
        sittings.setdefault((one.council_id, one.held_on), []).append(one)
    found = []
    for one in bind.execute(sa.select(step).where(step.c.kind == "destroyed")):
        if same_day := sittings.get((one.council_id, one.day)):
            before = [sat for sat in same_day if sat.entered_at <= one.entered_at]
            sat = (before or same_day)[-1]
            found.append({
                "id": uuid4(), "session_id": sat.id, "exhibit_id": one.exhibit_id,
                "entered_at": sat.entered_at, "entered_by_id": sat.entered_by_id,
            })  # fmt: skip
    if found:
        bind.execute(sa.insert(_written()), found)


def _read(table: str, day: str) -> sa.TableClause:
    return sa.table(
        table,
        *(sa.column(name, sa.Uuid()) for name in ("id", "council_id", "entered_by_id")),
        *(sa.column(name, sa.Uuid()) for name in ("exhibit_id",) if table == "exhibit_step"),
        sa.column("is_approved", sa.Boolean())
        if table == "council_session"
        else sa.column("kind", sa.Text()),
        sa.column(day, sa.Date()),
        sa.column("entered_at", sa.DateTime(timezone=True)),
    )


def _written() -> sa.TableClause:
    return sa.table(
        TABLE,
        *(sa.column(name, sa.Uuid()) for name in ("id", "session_id", "exhibit_id")),
        sa.column("entered_at", sa.DateTime(timezone=True)),
        sa.column("entered_by_id", sa.Uuid()),
    )


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
