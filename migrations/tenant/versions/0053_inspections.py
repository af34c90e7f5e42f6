"""Inspections: the plan, samples of files, answers, findings, remedies, conclusions."""

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

TABLES = (
    "inspection", "inspection_sample", "sampled_file", "file_answer", "inspection_finding",
    "finding_closing", "inspection_conclusion",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "inspection",
        _code("kind"), _text("number"), _day("decided_on"), _ref("unit_id"), _ref("leader_id"),
        _day("period_from"), _day("period_to"), _text("scope"), _day("due_on"),
        *entered("inspection"), _to("inspection", "unit_id", "unit"),
        _to("inspection", "leader_id", "user_account"), _once("inspection", "number", "decided_on"),
        _check("inspection", "period_in_order", "period_to >= period_from"),
        _check("inspection", "due_after_decision", "due_on >= decided_on"),
    )  # fmt: skip
    _index("inspection", "unit_id")
    _samples()
    _findings()
    append_only(*TABLES)


def _samples() -> None:
    op.create_table(
        "inspection_sample",
        _ref("inspection_id"), _code("method"), _day("drawn_on"), _number("population"),
        _text("seed", null=True), _text("formula", null=True), *entered("inspection_sample"),
        _to("inspection_sample", "inspection_id", "inspection"),
        _check("inspection_sample", "random_has_seed",
               "(method = 'random') = (seed IS NOT NULL)"),
        _check("inspection_sample", "risk_has_formula",
               "(method = 'risk') = (formula IS NOT NULL)"),
    )  # fmt: skip
    _index("inspection_sample", "inspection_id")
    op.create_table(
        "sampled_file",
        _ref("inspection_id"), _ref("sample_id"), _ref("case_id"), _number("position"),
        _number("points", null=True), *entered("sampled_file"),
        _to("sampled_file", "inspection_id", "inspection"),
        _to("sampled_file", "sample_id", "inspection_sample"),
        _to("sampled_file", "case_id", "enforcement_case"),
        _once("sampled_file", "inspection_id", "case_id"),
        _once("sampled_file", "inspection_id", "position"),
    )  # fmt: skip
    _index("sampled_file", "case_id")
    op.create_table(
        "file_answer",
        _ref("file_id"), _text("item"), _code("verdict"), _text("note", null=True),
        *entered("file_answer"), _to("file_answer", "file_id", "sampled_file"),
    )  # fmt: skip
    _index("file_answer", "file_id")


def _findings() -> None:
    op.create_table(
        "inspection_finding",
        _ref("inspection_id"), _ref("file_id", null=True), _number("position"),
        *(_text(name) for name in ("item", "article", "content", "remedy")), _ref("unit_id"),
        _ref("owner_id"), _day("found_on"), _day("due_on"), *entered("inspection_finding"),
        _to("inspection_finding", "inspection_id", "inspection"),
        _to("inspection_finding", "file_id", "sampled_file"),
        _to("inspection_finding", "unit_id", "unit"),
        _to("inspection_finding", "owner_id", "user_account"),
        _once("inspection_finding", "inspection_id", "position"),
    )  # fmt: skip
    _index("inspection_finding", "item")
    _index("inspection_finding", "due_on")
    op.create_table(
        "finding_closing",
        _ref("finding_id"), _day("day"),
        *(_text(name) for name in ("note", "paper", "file_key", "file_sha256")),
        *entered("finding_closing"), _to("finding_closing", "finding_id", "inspection_finding"),
        _once("finding_closing", "finding_id"),
    )  # fmt: skip
    op.create_table(
        "inspection_conclusion",
        _ref("inspection_id"), _text("number"), _day("day"), _text("content"),
        *entered("inspection_conclusion"),
        _to("inspection_conclusion", "inspection_id", "inspection"),
        _once("inspection_conclusion", "inspection_id"),
    )  # fmt: skip


def _code(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(40), nullable=False)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _day(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=False)


def _number(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=null)


def _ref(name: str, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=null)


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
