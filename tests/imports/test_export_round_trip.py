"""A register taken out and brought in elsewhere is the same register, to the đồng."""

import json
from contextlib import redirect_stdout
from contextvars import Context
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tenants.sessions import open_session
from tests.imports.random_workbooks import CaseSeed, Register
from tests.imports.test_random_workbooks import MONTH_ENDS
from thads.cases.models import ActKind, ItemKind, MovementKind
from thads.cases.queries import CaseFilter
from thads.cli import run
from thads.identity.models import Role
from thads.imports import checking, preparing
from thads.imports.checking import Importer
from thads.imports.exporting import making
from thads.imports.exporting.asked import Asked, Shape
from thads.statistics.figures import figures
from thads.statistics.json import document

EVERYTHING = Importer(unit_id=None, may_offices=True)
TODAY = date(2026, 11, 1)
# Every event of the format happens in some of these, and every kind of money.
REGISTER = Register(tuple(CaseSeed(seed, 16, seed) for seed in range(1, 121)))


def command(*words: str) -> tuple[int, dict[str, Any]]:
    out = StringIO()
    with redirect_stdout(out):
        code = Context().run(run, [*words, "--json"])
    return code, json.loads(out.getvalue())


def taken_out(folder: Path, slug: str, wanted: CaseFilter | None = None) -> Path:
    """The register of a province as the product exports it."""
    asked = Asked(
        shape=Shape.REGISTER, wanted=wanted or CaseFilter(), day=TODAY, scope=None, words=()
    )
    path = folder / f"{slug}.xlsx"
    with open_session(slug, read_only=True) as db:
        making.snapshot(db)
        making.make(path, db, asked, banner=(), tell=lambda *_: None)
    return path


def told(slug: str) -> dict[str, list[str]]:
    """The figures at all month ends, line by line; the order of units is each province's own."""
    with open_session(slug, read_only=True) as db:
        rows = {day: document(figures(db, day), tenant="")["rows"] for day in MONTH_ENDS}
    return {str(day): sorted(json.dumps(row) for row in found) for day, found in rows.items()}


def differences(slug: str, path: Path) -> list[str]:
    with (
        open_session(slug, read_only=True) as db,
        preparing.staged(db, path, lambda *_: None) as stage,
    ):
        found = checking.compare(
            db, stage, importer=EVERYTHING, today=TODAY, progress=lambda *_: None
        )
        assert not found.faults
        return [str(difference) for difference in stage.differences()]


def elsewhere(call: Any, *arguments: Any) -> Any:
    return Context().run(call, *arguments)


def test_every_event_goes_out_and_comes_in_again_with_the_same_figures(instance, tmp_path):
    code, said = command("import", "lao-cai", str(REGISTER.write(tmp_path / "given.xlsx")))
    assert code == 0, said["faults"][:3]

    path = elsewhere(taken_out, tmp_path, "lao-cai")

    book = openpyxl.load_workbook(path, read_only=True)
    events = {row[5] for row in book["dien_bien"].iter_rows(min_row=2, values_only=True)}
    assert events == {kind.code for kind in ActKind if kind.is_in_register}
    money = {row[6] for row in book["thu_chi"].iter_rows(min_row=2, values_only=True)}
    assert money == {kind.code for kind in MovementKind if kind.is_in_register}
    book.close()
    code, said = command("import", "nghe-an", str(path))
    assert (code, said["counts"]["cases"]["new"]) == (0, len(REGISTER.cases)), said["faults"][:3]
    assert elsewhere(told, "nghe-an") == elsewhere(told, "lao-cai")
    for slug in ("lao-cai", "nghe-an"):
        assert elsewhere(differences, slug, path) == []
        assert command("import", slug, str(path))[1]["counts"]["cases"]["same"] == len(
            REGISTER.cases
        )


@pytest.fixture
def entered_by_hand(make, db):
    """What no workbook brought in, with the corners of the format."""
    unit = make.district()
    make.province()
    other = make.unit("CC2", valid_to=date(2025, 6, 30), parent_id=unit.id)
    officer = make.user(Role.OFFICER, unit=unit, username="chv.an", full_name="Đặng Thị Ân")
    case = make.case(
        date(2023, 10, 5),
        [{"amount": 5_000_000, "kind": ItemKind.DEBT, "state_budget": True},
         {"amount": 700_000, "kind": ItemKind.COURT_FEE, "state_budget": False},
         {"amount": 0, "kind": ItemKind.PROPERTY_HANDOVER}],
        officer=officer, unit=unit, bank="=1+1", corruption=True, foreign_element=True,
        judgment_id=make.judgment(unit=unit, number="-12/2023", court="@Tòa án").id,
    )  # fmt: skip
    wrong = make.act(case, ActKind.VALID_NOTICE, date(2023, 10, 9))
    make.act(case, ActKind.CORRECTION, date(2023, 10, 9), corrects_id=wrong.id)
    make.money(case, 1_500_000, date(2023, 12, 1), voucher="+PT 7")
    make.act(case, ActKind.TRANSFER, date(2024, 1, 9), to_unit_id=other.id)
    make.act(case, ActKind.POSTPONEMENT, date(2024, 2, 1), ground="c", item=make.items(case)[1])
    bare = make.case(date(2024, 2, 1), [1_000], unit=other)
    make.act(bare, ActKind.REQUEST_RETURN, date(2024, 9, 1))
    db.commit()


def test_what_was_entered_by_hand_comes_in_elsewhere_the_same(entered_by_hand, db, tmp_path):
    path = elsewhere(taken_out, tmp_path, "lao-cai")
    assert elsewhere(differences, "lao-cai", path) == []

    code, said = command("import", "nghe-an", str(path))

    assert (code, said["counts"]["cases"]["new"]) == (0, 2), said["faults"]
    assert elsewhere(told, "nghe-an") == elsewhere(told, "lao-cai")
    assert elsewhere(differences, "nghe-an", path) == []


def test_a_part_of_the_register_comes_in_where_its_units_are_known(entered_by_hand, db, tmp_path):
    whole = elsewhere(taken_out, tmp_path, "lao-cai")
    part = elsewhere(taken_out, tmp_path / "..", "lao-cai", CaseFilter(bank=True))
    assert command("import", "nghe-an", str(part))[0] == 1  # unknown unit: only the whole tells it
    assert command("import", "nghe-an", str(whole))[0] == 0
    found = command("import", "nghe-an", str(part))[1]["counts"]["cases"]
    assert (found["total"], found["same"]) == (1, 1)
