"""Cases of a workbook streamed beside ours, and what is said of them handed to the stage."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from thads.imports import ours
from thads.imports.comparing import Difference
from thads.imports.faults import Fault
from thads.imports.models import DifferenceKind
from thads.imports.offices import Offices
from thads.imports.ours import Chunk, Ours
from thads.imports.parsing import Parsed, Parser
from thads.imports.stage import Difference as StagedDifference
from thads.imports.stage import Stage

CHUNK = 500

Progress = Callable[[str, int, int], None]


class Importer(NamedTuple):
    """Who imports: for which unit (None: all), and whether units and people may be changed."""

    unit_id: UUID | None
    may_offices: bool


def looked_up(
    db: Session, stage: Stage, parser: Parser, progress: Progress, what: str
) -> Iterator[tuple[Parsed, Chunk]]:
    """Each case of the workbook as read, with ours of the same keys."""
    done, total = 0, stage.counts().get("viec", 0)
    cases = stage.cases()
    while batch := [parser.parse(raw) for raw in islice(cases, CHUNK)]:
        known = ours.chunk(db, [parsed.key for parsed in batch if parsed.key is not None])
        for parsed in batch:
            yield parsed, known
        done += len(batch)
        progress(what, min(done, total), total)


def of_other_unit(parsed: Parsed, importer: Importer, offices: Offices) -> bool:
    """Note the fault when the case is not one of the importer's unit."""
    key = parsed.key
    if importer.unit_id is None or key is None or key.unit not in offices.units:
        return False
    if offices.units[key.unit].id == importer.unit_id:
        return False
    own = next((u.code for u in offices.units.values() if u.id == importer.unit_id), "")
    parsed.faults.append(
        Fault(
            "viec", parsed.row, "don_vi", "other_unit",
            f"Việc của đơn vị {key.unit}; anh/chị chỉ nhập được sổ của đơn vị {own}.",
            "Bỏ các dòng của đơn vị khác, hoặc nhờ người phụ trách cấp tỉnh nhập tệp này.",
        )
    )  # fmt: skip
    return True


def tell(stage: Stage, faults: Iterable[Fault]) -> None:
    """Hand faults to the stage."""
    for fault in faults:
        stage.fault(fault)


def tell_difference(stage: Stage, parsed: Parsed, mine: Ours, found: Difference) -> None:
    """Hand one difference to the stage."""
    stage.difference(
        StagedDifference(
            DifferenceKind.DIFFERENT, str(mine.case.key), mine.case_id, found.sheet,
            row_of(parsed, found), found.field, found.ours, found.theirs,
        )
    )  # fmt: skip


def row_of(parsed: Parsed, found: Difference) -> int:
    """Where the difference stands in the workbook; at the case's row when only ours has it."""
    if found.place is None or parsed.case is None:
        return parsed.row
    if found.sheet == "khoan":
        return parsed.items[parsed.case.items[found.place].position]
    rows = {"duong_su": parsed.parties, "dien_bien": parsed.events, "thu_chi": parsed.money}
    return rows[found.sheet][found.place] if found.sheet in rows else parsed.row
