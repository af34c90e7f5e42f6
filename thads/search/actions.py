"""Remembering what was asked for a moment, and keeping filters."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from thads.audit import actions as audit
from thads.audit.actions import Person
from thads.core.errors import RuleBroken
from thads.core.ids import new_id
from thads.search.models import AskedSearch, SavedFilter
from thads.search.words import Typed

REMEMBERED = 10  # searches of one person
MOST_FILTERS = 20  # of one person


def ask(db: Session, typed: Typed, *, by: Person, now: datetime) -> AskedSearch:
    """Remember what was typed under an address of its own; the oldest of this person are forgotten.

    Errors: RuleBroken when it is too little to look for.
    """
    if not typed.is_enough:
        raise RuleBroken(
            "search.too_little", "Gõ ít nhất hai chữ cái hoặc một chữ số rồi tìm lại.",
            field="typed",
        )  # fmt: skip
    kept = (
        select(AskedSearch.id)
        .where(AskedSearch.user_id == by.id)
        .order_by(AskedSearch.asked_at.desc(), AskedSearch.id.desc())
        .limit(REMEMBERED - 1)
    )
    older = delete(AskedSearch).where(AskedSearch.user_id == by.id, AskedSearch.id.not_in(kept))
    db.execute(older.execution_options(synchronize_session=False))
    asked = AskedSearch(id=new_id(), user_id=by.id, typed=typed.text, asked_at=now)
    db.add(asked)
    return asked


def keep(
    db: Session, name: str, query: str, *, unit_id: UUID | None, by: Person, now: datetime
) -> SavedFilter:
    """Keep a filter of the register; `unit_id`: the people of that unit see it too.

    Errors: RuleBroken when nothing is filtered by, or this person keeps too many already.
    """
    if not query:
        raise RuleBroken(
            "filter.empty",
            "Chưa có điều kiện lọc nào để lưu (ô tìm theo tên, số không được lưu). Chưa lưu gì;"
            " hãy chọn điều kiện ở sổ thụ lý rồi lưu.",
        )
    own = select(func.count()).select_from(SavedFilter).where(SavedFilter.user_id == by.id)
    if (db.scalar(own) or 0) >= MOST_FILTERS:
        raise RuleBroken(
            "filter.too_many",
            f"Bạn đã lưu {MOST_FILTERS} bộ lọc. Chưa lưu thêm; hãy xóa bộ lọc không dùng nữa.",
        )
    kept = SavedFilter(user_id=by.id, unit_id=unit_id, name=name, query=query, saved_at=now)
    db.add(kept)
    audit.record(db, by, "filter.saved", kept, name=name, shared=unit_id is not None)
    return kept


def rename(db: Session, kept: SavedFilter, name: str, *, unit_id: UUID | None, by: Person) -> None:
    """Give a filter another name, share it or share it no more."""
    before = kept.name
    kept.name, kept.unit_id = name, unit_id
    audit.record(
        db, by, "filter.renamed", kept, before=before, after=name, shared=unit_id is not None
    )


def drop(db: Session, kept: SavedFilter, *, by: Person) -> None:
    """Delete a filter; the cases behind it are not touched."""
    audit.record(db, by, "filter.deleted", kept, name=kept.name)
    db.delete(kept)
