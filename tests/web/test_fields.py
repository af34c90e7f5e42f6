"""What people type in forms is read in their ways and kept when it means nothing."""

from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from thads.core.codes import Coded
from thads.core.errors import RuleBroken
from thads.web.forms import (
    DateField,
    Form,
    MoneyField,
    PercentField,
    Required,
    TextField,
    enum_field,
    parse_day,
)


class Fruit(Coded):
    """Something to choose."""

    PEAR = "pear", "Lê"
    PLUM = "plum", "Mận"


class Order(Form):
    """A form with a field of each kind."""

    class Meta(Form.Meta):
        """No seal: the fields alone are looked at."""

        csrf = False

    name = TextField("Tên", [Required("Nhập tên.")])
    day = DateField("Ngày", [Required("Nhập ngày.")])
    price = MoneyField("Giá")
    rate = PercentField("Tỷ lệ")
    fruit = enum_field("Quả", Fruit, [Required("Chọn quả.")])


GOOD = {"name": "Lê", "day": "1/2/26", "price": "350tr", "rate": "83,69", "fruit": "plum"}


def filled(app: Flask, **typed: str) -> Order:
    with app.test_request_context("/t/lao-cai/"):
        form = Order(MultiDict({**GOOD, **typed}))
        form.validate()
        return form


@pytest.mark.parametrize(
    "typed", ["1/2/26", "01/02/2026", "1-2-2026", "01022026", "1.2.2026", "010226"]
)
def test_a_day_may_be_typed_in_many_ways(typed: str) -> None:
    assert parse_day(typed) == date(2026, 2, 1)


@pytest.mark.parametrize(
    "typed", ["30/2/2024", "2/13/2024", "hôm nay", "1/2", "1/2/0024", "2024-02-01"]
)
def test_what_is_no_day_is_refused_and_kept(app: Flask, typed: str) -> None:
    form = filled(app, day=typed)

    assert form.day.errors == ["Nhập ngày theo dạng ngày/tháng/năm, ví dụ 25/09/2024."]
    assert f'value="{typed}"' in form.day()


@pytest.mark.parametrize(
    ("typed", "amount"), [("1234567", 1_234_567), ("1,2 tỷ", 1_200_000_000), ("", None)]
)
def test_money_is_whole_dong_however_typed(app: Flask, typed: str, amount: int | None) -> None:
    form = filled(app, price=typed)

    assert form.price.errors in ([], ())
    assert form.price.data == amount


@pytest.mark.parametrize("typed", ["-5", "1.23", "mười nghìn", "9" * 30])
def test_what_is_no_amount_is_refused_and_kept(app: Flask, typed: str) -> None:
    form = filled(app, price=typed)

    assert form.price.errors
    assert f'value="{typed}"' in form.price()


def test_text_is_composed_and_trimmed(app: Flask) -> None:
    assert filled(app, name="  Nguye\u0302\u0303n   Va\u0306n  A ").name.data == "Nguyễn Văn A"


def test_spaces_are_not_a_name(app: Flask) -> None:
    assert filled(app, name="   ").name.errors == ["Nhập tên."]


def test_only_what_is_offered_may_be_chosen(app: Flask) -> None:
    assert filled(app).fruit.data is Fruit.PLUM
    assert filled(app, fruit="apple").fruit.errors == ["Chọn một mục trong danh sách."]
    assert filled(app, fruit="").fruit.errors == ["Chọn quả."]


def test_a_rate_is_a_decimal(app: Flask) -> None:
    assert filled(app).rate.data == Decimal("83.69")


def test_a_broken_rule_stands_at_its_field_or_on_top(app: Flask) -> None:
    form = filled(app)
    form.refuse(RuleBroken("x", "Ngày sau hôm nay.", field="day"))
    form.refuse(RuleBroken("x", "Việc đã xong."))

    assert form.day.errors == ["Ngày sau hôm nay."]
    assert form.form_errors == ["Việc đã xong."]
