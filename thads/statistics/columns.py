"""The columns of the statistics, once: tables, sums, JSON, screens and papers all read this.

Meaning of each: the definition of the statistics regime (statistics.md); titles as the published
reports print them.
"""

STORED_CASES = (
    "brought_forward",
    "newly_docketed",
    "reactivated",
    "entrusted_in",
    "ex_officio_new",
    "on_request_new",
    "entrusted_out",
    "taken_up",
    "withdrawn_annulled",
    "completed",
    "discontinued",
    "in_progress",
    "postponed_by_agreement",
    "not_yet_enforceable",
    "moved_to_separate_tracking",
    "request_returned",
    "postponed_suspended_other",
    "ended_other",
    "separate_tracking_stock",
)
DERIVED_CASES = (
    "caseload_total",
    "to_enforce_total",
    "resolved_total",
    "enforceable_total",
    "carried_forward",
)
STORED_MONEY = (
    "brought_forward",
    "newly_docketed",
    "completed",
    "discontinued",
    "forgiven",
    "entrusted_out",
    "taken_up",
    "withdrawn_annulled",
    "in_progress",
    "postponed_by_agreement",
    "not_yet_enforceable",
    "postponed_suspended_other",
    "carried_forward",
)
DERIVED_MONEY = ("to_enforce", "resolved", "enforceable")
