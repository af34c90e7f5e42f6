"""The register of credit institutions and the workbench of one, as workbooks."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from thads.banks.course import state_on
from thads.banks.models import BankObstacle, BankPromise
from thads.banks.queries.register import Line, Owed
from thads.cases.queries import CaseLine
from thads.imports.exporting.workbook import Cells, Column, Kind, Sheet, write
from thads.measures.models import Measure

INSTITUTIONS = (
    Column("Tổ chức tín dụng", width=40), Column("Tên viết tắt"),
    Column("Chi nhánh", width=24), Column("Từ ngày", Kind.DAY), Column("Đến hết ngày", Kind.DAY),
    Column("Việc", Kind.NUMBER, 8), Column("Chưa kết thúc", Kind.NUMBER, 10),
    Column("Có điều kiện", Kind.NUMBER, 10), Column("Phải thi hành (đ)", Kind.MONEY, 18),
    Column("Đã thu (đ)", Kind.MONEY, 18), Column("Còn phải thi hành (đ)", Kind.MONEY, 18),
)  # fmt: skip
CASES = (
    Column("Việc", width=22), Column("Ngày quyết định", Kind.DAY),
    Column("Người phải thi hành án", width=36), Column("Trạng thái", width=24),
    Column("Phải thi hành (đ)", Kind.MONEY, 18), Column("Đã thu (đ)", Kind.MONEY, 18),
    Column("Còn lại (đ)", Kind.MONEY, 18), Column("Chấp hành viên", width=24),
    Column("Đơn vị", width=32),
)  # fmt: skip

PROMISES = (
    Column("Điều đã hứa", width=50), Column("Người hứa", width=24), Column("Việc", width=22),
    Column("Ngày hứa", Kind.DAY), Column("Ngày hẹn", Kind.DAY), Column("Tình trạng", width=20),
    Column("Ngày có kết quả", Kind.DAY), Column("Ghi chú", width=40),
)  # fmt: skip
OBSTACLES = (
    Column("Khó khăn, vướng mắc", width=50), Column("Đề xuất", width=50),
    Column("Ai quyết định", width=28), Column("Việc", width=22), Column("Ngày nêu", Kind.DAY),
    Column("Hạn đề nghị", Kind.DAY), Column("Giải quyết ngày", Kind.DAY),
    Column("Kết quả", width=40), Column("Văn bản", width=24),
)  # fmt: skip

MEASURES = (
    Column("Biện pháp", width=36), Column("Quyết định", width=22), Column("Việc", width=22),
    Column("Đối tượng", width=50), Column("Ngày", Kind.DAY), Column("Tình trạng", width=28),
    Column("Ngày cưỡng chế", Kind.DAY), Column("Số tiền (đ)", Kind.MONEY, 18),
)  # fmt: skip


def write_institutions(
    path: Path, found: Sequence[Line], whole: Owed, *, day: date, asked: str
) -> None:
    """Write every institution with its sums; a case of two of them counts once below."""
    banner = (f"Tổ chức tín dụng, tính đến hết ngày {day:%d/%m/%Y}", asked)
    write(path, [Sheet("Tổ chức tín dụng", INSTITUTIONS, _institutions(found, whole), banner)])


def write_workbench(
    path: Path, title: str, cases: Iterable[CaseLine], *, day: date, asked: str
) -> None:
    """Write the cases of one institution."""
    banner = (f"Các việc của {title}, tính đến hết ngày {day:%d/%m/%Y}", asked)
    write(path, [Sheet("Các việc", CASES, _cases(cases), banner)])


def write_work(
    path: Path, title: str, promises: Iterable[BankPromise], obstacles: Iterable[BankObstacle],
    measures: Iterable[Measure], *, day: date,
) -> None:  # fmt: skip
    """Write promises, obstacles and running measures of one institution, a sheet each."""
    banner = (f"Làm việc với {title}, tính đến hết ngày {day:%d/%m/%Y}",)
    write(path, [
        Sheet("Lời hẹn", PROMISES, (_promise(one, day) for one in promises), banner),
        Sheet("Khó khăn, vướng mắc", OBSTACLES, map(_obstacle, obstacles), banner),
        Sheet("Bảo đảm, cưỡng chế", MEASURES, map(_measure, measures), banner),
    ])  # fmt: skip


def _promise(one: BankPromise, day: date) -> Cells:
    settled = one.outcome
    return (
        one.content, one.promiser.label, one.case.title if one.case else "Chung", one.made_on,
        one.due_on, state_on(one, day).label, settled.settled_on if settled else None,
        settled.note if settled else None,
    )  # fmt: skip


def _obstacle(one: BankObstacle) -> Cells:
    end = one.end
    return (
        one.content, one.proposal, one.decider.label, one.case.title if one.case else "Chung",
        one.raised_on, one.due_on, end.ended_on if end else None, end.result if end else None,
        end.paper if end else None,
    )  # fmt: skip


def _measure(one: Measure) -> Cells:
    began, appointed = one.decision or one.steps[0], one.appointed
    return (
        one.kind.label, began.title, one.case.title, one.object, began.day, one.state.label,
        appointed.on_day if appointed else None, one.amount,
    )  # fmt: skip


def _institutions(found: Iterable[Line], whole: Owed) -> Iterator[Cells]:
    for line in found:
        one = line.institution
        last_day = one.end.last_day if one.end else None
        yield (one.name, one.short_name, one.branch, one.valid_from, last_day, *line.owed)
    yield ("Cộng, mỗi việc một lần", *(None,) * 4, *whole)


def _cases(found: Iterable[CaseLine]) -> Iterator[Cells]:
    sums = [0, 0, 0]
    for line in found:
        money = (line.awarded, line.collected, line.remaining)
        sums = [one + more for one, more in zip(sums, money, strict=True)]
        yield (
            f"{line.number}/{line.series}", line.docketed_on, line.debtors, line.standing.label,
            *money, line.officer, line.unit,
        )  # fmt: skip
    yield ("Cộng", *(None,) * 3, *sums, None, None)
