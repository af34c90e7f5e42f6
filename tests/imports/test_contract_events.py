"""One test for each sentence of the import format about what happened: events, money, order."""

from datetime import date

import pytest

from tests.imports.office import Office, event, paid, register

STANDINGS = {  # su_kien on the only item → the column in which the case stands
    "phan_cong": "in_progress", "chuyen_don_vi": "in_progress", "thong_bao_hop_le": "in_progress",
    "xac_minh": "in_progress", "co_dieu_kien": "in_progress", "tiep_tuc": "in_progress",
    "chua_co_dieu_kien": "not_yet_enforceable", "hoan": "postponed_suspended_other",
    "tam_dinh_chi": "postponed_suspended_other",
    "chuyen_theo_doi_rieng": "moved_to_separate_tracking", "dinh_chi": "discontinued",
    "mien_giam": "discontinued", "uy_thac": "entrusted_out", "rut_ho_so": "taken_up",
    "thu_hoi": "withdrawn_annulled", "huy": "withdrawn_annulled",
    "gui_lai_yeu_cau": "request_returned", "hoan_thanh": "completed",
    "ket_thuc_khac": "ended_other", "tang_nghia_vu": "in_progress",
}  # fmt: skip
GIVEN = {
    "phan_cong": {"chap_hanh_vien": "cuc.an"}, "hoan": {"can_cu": "a"},
    "chuyen_don_vi": {"don_vi_nhan": "CC01"}, "tang_nghia_vu": {"khoan": 1, "so_tien": 5},
}  # fmt: skip


@pytest.mark.parametrize(("kind", "column"), STANDINGS.items())
def test_each_event_has_its_consequence(office: Office, kind: str, column: str):
    given = GIVEN.get(kind, {})
    assert office.bring(register(event(date(2024, 3, 1), kind, **given)))[0] == 0
    assert office.total("in_progress", "2024-02-29") == 1
    assert office.total(column) == 1


def test_a_postponement_on_ground_c_is_by_agreement(office: Office):
    assert office.bring(register(event(date(2024, 3, 1), "hoan", can_cu="c")))[0] == 0
    assert office.total("postponed_by_agreement") == 1


def test_assignment_and_transfer_say_who_holds_the_case(office: Office):
    happened = [
        event(date(2023, 11, 1), "phan_cong", chap_hanh_vien="cuc.an"),
        event(date(2024, 2, 1), "chuyen_don_vi", don_vi_nhan="CC01", chap_hanh_vien="cc01.chi"),
        event(date(2024, 5, 1), "chuyen_don_vi", don_vi_nhan="CUC"),
    ]
    assert office.bring(register(*happened))[0] == 0
    holders = {
        at: [row[1:] for row in office.figures(at) if row[0] == "officer"]
        for at in ("2023-10-31", "2023-11-30", "2024-02-29", "2024-05-31")
    }
    assert list(holders.values()) == [
        [("CUC", "–")], [("CUC", "cuc.an")], [("CC01", "cc01.chi")], [("CUC", "–")],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "column"),
    [("dinh_chi", "discontinued"), ("mien_giam", "forgiven"), ("uy_thac", "entrusted_out"),
     ("thu_hoi", "withdrawn_annulled"), ("tang_nghia_vu", "newly_docketed")],
)  # fmt: skip
def test_an_amount_is_for_part_of_an_item(office: Office, kind: str, column: str):
    part = event(date(2024, 3, 1), kind, khoan=1, so_tien=300_000)
    assert office.bring(register(part))[0] == 0
    award = 1_000_000 if kind == "tang_nghia_vu" else 0
    assert office.total(f"m.{column}") == award + 300_000
    assert office.total("in_progress") == 1


@pytest.mark.parametrize("kind", ["dinh_chi", "mien_giam", "uy_thac", "thu_hoi"])
def test_no_amount_is_all_that_remains(office: Office, kind: str):
    money = [paid(date(2024, 2, 1), 400_000)]
    assert office.bring(register(event(date(2024, 3, 1), kind, khoan=1), money=money))[0] == 0
    assert office.total("m.completed") == 400_000
    assert office.total("m.carried_forward") == 0
    assert office.total("completed") == 1  # something was collected on it


def test_no_item_is_all_open_items_of_the_case(office: Office):
    items = [{"khoan": n, "loai_khoan": "tra_no", "so_tien": n * 100} for n in (1, 2, 3)]
    happened = [
        event(date(2024, 2, 1), "dinh_chi", khoan=2),
        event(date(2024, 3, 1), "tam_dinh_chi"),
    ]
    assert office.bring(register(*happened, items=items))[0] == 0
    assert office.total("m.postponed_suspended_other") == 100 + 300
    assert office.total("m.discontinued") == 200


def test_each_kind_of_money(office: Office):
    lines = [
        paid(date(2024, 2, 1), 400_000), paid(date(2024, 2, 5), 100_000, "chi"),
        paid(date(2024, 2, 6), 50_000, "nop_ngan_sach"), paid(date(2024, 2, 7), 30_000, "huy_thu"),
    ]  # fmt: skip
    assert office.bring(register(money=lines))[0] == 0
    assert office.total("m.completed") == 370_000
    assert office.total("m.in_progress") == 630_000


def test_a_reversal_opens_a_completed_item_again(office: Office):
    money = [paid(date(2024, 2, 1), 1_000_000), paid(date(2024, 4, 1), 10_000, "huy_thu")]
    assert office.bring(register(money=money))[0] == 0
    assert office.total("completed", "2024-02-29") == 1
    assert office.total("in_progress", "2024-04-30") == 1
    assert office.total("m.in_progress", "2024-04-30") == 10_000


# the order of what happened


def test_within_a_day_money_counts_before_events(office: Office):
    """Collected first, then ended by discontinuance of the rest: completed, nothing ended twice."""
    day = date(2024, 3, 1)
    sheets = register(event(day, "dinh_chi"), money=[paid(day, 400_000)])
    assert office.bring(sheets)[0] == 0
    assert (office.total("m.completed"), office.total("m.discontinued")) == (400_000, 600_000)


@pytest.mark.parametrize(
    ("kinds", "column"),
    [(("tam_dinh_chi", "chua_co_dieu_kien"), "not_yet_enforceable"),
     (("chua_co_dieu_kien", "tam_dinh_chi"), "postponed_suspended_other")],
)  # fmt: skip
def test_within_a_day_rows_count_in_their_order(
    office: Office, kinds: tuple[str, str], column: str
):
    assert office.bring(register(*(event(date(2024, 3, 1), kind) for kind in kinds)))[0] == 0
    assert office.total(column) == 1


def test_days_count_before_rows(office: Office):
    happened = [event(date(2024, 5, 1), "tiep_tuc"), event(date(2024, 3, 1), "tam_dinh_chi")]
    assert office.bring(register(*happened))[0] == 0
    assert office.total("postponed_suspended_other", "2024-03-31") == 1
    assert office.total("in_progress", "2024-05-31") == 1
