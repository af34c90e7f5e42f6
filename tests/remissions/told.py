"""What the list of dossiers and the monthly summary say once a court has answered."""

from datetime import date

from thads.remissions import listing
from thads.remissions.listing import DossierFilter, State
from thads.reports.summary import work


def answered(db, day: date, amount: int) -> None:
    """One dossier since the year began, all of it forgiven, and none that runs."""
    assert listing.page_of(db, day, DossierFilter())[0].total == 0
    [ended] = listing.page_of(db, day, DossierFilter(state=State.ENDED))[0].rows
    assert ended.dossier.granted == amount
    told = work.done(db, date(2023, 10, 1), day)["remissions"]  # the summary's line
    assert (told["opened"], told["asked"], told["filed"]) == (1, amount, 1)
    assert (told["answered"], told["granted"], told["forgiven"]) == (1, 1, amount)
