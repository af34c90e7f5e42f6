"""Directives, their tasks, what stands in the way, and the steering committee."""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

TABLES = (
    "directive", "directive_task", "task_milestone", "task_report", "task_closing", "obstacle",
    "obstacle_decision", "steering_meeting", "steered_case", "steered_case_end",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "directive",
        sa.Column("issuer", sa.String(40), nullable=False),
        *(_text(name) for name in ("issuer_name", "number", "title")), _day("issued_on"), *_file(),
        *entered("directive"), _once("directive", "issuer_name", "number", "issued_on"),
    )  # fmt: skip
    _index("directive", "issued_on")
    _tasks()
    _obstacles()
    _committee()
    append_only(*TABLES)


def _tasks() -> None:
    op.create_table(
        "directive_task",
        _ref("directive_id"), sa.Column("position", sa.BigInteger(), nullable=False),
        _text("what"), _text("result"), _ref("unit_id"), _ref("owner_id"), _ref("leader_id"),
        _day("given_on"), _day("due_on"), *entered("directive_task"),
        _to("directive_task", "directive_id", "directive"),
        _to("directive_task", "unit_id", "unit"),
        _to("directive_task", "owner_id", "user_account"),
        _to("directive_task", "leader_id", "user_account"),
        _once("directive_task", "directive_id", "position"),
        _check("directive_task", "due_after_given", "due_on >= given_on"),
    )  # fmt: skip
    _index("directive_task", "unit_id")
    op.create_table(
        "task_milestone",
        _ref("task_id"), _text("what"), _day("due_on"), *entered("task_milestone"),
        _to("task_milestone", "task_id", "directive_task"),
    )  # fmt: skip
    _index("task_milestone", "task_id")
    op.create_table(
        "task_report",
        _ref("task_id"), _ref("milestone_id", null=True), _day("day"), _text("note"),
        *entered("task_report"), _to("task_report", "task_id", "directive_task"),
        _to("task_report", "milestone_id", "task_milestone"), _once("task_report", "milestone_id"),
    )  # fmt: skip
    _index("task_report", "task_id")
    op.create_table(
        "task_closing",
        _ref("task_id"), _day("day"), _text("result"), _text("paper"), *_file(),
        *entered("task_closing"), _to("task_closing", "task_id", "directive_task"),
        _once("task_closing", "task_id"),
    )  # fmt: skip


def _obstacles() -> None:
    op.create_table(
        "obstacle",
        _ref("task_id", null=True), _ref("case_id", null=True), _ref("unit_id"), _day("day"),
        _text("what"), _text("remedy"), _ref("decider_id", null=True),
        _text("decider_body", null=True), _day("due_on"), *entered("obstacle"),
        _to("obstacle", "task_id", "directive_task"),
        _to("obstacle", "case_id", "enforcement_case"), _to("obstacle", "unit_id", "unit"),
        _to("obstacle", "decider_id", "user_account"),
        _check("obstacle", "of_something", "task_id IS NOT NULL OR case_id IS NOT NULL"),
        _check("obstacle", "one_decider", "(decider_id IS NULL) <> (decider_body IS NULL)"),
    )  # fmt: skip
    _index("obstacle", "task_id")
    _index("obstacle", "case_id")
    op.create_table(
        "obstacle_decision",
        _ref("obstacle_id"), _day("day"), _text("decision"), _text("paper", null=True),
        *entered("obstacle_decision"), _to("obstacle_decision", "obstacle_id", "obstacle"),
        _once("obstacle_decision", "obstacle_id"),
    )  # fmt: skip


def _committee() -> None:
    op.create_table(
        "steering_meeting",
        _day("held_on"), *(_text(name) for name in ("subject", "chair", "attendance", "minutes")),
        *_file(), *entered("steering_meeting"),
    )  # fmt: skip
    _index("steering_meeting", "held_on")
    op.create_table(
        "steered_case",
        _ref("case_id"), _ref("meeting_id"), _text("direction"), *entered("steered_case"),
        _to("steered_case", "case_id", "enforcement_case"),
        _to("steered_case", "meeting_id", "steering_meeting"),
        _once("steered_case", "meeting_id", "case_id"),
    )  # fmt: skip
    _index("steered_case", "case_id")
    op.create_table(
        "steered_case_end",
        _ref("steered_id"), _day("day"), _text("note"), *entered("steered_case_end"),
        _to("steered_case_end", "steered_id", "steered_case"),
        _once("steered_case_end", "steered_id"),
    )  # fmt: skip


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _day(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=False)


def _ref(name: str, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=null)


def _file() -> tuple[sa.Column[str], sa.Column[str]]:
    return _text("file_key", null=True), _text("file_sha256", null=True)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
