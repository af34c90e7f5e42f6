"""What is said to have happened is replayed: each line that cannot stand is told at its row."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.imports.stages import case, stage_of
from tests.imports.test_parsing import NAMES, TODAY, event, paid
from thads.imports.faults import Fault
from thads.imports.parsing import Parser
from thads.imports.proof import MOST, prove

M = 1_000_000
TWO = [{"khoan": n, "loai_khoan": "tra_no", "so_tien": 10 * M} for n in (1, 2)]
JAN, FEB, MAR, APR = (date(2024, month, 5) for month in (1, 2, 3, 4))


@pytest.fixture
def proven(tmp_path: Path) -> Any:
    """The faults of the proof of the one case with these rows."""

    def one(**given: Any) -> list[Fault]:
        with stage_of(tmp_path, case(**given)) as stage:
            [raw] = stage.cases()
            return prove(Parser(TODAY, NAMES).parse(raw), NAMES).faults

    return one


@pytest.mark.parametrize(
    ("given", "places"),
    [
        ({"thu_chi": [paid(JAN, 6 * M), paid(FEB, 4 * M + 1)]},
         [("thu_chi", 3, "so_tien", "collected_too_much")]),
        ({"thu_chi": [paid(JAN, 10 * M), paid(FEB, 1)]},
         [("thu_chi", 3, "so_tien", "collected_too_much")]),
        ({"thu_chi": [paid(JAN, 6 * M), paid(FEB, 7 * M, "huy_thu")]},
         [("thu_chi", 3, "so_tien", "reversed_too_much")]),
        ({"dien_bien": [event(JAN, "dinh_chi", khoan=1, so_tien=11 * M)]},
         [("dien_bien", 2, "so_tien", "more_than_remains")]),
        ({"dien_bien": [event(JAN, "dinh_chi", so_tien=11 * M)]},
         [("dien_bien", 2, "so_tien", "more_than_remains")]),
        ({"khoan": TWO,
          "dien_bien": [event(JAN, "dinh_chi", khoan=1), event(FEB, "hoan", khoan=1)]},
         [("dien_bien", 3, "khoan", "ended_item")]),
        ({"khoan": TWO, "dien_bien": [event(JAN, "dinh_chi", khoan=1)],
          "thu_chi": [paid(FEB, 1)]}, [("thu_chi", 2, "khoan", "ended_item")]),
        ({"dien_bien": [event(JAN, "gui_lai_yeu_cau")], "thu_chi": [paid(FEB, 1)]},
         [("thu_chi", 2, "khoan", "ended_item")]),
        ({"dien_bien": [event(JAN, "hoan_thanh"), event(FEB, "hoan")]},
         [("dien_bien", 3, "su_kien", "ended_case")]),
        ({"dien_bien": [event(JAN, "tang_nghia_vu", khoan=1)]},
         [("dien_bien", 2, "so_tien", "amount_needed")]),
        ({"dien_bien": [event(JAN, "tang_nghia_vu", khoan=1, so_tien=0)]},
         [("dien_bien", 2, "so_tien", "amount_needed")]),
        ({"khoan": TWO, "dien_bien": [event(JAN, "uy_thac", so_tien=5)]},
         [("dien_bien", 2, "khoan", "amount_without_item")]),
    ],
)  # fmt: skip
def test_each_contradiction_has_its_place(proven: Any, given: dict[str, Any], places: list[Any]):
    found = proven(**given)
    assert [fault[:4] for fault in found] == places
    assert all(fault.message and fault.remedy for fault in found)


def test_the_message_says_what_remained(proven: Any):
    [fault] = proven(thu_chi=[paid(JAN, 6 * M), paid(FEB, 5 * M)])
    assert "5.000.000 đ" in fault.message
    assert "4.000.000 đ" in fault.message
    assert "4.000.000 đ" in fault.remedy


def test_all_contradictions_are_found_not_only_the_first(proven: Any):
    found = proven(
        khoan=TWO,
        dien_bien=[event(JAN, "dinh_chi", khoan=2, so_tien=11 * M),
                   event(APR, "mien_giam", so_tien=1)],
        thu_chi=[paid(JAN, 11 * M), paid(FEB, 10 * M), paid(MAR, 2 * M)],
    )  # fmt: skip
    assert [(fault.sheet, fault.row, fault.code) for fault in found] == [
        ("thu_chi", 2, "collected_too_much"), ("dien_bien", 2, "more_than_remains"),
        ("thu_chi", 4, "collected_too_much"),
    ]  # fmt: skip


def test_money_of_a_day_counts_before_events_of_that_day(proven: Any):
    """Paid in full, then ended: the event comes too late; the other way round it would hold."""
    [fault] = proven(dien_bien=[event(JAN, "dinh_chi", khoan=1)], thu_chi=[paid(JAN, 10 * M)])
    assert fault[:4] == ("dien_bien", 2, "khoan", "ended_item")


@pytest.mark.parametrize(
    "given",
    [
        {"dien_bien": [event(JAN, "hoan_thanh"), event(FEB, "xac_minh"),
                       event(FEB, "phan_cong", chap_hanh_vien="an")]},
        {"thu_chi": [paid(JAN, 10 * M), paid(FEB, 10 * M, "huy_thu"), paid(MAR, 10 * M)]},
        {"dien_bien": [event(JAN, "chuyen_theo_doi_rieng")], "thu_chi": [paid(FEB, 5)]},
        {"dien_bien": [event(JAN, "tang_nghia_vu", so_tien=5)], "thu_chi": [paid(FEB, 10 * M + 5)]},
        {"dien_bien": [event(JAN, "dinh_chi", so_tien=5)], "thu_chi": [paid(FEB, 10 * M - 5)]},
        {"dien_bien": [event(JAN, "hoan_thanh", khoan=1)], "thu_chi": [paid(JAN, 5)]},
    ],
)  # fmt: skip
def test_what_can_have_happened_has_no_fault(proven: Any, given: dict[str, Any]):
    assert proven(**given) == []


def test_what_may_follow_from_a_row_that_was_not_read_is_not_blamed(proven: Any):
    """The increase cannot be read, so nobody knows whether too much was collected later."""
    unread = event(FEB, "tang_nghia_vu", khoan=1, so_tien="năm triệu")
    later = [paid(MAR, 11 * M)]
    assert proven(dien_bien=[unread], thu_chi=later, khoan=TWO) == []
    before = [paid(JAN, 11 * M)]
    [fault] = proven(dien_bien=[unread], thu_chi=before, khoan=TWO)
    assert fault[:4] == ("thu_chi", 2, "so_tien", "collected_too_much")
    other_item = [paid(MAR, 11 * M, item=2)]
    [fault] = proven(dien_bien=[unread], thu_chi=other_item, khoan=TWO)
    assert fault[:4] == ("thu_chi", 2, "so_tien", "collected_too_much")


def test_arithmetic_is_checked_beside_unknown_names(proven: Any):
    [fault] = proven(viec={"chap_hanh_vien": "ai.do"}, thu_chi=[paid(JAN, 11 * M)])
    assert fault.code == "collected_too_much"


def test_a_case_with_thousands_of_contradictions_costs_no_more_than_the_first_of_them(proven: Any):
    found = proven(thu_chi=[paid(JAN, 10 * M), *[paid(FEB, 1)] * (3 * MOST)])
    assert len(found) == MOST
    assert {fault.code for fault in found} == {"collected_too_much"}
