"""Who signs and on what; relatives, requests for another officer, corrections of parties.

All of these are facts: the database refuses to change them. A later revision that rebuilds one of
these tables on SQLite must make its triggers again.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

FACTS = (
    "delegation",
    "delegation_unit",
    "delegation_end",
    "party_correction",
    "declared_relative",
    "declared_relative_end",
    "conflict_answer",
    "officer_change_request",
    "officer_change_answer",
)
Column = sa.Column[Any]


def upgrade() -> None:
    _case_signer()
    _delegations()
    _party_corrections()
    _relatives()
    _answers()
    _officer_changes()
    append_only(*FACTS)


def _case_signer() -> None:
    """Added in place: rebuilding the table on SQLite would lose what others hang on it."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "ALTER TABLE enforcement_case ADD COLUMN signer_id CHAR(32) "
            "CONSTRAINT fk_enforcement_case_signer_id REFERENCES user_account (id)"
        )
    else:
        op.add_column("enforcement_case", _ref("signer_id", null=True))
        op.create_foreign_key(
            op.f("fk_enforcement_case_signer_id"), "enforcement_case", "user_account",
            ["signer_id"], ["id"],
        )  # fmt: skip
    op.add_column("enforcement_case", sa.Column("signing_mode", sa.String(40), nullable=True))


def _delegations() -> None:
    _fact(
        "delegation",
        {"branch_id": "unit", "delegate_id": "user_account"},
        _ref("branch_id", null=True), _ref("delegate_id"), _text("mode", sa.String(40)),
        _text("number"), _day("issued_on"), _day("valid_from"), _day("valid_to", null=True),
        sa.Column("kinds", sa.JSON(), nullable=False),
        _check("delegation", "validity", "valid_to IS NULL OR valid_to >= valid_from"),
        _check("delegation", "not_dated_back", "valid_from >= issued_on"),
        _check("delegation", "power_has_an_end", "mode <> 'tuq' OR valid_to IS NOT NULL"),
    )  # fmt: skip
    op.create_index(op.f("ix_delegation_delegate_id"), "delegation", ["delegate_id"])
    op.create_table(
        "delegation_unit", _ref("delegation_id"), _ref("unit_id"),
        *_keys("delegation_unit", {"delegation_id": "delegation", "unit_id": "unit"}),
        sa.PrimaryKeyConstraint("delegation_id", "unit_id", name=op.f("pk_delegation_unit")),
    )  # fmt: skip
    _fact(
        "delegation_end", {"delegation_id": "delegation"},
        _ref("delegation_id"), _text("number"), _day("last_day"), _text("reason"),
        _unique("delegation_end", "delegation_id"),
    )  # fmt: skip


def _party_corrections() -> None:
    texts = ("personal_id_number", "address", "commune_code")
    _fact(
        "party_correction", {"party_id": "party", "corrects_id": "party_correction"},
        _ref("party_id"), _ref("corrects_id", null=True), _day("corrected_on"), _text("reason"),
        _text("old_name"), *(_text(f"old_{name}", null=True) for name in texts),
        _text("name"), *(_text(name, null=True) for name in texts),
        _text("submission_key", null=True),
        _unique("party_correction", "corrects_id"), _unique("party_correction", "submission_key"),
    )  # fmt: skip
    op.create_index(op.f("ix_party_correction_party_id"), "party_correction", ["party_id"])


def _relatives() -> None:
    _fact(
        "declared_relative", {"user_id": "user_account"},
        _ref("user_id"), _text("relation", sa.String(40)), _text("name"), _text("name_folded"),
        _text("personal_id_number", null=True), _day("declared_on"),
    )  # fmt: skip
    op.create_index(op.f("ix_declared_relative_user_id"), "declared_relative", ["user_id"])
    _fact(
        "declared_relative_end", {"relative_id": "declared_relative"},
        _ref("relative_id"), _day("ended_on"), _text("reason"),
        _unique("declared_relative_end", "relative_id"),
    )  # fmt: skip


def _answers() -> None:
    named = {
        "case_id": "enforcement_case", "user_id": "user_account", "party_id": "party",
        "relative_id": "declared_relative",
    }  # fmt: skip
    _fact(
        "conflict_answer", named,
        _ref("case_id"), _ref("user_id"), _ref("party_id"), _ref("relative_id", null=True),
        _text("name_folded"), _day("answered_on"), _text("answer"),
        _check("conflict_answer", "answered", "length(answer) > 0"),
    )  # fmt: skip
    op.create_index(op.f("ix_conflict_answer_case_id"), "conflict_answer", ["case_id"])


def _officer_changes() -> None:
    asked, answered = "officer_change_request", "officer_change_answer"
    _fact(
        asked, {"case_id": "enforcement_case", "officer_id": "user_account", "party_id": "party"},
        _ref("case_id"), _ref("officer_id"), _ref("party_id", null=True), _day("received_on"),
        _text("ground"), _text("reason"), _text("submission_key", null=True),
        _unique(asked, "submission_key"),
    )  # fmt: skip
    for column in ("case_id", "received_on"):
        op.create_index(op.f(f"ix_{asked}_{column}"), asked, [column])
    _fact(
        answered, {"request_id": asked, "assignment_id": "case_act"},
        _ref("request_id"), _day("answered_on"), _ref("assignment_id", null=True),
        _text("number", null=True), _text("reply", null=True), _unique(answered, "request_id"),
        _check(answered, "replaced_or_replied", "(assignment_id IS NULL) = (reply IS NOT NULL)"),
    )  # fmt: skip


def _fact(table: str, named: dict[str, str], *content: Any) -> None:
    """A table of records with an id, who entered each and when; `named`: column to table."""
    op.create_table(
        table, _ref("id"), *[one for one in content if isinstance(one, sa.Column)],
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        _ref("entered_by_id", null=True), *_keys(table, named),
        *[one for one in content if not isinstance(one, sa.Column)],
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )  # fmt: skip


def _keys(table: str, named: dict[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, other in named.items()
    ]


def _ref(name: str, *, null: bool = False) -> Column:
    return sa.Column(name, sa.Uuid(), nullable=null)


def _text(name: str, kind: Any = None, *, null: bool = False) -> Column:
    return sa.Column(name, kind or sa.Text(), nullable=null)


def _day(name: str, *, null: bool = False) -> Column:
    return sa.Column(name, sa.Date(), nullable=null)


def _unique(table: str, column: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(column, name=op.f(f"uq_{table}_{column}"))


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
