"""Plans of reorganisation, and who succeeded whom: the succession is a fact (B18).

A later revision that rebuilds `unit_succession` on SQLite must make its triggers again.
"""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

PLAN = "reorganisation"
FACTS = "unit_succession"
KEYS = {
    "reorganisation_id": f"{PLAN}.id",
    "unit_id": "unit.id",
    "user_id": "user_account.id",
    "predecessor_id": "unit.id",
    "successor_id": "unit.id",
    "job_id": "background_job.id",
}


def upgrade() -> None:
    _plans()
    _table("opening", "code", ("name", "kind", "place", "position"))
    _closings()
    _table("route", "unit_id commune_code", ("successor_code",))
    _table("move", "user_id", ("successor_code", "role"))
    _successions()


def _plans() -> None:
    op.create_table(
        PLAN,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=True),
        *(
            sa.Column(f"{name}_at", sa.DateTime(timezone=True), nullable=True)
            for name in ("started", "finished", "withdrawn")
        ),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        _reference(PLAN, "job_id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{PLAN}")),
    )


def _closings() -> None:
    table = f"{PLAN}_closing"
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reorganisation_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("successor_code", sa.Text(), nullable=True),
        _reference(table, "reorganisation_id"),
        _reference(table, "unit_id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(
            "reorganisation_id", "unit_id", "successor_code",
            name=op.f(f"uq_{table}_reorganisation_id_unit_id_successor_code"),
        ),
    )  # fmt: skip


def _table(noun: str, key: str, others: tuple[str, ...]) -> None:
    """A list of the plan with a key of its own."""
    table, keys = f"{PLAN}_{noun}", ("reorganisation_id", *key.split())
    op.create_table(
        table,
        *(sa.Column(name, _type(name), nullable=False) for name in (*keys, *others)),
        *(_reference(table, name) for name in keys if name in KEYS),
        sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_{table}")),
    )


def _type(name: str) -> sa.types.TypeEngine[object]:
    if name in KEYS:
        return sa.Uuid()
    own = {"kind": sa.String(40), "role": sa.String(40), "position": sa.BigInteger()}
    return own.get(name, sa.Text())


def _successions() -> None:
    op.create_table(
        FACTS,
        sa.Column("predecessor_id", sa.Uuid(), nullable=False),
        sa.Column("successor_id", sa.Uuid(), nullable=False),
        sa.Column("reorganisation_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        *(_reference(FACTS, n) for n in ("predecessor_id", "successor_id", "reorganisation_id")),
        sa.PrimaryKeyConstraint("predecessor_id", "successor_id", name=op.f(f"pk_{FACTS}")),
    )
    append_only(FACTS)


def _reference(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [KEYS[column]], name=op.f(f"fk_{table}_{column}"))


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
