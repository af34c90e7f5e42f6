"""A branch with an account, a case to collect for, and statements as tests write them."""

from datetime import date

import pytest

from thads.bankbook import actions, queries, staging
from thads.cases.models import Case
from thads.core import files
from thads.identity.models import Role

TODAY = date(2024, 9, 30)
HEAD = "Ngày;Số tham chiếu;Ghi có;Ghi nợ;Số dư;Nội dung;Người chuyển;TK đối ứng\n"


@pytest.fixture
def accountant(make):
    """Keeps the books of the branch."""
    return make.user(Role.ACCOUNTANT)


@pytest.fixture
def account(db, make, accountant):
    """The branch's account for money held in trust."""
    make.province()
    return actions.open_account(db, make.district(), "Kho bạc", "0011 2233 4455", by=accountant)


@pytest.fixture
def give(db, account, accountant, tmp_path):
    """`give(rows)`: a statement of these lines, taken in as the screen does."""

    def one(rows: str, *, name: str = "sao-ke.csv", head: str = HEAD):
        given = tmp_path / "given"
        given.write_text(head + rows, "utf-8")
        with files.workshop(db, "bank") as folder:
            kept = folder / "given"
            kept.write_bytes(given.read_bytes())
            file = actions.receive(db, account, name, kept, folder, by=accountant)
        first = staging.first_rows(db, file)
        layout = staging.layout_of(db, file, first)
        lines = staging.lines_of(db, file, layout, today=TODAY)
        names = staging.names_of(first, layout)
        return actions.take_in(db, file, lines, names, by=accountant)

    return one


@pytest.fixture
def rows(db, account):
    """`rows()`: the rows of the account in their order."""

    def all_of(shown=None):
        found = queries.rows(db, account.id, shown=shown, way=None).rows
        return sorted(found, key=lambda row: (row.day, row.position))

    return all_of


@pytest.fixture
def case(make) -> Case:
    """A case of 1,000,000 đồng of the branch, decided on 05/01/2024."""
    return make.case(date(2024, 1, 5), [1_000_000], number=4711)
