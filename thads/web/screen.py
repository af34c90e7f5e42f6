"""One template serves the whole page and the part that htmx asks for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, make_response, redirect, render_template

from thads.web import submission
from thads.web.request import db, this_request


@dataclass(frozen=True)
class Screen:
    """A page, and the part of it (`<folder>/_<part>.html`, root id = part) that may be renewed."""

    template: str
    part: str | None = None

    def show(self, **context: Any) -> Response:
        """The page, or the part when htmx asks for the part."""
        return self._answer(200, context)

    def refuse(self, **context: Any) -> Response:
        """The same with what was typed and why it was refused."""
        return self._answer(422, context)

    def conflict(self, **context: Any) -> Response:
        """The same when somebody else was faster: both versions are in the context."""
        return self._answer(409, context)

    def done(self, *, to: str, message: str | None = None, **context: Any) -> Response:
        """The act is committed; the part anew, or on to the page that shows its effect."""
        submission.remember_answer(to)
        db().commit()
        request = this_request()
        if request.wants(self.part) and context:
            answer = self._answer(200, context)
            if message:
                answer.headers["HX-Trigger"] = json.dumps({"thads:notice": message})
            return answer
        return go(to, message=message)

    def _answer(self, code: int, context: dict[str, Any]) -> Response:
        partial = this_request().wants(self.part)
        return make_response(render_template(self._name(partial), **context), code)

    def _name(self, partial: bool) -> str:
        if not partial:
            return self.template
        folder = self.template.rpartition("/")[0]
        return f"{folder}/_{str(self.part).replace('-', '_')}.html"


def go(to: str, *, message: str | None = None) -> Response:
    """Send the browser to another page, whether htmx asked or a plain form."""
    if message:
        flash(message)
    if this_request().htmx:
        return Response(status=204, headers={"HX-Redirect": to})
    return make_response(redirect(to, 303))
