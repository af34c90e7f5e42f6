"""The register of exhibits: things, what happens to each, stores, councils that destroy.

What the thin files knew goes over: each file gets one thing with the decision on it, the day of its
council and of its destruction. On SQLite `evidence_file` is rebuilt; it is append-only from here.
"""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from migrations.tenant.facts import append_only, entered

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

FILE, EXHIBIT, STEP = "evidence_file", "exhibit", "exhibit_step"
CARRIED_OVER = "Chuyển từ hồ sơ tiêu hủy đã ghi trước đây."


def upgrade() -> None:
    _stores()
    _councils()
    _exhibits()
    _orders_and_counts()
    _sessions()
    _carry_over()
    _files()
    append_only(
        FILE, EXHIBIT, STEP, "store_place", "store_order", "store_order_line", "stocktaking",
        "stocktaking_line", "destruction_council", "council_member", "council_session",
        "council_vote", "destruction_photo",
    )  # fmt: skip


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _id(name: str, *, needed: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.Uuid(), nullable=not needed)


def _text(name: str, *, needed: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=not needed)


def _term(name: str, *, needed: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.String(40), nullable=not needed)


def _whole(name: str, *, needed: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=not needed)


def _day(name: str, *, needed: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=not needed)


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _stores() -> None:
    place, order = "store_place", "store_order"
    op.create_table(
        place, _id("unit_id"), _term("holder"), _text("name"), _text("address"),
        _day("opened_on"), *entered(place), _refers(place, "unit_id", "unit"),
    )  # fmt: skip
    _index(place, "unit_id")
    op.create_table(
        order, _id("unit_id"), _id("place_id"), _term("direction"), _whole("number"),
        _whole("numbering_year"), _day("day"), _text("body"), _text("reason"), _id("signer_id"),
        _term("signing_mode"), *entered(order), _refers(order, "unit_id", "unit"),
        _refers(order, "place_id", place), _refers(order, "signer_id", "user_account"),
        _check(order, "number_positive", "number > 0"),
        _unique(order, "unit_id", "numbering_year", "direction", "number"),
    )  # fmt: skip


def _councils() -> None:
    council, member = "destruction_council", "council_member"
    op.create_table(
        council, _id("unit_id"), _day("formed_on"), _text("number", needed=False),
        _id("signer_id", needed=False), _term("signing_mode", needed=False), *entered(council),
        _refers(council, "unit_id", "unit"), _refers(council, "signer_id", "user_account"),
        _check(council, "decision_signed", "number IS NULL OR signer_id IS NOT NULL"),
    )  # fmt: skip
    _index(council, "unit_id", "formed_on")
    op.create_table(
        member, _id("council_id"), _whole("position"), _term("seat"), _text("name"),
        _text("office"), _id("user_id", needed=False), *entered(member),
        _refers(member, "council_id", council), _refers(member, "user_id", "user_account"),
        _unique(member, "council_id", "position"),
    )  # fmt: skip


