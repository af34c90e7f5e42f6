"""Tells the course of one invented case, fact after fact, never past its last day."""

from datetime import date, timedelta
from random import Random

from thads.cases.models import ActKind, ItemKind, MovementKind
from thads.core.days import add_months, statistics_year
from thads.demo.matters import Matter
from thads.demo.offices import Office
from thads.demo.plans import CasePlan, Flow, ItemPlan, Kind, Step
from thads.rules.working_days import is_working_day, next_working_day
from thads.verification.models import Finding


class Teller:
    """One case while it is told. `cursor` is the day of its latest decision or collection."""

    def __init__(
        self, rng: Random, matter: Matter, office: Office, docketed_on: date, last: date
    ) -> None:
        self.rng, self.matter, self.office = rng, matter, office
        self.last = last  # the case's end, or the working day of the province
        self.cursor = docketed_on
        self.plan = CasePlan(
            unit=office.code,
            docketed_on=docketed_on,
            initiation=matter.initiation,
            kind=matter.kind,
            items=[ItemPlan(owed.kind, owed.state_budget) for owed in matter.owed],
            officer=rng.randrange(office.officers),
            bank=matter.bank,
            corruption=matter.corruption,
            drugs=matter.drugs,
            foreign_element=matter.foreign_element,
        )
        self.left = [owed.amount for owed in matter.owed]
        self.verified_on: date | None = None

    def fact(self, day: date, kind: Kind, **terms: object) -> Step:
        """Add one fact."""
        step = Step(day, kind, **terms)  # type: ignore[arg-type]
        self.plan.steps.append(step)
        return step

    def decide(self, day: date, kind: ActKind, **terms: object) -> Step:
        """Add a decision; what comes next comes later."""
        self.cursor = max(self.cursor, day)
        return self.fact(day, kind, **terms)

    def day(self, low: date, high: date) -> date:
        """A working day from `low` to `high`, if there is one; else `high`."""
        span = max((high - low).days, 0)
        day = next_working_day(low + timedelta(days=self.rng.randint(0, span)))
        if day > high:
            day = high
            while day > low and not is_working_day(day):
                day -= timedelta(days=1)
        return day if is_working_day(day) else high

    def later(self, least: int, most: int, *, before: date | None = None) -> date:
        """A working day so many days after the cursor, not past the case's last day."""
        limit = min(before or self.last, self.last)
        low = min(self.cursor + timedelta(days=least), limit)
        most = max(most, least + 10)  # or there may be no working day among them
        return self.day(low, min(self.cursor + timedelta(days=most), limit))

    def room(self, before: date) -> int:
        """Days from the cursor to a day."""
        return (before - self.cursor).days

    def open(self, finding: Finding, *, lateness: float) -> None:
        """Assign an officer, serve the decision, verify: what each case begins with."""
        start = self.plan.docketed_on
        same_day = self.rng.random() < 0.6
        assigned = start if same_day else self.day(start, min(start + timedelta(2), self.last))
        self.decide(assigned, ActKind.ASSIGNMENT, officer=self.plan.officer)
        notice = self.later(1, 8)
        if notice >= self.last:
            return
        self.decide(notice, ActKind.VALID_NOTICE)
        chance = self.rng.random()
        if chance < lateness / 3:
            return  # forgotten
        wait = (11, 20) if chance > lateness else (32, 85)
        due = self.day(notice + timedelta(wait[0]), notice + timedelta(wait[1]))
        if due < self.last:
            self.verify(due, finding)
            if finding is Finding.HAS_MEANS and self.rng.random() < 0.25:
                self.decide(due, ActKind.ENFORCEABLE)

    def verify(self, day: date, finding: Finding) -> None:
        """Minutes of one verification."""
        if not self.verified_on or day > self.verified_on:
            self.decide(day, ActKind.VERIFICATION, finding=finding)
            self.verified_on = day

    @property
    def alone_to_destroy(self) -> bool:
        """The case is about exhibits to destroy and nothing else."""
        return {o.kind for o in self.matter.owed} == {ItemKind.EVIDENCE_DESTRUCTION}

    def destroy_exhibits(self, *, lateness: float) -> None:
        """Exhibits that lie beside an obligation of money are destroyed in good time, mostly."""
        start = self.plan.docketed_on
        for item, owed in enumerate(self.matter.owed):
            if owed.kind is not ItemKind.EVIDENCE_DESTRUCTION or len(self.matter.owed) == 1:
                continue
            late = self.rng.random() < 2 * lateness
            if late and self.last == HORIZON:
                continue  # nobody has seen to it yet
            council = next_working_day(
                start + timedelta(self.rng.randint(*((35, 80) if late else (6, 26))))
            )
            done = next_working_day(council + timedelta(self.rng.randint(3, 18)))
            if done >= self.last:
                council, done = start, self.day(start, self.last)
            self.plan.evidence = (council, done)
            self.fact(done, ActKind.COMPLETION, item=item)

    def verify_until(self, end: date, finding: Finding, *, lateness: float) -> None:
        """Verify again at the pace of the law until `end` (L08 Đ.44)."""
        months = 6 if finding is Finding.NO_MEANS else 12
        late = self.rng.random() < lateness
        while self.verified_on:
            due = add_months(self.verified_on, months) - timedelta(days=self.rng.randint(3, 25))
            if due >= end or (late and add_months(due, months) >= end):
                break
            self.verify(next_working_day(due), finding)

    def collect(self, item: int, day: date, amount: int | None = None) -> Flow:
        """Money comes in on one item, and goes out again within ten days."""
        amount = self.left[item] if amount is None else amount
        flow = self._flow(item, amount, MovementKind.COLLECTED, day)
        if amount > 1_000_000 and self.rng.random() < 0.012:
            self._collect_by_mistake(item, day, flow)
        self.fact(day, MovementKind.COLLECTED, item=item, flow=flow)
        self.cursor = max(self.cursor, day)
        to_state = self.plan.items[item].state_budget
        paid = next_working_day(day + timedelta(days=self.rng.randint(0, 9)))
        if paid <= HORIZON:
            kind = MovementKind.PAID_TO_BUDGET if to_state else MovementKind.PAID_OUT
            self.fact(paid, kind, item=item, flow=flow)
        return flow

    def _collect_by_mistake(self, item: int, day: date, flow: Flow) -> None:
        """The same sum was first booked too early, and that booking reversed."""
        booked = self.day(day - timedelta(days=7), day - timedelta(days=1))
        if booked < self.cursor or statistics_year(booked) != statistics_year(day):
            return
        first = self.fact(booked, MovementKind.COLLECTED, item=item, flow=flow)
        reversed_on = self.day(booked, day)
        self.fact(reversed_on, MovementKind.REVERSED, item=item, flow=flow, reverses=first)

    def instalments(self, item: int, end: date, times: int) -> None:
        """All that is left comes in, in so many parts, the last on `end`."""
        for left in range(times, 1, -1):
            if self.room(end) <= 2 * left or self.left[item] < 1_000_000:
                break
            part = self.left[item] // left // 1000 * 1000
            self.collect(item, self.later(1, self.room(end) // left), part)
        self.collect(item, end)

    def take(self, day: date, kind: ActKind, **terms: object) -> None:
        """A decision takes, or ends with, all that is left of the case."""
        self.decide(day, kind, **terms)
        for item, left in enumerate(self.left):
            if left:
                self._flow(item, left, kind, day)

    def take_part(self, item: int, day: date, kind: ActKind, amount: int, **terms: object) -> None:
        """A decision takes a part of one item."""
        flow = self._flow(item, amount, kind, day)
        self.decide(day, kind, item=item, flow=flow, **terms)

    def increase(self, item: int, day: date, amount: int) -> None:
        """The judgment is amended: more is owed."""
        self.decide(day, ActKind.INCREASE, item=item, amount=amount)
        self.plan.items[item].increased += amount
        self.left[item] += amount

    def finish(self) -> CasePlan:
        """What nobody paid or decided about remains."""
        for item, left in enumerate(self.left):
            if left:
                self._flow(item, left, None, None)
        return self.plan

    def _flow(self, item: int, amount: int, kind: Kind | None, day: date | None) -> Flow:
        flow = Flow(amount, kind, day, large=self.matter.owed[item].large)
        self.plan.items[item].flows.append(flow)
        self.left[item] -= amount
        return flow


HORIZON = date(2024, 9, 30)  # the working day of both demo provinces at first
