"""How old money is follows from what came in first, and never loses a đồng."""

from datetime import date, timedelta
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thads.holdings.layers import Change, Layer, layers

FIRST = date(2024, 1, 1)


def change(day, amount, reverses=None):
    return Change(uuid4(), FIRST + timedelta(day), amount, reverses.id if reverses else None)


def on(day, amount):
    return Layer(FIRST + timedelta(day), amount)


def test_the_oldest_money_goes_out_first():
    assert layers([change(0, 100), change(5, 50), change(9, -120)]) == [on(5, 30)]


def test_a_reversal_takes_back_its_own_money_not_the_oldest():
    wrong = change(5, 100)
    assert layers([change(0, 100), wrong, change(9, -100, wrong)]) == [on(0, 100)]


def test_money_that_came_back_is_as_old_as_it_was():
    paid = change(5, -60)
    assert layers([change(0, 100), paid, change(9, 60, paid)]) == [on(0, 100)]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 1000), st.integers(0, 4)), max_size=20)
)
def test_the_layers_are_the_balance(moves):
    made, balance = [], 0
    for day, amount, what in sorted(moves):
        if what == 0 and made and made[-1].reverses_id is None and balance >= made[-1].amount:
            last = made[-1]
            made.append(Change(uuid4(), FIRST + timedelta(day), -last.amount, last.id))
        elif what == 1 and balance >= amount:
            made.append(change(day, -amount))
        else:
            made.append(change(day, amount))
        balance += made[-1].amount
    found = layers(made)
    assert sum(layer.amount for layer in found) == balance
    assert all(layer.amount > 0 for layer in found)
    assert [layer.day for layer in found] == sorted({layer.day for layer in found})