def _exhibits() -> None:
    op.create_table(
        EXHIBIT, _id("file_id"), _whole("position"), _term("kind"), _text("name"),
        _whole("quantity"), _text("measure"), _text("state", needed=False),
        _text("seal", needed=False), _whole("value", needed=False), *entered(EXHIBIT),
        _refers(EXHIBIT, "file_id", FILE), _unique(EXHIBIT, "file_id", "position"),
        _check(EXHIBIT, "quantity_positive", "quantity > 0"),
        _check(EXHIBIT, "value_not_negative", "value IS NULL OR value >= 0"),
    )  # fmt: skip
    op.create_table(
        STEP, _id("exhibit_id"), _id("file_id"), _whole("sequence"), _term("kind"), _day("day"),
        _term("fate", needed=False), _whole("quantity", needed=False),
        _text("state", needed=False), _text("seal", needed=False), _text("number", needed=False),
        _text("body", needed=False), _whole("amount", needed=False),
        _day("counts_from", needed=False), _text("note", needed=False),
        _id("order_id", needed=False), _id("place_id", needed=False),
        _id("council_id", needed=False), *entered(STEP),
        _refers(STEP, "exhibit_id", EXHIBIT), _refers(STEP, "file_id", FILE),
        _refers(STEP, "order_id", "store_order"),
        _refers(STEP, "place_id", "store_place"),
        _refers(STEP, "council_id", "destruction_council"),
        _unique(STEP, "exhibit_id", "sequence"),
        _check(STEP, "ordered_says_fate", "(kind = 'ordered') = (fate IS NOT NULL)"),
        _check(STEP, "council_destroys", "kind <> 'destroyed' OR council_id IS NOT NULL"),
        _check(STEP, "ordered_moves", "kind NOT IN ('stored', 'issued') OR "
               "(order_id IS NOT NULL AND place_id IS NOT NULL)"),
        _check(STEP, "quantity_not_negative", "quantity IS NULL OR quantity >= 0"),
        _check(STEP, "amount_not_negative", "amount IS NULL OR amount >= 0"),
    )  # fmt: skip
    _index(STEP, "kind", "day")
    _index(STEP, "file_id")


def _orders_and_counts() -> None:
    line, counting, counted = "store_order_line", "stocktaking", "stocktaking_line"
    op.create_table(
        line, _id("order_id"), _id("exhibit_id"), *entered(line),
        _refers(line, "order_id", "store_order"), _refers(line, "exhibit_id", EXHIBIT),
        _unique(line, "order_id", "exhibit_id"),
    )  # fmt: skip
    _index(line, "exhibit_id")
    op.create_table(
        counting, _id("place_id"), _term("kind"), _day("day"), _text("hour"), _text("people"),
        *entered(counting), _refers(counting, "place_id", "store_place"),
    )  # fmt: skip
    _index(counting, "place_id", "day")
    op.create_table(
        counted, _id("stocktaking_id"), _id("exhibit_id"), _whole("position"),
        _whole("expected"), _whole("counted"), _text("note", needed=False), *entered(counted),
        _refers(counted, "stocktaking_id", counting), _refers(counted, "exhibit_id", EXHIBIT),
        _unique(counted, "stocktaking_id", "exhibit_id"),
        _check(counted, "counted_not_negative", "counted >= 0"),
        _check(counted, "difference_explained", "counted = expected OR note IS NOT NULL"),
    )  # fmt: skip


def _sessions() -> None:
    session, vote, photo = "council_session", "council_vote", "destruction_photo"
    op.create_table(
        session, _id("council_id"), _day("held_on"), _text("hour"), _text("place"),
        _term("method"), _text("contractor", needed=False), _text("prosecutor", needed=False),
        _text("course", needed=False), sa.Column("is_approved", sa.Boolean(), nullable=False),
        *entered(session), _refers(session, "council_id", "destruction_council"),
        _check(session, "contractor", "method <> 'contractor' OR contractor IS NOT NULL"),
    )  # fmt: skip
    _index(session, "council_id")
    op.create_table(
        vote, _id("session_id"), _id("member_id"), _term("voice"), *entered(vote),
        _refers(vote, "session_id", session), _refers(vote, "member_id", "council_member"),
        _unique(vote, "session_id", "member_id"),
    )  # fmt: skip
    op.create_table(
        photo, _id("council_id"), _id("exhibit_id"), _term("moment"), _id("attachment_id"),
        *entered(photo), _refers(photo, "council_id", "destruction_council"),
        _refers(photo, "exhibit_id", EXHIBIT), _refers(photo, "attachment_id", "attachment"),
        _unique(photo, "attachment_id"),
    )  # fmt: skip
    _index(photo, "council_id")


