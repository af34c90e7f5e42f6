"""Credit institutions of the demo with the work done with them. They are invented, as their names
say; the draws are this register's own."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from thads.banks.models import (
    BankMeeting,
    BankObstacle,
    BankObstacleEnd,
    BankPromise,
    BankPromiseOutcome,
    CreditInstitution,
    CreditorLink,
    Decider,
    HandoverStep,
    Outcome,
    Promiser,
    VoluntaryHandover,
    VoluntaryHandoverStep,
)
from thads.banks.naming import key_of
from thads.cases.models import Case
from thads.core.text import name_sort_key
from thads.demo.register import Desk
from thads.demo.shelf import Row, Shelf, moment_on
from thads.demo.telling import HORIZON
from thads.parties.models import Party, PartyKind, PartyRole

MORTGAGEE = "Ngân hàng Tập Huấn"  # as the contracts on assets of the demo say
SINCE = date(2010, 1, 4)
MET = (date(2024, 1, 18), date(2024, 5, 22), date(2024, 8, 15))
PROMISES = ("Cung cấp bản chính giấy chứng nhận, hợp đồng thế chấp",
            "Có văn bản về việc nhận tài sản để trừ nợ", "Cử người tham gia kê biên")  # fmt: skip
OBSTACLES = (
    ("Diện tích đất thực tế khác với giấy chứng nhận", "Đo đạc lại, chỉnh lý giấy chứng nhận",
     Decider.PEOPLES_COMMITTEE),
    ("Tài sản đấu giá nhiều lần không có người mua", "Nhận tài sản để trừ vào số tiền được thi "
     "hành", Decider.INSTITUTION),
)  # fmt: skip
CASES = 4  # of an institution with a promise, an obstacle or a hand-over


def fill(shelf: Shelf, slug: str, desks: Mapping[str, Desk]) -> None:
    """Every bank that a case names, linked to its cases; meetings and what came of them."""
    rng = Random(f"thads demo {slug} banks")
    home = next(iter(desks.values()))
    heads = {desk.unit_id: desk.head for desk in desks.values()}
    parties: dict[UUID, list[Row]] = defaultdict(list)
    for row in shelf.rows[Party]:
        if row["role"] is PartyRole.CREDITOR and row["kind"] is PartyKind.ORGANISATION:
            parties[row["case_id"]].append(row)
    cases: dict[str, list[Row]] = defaultdict(list)
    for row in shelf.rows[Case]:
        if row["bank"]:
            cases[row["bank"]].append(row)
    for name in sorted({*cases, MORTGAGEE}):
        institution_id = _put(
            shelf, rng, CreditInstitution, MET[0], home.head, name=name, short_name=None,
            branch=None, name_key=key_of(name), name_sort_key=name_sort_key(name),
            valid_from=SINCE, submission_key=None,
        )  # fmt: skip
        for case in cases[name]:
            found = [one["id"] for one in parties[case["id"]] if one["name"] == name]
            _put(shelf, rng, CreditorLink, case["docketed_on"], heads[case["unit_id"]],
                 case_id=case["id"], party_id=found[0] if found else None,
                 institution_id=institution_id, linked_on=case["docketed_on"],
                 replaces_id=None)  # fmt: skip
        _work(shelf, rng, institution_id, cases[name], home, heads)


def _work(
    shelf: Shelf, rng: Random, institution_id: UUID, cases: list[Row], home: Desk,
    heads: Mapping[UUID, UUID],
) -> None:  # fmt: skip
    for day in MET:
        _put(shelf, rng, BankMeeting, day, home.head, institution_id=institution_id,
             unit_id=home.unit_id, held_on=day, place="Trụ sở cơ quan Thi hành án dân sự tỉnh",
             people="Lãnh đạo cơ quan Thi hành án dân sự; đại diện tổ chức tín dụng (minh họa)",
             subject="Rà soát án tín dụng, ngân hàng",
             conclusion="Phối hợp vận động tự nguyện giao tài sản; thống nhất thời hạn hồ sơ.",
             submission_key=None)  # fmt: skip
    old = [one for one in cases if one["docketed_on"] < MET[1]]
    for case in rng.sample(old, min(CASES, len(old))):
        own = {"institution_id": institution_id, "unit_id": case["unit_id"],
               "case_id": case["id"], "meeting_id": None, "submission_key": None}  # fmt: skip
        head = heads[case["unit_id"]]
        _promise(shelf, rng, own, head)
        _obstacle(shelf, rng, own, head)
        _handover(shelf, rng, institution_id, case["id"], head)


def _promise(shelf: Shelf, rng: Random, own: Row, head: UUID) -> None:
    made = MET[1] + timedelta(days=rng.randint(0, 90))
    due = made + timedelta(days=rng.randint(15, 45))
    promise_id = _put(shelf, rng, BankPromise, made, head, promiser=Promiser.INSTITUTION,
                      content=rng.choice(PROMISES), made_on=made, due_on=due, **own)  # fmt: skip
    settled = due + timedelta(days=rng.choice((-5, -2, 4)))
    if settled <= HORIZON and rng.random() < 0.8:
        _put(shelf, rng, BankPromiseOutcome, settled, head, promise_id=promise_id,
             outcome=Outcome.KEPT, settled_on=settled, note="Đã nhận văn bản")  # fmt: skip


def _obstacle(shelf: Shelf, rng: Random, own: Row, head: UUID) -> None:
    raised = MET[1] + timedelta(days=rng.randint(0, 60))
    content, proposal, decider = rng.choice(OBSTACLES)
    obstacle_id = _put(shelf, rng, BankObstacle, raised, head, raised_on=raised, content=content,
                       proposal=proposal, decider=decider, due_on=raised + timedelta(days=30),
                       **own)  # fmt: skip
    if rng.random() < 0.5:
        ended = raised + timedelta(days=rng.randint(10, 45))
        _put(shelf, rng, BankObstacleEnd, ended, head, obstacle_id=obstacle_id, ended_on=ended,
             result="Đã thống nhất cách giải quyết", paper=None)  # fmt: skip


def _handover(
    shelf: Shelf, rng: Random, institution_id: UUID, case_id: UUID, head: UUID
) -> None:  # fmt: skip
    day = MET[1] + timedelta(days=rng.randint(1, 60))
    handover_id = _put(shelf, rng, VoluntaryHandover, day, head, institution_id=institution_id,
                       case_id=case_id, asset="Quyền sử dụng đất và nhà thế chấp (minh họa)",
                       asset_value=rng.randint(4, 30) * 100_000_000,
                       submission_key=None)  # fmt: skip
    later = rng.choice((HandoverStep.AGREED, HandoverStep.FAILED, None))
    steps = [HandoverStep.OFFERED, *([later] if later else [])]
    for sequence, kind in enumerate(steps, start=1):
        on = day + timedelta(days=20 * (sequence - 1))
        _put(shelf, rng, VoluntaryHandoverStep, on, head, handover_id=handover_id,
             sequence=sequence, kind=kind, day=on,
             due_on=on + timedelta(days=30) if kind.waits_for_a_day else None,
             note="Vận động tại nơi ở", paper=None, measure_id=None)  # fmt: skip


def _put(shelf: Shelf, rng: Random, table: Any, on: date, by: UUID, /, **values: Any) -> UUID:
    moment = moment_on(rng, on)
    return shelf.put(table, moment, rng, **values, entered_at=moment, entered_by_id=by)
