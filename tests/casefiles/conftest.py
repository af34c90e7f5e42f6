"""A finished case with the papers that its file needs."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from tests.attachments import samples
from thads.attachments.actions import AttachmentTerms, attach
from thads.attachments.inspecting import inspect
from thads.attachments.models import Attachment, PaperKind
from thads.cases import queries as cases
from thads.cases.models import ActKind, Case, Initiation

TODAY = date(2024, 9, 30)
NOW = datetime(2024, 9, 30, 3, 0, tzinfo=UTC)


class Files:
    """Files of one case, given on the days that tests name."""

    def __init__(self, db, tmp_path, by) -> None:
        self.db, self.folder, self.by = db, tmp_path, by
        self.given = 0

    def give(
        self, case_id: UUID, kind: PaperKind, received_on: date, content: bytes | None = None,
        *, name: str = "a.pdf", issued_on: date | None = None, title: str = "", pages: int = 1,
    ) -> Attachment:  # fmt: skip
        """Attach one file, a PDF of its own unless given."""
        self.given += 1
        if content is None:
            content = samples.pdf(pages, text=str(self.given))
        path = samples.kept(self.folder, content, f"given-{self.given}")
        case = cases.get(self.db, case_id, scope=None)
        terms = AttachmentTerms(kind=kind, received_on=received_on, issued_on=issued_on,
                                title=title or f"{kind.label} {self.given}")  # fmt: skip
        [made] = attach(self.db, case, terms, inspect([(name, path)]), by=self.by, today=TODAY,
                        now=NOW)  # fmt: skip
        return made

    def beginning(self, case: Case) -> list[Attachment]:
        """Decision, request and judgment, given in another order than that of the file."""
        day = date(2023, 10, 9)
        return [
            self.give(case.id, PaperKind.PROOF, date(2023, 10, 6), pages=3, title="Biên bản"),
            self.give(case.id, PaperKind.JUDGMENT, day, pages=5, title="Bản án"),
            self.give(case.id, PaperKind.REQUEST, day, pages=2, title="Đơn"),
            self.give(case.id, PaperKind.DECISION, day, pages=2, title="Quyết định"),
        ]


@pytest.fixture
def case(make, officer):
    """A case on request that is being enforced by that officer."""
    return make.case(date(2023, 10, 5), officer=officer, initiation=Initiation.ON_REQUEST)


@pytest.fixture
def given(db, tmp_path, officer) -> Files:
    """Gives files."""
    return Files(db, tmp_path, officer)


@pytest.fixture
def end(make):
    """Ends a case."""
    return lambda case: make.act(case, ActKind.DISCONTINUANCE, date(2024, 5, 6), ground="c")
