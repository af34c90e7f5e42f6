"""Rows of the other sheets that belong to no case of the workbook."""

from thads.imports.columns import KEY
from thads.imports.parsing import Parsed, Parser
from thads.imports.parsing.rows import RowReader
from thads.imports.stage import Stage


def tell_strays(stage: Stage, parser: Parser) -> None:
    """Say of each what is wrong: a cell of its key, or that `viec` has no such case."""
    for sheet, row in stage.strays():
        reader = RowReader(Parsed(row.number), parser.today)
        key = parser.key(reader, row, sheet)
        if key is not None:
            reader.fault(
                sheet, row, KEY[1], "stray_row", f"Sheet viec không có việc {key}.",
                "Thêm dòng của việc này vào sheet viec, hoặc sửa đơn vị, số, ký hiệu, ngày quyết "
                "định cho khớp.",
            )  # fmt: skip
        for fault in reader.parsed.faults:
            stage.fault(fault)