def _rows_of(table: str, *columns: str) -> sa.TableClause:
    kinds = {"id": sa.Uuid(), "entered_at": sa.DateTime(timezone=True), "position": sa.BigInteger(),
             "quantity": sa.BigInteger(), "sequence": sa.BigInteger()}  # fmt: skip
    days = {"day", "formed_on", "decided_on", "council_on", "destroyed_on", "docketed_on"}

    def kind(name: str) -> Any:
        if name in kinds:
            return kinds[name]
        return sa.Uuid() if name.endswith("_id") else sa.Date() if name in days else sa.Text()

    return sa.table(table, *(sa.column(name, kind(name)) for name in columns))


def _carry_over() -> None:
    """One thing a file; nothing that was written is lost or said otherwise."""
    bind = op.get_bind()
    old = _rows_of(FILE, "id", "case_id", "description", "decided_on", "council_on",
                   "destroyed_on", "entered_at", "entered_by_id")  # fmt: skip
    of_case = _rows_of("enforcement_case", "id", "unit_id")
    to = {
        "exhibit": _rows_of(EXHIBIT, "id", "file_id", "position", "kind", "name", "quantity",
                            "measure", "entered_at", "entered_by_id"),
        "council": _rows_of("destruction_council", "id", "unit_id", "formed_on", "entered_at",
                            "entered_by_id"),
        "step": _rows_of(STEP, "id", "exhibit_id", "file_id", "sequence", "kind", "day", "fate",
                         "note", "council_id", "entered_at", "entered_by_id"),
    }  # fmt: skip
    stmt = sa.select(old, of_case.c.unit_id).join(of_case, of_case.c.id == old.c.case_id)
    for row in bind.execute(stmt).mappings().all():
        for name, values in _carried(dict(row)):
            bind.execute(sa.insert(to[name]).values(**values))


def _carried(row: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    said = {"entered_at": row["entered_at"], "entered_by_id": row["entered_by_id"]}
    exhibit_id, council_id = uuid4(), None
    yield "exhibit", {
        "id": exhibit_id, "file_id": row["id"], "position": 1, "kind": "thing",
        "name": row["description"], "quantity": 1, "measure": "lô", **said,
    }  # fmt: skip
    if row["council_on"]:
        council_id = uuid4()
        yield "council", {
            "id": council_id, "unit_id": row["unit_id"], "formed_on": row["council_on"], **said,
        }  # fmt: skip
    happened = (("ordered", "decided_on", "destroy", None),
                ("put_before", "council_on", None, council_id),
                ("destroyed", "destroyed_on", None, council_id))  # fmt: skip
    sequence = 0
    for kind, column, fate, council in happened:
        if row[column]:
            sequence += 1
            yield "step", {
                "id": uuid4(), "exhibit_id": exhibit_id, "file_id": row["id"],
                "sequence": sequence, "kind": kind, "day": row[column], "fate": fate,
                "note": CARRIED_OVER, "council_id": council, **said,
            }  # fmt: skip


def _files() -> None:
    with op.batch_alter_table(FILE) as batch:
        batch.add_column(_id("unit_id", needed=False))
        for name in ("seized_by", "seizure_number"):
            batch.add_column(_text(name, needed=False))
        batch.add_column(_day("seized_on", needed=False))
        batch.drop_column("council_on")
        batch.drop_column("destroyed_on")
        batch.alter_column("case_id", existing_type=sa.Uuid(), nullable=True)
        batch.alter_column("decided_on", existing_type=sa.Date(), nullable=True)
        batch.create_foreign_key(op.f(f"fk_{FILE}_unit_id"), "unit", ["unit_id"], ["id"])
        batch.create_check_constraint(
            op.f(f"ck_{FILE}_case_or_unit"), "(case_id IS NULL) = (unit_id IS NOT NULL)"
        )
        batch.create_check_constraint(
            op.f(f"ck_{FILE}_case_has_decision"), "case_id IS NULL OR decided_on IS NOT NULL"
        )
    _index(FILE, "unit_id")


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead")
