"""What a fact would do: the answers in words, and the case before and after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from thads.cases import queries
from thads.cases.forms.fact import FactForm, words_of
from thads.cases.models import Case, CaseAct, Standing
from thads.cases.views.citations import ground_of
from thads.cases.views.story import money_of
from thads.core.money import format_dong
from thads.core.numerals import dong_in_words
from thads.web.forms import DateField, MoneyField

NOT_GIVEN = "Không ghi"
WHOLE_REST = "Toàn bộ số còn lại"


class Answer(NamedTuple):
    """One thing that was typed, as it will stand."""

    label: str
    text: str
    spelled: str | None = None  # an amount, in words as well


@dataclass(frozen=True)
class State:
    """How an item or the whole case stands; amounts in đồng."""

    standing: Standing
    remaining: int
    in_hand: int  # collected and not yet paid


@dataclass(frozen=True)
class Change:
    """An item, or the whole case, before and after the fact."""

    name: str
    before: State
    after: State


@dataclass(frozen=True)
class Outcome:
    """All that the page of checked answers says."""

    answers: list[Answer]
    items: list[Change]  # those that the fact concerns
    whole: Change

    @property
    def moves_money(self) -> bool:
        """Whether what is held in hand becomes more or less."""
        return self.whole.before.in_hand != self.whole.after.in_hand


class Snapshot:
    """A case as it stands at this moment of the transaction."""

    def __init__(self, case: Case) -> None:
        history = queries.history_of(case)
        self.whole = State(history.now.standing, history.remaining, money_of(case).in_hand)
        self.names = {item.id: f"{item.position}. {item.kind.label}" for item in case.items}
        self.items: dict[UUID, State] = {}
        self.moments: dict[UUID, object] = {}
        for item in history.items:
            in_hand = money_of(case, item.item.id).in_hand
            self.items[item.item.id] = State(item.now.standing, item.now.remaining, in_hand)
            self.moments[item.item.id] = item.moments

    def until(self, later: Snapshot) -> list[Change]:
        """The items on which something happened in between."""
        return [
            Change(name, self.items[id], later.items[id])
            for id, name in self.names.items()
            if self.moments[id] != later.moments[id] or self.items[id] != later.items[id]
        ]


def outcome(form: FactForm, record: object, before: Snapshot, after: Snapshot) -> Outcome:
    """What the page of checked answers says about a fact that was entered as a rehearsal."""
    answers = [_answer(field, record) for field in form.visible_fields]
    answers += [Answer(label, f"{format_dong(n)} đ", dong_in_words(n)) for label, n in form.sums]
    whole = Change("Cả việc", before.whole, after.whole)
    return Outcome(answers, before.until(after), whole)


def _answer(field: Any, record: object) -> Answer:
    label = field.label.text
    if isinstance(field, MoneyField):
        label = label.removesuffix(" (đ)")
        if field.data is None:
            return Answer(label, WHOLE_REST)
        return Answer(label, f"{format_dong(field.data)} đ", dong_in_words(field.data))
    if isinstance(record, CaseAct):
        if field.short_name == "number" and record.number:
            return Answer(label, f"{record.number}/{record.series}")
        if field.short_name == "ground" and record.ground:
            return Answer(label, ground_of(record) or NOT_GIVEN)
    if isinstance(field, DateField) and field.data:
        return Answer(label, field.write(field.data))  # as it was understood, not as typed
    blank = field.blank if field.short_name == "item" else NOT_GIVEN
    return Answer(label, words_of(field) or blank)
