"""A case as an office types it, and what was found wrong with a workbook."""

from datetime import date

from thads.imports.stage import Stage

KEY = {"don_vi": "CC01", "so_qd": 7, "ky_hieu": "QĐ-CCTHADS", "ngay_qd": date(2023, 11, 15)}
CASE = {**KEY, "hinh_thuc": "theo_yeu_cau", "loai_an": "dan_su"}
ITEM = {**KEY, "khoan": 1, "loai_khoan": "tra_no", "so_tien": 5_000_000}


def codes(stage: Stage) -> list[tuple[str, int, str | None, str]]:
    """Sheet, row, column and code of all that is wrong."""
    return [(fault.sheet, fault.row, fault.column, fault.code) for fault in stage.faults()]
