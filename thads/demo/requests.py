"""The demo's books of requests: those that led to the decisions of a year, and some still open.

Drawn from a seed of its own, so that nothing else moves.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from thads.cases.models import Case, Initiation, Judgment, ObligationItem
from thads.core.days import statistics_year
from thads.core.text import fold
from thads.demo import names
from thads.demo.offices import ProvinceOffices
from thads.demo.register import Desk
from thads.demo.shelf import Row, Shelf, moment_on
from thads.demo.telling import HORIZON
from thads.identity.models import Role
from thads.parties.models import Party, PartyRole
from thads.requests.models import (
    Channel,
    EnforcementRequest,
    RequestKind,
    RequestStep,
    StepKind,
)
from thads.rules.working_days import TimeUnit, is_working_day, last_day

SINCE = date(2023, 10, 1)  # earlier requests stand in the paper book
OPEN = (  # days before the horizon, the steps taken since
    (1, ()),
    (2, (StepKind.COMPLETION_ASKED,)),
    (4, (StepKind.ENTRY,)),
    (12, (StepKind.ENTRY,)),  # late
    (25, (StepKind.ENTRY, StepKind.REFUSAL)),
)
NOTES = {StepKind.COMPLETION_ASKED: "Chưa có bản sao bản án; chưa ghi địa chỉ người phải thi hành."}


def fill(shelf: Shelf, province: ProvinceOffices, desks: Mapping[str, Desk]) -> None:
    """Put the requests of the current year on the shelf, numbered in the order of their days."""
    book = _Book(shelf, province)
    of_unit = {desk.unit_id: desk for desk in desks.values()}
    for case in shelf.rows[Case]:
        asked = case["initiation"] is Initiation.ON_REQUEST and case["docketed_on"] >= SINCE
        if asked and case["unit_id"] in of_unit:
            book.of_case(case, of_unit[case["unit_id"]])
    for desk in desks.values():
        book.still_open(desk)
    book.number()


class _Book:
    """The books of all units while they are filled."""

    def __init__(self, shelf: Shelf, province: ProvinceOffices) -> None:
        self.shelf, self.province = shelf, province
        self.rng = Random(f"thads demo requests {province.slug}")
        self.parties: dict[UUID, list[Row]] = defaultdict(list)
        self.items: dict[UUID, list[Row]] = defaultdict(list)
        for row in shelf.rows[Party]:
            self.parties[row["case_id"]].append(row)
        for row in shelf.rows[ObligationItem]:
            self.items[row["case_id"]].append(row)
        self.judgments = {row["id"]: row for row in shelf.rows[Judgment]}

    def of_case(self, case: Row, desk: Desk) -> None:
        """The request on which this case was opened, within the five working days before."""
        rng, decided = self.rng, case["docketed_on"]
        judgment = self.judgments.get(case["judgment_id"])
        received = self._working_day(decided - timedelta(days=rng.randint(1, 6)))
        first = judgment["received_on"] if judgment else received
        received = min(max(received, first), decided)
        creditors, debtors = (self._names(case, r) for r in (PartyRole.CREDITOR, PartyRole.DEBTOR))
        items = self.items[case["id"]]
        entrusted = case["entrusted_in"]
        kind = RequestKind.ENTRUSTMENT if entrusted else RequestKind.REQUEST
        judged_on = judgment["judged_on"] if judgment else received
        request_id = self._receive(
            desk, received, kind=kind, judgment_id=case["judgment_id"],
            requester="Cơ quan THADS nơi khác (minh họa)" if entrusted else creditors,
            creditor=creditors, debtor=debtors,
            content="; ".join(i["description"] or i["kind"].label for i in items),
            amount=sum(i["amount"] for i in items) or None,
            enforceable_on=None if entrusted else min(judged_on + timedelta(days=30), received),
            reference=f"{rng.randint(1, 90)}/QĐ-CCTHADS" if entrusted else None,
            stated_judgment=None if judgment else "Theo hồ sơ ủy thác",
        )  # fmt: skip
        self._step(request_id, desk, 1, received, StepKind.ENTRY, kind)
        self._step(request_id, desk, 2, decided, StepKind.ACCEPTANCE, kind, case_id=case["id"])

    def still_open(self, desk: Desk) -> None:
        """Some that came in lately: to be examined, completed, decided on, one refused."""
        for days, steps in OPEN:
            received = self._working_day(HORIZON - timedelta(days=days))
            creditor, debtor = (names.person(self.rng, self.province.code) for _ in range(2))
            number = f"{self.rng.randint(5, 80)}/2024/DS-ST"
            request_id = self._receive(
                desk, received, kind=RequestKind.REQUEST, judgment_id=None, requester=creditor,
                creditor=creditor, debtor=debtor, content="Trả nợ gốc và lãi chậm trả",
                amount=self.rng.randint(20, 900) * 1_000_000,
                enforceable_on=received - timedelta(days=self.rng.randint(20, 200)),
                reference=None,
                stated_judgment=f"{number} của {desk.office.court}",
            )  # fmt: skip
            for sequence, step in enumerate(steps, start=1):
                day = last_day(received, sequence - 1, TimeUnit.WORKING_DAYS)
                ground = "b" if step is StepKind.REFUSAL else None
                self._step(request_id, desk, sequence, day, step, RequestKind.REQUEST,
                           ground=ground, note=NOTES.get(step))  # fmt: skip

    def number(self) -> None:
        """Running numbers of each unit, book and year, in the order of days."""
        entries = [row for row in self.shelf.rows[RequestStep] if row["kind"] is StepKind.ENTRY]
        last: dict[tuple[Any, ...], int] = defaultdict(int)
        for row in sorted(entries, key=lambda r: (r["day"], r["entered_at"], str(r["id"]))):
            place = row["unit_id"], row["book"], row["book_year"]
            last[place] += 1
            row["number"] = last[place]

    def _receive(self, desk: Desk, day: date, **given: Any) -> UUID:
        moment = moment_on(self.rng, day)
        all_names = " ".join(given[name] for name in ("requester", "creditor", "debtor"))
        channel = self.rng.choice((Channel.WRITTEN, Channel.WRITTEN, Channel.POST, Channel.ORAL))
        asked = day - timedelta(days=2) if channel is Channel.POST else day
        return self.shelf.put(
            EnforcementRequest, moment, self.rng, unit_id=desk.unit_id, channel=channel,
            received_on=day, requested_on=asked, personal_id_number=None, address=None,
            account=None, means=None, returned_case_id=None, submission_key=None,
            names_folded=fold(all_names), entered_at=moment,
            entered_by_id=desk.people[Role.RECORDS_CLERK], **given,
        )  # fmt: skip

    def _step(
        self, request_id: UUID, desk: Desk, sequence: int, day: date, step: StepKind,
        kind: RequestKind, **given: Any,
    ) -> None:  # fmt: skip
        moment, is_entry = moment_on(self.rng, day, sequence), step is StepKind.ENTRY
        terms = {"note": None, "ground": None, "case_id": None} | given
        self.shelf.put(
            RequestStep, moment, self.rng, request_id=request_id, sequence=sequence, day=day,
            kind=step, pause=None, first_day=None, last_day=None, number=None,
            unit_id=desk.unit_id if is_entry else None, book=kind if is_entry else None,
            book_year=statistics_year(day) if is_entry else None, submission_key=None,
            entered_at=moment, entered_by_id=desk.people[Role.RECORDS_CLERK], **terms,
        )  # fmt: skip

    def _names(self, case: Row, role: PartyRole) -> str:
        found = [p["name"] for p in self.parties[case["id"]] if p["role"] is role]
        return "; ".join(found) or "Không nêu"

    def _working_day(self, day: date) -> date:
        while not is_working_day(day):
            day -= timedelta(days=1)
        return day
