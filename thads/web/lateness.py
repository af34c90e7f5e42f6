"""Why a fact comes late: one more field on whatever form a closed month refused.

No form declares it. It appears when the guard of closed months has asked for a reason in this
request, and stays while it is sent along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import g, has_request_context
from wtforms.widgets import TextArea

from thads.periods import guard
from thads.web.fields import LongTextField
from thads.web.request import this_request

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIELD = guard.FIELD
LABEL = "Lý do ghi muộn (kỳ đã khóa)"
HINT = "Chỉ ghi khi việc đúng là đã xảy ra trong kỳ đã khóa; lý do đứng cạnh ghi nhận này."


class LateReasonField(LongTextField):
    """The reason in the person's words; `shown` once a template has drawn it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(LABEL, description=HINT, **options)
        self.type = "LongTextField"
        self.shown = False

    def __call__(self, **attributes: object) -> Any:
        """Draw it."""
        self.shown = True
        return TextArea()(self, **attributes)


def begin(db: Session) -> None:
    """Let this request's facts come late for the reason that was sent with them."""
    g.writing = db
    guard.explain(db, this_request().form.get(FIELD))


def is_asked() -> bool:
    """Whether the person should say why: the guard asked, or it was being said."""
    if not has_request_context():
        return False
    writing: Session | None = g.get("writing")
    return writing is not None and (guard.was_asked(writing) or FIELD in this_request().form)
