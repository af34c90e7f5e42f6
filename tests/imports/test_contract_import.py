"""What an import does: check first, all or nothing, again is safe, exit status 0, 1, 2."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from tenants.sessions import open_session
from tests.imports.office import Office, event, places, register, spoilt, two_cases, warnings
from thads.cases.models import Case, CaseAct, ObligationItem
from thads.ledger.models import LedgerEntry
from thads.parties.models import Party


@pytest.fixture
def office(instance: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    """Here files are read by the process of their own."""
    return Office(tmp_path, capsys)


def kept() -> dict[str, int]:
    with open_session("lao-cai", read_only=True) as db:
        tables = (Case, Party, ObligationItem, CaseAct, LedgerEntry)
        return {
            t.__tablename__: db.scalar(select(func.count()).select_from(t)) or 0 for t in tables
        }


def test_a_check_writes_nothing_and_says_counts_and_sums(office: Office):
    before = kept()
    code, said = office.bring(two_cases(), "--check")
    assert code == 0
    assert (said["counts"]["cases"]["total"], said["counts"]["cases"]["new"]) == (2, 2)
    assert said["counts"]["rows"]["khoan"] == 2
    assert said["sums"]["awarded"] == 2_000_000
    assert said["sums"]["collected"] == 400_000
    assert kept() == before
    assert office.total("caseload_total") == 0


def test_one_fault_keeps_the_whole_workbook_out(office: Office):
    before = kept()
    sheets, _ = spoilt("viec", "loai_an", "khong_co")
    assert office.bring(sheets)[0] == 1
    assert kept() == before


def test_on_request_the_sound_cases_only(office: Office):
    sheets, _ = spoilt("viec", "loai_an", "khong_co")
    given = office.file(sheets)
    code, said = office.bring(given, "--sound-only")
    assert code == 1  # done, and there is something to look at
    assert (said["counts"]["cases"]["new"], said["counts"]["cases"]["faulty"]) == (1, 1)
    assert office.total("caseload_total") == 1
    assert office.total("m.completed") == 0  # nothing of the faulty one

    [back] = office.folder.glob("*-loi.xlsx")
    [_, case] = load_workbook(back)["viec"].rows
    told = {cell.value: cell.comment.text for cell in case if cell.comment}
    assert list(told) == ["khong_co"]
    assert "Ghi một trong các mã" in told["khong_co"]
    office.bring(given, "--sound-only")
    assert len(list(office.folder.glob("*-loi*.xlsx"))) == 2  # nothing is overwritten


def test_what_the_law_would_not_have_allowed_is_a_warning_and_taken_in(office: Office):
    """A postponement on a ground that no law of its day knows."""
    happened = event(date(2024, 3, 1), "hoan", can_cu="z")
    answer = office.bring(register(happened))
    assert answer[0] == 0
    assert places(answer) == []
    assert "unknown_ground" in [place[3] for place in warnings(answer)]
    assert office.total("postponed_suspended_other") == 1


def test_the_same_workbook_again_changes_nothing(office: Office):
    assert office.bring(two_cases())[0] == 0
    before = kept()
    code, said = office.bring(two_cases())
    assert (code, said["counts"]["cases"]["same"], said["counts"]["cases"]["new"]) == (0, 2, 0)
    assert kept() == before


def test_a_changed_case_is_shown_before_it_is_applied(office: Office):
    assert office.bring(two_cases())[0] == 0
    sheets = two_cases()
    sheets["thu_chi"][0]["so_tien"] = 450_000
    code, said = office.bring(sheets, "--check")
    assert (code, said["counts"]["cases"]["changed"], said["counts"]["cases"]["same"]) == (0, 1, 1)
    [different] = said["differences"]
    assert different["key"] == "CUC · 123/QĐ-CTHADS · 05/10/2023"
    assert (different["sheet"], different["row"]) == ("thu_chi", 2)
    assert "400.000" in different["ours"]
    assert "450.000" in different["theirs"]
    assert office.total("m.completed") == 400_000
    assert office.bring(sheets)[0] == 0
    assert office.total("m.completed") == 450_000
    assert office.total("caseload_total") == 2


def test_a_missing_file_and_a_workbook_without_known_sheets_are_refused_with_2(office: Office):
    assert office.bring(office.folder / "khong-co.xlsx")[0] == 2
    assert office.bring({"Sheet1": [{"a": 1}]})[0] == 2
