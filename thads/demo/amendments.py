"""Decisions of the demo that change neither standing nor money: amended words, entrusted assets."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from random import Random
from uuid import UUID

from thads.cases.models import ActKind, Case, CaseAct, SigningMode
from thads.core.days import statistics_year
from thads.demo.register import Desk
from thads.demo.shelf import Row, Shelf, moment_on
from thads.demo.telling import HORIZON
from thads.ledger.models import LedgerEntry

RUNNING = {ActKind.ASSIGNMENT, ActKind.VALID_NOTICE, ActKind.VERIFICATION}  # nothing else happened
SINCE, UNTIL = date(2024, 2, 1), date(2024, 7, 31)
WRITTEN = (
    (ActKind.AMENDMENT, "2", None, "Sửa năm sinh của người phải thi hành án."),
    (ActKind.ASSET_ENTRUSTMENT, None, "Cơ quan THADS nơi có tài sản (minh họa)",
     "Quyền sử dụng đất ở tỉnh khác."),
)  # fmt: skip


def fill(shelf: Shelf, slug: str, desks: Mapping[str, Desk]) -> None:
    """Two such decisions in each office, on the demo's last day; the seed is their own."""
    rng, facts = Random(f"thads demo amendments {slug}"), defaultdict[UUID, list[Row]](list)
    for row in (*shelf.rows[CaseAct], *shelf.rows[LedgerEntry]):
        facts[row["case_id"]].append(row)
    for desk in desks.values():
        for case, written in zip(_running(shelf, facts, desk), WRITTEN, strict=False):
            _write(shelf, rng, desk, len(facts[case["id"]]) + 1, case, written)


def _running(shelf: Shelf, facts: Mapping[UUID, list[Row]], desk: Desk) -> list[Row]:
    return [
        case
        for case in shelf.rows[Case]
        if case["unit_id"] == desk.unit_id
        and SINCE <= case["docketed_on"] <= UNTIL
        and facts[case["id"]]
        and all(row["kind"] in RUNNING for row in facts[case["id"]])
    ]


def _write(
    shelf: Shelf, rng: Random, desk: Desk, sequence: int, case: Row,
    written: tuple[ActKind, str | None, str | None, str],
) -> None:  # fmt: skip
    kind, ground, receiver, note = written
    year, moment = statistics_year(HORIZON), moment_on(rng, HORIZON)
    numbers = [
        row["number"]
        for row in shelf.rows[CaseAct]
        if row["unit_id"] == desk.unit_id and row["numbering_year"] == year
    ]
    shelf.put(
        CaseAct, moment, rng, case_id=case["id"], sequence=sequence, day=HORIZON, kind=kind,
        item_id=None, amount=None, ground=ground, until=None, officer_id=None, to_unit_id=None,
        receiver=receiver, unit_id=desk.unit_id, number=max(numbers, default=0) + 1,
        series=desk.office.symbol, numbering_year=year, signer_id=desk.head,
        signing_mode=SigningMode.HEAD, note=note, corrects_id=None, submission_key=None,
        entered_at=moment, entered_by_id=desk.head,
    )  # fmt: skip
