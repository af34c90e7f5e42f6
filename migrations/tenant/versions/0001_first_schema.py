"""First schema of a province."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("subject_type", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("previous_mac", sa.Text(), nullable=False),
        sa.Column("mac", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_entry")),
    )
    op.create_index(
        op.f("ix_audit_entry_happened_at"), "audit_entry", ["happened_at"], unique=False
    )
    op.create_index(op.f("ix_audit_entry_subject_id"), "audit_entry", ["subject_id"], unique=False)
    op.create_table(
        "background_job",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("steps_done", sa.BigInteger(), nullable=False),
        sa.Column("steps_total", sa.BigInteger(), nullable=False),
        sa.Column("step_label", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_background_job")),
    )
    op.create_index(
        op.f("ix_background_job_state_asked_at"),
        "background_job",
        ["state", "asked_at"],
        unique=False,
    )
    op.create_table(
        "monthly_report",
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("regime", sa.Text(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("file_key", sa.Text(), nullable=True),
        sa.Column("file_sha256", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monthly_report")),
        sa.UniqueConstraint(
            "period_end", "version", name=op.f("uq_monthly_report_period_end_version")
        ),
    )
    op.create_table(
        "statistics_cell",
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("shape", sa.String(length=16), nullable=False),
        sa.Column("month", sa.SmallInteger(), nullable=False),
        sa.Column("unit_id", sa.String(length=36), nullable=False),
        sa.Column("a", sa.String(length=40), nullable=False),
        sa.Column("b", sa.String(length=40), nullable=False),
        sa.Column("c_brought_forward", sa.Integer(), nullable=False),
        sa.Column("c_newly_docketed", sa.Integer(), nullable=False),
        sa.Column("c_reactivated", sa.Integer(), nullable=False),
        sa.Column("c_entrusted_in", sa.Integer(), nullable=False),
        sa.Column("c_ex_officio_new", sa.Integer(), nullable=False),
        sa.Column("c_on_request_new", sa.Integer(), nullable=False),
        sa.Column("c_entrusted_out", sa.Integer(), nullable=False),
        sa.Column("c_taken_up", sa.Integer(), nullable=False),
        sa.Column("c_withdrawn_annulled", sa.Integer(), nullable=False),
        sa.Column("c_completed", sa.Integer(), nullable=False),
        sa.Column("c_discontinued", sa.Integer(), nullable=False),
        sa.Column("c_in_progress", sa.Integer(), nullable=False),
        sa.Column("c_postponed_by_agreement", sa.Integer(), nullable=False),
        sa.Column("c_not_yet_enforceable", sa.Integer(), nullable=False),
        sa.Column("c_moved_to_separate_tracking", sa.Integer(), nullable=False),
        sa.Column("c_request_returned", sa.Integer(), nullable=False),
        sa.Column("c_postponed_suspended_other", sa.Integer(), nullable=False),
        sa.Column("c_ended_other", sa.Integer(), nullable=False),
        sa.Column("c_separate_tracking_stock", sa.Integer(), nullable=False),
        sa.Column("m_brought_forward", sa.BigInteger(), nullable=False),
        sa.Column("m_newly_docketed", sa.BigInteger(), nullable=False),
        sa.Column("m_completed", sa.BigInteger(), nullable=False),
        sa.Column("m_discontinued", sa.BigInteger(), nullable=False),
        sa.Column("m_forgiven", sa.BigInteger(), nullable=False),
        sa.Column("m_entrusted_out", sa.BigInteger(), nullable=False),
        sa.Column("m_taken_up", sa.BigInteger(), nullable=False),
        sa.Column("m_withdrawn_annulled", sa.BigInteger(), nullable=False),
        sa.Column("m_in_progress", sa.BigInteger(), nullable=False),
        sa.Column("m_postponed_by_agreement", sa.BigInteger(), nullable=False),
        sa.Column("m_not_yet_enforceable", sa.BigInteger(), nullable=False),
        sa.Column("m_postponed_suspended_other", sa.BigInteger(), nullable=False),
        sa.Column("m_carried_forward", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "year", "shape", "month", "unit_id", "a", "b", name=op.f("pk_statistics_cell")
        ),
    )
    op.create_table(
        "statistics_horizon",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statistics_horizon")),
    )
    op.create_table(
        "unit",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("successor_id", sa.Uuid(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_unit_validity")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id")),
        sa.ForeignKeyConstraint(["successor_id"], ["unit.id"], name=op.f("fk_unit_successor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_code")),
    )
    op.create_table(
        "judgment",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("number_folded", sa.Text(), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "received_on >= judged_on", name=op.f("ck_judgment_received_after_judged")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_judgment_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgment")),
    )
    op.create_index(
        op.f("ix_judgment_unit_id_received_on"),
        "judgment",
        ["unit_id", "received_on"],
        unique=False,
    )
    op.create_table(
        "target",
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("cases_percent", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("money_percent", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("cases_percent BETWEEN 0 AND 100", name=op.f("ck_target_cases_percent")),
        sa.CheckConstraint("money_percent BETWEEN 0 AND 100", name=op.f("ck_target_money_percent")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_target_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )
    op.create_table(
        "user_account",
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("name_folded", sa.Text(), nullable=False),
        sa.Column("name_sort_key", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("failed_logins", sa.BigInteger(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_user_account_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("username", name=op.f("uq_user_account_username")),
    )
    op.create_table(
        "enforcement_case",
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("judgment_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("numbering_year", sa.BigInteger(), nullable=False),
        sa.Column("docketed_on", sa.Date(), nullable=False),
        sa.Column("initiation", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("entrusted_in", sa.Boolean(), nullable=False),
        sa.Column("bank", sa.Text(), nullable=True),
        sa.Column("corruption", sa.Boolean(), nullable=False),
        sa.Column("drugs", sa.Boolean(), nullable=False),
        sa.Column("foreign_element", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_enforcement_case_number_positive")),
        sa.ForeignKeyConstraint(
            ["judgment_id"], ["judgment.id"], name=op.f("fk_enforcement_case_judgment_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_enforcement_case_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enforcement_case")),
        sa.UniqueConstraint(
            "unit_id",
            "series",
            "numbering_year",
            "number",
            name=op.f("uq_enforcement_case_unit_id_series_numbering_year_number"),
        ),
    )
    op.create_index(
        op.f("ix_enforcement_case_docketed_on"), "enforcement_case", ["docketed_on"], unique=False
    )
    op.create_index(
        op.f("ix_enforcement_case_judgment_id"), "enforcement_case", ["judgment_id"], unique=False
    )
    op.create_table(
        "form_submission",
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_form_submission_user_id")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_form_submission")),
    )
    op.create_table(
        "invitation",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_invitation_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_table(
        "report_publication",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("published_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["user_account.id"],
            name=op.f("fk_report_publication_published_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["monthly_report.id"], name=op.f("fk_report_publication_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_publication")),
        sa.UniqueConstraint("report_id", name=op.f("uq_report_publication_report_id")),
    )
    op.create_table(
        "user_session",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_user_session_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_user_session_token_hash")),
    )
    op.create_index(op.f("ix_user_session_user_id"), "user_session", ["user_id"], unique=False)
    op.create_table(
        "case_contribution",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("from_month", sa.SmallInteger(), nullable=False),
        sa.Column("to_month", sa.SmallInteger(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("initiation", sa.String(length=40), nullable=False),
        sa.Column("themes", sa.Integer(), nullable=False),
        sa.Column("c_brought_forward", sa.Integer(), nullable=False),
        sa.Column("c_newly_docketed", sa.Integer(), nullable=False),
        sa.Column("c_reactivated", sa.Integer(), nullable=False),
        sa.Column("c_entrusted_in", sa.Integer(), nullable=False),
        sa.Column("c_ex_officio_new", sa.Integer(), nullable=False),
        sa.Column("c_on_request_new", sa.Integer(), nullable=False),
        sa.Column("c_entrusted_out", sa.Integer(), nullable=False),
        sa.Column("c_taken_up", sa.Integer(), nullable=False),
        sa.Column("c_withdrawn_annulled", sa.Integer(), nullable=False),
        sa.Column("c_completed", sa.Integer(), nullable=False),
        sa.Column("c_discontinued", sa.Integer(), nullable=False),
        sa.Column("c_in_progress", sa.Integer(), nullable=False),
        sa.Column("c_postponed_by_agreement", sa.Integer(), nullable=False),
        sa.Column("c_not_yet_enforceable", sa.Integer(), nullable=False),
        sa.Column("c_moved_to_separate_tracking", sa.Integer(), nullable=False),
        sa.Column("c_request_returned", sa.Integer(), nullable=False),
        sa.Column("c_postponed_suspended_other", sa.Integer(), nullable=False),
        sa.Column("c_ended_other", sa.Integer(), nullable=False),
        sa.Column("c_separate_tracking_stock", sa.Integer(), nullable=False),
        sa.Column("m_brought_forward", sa.BigInteger(), nullable=False),
        sa.Column("m_newly_docketed", sa.BigInteger(), nullable=False),
        sa.Column("m_completed", sa.BigInteger(), nullable=False),
        sa.Column("m_discontinued", sa.BigInteger(), nullable=False),
        sa.Column("m_forgiven", sa.BigInteger(), nullable=False),
        sa.Column("m_entrusted_out", sa.BigInteger(), nullable=False),
        sa.Column("m_taken_up", sa.BigInteger(), nullable=False),
        sa.Column("m_withdrawn_annulled", sa.BigInteger(), nullable=False),
        sa.Column("m_in_progress", sa.BigInteger(), nullable=False),
        sa.Column("m_postponed_by_agreement", sa.BigInteger(), nullable=False),
        sa.Column("m_not_yet_enforceable", sa.BigInteger(), nullable=False),
        sa.Column("m_postponed_suspended_other", sa.BigInteger(), nullable=False),
        sa.Column("m_carried_forward", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_case_contribution_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["user_account.id"], name=op.f("fk_case_contribution_officer_id")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_case_contribution_unit_id")
        ),
        sa.PrimaryKeyConstraint(
            "case_id", "year", "part", "from_month", name=op.f("pk_case_contribution")
        ),
    )
    op.create_index(
        "ix_case_contribution_year_part",
        "case_contribution",
        ["year", "part", "from_month", "to_month"],
        unique=False,
    )
    op.create_table(
        "case_interval",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("standing", sa.String(length=40), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("awarded", sa.BigInteger(), nullable=False),
        sa.Column("collected", sa.BigInteger(), nullable=False),
        sa.Column("remaining", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_case_interval_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["user_account.id"], name=op.f("fk_case_interval_officer_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_case_interval_unit_id")),
        sa.PrimaryKeyConstraint("case_id", "starts_on", name=op.f("pk_case_interval")),
    )
    op.create_index(
        "ix_case_interval_now", "case_interval", ["unit_id", "standing", "ends_on"], unique=False
    )
    op.create_index(
        "ix_case_interval_sums",
        "case_interval",
        ["ends_on", "unit_id", "starts_on", "awarded", "collected", "remaining"],
        unique=False,
    )
    op.create_index(
        op.f("ix_case_interval_starts_on_ends_on"),
        "case_interval",
        ["starts_on", "ends_on"],
        unique=False,
    )
    op.create_table(
        "evidence_file",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("council_on", sa.Date(), nullable=True),
        sa.Column("destroyed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_evidence_file_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_file")),
    )
    op.create_index(op.f("ix_evidence_file_case_id"), "evidence_file", ["case_id"], unique=False)
    op.create_table(
        "obligation_item",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("state_budget", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_obligation_item_amount_not_negative")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_obligation_item_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligation_item")),
        sa.UniqueConstraint(
            "case_id", "position", name=op.f("uq_obligation_item_case_id_position")
        ),
    )
    op.create_table(
        "party",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_folded", sa.Text(), nullable=False),
        sa.Column("name_sort_key", sa.Text(), nullable=False),
        sa.Column("personal_id_number", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("commune_code", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_party_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
    )
    op.create_index(op.f("ix_party_case_id"), "party", ["case_id"], unique=False)
    op.create_index(op.f("ix_party_name_folded"), "party", ["name_folded"], unique=False)
    op.create_table(
        "case_act",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("ground", sa.Text(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("to_unit_id", sa.Uuid(), nullable=True),
        sa.Column("receiver", sa.Text(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("series", sa.Text(), nullable=True),
        sa.Column("numbering_year", sa.BigInteger(), nullable=True),
        sa.Column("signer_id", sa.Uuid(), nullable=True),
        sa.Column("signing_mode", sa.String(length=40), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("corrects_id", sa.Uuid(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'correction') = (corrects_id IS NOT NULL)",
            name=op.f("ck_case_act_correction_names"),
        ),
        sa.CheckConstraint(
            "amount IS NULL OR amount > 0", name=op.f("ck_case_act_amount_positive")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_case_act_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["case_act.id"], name=op.f("fk_case_act_corrects_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["obligation_item.id"], name=op.f("fk_case_act_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["user_account.id"], name=op.f("fk_case_act_officer_id")
        ),
        sa.ForeignKeyConstraint(
            ["signer_id"], ["user_account.id"], name=op.f("fk_case_act_signer_id")
        ),
        sa.ForeignKeyConstraint(["to_unit_id"], ["unit.id"], name=op.f("fk_case_act_to_unit_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_case_act_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_act")),
        sa.UniqueConstraint("case_id", "sequence", name=op.f("uq_case_act_case_id_sequence")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_case_act_corrects_id")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_case_act_submission_key")),
        sa.UniqueConstraint(
            "unit_id",
            "series",
            "numbering_year",
            "number",
            name=op.f("uq_case_act_unit_id_series_numbering_year_number"),
        ),
    )
    op.create_index(op.f("ix_case_act_kind_day"), "case_act", ["kind", "day"], unique=False)
    op.create_table(
        "ledger_entry",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("voucher", sa.Text(), nullable=True),
        sa.Column("reverses_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("submission_key", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_ledger_entry_amount_positive")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_ledger_entry_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["obligation_item.id"], name=op.f("fk_ledger_entry_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["reverses_id"], ["ledger_entry.id"], name=op.f("fk_ledger_entry_reverses_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint("case_id", "sequence", name=op.f("uq_ledger_entry_case_id_sequence")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_ledger_entry_submission_key")),
    )
    op.create_index(op.f("ix_ledger_entry_day"), "ledger_entry", ["day"], unique=False)
    op.create_index(op.f("ix_ledger_entry_item_id"), "ledger_entry", ["item_id"], unique=False)
    op.create_table(
        "verification",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("finding", sa.String(length=40), nullable=False),
        sa.Column("report", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["act_id"], ["case_act.id"], name=op.f("fk_verification_act_id")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_verification_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verification")),
        sa.UniqueConstraint("act_id", name=op.f("uq_verification_act_id")),
    )
    op.create_index(
        op.f("ix_verification_case_id_day"), "verification", ["case_id", "day"], unique=False
    )


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
