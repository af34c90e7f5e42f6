"""One section of a summary as it is typed."""

from uuid import UUID

from wtforms import HiddenField

from thads.web.forms import Form, LongTextField

LONGEST = 20_000


class SectionForm(Form):
    """The text; `over` is the version that was read, so that nobody's is lost unseen."""

    over = HiddenField()
    body = LongTextField("Nội dung", longest=LONGEST)

    @property
    def text(self) -> str:
        """What was typed; empty clears the section."""
        return self.body.data or ""

    @property
    def version_read(self) -> UUID | None:
        """The version that stood when the page was opened; one that is unreadable is none."""
        try:
            return UUID(self.over.data) if self.over.data else None
        except ValueError:
            return None
