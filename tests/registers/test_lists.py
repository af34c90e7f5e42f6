"""The registers as lists: filtered, in an asked order, summed, exported as they are shown."""

import io
import re
from datetime import date

import pytest
from openpyxl import load_workbook

from tests.factories import ENTERED
from thads.compensation.models import Compensation, Place
from thads.identity.models import Role
from thads.protests.models import PaperKind, Protest, ProtestPoint, ProtestPointDone
from thads.reception.models import Receiver, Reception, ReceptionKind
from thads.rules.complaints import PetitionKind

DAYS = (date(2024, 3, 4), date(2024, 4, 8), date(2024, 5, 6))


@pytest.fixture
def head(db, make, sign_in, officer):
    """A head of the province; in two offices three receptions, claims and papers each."""
    units = (make.district(), make.unit("CD"), make.unit("DE"))
    for n, (unit, day) in enumerate(zip(units, DAYS, strict=True)):
        said = {"unit_id": unit.id, "received_on": day, "entered_at": ENTERED}
        db.add(Reception(
            kind=ReceptionKind.REGULAR, receiver=Receiver.OFFICIAL, visitor_name=f"Công dân {n}",
            people=(7, 1, 9)[n], matter=PetitionKind.PETITION, content="a", outcome="b", **said,
        ))  # fmt: skip
        db.add(Compensation(
            kind=Place.AGENCY, claimant_name=f"Người {n}", ground="a",
            asked=(50, 90, 20)[n] * 1_000_000, **said,
        ))  # fmt: skip
        paper = Protest(kind=PaperKind.PROTEST, body="VKS", number=f"{n}/KN", content="a",
                        issued_on=day, **said)  # fmt: skip
        for place in range(n + 1):
            point = ProtestPoint(position=place + 1, content="a", owner_id=officer.id, due_on=day,
                                 entered_at=ENTERED)  # fmt: skip
            if place == 0:
                point.done = ProtestPointDone(day=day, result="b", entered_at=ENTERED)
            paper.points.append(point)
        db.add(paper)
    db.commit()
    return sign_in(Role.PROVINCE_HEAD)


def shown(page: str) -> list[str]:
    return re.findall(r'<th scope="row" data-label[^>]*><a[^>]*>([^<]+)</a>', page)


@pytest.mark.parametrize(
    ("path", "sort", "order", "sums"),
    [
        ("reception", "-day", ["Công dân 2", "Công dân 1", "Công dân 0"], "17"),
        ("reception", "-people", ["Công dân 2", "Công dân 0", "Công dân 1"], "17"),
        ("compensation", "-asked", ["Người 1", "Người 0", "Người 2"], "160.000.000"),
        ("compensation", "day", ["Người 0", "Người 1", "Người 2"], "160.000.000"),
        ("protests", "day", [f"Kháng nghị số {n}/KN" for n in range(3)], "3 / 6"),
    ],
)
def test_a_list_is_sorted_and_summed_and_exported_in_its_order(head, path, sort, order, sums):
    page = head.get(f"/{path}/?sort={sort}").text
    assert shown(page) == order
    foot = page[page.index("<tfoot>") : page.index("</tfoot>")]
    assert sums in foot
    narrow = head.get(f"/{path}/?sort={sort}&since=01/04/2024&until=30/04/2024").text
    assert len(shown(narrow)) == 1
    book = load_workbook(io.BytesIO(
        head.get(f"/exports/registers/{path}?sort={sort}&purpose=work").data
    ))  # fmt: skip
    cells = [" ".join(map(str, row)) for row in book.worksheets[0].iter_rows(values_only=True)]
    rows = [row for row in cells if re.search(r"Công dân \d|Người \d|\d/KN", row)]
    names = [re.search(r"Công dân \d|Người \d|\d/KN", row).group() for row in rows]
    assert names == [name.removeprefix("Kháng nghị số ") for name in order]
