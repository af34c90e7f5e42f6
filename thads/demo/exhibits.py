"""Exhibits of the demo: seized, received, stored, put before councils, destroyed or handed over.

The days of councils and destructions are drawn with their cases; all else here has its own hand.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from thads.cases.models import SigningMode
from thads.core.db import TenantBase
from thads.demo import names
from thads.demo.register import Desk
from thads.demo.shelf import Row, Shelf, moment_on, new_id
from thads.demo.telling import HORIZON
from thads.evidence.destruction.models import (
    CouncilMember,
    CouncilSession,
    CouncilVote,
    DestructionCouncil,
    SessionExhibit,
)
from thads.evidence.kinds import (
    CountKind,
    Direction,
    ExhibitKind,
    Fate,
    Holder,
    Method,
    Seat,
    StepKind,
    Voice,
)
from thads.evidence.models import EvidenceFile, Exhibit, ExhibitStep
from thads.evidence.store.models import (
    Stocktaking,
    StocktakingLine,
    StoreOrder,
    StoreOrderLine,
    StorePlace,
)
from thads.identity.models import User

OPENED = date(2015, 9, 1)
COUNTED = (
    (date(2023, 12, 29), CountKind.QUARTER), (date(2024, 3, 29), CountKind.HALF_YEAR),
    (date(2024, 6, 28), CountKind.QUARTER), (date(2024, 9, 30), CountKind.YEAR),
)  # fmt: skip
BESIDE = (
    ("01 điện thoại di động", ExhibitKind.THING, Fate.RETURN),
    ("01 xe đạp điện", ExhibitKind.THING, Fate.FORFEIT),
    ("01 giấy phép lái xe", ExhibitKind.PAPERS, Fate.RETURN),
)  # fmt: skip
FORGOTTEN = (("02 xe đạp khung gỉ", date(2016, 3, 14)), ("01 máy khoan cũ", date(2018, 11, 6)),
             ("01 túi vải chứa dụng cụ", date(2021, 5, 20)))  # fmt: skip


SAID = ("fate", "quantity", "state", "seal", "number", "body", "amount", "counts_from", "note",
        "order_id", "place_id", "council_id")  # fmt: skip


class Told(NamedTuple):
    """What a case's plan says of its exhibits to destroy."""

    file: Row
    desk: Desk
    council_on: date | None
    destroyed_on: date | None


def fill(shelf: Shelf, slug: str, province: str, desks: dict[str, Desk], told: list[Told]) -> None:
    """Everything about the files that the cases brought, and some of which nobody knows."""
    hand = _Hand(shelf, Random(f"thads demo {slug} exhibits"), province)
    for desk in desks.values():
        hand.open_store(desk)
    for one in told:
        hand.tell(one)
    for desk in desks.values():
        hand.count(desk)
    hand.forget_some(next(iter(desks.values())))
    hand.name_what_was_voted_on()


