"""The registers whose records start and stop clocks: a line a register.

`concerns` answers the subject of the clocks of which a record says something; `running`, what the
records of these subjects (None: of all) leave open. A clock runs until the register's own records
stop it; it goes with its case to another holder, and leaves the lists with a case struck out.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from thads.administrative import clocks as administrative
from thads.assets import clocks as assets
from thads.banks import clocks as banks
from thads.cases import clocks as judgments
from thads.communes import clocks as communes
from thads.compensation import clocks as compensation
from thads.complaints import clocks as complaints
from thads.directives import clocks as directives
from thads.evidence import clocks as evidence
from thads.inspections import clocks as inspections
from thads.measures import clocks as measures
from thads.persuasion import clocks as persuasion
from thads.protests import clocks as protests
from thads.publication import clocks as publication
from thads.recusals import clocks as recusals
from thads.remissions import clocks as remissions
from thads.requests import clocks as requests
from thads.rules.deadlines import Duty
from thads.rules.deadlines.running import Clock


@dataclass(frozen=True, slots=True)
class Book:
    """What one register gives to the lists of duties.

    `titles`: how lists name the subjects of clocks that belong to no case. `rests`: a case that
    has ended asks for none of it, unless it is taken up again.
    """

    duties: tuple[Duty, ...]
    concerns: Callable[[object], UUID | None]
    running: Callable[[Session, Sequence[UUID] | None], Iterable[Clock]]
    titles: Callable[[Session, Collection[UUID]], Iterable[tuple[UUID, str]]] | None = None
    rests: bool = False


JUDGMENTS = Book(judgments.DUTIES, judgments.concerns, judgments.running, judgments.titles)
BOOKS = [
    JUDGMENTS,
    Book(requests.DUTIES, requests.concerns, requests.running, requests.titles),
    Book(recusals.DUTIES, recusals.concerns, recusals.running, rests=True),
    Book(remissions.DUTIES, remissions.concerns, remissions.running),
    Book(publication.DUTIES, publication.concerns, publication.running),
    Book(communes.DUTIES, communes.concerns, communes.running, communes.titles),
    Book(persuasion.DUTIES, persuasion.concerns, persuasion.running, rests=True),
    Book(evidence.DUTIES, evidence.concerns, evidence.running),
    Book(measures.DUTIES, measures.concerns, measures.running),
    Book(complaints.DUTIES, complaints.concerns, complaints.running, complaints.titles),
    Book(compensation.DUTIES, compensation.concerns, compensation.running, compensation.titles),
    Book(protests.DUTIES, protests.concerns, protests.running, protests.titles),
    Book(
        administrative.DUTIES,
        administrative.concerns,
        administrative.running,
        administrative.titles,
    ),
    Book(assets.DUTIES, assets.concerns, assets.running),
    Book(inspections.DUTIES, inspections.concerns, inspections.running, inspections.titles),
    Book(directives.DUTIES, directives.concerns, directives.running, directives.titles),
    Book(banks.DUTIES, banks.concerns, banks.running, banks.titles, rests=True),
]
BOOK_OF = {duty: book for book in BOOKS for duty in book.duties}


def join(book: Book) -> None:
    """One more register, of an area that stands above this one."""
    if book not in BOOKS:
        BOOKS.append(book)
        BOOK_OF.update(dict.fromkeys(book.duties, book))
