"""What becomes of each column of a province's tables in a practice copy.

Nothing is kept by default: a text that is named nowhere here becomes neutral words. Papers, files,
what was published, closed or sent, and the record of acts are not copied, nor is what names them.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column, String, Table, UniqueConstraint

from thads.banks.naming import taken_apart
from thads.core.text import fold, name_sort_key
from thads.practice.masks import Masks

Value = Any
Mask = Callable[[Masks, str], str]
PUBLIC = frozenset({  # offices, courts, codes of the law: no person is meant by them
    "unit.code", "unit.name", "unit.place", "judgment.court", "delegation.kinds",
    "reorganisation_opening.code", "reorganisation_opening.name", "reorganisation_opening.place",
    "case_act.ground", "request_step.ground", "officer_change_request.ground", "cost_line.content",
    "cost_line.rate", "cost_relief.ground", "fee_relief_request.ground",
    "item_fee_liability.no_fee", "remission_dossier.way",
})  # fmt: skip
PUBLIC_ANYWHERE = frozenset({"series", "successor_code", "commune_code", "old_commune_code"})
LEFT_OUT = frozenset({
    "audit_entry", "background_job", "saved_filter", "register_import", "case_document",
    "issued_paper", "paper_anchor", "monthly_report", "period_version", "period_submission",
    "period_close", "figure_freeze", "book_close", "tie_out", "trust_root", "hand_over_record",
    "bank_file", "reconciliation_confirmation", "finding_explanation",
    "conflict_answer",
})  # fmt: skip
SENT = "submission_key"
FILES = frozenset({"file_key", "file_sha256", "sha256"})
MASKS: Mapping[str, Mask] = {
    "address": Masks.address,
    "old_address": Masks.address,
    "sender_address": Masks.address,
    "payer_address": Masks.address,
    "personal_id_number": Masks.identity,
    "old_personal_id_number": Masks.identity,
    "personal_id": Masks.identity,
    "phone": Masks.phone,
    "account": Masks.account,
    "account_number": Masks.account,
    "receiving_account": Masks.account,
    "payer_account": Masks.account,
    "bank": Masks.institution,
    "credit_institution.name": Masks.institution,
    "bank_account.number": Masks.account,
    "payee_account.number": Masks.account,
    "username": Masks.username,
    "number": Masks.number,
    "stated_number": Masks.number,
    "stated_judgment": Masks.number,
} | dict.fromkeys(
    (
        "sender_name", "visitor_name", "claimant_name", "creditor_name",
        "name", "full_name", "old_name", "requester", "creditor", "debtor", "holder", "payee",
        "payer", "account_name", "counterpart", "on_behalf_of", "valued_by", "receiver",
        "held_by",
    ),
    Masks.name,
)  # fmt: skip
_OF_NAMES = ("requester", "creditor", "debtor")
_CODE = re.compile(r"[a-zđ]{1,2}|[a-z]+(_[a-z0-9]+)+")  # a ground of the law, a term of ours


def copied(tables: Sequence[Table], left_out: Collection[str]) -> list[Table]:
    """The tables that a copy holds, parents first: none of papers, none whose rows need those."""
    gone = set(left_out) | LEFT_OUT
    kept = []
    for table in tables:
        needs = [key.column.table.name for c in table.c if not c.nullable for key in c.foreign_keys]
        has_file = any(c.name in FILES and not c.nullable for c in table.c)
        if table.name in gone or has_file or gone.intersection(needs):
            gone.add(table.name)
        else:
            kept.append(table)
    return kept


class Row:
    """How the rows of one table are replaced."""

    def __init__(self, table: Table, held: Collection[str], masks: Masks) -> None:
        self.masks = masks
        self._with = {c.name: self._way(c, held) for c in table.c}
        self._folded = [
            c.name for c in table.c
            if c.name.endswith(("_folded", "_sort_key", "name_key"))
        ]  # fmt: skip

    def replaced(self, row: Mapping[str, Value]) -> dict[str, Value]:
        """The row of the copy."""
        made = {
            name: None if row[name] is None else way(row[name]) for name, way in self._with.items()
        }
        for name in self._folded:
            if made[name] is not None:
                made[name] = _derived(name, made)
        return made

    def _way(self, column: Column[Any], held: Collection[str]) -> Callable[[Value], Value]:
        """What is done with a value that is there."""
        where, masks = f"{column.table.name}.{column.name}", self.masks
        if any(key.column.table.name not in held for key in column.foreign_keys):
            return lambda value: None
        if where in PUBLIC or column.name in PUBLIC_ANYWHERE or column.foreign_keys:
            return lambda value: value
        is_json = isinstance(column.type, JSON)
        if column.name in FILES or (column.nullable and (is_json or column.name == SENT)):
            return lambda value: None
        if is_json:
            return self._inside
        if not isinstance(column.type, String):
            return self._dated if _may_move(column) else lambda value: value
        mask = MASKS.get(where) or MASKS.get(column.name)
        if mask is None:
            mask = Masks.number if _is_unique(column) else _words
        return lambda value: mask(masks, value)

    def _dated(self, value: Value) -> Value:
        if isinstance(value, datetime):
            return self.masks.moment(value)
        return self.masks.day(value) if isinstance(value, date) else value

    def _inside(self, value: Value) -> Value:
        if isinstance(value, dict):
            return {key: self._inside(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self._inside(each) for each in value]
        return _words(self.masks, value) if isinstance(value, str) else value


def _words(masks: Masks, text: str) -> str:
    return text if _CODE.fullmatch(text) or _is_key(text) else masks.words(text)


def _is_key(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _derived(name: str, made: Mapping[str, Value]) -> str:
    """The same under which the masked text is looked for and sorted."""
    if name == "names_folded":
        return fold(" ".join(made[part] or "" for part in _OF_NAMES))
    if name == "name_key":
        return taken_apart(made["name"]).key
    base = name.removesuffix("_folded").removesuffix("_sort_key")
    text = made.get(base) or made.get(f"full_{base}") or ""
    return name_sort_key(text) if name.endswith("_sort_key") else fold(text)


def _is_unique(column: Column[Any]) -> bool:
    return column.primary_key or any(column.name in columns for columns in _unique(column.table))


def _may_move(column: Column[Any]) -> bool:
    """A day by which rows are told apart stays, as an end of a period does."""
    return not (column.name.endswith("_end") or column.primary_key)


def _unique(table: Table) -> list[Any]:
    said = [each.columns for each in table.constraints if isinstance(each, UniqueConstraint)]
    return said + [index.columns for index in table.indexes if index.unique]