class _Hand:
    """Writes the rows, and remembers councils and what lies in which store."""

    def __init__(self, shelf: Shelf, rng: Random, province: str) -> None:
        self.shelf, self.rng, self.province = shelf, rng, province
        self.places: dict[UUID, UUID] = {}
        self.kept: dict[UUID, list[tuple[UUID, date, date | None]]] = defaultdict(list)
        self.numbers: dict[tuple[UUID, int, str], int] = defaultdict(int)
        self.sequences: dict[UUID, int] = defaultdict(int)
        self.councils: dict[tuple[UUID, date], tuple[UUID, list[UUID]]] = {}
        self.sessions: dict[tuple[UUID, date], UUID] = {}
        self.voted_on: list[tuple[UUID, UUID, date, UUID | None]] = []

    def open_store(self, desk: Desk) -> None:
        """The store at the office's seat."""
        self.places[desk.unit_id] = self._enter(
            StorePlace, OPENED, desk.head, unit_id=desk.unit_id, holder=Holder.OWN,
            name=f"Kho vật chứng {desk.office.place}", address=f"Trụ sở, {desk.office.place}",
            opened_on=OPENED,
        )  # fmt: skip

    def tell(self, told: Told) -> None:
        """The thing to destroy as far as it came, and now and then another beside it."""
        file, desk, council_on, gone_on = told
        day = file["decided_on"]
        file |= {
            "seized_by": f"Cơ quan Cảnh sát điều tra, {desk.office.place}",
            "seizure_number": f"{self.rng.randrange(1, 90)}/BB-TG",
            "seized_on": day - timedelta(days=self.rng.randrange(120, 400)),
        }  # fmt: skip
        thing = self._thing(file, 1, file["description"], ExhibitKind.THING, Fate.DESTROY)
        stored = self.rng.random() < 0.7 and gone_on != day and council_on != day
        if stored:
            self._moved(file, thing, desk, Direction.IN, day)
            self.kept[desk.unit_id].append((thing, day, gone_on))
        if council_on:
            council, number = self._council(desk, council_on)
            self._step(file, thing, StepKind.PUT_BEFORE, council_on, council_id=council,
                       number=number)  # fmt: skip
        if council_on and gone_on:
            if stored:
                self._moved(file, thing, desk, Direction.OUT, gone_on)
            session = self._session(desk, council_on, gone_on)
            self.voted_on.append((session, thing, gone_on, desk.head))
            self._step(file, thing, StepKind.DESTROYED, gone_on, council_id=council)
        if self.rng.random() < 0.25:
            self._beside(file, desk)

    def count(self, desk: Desk) -> None:
        """Each quarter what the books have; where something is lent, the sheet says so."""
        kept = self.kept[desk.unit_id]
        for day, kind in COUNTED:
            there = [one for one, since, gone in kept if since <= day < (gone or date.max)]
            if not there:
                continue
            counting = self._enter(
                Stocktaking, day, desk.head, place_id=self.places[desk.unit_id], kind=kind, day=day,
                hour="14:00", people="Thủ kho; kế toán; Thủ trưởng đơn vị",
            )  # fmt: skip
            lent = day == COUNTED[-1][0] and len(there) > 3
            for position, thing in enumerate(there, start=1):
                gone = lent and position == 1
                self._enter(
                    StocktakingLine, day, desk.head, stocktaking_id=counting, exhibit_id=thing,
                    position=position, expected=1, counted=0 if gone else 1,
                    note="Không thấy trên giá; đang tra lại lệnh xuất" if gone else None,
                )  # fmt: skip

    def forget_some(self, desk: Desk) -> None:
        """What was received long ago and no judgment is known of."""
        for name, day in FORGOTTEN:
            file: Row = {}
            file["id"] = self._enter(
                EvidenceFile, day, desk.head, case_id=None, unit_id=desk.unit_id,
                description=name, decided_on=None, seized_by="Không rõ", seizure_number=None,
                seized_on=None,
            )  # fmt: skip
            file |= {"decided_on": day, "seized_by": "Không rõ"}
            self._thing(file, 1, name, ExhibitKind.THING, None)

    def name_what_was_voted_on(self) -> None:
        """After all else, so that nothing before it is drawn otherwise."""
        for session, thing, day, head in self.voted_on:
            self._enter(SessionExhibit, day, head, session_id=session, exhibit_id=thing)

    def _thing(self, file: Row, position: int, name: str, kind: ExhibitKind, fate: Fate | None
               ) -> UUID:  # fmt: skip
        day = file["decided_on"]
        thing = self._enter(
            Exhibit, day, None, file_id=file["id"], position=position, kind=kind, name=name,
            quantity=1, measure="lô", state="Theo biên bản thu giữ", seal=None, value=None,
        )  # fmt: skip
        if fate:
            self._step(file, thing, StepKind.ORDERED, day, fate=fate)
        self._step(file, thing, StepKind.RECEIVED, day, quantity=1, body=file["seized_by"])
        return thing

    def _beside(self, file: Row, desk: Desk) -> None:
        name, kind, fate = self.rng.choice(BESIDE)
        thing = self._thing(file, 2, name, kind, fate)
        day = file["decided_on"] + timedelta(days=self.rng.randrange(3, 9))
        if day > HORIZON:
            return
        if fate is Fate.FORFEIT:
            self._step(file, thing, StepKind.FORFEITED, day,
                       body=f"Phòng Tài chính – Kế hoạch, {desk.office.place}")  # fmt: skip
            return
        person = names.person(self.rng, self.province)
        self._step(file, thing, StepKind.NOTIFIED, day, body=person)
        fetched = day + timedelta(days=self.rng.randrange(1, 40))
        if fetched <= HORIZON:
            self._step(file, thing, StepKind.RETURNED, fetched, body=person)

    def _moved(self, file: Row, thing: UUID, desk: Desk, way: Direction, day: date) -> None:
        place, number = self.places[desk.unit_id], self._number(desk, day.year, way.value)
        inward = way is Direction.IN
        body = file["seized_by"] if inward else "Hội đồng tiêu hủy"
        order = self._enter(
            StoreOrder, day, desk.head, unit_id=desk.unit_id, place_id=place, direction=way,
            number=number, numbering_year=day.year, day=day, body=body,
            reason="Bảo quản chờ xử lý" if inward else "Tiêu hủy", signer_id=desk.head,
            signing_mode=SigningMode.HEAD,
        )  # fmt: skip
        self._enter(StoreOrderLine, day, desk.head, order_id=order, exhibit_id=thing)
        kind = StepKind.STORED if inward else StepKind.ISSUED
        self._step(file, thing, kind, day, quantity=1, body=body, order_id=order, place_id=place)

    def _council(self, desk: Desk, day: date) -> tuple[UUID, str]:
        """One a unit and day, for all its files: officer, finance body, specialist (L08 Đ.125)."""
        known = self.councils.get((desk.unit_id, day))
        number = f"TH{day:%d%m}/{desk.office.symbol}"
        if known:
            return known[0], number
        council = self._enter(
            DestructionCouncil, day, desk.head, unit_id=desk.unit_id, formed_on=day,
            number=number, signer_id=desk.head, signing_mode=SigningMode.HEAD,
        )  # fmt: skip
        chair = self.rng.choice(desk.officers)
        called = next(row["full_name"] for row in self.shelf.rows[User] if row["id"] == chair)
        place = desk.office.place
        seats = (
            (Seat.CHAIR, called, "Chấp hành viên", chair),
            (
                Seat.FINANCE,
                names.person(self.rng, self.province),
                f"Phòng Tài chính, {place}",
                None,
            ),
            (Seat.SPECIALIST, names.person(self.rng, self.province), f"Công an, {place}", None),
        )
        members = [
            self._enter(CouncilMember, day, desk.head, council_id=council, position=position,
                        seat=seat, name=name, office=office, user_id=user_id)
            for position, (seat, name, office, user_id) in enumerate(seats, start=1)
        ]  # fmt: skip
        self.councils[desk.unit_id, day] = council, members
        return council, number

    def _session(self, desk: Desk, council_on: date, day: date) -> UUID:
        council, members = self.councils[desk.unit_id, council_on]
        if (council, day) in self.sessions:
            return self.sessions[council, day]
        session = self._enter(
            CouncilSession, day, desk.head, council_id=council, held_on=day, hour="09:00",
            place=f"Bãi tiêu hủy, {desk.office.place}", method=Method.BURN, contractor=None,
            prosecutor="Kiểm sát viên dự", course=None, is_approved=True,
        )  # fmt: skip
        for member in members:
            self._enter(CouncilVote, day, desk.head, session_id=session, member_id=member,
                        voice=Voice.FOR)  # fmt: skip
        self.sessions[council, day] = session
        return session

    def _step(self, file: Row, thing: UUID, kind: StepKind, day: date, **said: Any) -> None:
        self.sequences[thing] += 1
        self._enter(
            ExhibitStep, day, None, **(dict.fromkeys(SAID) | said), exhibit_id=thing,
            file_id=file["id"], sequence=self.sequences[thing], kind=kind, day=day,
        )  # fmt: skip

    def _number(self, desk: Desk, year: int, what: str) -> int:
        self.numbers[desk.unit_id, year, what] += 1
        return self.numbers[desk.unit_id, year, what]

    def _enter(self, table: type[TenantBase], on: date, by: UUID | None, /, **values: Any) -> UUID:
        moment = moment_on(self.rng, on)
        row_id = new_id(self.rng, moment)
        self.shelf.rows[table].append(
            {"id": row_id, **values, "entered_at": moment, "entered_by_id": by}
        )
        return row_id
