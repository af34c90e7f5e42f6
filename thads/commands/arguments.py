"""Arguments that several commands take."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

_F = TypeVar("_F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "ngày"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that was typed."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} không phải ngày dạng YYYY-MM-DD.", param, ctx)


DAY = Day()


def as_json(command: _F) -> _F:
    """--json: figures and lists for other programs."""
    return click.option("--json", "json_", is_flag=True, help="In dạng JSON.")(command)
