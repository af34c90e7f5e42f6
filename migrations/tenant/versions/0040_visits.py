"""Oversight visits: decision, outline, answers, conclusions and by what they were met."""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

TABLES = (
    "oversight_visit", "visit_step", "visit_question", "visit_answer", "visit_conclusion",
    "conclusion_progress", "conclusion_closing",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "oversight_visit",
        sa.Column("body", sa.String(40), nullable=False),
        *(_text(name) for name in ("delegation", "number", "scope")),
        _day("decided_on"),
        *entered("oversight_visit"),
    )
    _index("oversight_visit", "body", "decided_on")
    op.create_table(
        "visit_step",
        _ref("visit_id"), sa.Column("kind", sa.String(40), nullable=False), _day("day"),
        _text("note", null=True), *entered("visit_step"),
        _to("visit_step", "visit_id", "oversight_visit"),
    )  # fmt: skip
    _index("visit_step", "visit_id")
    op.create_table(
        "visit_question",
        _ref("visit_id"), _number("position"), _text("content"), *entered("visit_question"),
        _to("visit_question", "visit_id", "oversight_visit"),
        _once("visit_question", "visit_id", "position"),
    )  # fmt: skip
    op.create_table(
        "visit_answer",
        _ref("question_id"), _text("content"), *_figure(), *entered("visit_answer"),
        _to("visit_answer", "question_id", "visit_question"),
        _to("visit_answer", "report_id", "monthly_report"), _whole("visit_answer"),
    )  # fmt: skip
    _index("visit_answer", "question_id")
    _conclusions()
    append_only(*TABLES)


def _conclusions() -> None:
    op.create_table(
        "visit_conclusion",
        _ref("visit_id"), _number("position"), _text("content"), _text("measure"), _day("due_on"),
        _ref("unit_id"), _ref("owner_id", null=True), *entered("visit_conclusion"),
        _to("visit_conclusion", "visit_id", "oversight_visit"),
        _to("visit_conclusion", "unit_id", "unit"),
        _to("visit_conclusion", "owner_id", "user_account"),
        _once("visit_conclusion", "visit_id", "position"),
    )  # fmt: skip
    _index("visit_conclusion", "due_on")
    op.create_table(
        "conclusion_progress",
        _ref("conclusion_id"), _day("day"), _text("note"), *entered("conclusion_progress"),
        _to("conclusion_progress", "conclusion_id", "visit_conclusion"),
    )  # fmt: skip
    _index("conclusion_progress", "conclusion_id")
    op.create_table(
        "conclusion_closing",
        _ref("conclusion_id"), _day("day"), _text("note"), *_figure(), _text("paper", null=True),
        _text("file_key", null=True), _text("file_sha256", null=True),
        *entered("conclusion_closing"),
        _to("conclusion_closing", "conclusion_id", "visit_conclusion"),
        _to("conclusion_closing", "report_id", "monthly_report"), _whole("conclusion_closing"),
        sa.CheckConstraint(
            "report_id IS NOT NULL OR file_key IS NOT NULL",
            name=op.f("ck_conclusion_closing_shown"),
        ),
        _once("conclusion_closing", "conclusion_id"),
    )  # fmt: skip


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _day(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _ref(name: str, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=null)


def _figure() -> tuple[sa.Column[object], sa.Column[str]]:
    return _ref("report_id", null=True), sa.Column("metric", sa.String(40), nullable=True)


def _whole(table: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(
        "(report_id IS NULL) = (metric IS NULL)", name=op.f(f"ck_{table}_figure_whole")
    )


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
