"""The search at 60,000 and at 1,000,000 parties, against reading all names.

Each search is what a request asks: numbers, judgments and people, ordered, as far as the reader may
open them; milliseconds are of a processor. The rival reads every name with LIKE, as the register's
own filter does. Exit status 1 when a gate fails. Gates: the slowest search at most 5 ms
at 60,000 parties and 20 ms at 1,000,000; the searches together at least 10 times as fast as LIKE.
"""

import os
import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter, process_time
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import pytest
from sqlalchemy import Table, or_, select
from sqlalchemy.orm import Session

from tenants import context, registry
from tenants.sessions import TenantSession
from tests import installation
from tests.factories import ENTERED, Make
from thads.assembly import assemble
from thads.cases.models import Case, Initiation, JudgmentKind
from thads.core.driver import Driver, Row
from thads.core.ids import ids_in_order
from thads.core.text import fold, name_sort_key
from thads.parties.models import Party, PartyKind, PartyRole
from thads.search import index, queries
from thads.search.words import read, words_of

SIZES = [int(n) for n in os.environ.get("THADS_BENCH_PARTIES", "60000,1000000").split(",")]
MOST_MS, LEAST_RATIO, ROUNDS, RIVALS = {60_000: 5.0, 1_000_000: 20.0}, 10, 15, 2
UNITS, BATCH = 11, 5000
# As often as in the country: syllables and their weights.
SURNAMES = {
    "Nguyễn": 38, "Trần": 11, "Lê": 9, "Phạm": 7, "Hoàng": 5, "Phan": 4, "Vũ": 4, "Đặng": 2,
    "Bùi": 2, "Đỗ": 1, "Hồ": 1, "Ngô": 1, "Lý": 3, "Giàng": 2, "Lò": 2, "Vàng": 2, "Thào": 2,
}  # fmt: skip
MIDDLES = {
    "Văn": 30, "Thị": 32, "Đức": 4, "Hữu": 4, "Minh": 4, "Thanh": 4, "Ngọc": 4, "A": 4, "Xuân": 3,
    "Đình": 3, "Thu": 3, "Quang": 3,
}  # fmt: skip
GIVEN = """An Anh Ánh Ân Bảo Bình Châu Chi Chiến Cường Dung Dũng Duy Đạt Điệp Đức Giang Hà Hải Hạnh
Hằng Hiền Hiếu Hoa Hòa Hoài Hoàn Hồng Huệ Hùng Hương Huy Khánh Khoa Kiên Lâm Lan Liên Linh Loan Lộc
Long Luận Ly Mai Mạnh Mỹ Nam Nga Ngân Nghĩa Nguyệt Nhàn Nhi Nhung Như Oanh Phát Phong Phú Phúc
Phương Quân Quý Quyên Quỳnh Sơn Sang Tài Tâm Tân Thái Thắng Thảo Thu Thủy Tiến Toàn Trang Trí Trung
Tú Tuấn Tùng Uyên Vân Việt Vinh Vy Yên Yến"""
TYPED = ("ng", "nguyen van", "Nguyễn Văn A", "nguyen van an", "t t", "thi van", "nguyen tran",
         "le an", "quynh nhu", "zz", "12", "12/qd", "001090000123")  # fmt: skip


def names(chance: random.Random) -> Iterator[str]:
    """Names of people, for ever."""
    known = GIVEN.split()
    while True:
        surname = chance.choices(list(SURNAMES), list(SURNAMES.values()))[0]
        middle = chance.choices(list(MIDDLES), list(MIDDLES.values()))[0]
        given = chance.choices(known, k=1 + (chance.random() < 0.3))
        yield " ".join((surname, middle, *given))


