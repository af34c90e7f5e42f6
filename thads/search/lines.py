"""What the results show of what was found, as far as the reader may open it; made once a process.

Each statement takes `scope`, the reader's unit, when it is `scoped`. The index may hold a case that
has just been struck out, or given back by a unit: here it is left out.
"""

from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, Uuid, bindparam, func, select

from thads.cases.models import Case, CaseAct, Judgment
from thads.cases.queries.file import opened_to
from thads.cases.queries.judgments import stands
from thads.parties.models import Party
from thads.requests.models import EnforcementRequest
from thads.units.models import Unit

Lines = Select[*tuple[Any, ...]]
_SCOPE: BindParameter[Any] = bindparam("scope", type_=Uuid())
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
OWN: Lines = select(Unit.id).where(
    Unit.carried_on_by(_SCOPE) | Unit.id.in_(Unit.answered_for_by(_SCOPE))
)  # in what they left, `opened_to` decides


@cache
def cases(scoped: bool) -> Lines:
    """Cases of these `ids`."""
    columns = (Case.id, Case.number, Case.series, Case.docketed_on, Unit.name.label("unit"))
    joined = select(*columns).join(Unit, Unit.id == Case.unit_id)
    return joined.where(Case.id.in_(_IDS), *_open(scoped))


@cache
def acts() -> Lines:
    """Acts of these `ids`."""
    return select(
        CaseAct.id, CaseAct.kind, CaseAct.stated_number, CaseAct.number, CaseAct.series,
        CaseAct.day,
    ).where(CaseAct.id.in_(_IDS))  # fmt: skip


@cache
def judgments(scoped: bool) -> Lines:
    """Judgments of these `ids`."""
    columns = (Judgment.id, Judgment.number, Judgment.court, Judgment.judged_on, Unit.name)
    joined = select(*columns).join(Unit, Unit.id == Judgment.unit_id)
    found = joined.where(Judgment.id.in_(_IDS), stands())
    return found.where(Judgment.unit_id == _SCOPE) if scoped else found


@cache
def requests(scoped: bool) -> Lines:
    """Requests of these `ids`."""
    one = EnforcementRequest
    columns = (one.id, one.requester, one.debtor, one.kind, one.received_on, Unit.name)
    joined = select(*columns).join(Unit, Unit.id == one.unit_id)
    found = joined.where(one.id.in_(_IDS))
    return found.where(one.unit_id.in_(Unit.answered_for_by(_SCOPE))) if scoped else found


@cache
def parties(scoped: bool) -> Lines:
    """Parties of these `ids`."""
    return _parties(scoped).where(Party.id.in_(_IDS))


@cache
def bearers(scoped: bool) -> Lines:
    """Parties with this personal `number`, the newest `limit`."""
    found = _parties(scoped).where(Party.personal_id_number == bindparam("number"))
    return found.order_by(Party.id.desc()).limit(bindparam("limit"))


@cache
def namesakes(scoped: bool, marked: bool) -> Lines:
    """`limit` parties whose name folds to `folded`, or is the very name (`sort_key`) if `marked`.

    Thousands may be called so: they are not sorted.
    """
    found = _parties(scoped).where(Party.name_folded == bindparam("folded"))
    if marked:
        found = found.where(Party.name_sort_key == bindparam("sort_key"))
    return found.limit(bindparam("limit"))


def _parties(scoped: bool) -> Lines:
    return (
        select(Party.id, Party.name, Party.name_folded, Party.name_sort_key, Party.role,
               Party.case_id, Case.number, Case.series, Case.docketed_on, Unit.name.label("unit"))
        .join(Case, Case.id == Party.case_id)
        .join(Unit, Unit.id == Case.unit_id)
        .where(*_open(scoped))
    )  # fmt: skip


def _open(scoped: bool) -> list[ColumnElement[bool]]:
    """`coalesce` keeps SQLite, which does not count, from walking the index of struck cases."""
    live = func.coalesce(Case.struck_by_id, Case.struck_by_id).is_(None)
    return [live, opened_to(_SCOPE)] if scoped else [live]