def fill(db: Session, parties: int) -> list[UUID]:
    """A register with so many parties, two a case; answers its units and one without any case."""
    make, driver, ids = Make(db), Driver(db.connection()), ids_in_order()
    units = [make.unit().id for _ in range(UNITS + 1)]
    named, first = names(random.Random(parties)), date(2019, 10, 1)
    with driver.room():
        for start in range(0, parties // 2, BATCH):
            cases, people, histories = [], [], []
            for number in range(start + 1, start + 1 + BATCH):
                case_id, unit = UUID(next(ids)), units[number % UNITS]
                cases.append(_case(driver, case_id, unit, number, first))
                histories.append(_history(case_id))
                people += [
                    _party(driver, UUID(next(ids)), case_id, role, next(named), number)
                    for role in (PartyRole.DEBTOR, PartyRole.CREDITOR)
                ]
            driver.insert(cast("Table", Case.__table__), cases)
            driver.insert(cast("Table", Party.__table__), people)
            index.IndexUpkeep(driver, new=True).take(histories)
    db.commit()
    if db.get_bind().dialect.name == "postgresql":
        db.connection().exec_driver_sql("ANALYZE")
        db.commit()
    return [units[0], units[-1]]


def _history(case_id: UUID) -> Any:
    return SimpleNamespace(facts=SimpleNamespace(case_id=case_id))


def _row(table: Any, given: dict[str, Any]) -> Row:
    return tuple(given.get(column.name) for column in table.__table__.c)


def _case(driver: Driver, case_id: UUID, unit: UUID, number: int, first: date) -> Row:
    day = first + timedelta(days=number * 2000 // 500_000)
    return _row(Case, {
        "id": driver.key(case_id), "unit_id": driver.key(unit), "number": number,
        "series": "QĐ-CCTHADS", "numbering_year": day.year, "docketed_on": driver.day(day),
        "initiation": Initiation.ON_REQUEST.value, "kind": JudgmentKind.CIVIL.value,
        "entrusted_in": False, "corruption": False, "drugs": False, "foreign_element": False,
        "revision": 1, "entered_at": driver.moment(ENTERED),
    })  # fmt: skip


def _party(
    driver: Driver, party_id: UUID, case_id: UUID, role: PartyRole, name: str, number: int
) -> Row:
    return _row(Party, {
        "id": driver.key(party_id), "case_id": driver.key(case_id), "role": role.value,
        "kind": PartyKind.PERSON.value, "name": name, "name_folded": fold(name),
        "name_sort_key": name_sort_key(name), "personal_id_number": f"00109{number:07}",
        "entered_at": driver.moment(ENTERED),
    })  # fmt: skip


def ours(db: Session, typed: str, scope: UUID | None) -> int:
    """As the product finds it."""
    found = queries.find(db, read(typed), scope=scope, judgments_too=True, requests_too=True)
    return len(found.people)


def rival(db: Session, typed: str, scope: UUID | None) -> int:
    """Every name read: each word at the beginning of the name or behind a space."""
    stmt = select(Party.id, Party.name).join(Case, Case.id == Party.case_id)
    for word in words_of(typed):
        stmt = stmt.where(
            or_(Party.name_folded.like(f"{word}%"), Party.name_folded.like(f"% {word}%"))
        )
    if scope:
        stmt = stmt.where(Case.unit_id == scope)
    return len(db.execute(stmt.order_by(Party.name_sort_key, Party.id).limit(20)).all())


def milliseconds(search: Any, db: Session, typed: str, scope: UUID | None, rounds: int) -> float:
    """The processor's time of the best of some runs, ours and the database server's, each run in a
    transaction of its own as a request is."""
    taken = []
    for _ in range(rounds):
        db.rollback()
        server = _server(db)
        began, served = process_time(), _on_processor(server)
        search(db, typed, scope)
        taken.append((process_time() - began + _on_processor(server) - served) * 1000)
    return min(taken)


def _server(db: Session) -> int | None:
    """The process that answers on PostgreSQL; SQLite answers in ours."""
    if db.connection().dialect.name == "sqlite":
        return None
    pid: int = db.connection().exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    return pid


def _on_processor(pid: int | None) -> float:
    """Seconds that a process has been on a processor."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9 if pid else 0.0


def measure(db: Session, parties: int, scopes: dict[str, UUID | None]) -> bool:
    """Print each search of each reader; whether the gates hold."""
    worst, mine, theirs = 0.0, 0.0, 0.0
    for reader, scope in scopes.items():
        for typed in TYPED:
            taken = milliseconds(ours, db, typed, scope, ROUNDS)
            naive = milliseconds(rival, db, typed, scope, RIVALS)
            worst, mine, theirs = max(worst, taken), mine + taken, theirs + naive
            found = ours(db, typed, scope)
            say(
                f"  {reader:<9} {typed:<14} {taken:8.2f} ms   LIKE {naive:8.1f} ms   {found} people"
            )
    gate, ratio = MOST_MS.get(parties), theirs / mine
    say(f"{parties} parties: slowest {worst:.2f} ms (gate: at most {gate} ms), all together"
        f" {ratio:.0f} times as fast as LIKE (gate: at least {LEAST_RATIO})")  # fmt: skip
    return (gate is None or worst <= gate) and ratio >= LEAST_RATIO


def _run(parties: int) -> bool:
    """One size, from its filling to its gates."""
    with TenantSession() as db:
        began = perf_counter()
        unit, empty = fill(db, parties)
        say(f"{installation.ENGINE}: {parties} parties in {perf_counter() - began:.0f} s")
    with TenantSession(info={"read_only": True}) as db:
        return measure(db, parties, {"province": None, "a unit": unit, "new unit": empty})


def say(line: str) -> None:
    """A line of the result, seen at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    """Each size in an installation of its own."""
    assemble(b"the key of the bench")
    held = []
    with (
        tempfile.TemporaryDirectory(prefix="thads-bench-") as name,
        pytest.MonkeyPatch.context() as patch,
    ):
        folder = Path(name)
        folder.chmod(0o755)
        with installation.prepared(folder / "template") as made:
            for parties in SIZES:
                with (
                    made.fresh(folder / str(parties), patch),
                    context.entered(registry.find("lao-cai")),
                ):
                    held.append(_run(parties))
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
