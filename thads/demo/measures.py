"""Measures of security and coercion of the demo, on cases of the statistics year: what raised money
on cases that paid, what still runs on cases that did not. The draws are the measures' own."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from random import Random
from typing import NamedTuple
from uuid import UUID

from thads.cases.models import ActKind, Case, CaseAct, MovementKind, ObligationItem, SigningMode
from thads.core.days import statistics_year, year_start
from thads.costs.models import CostLine, CostSheet, CostSheetDecision, SheetKind
from thads.demo.register import Desk
from thads.demo.shelf import Row, Shelf, moment_on
from thads.demo.telling import HORIZON
from thads.ledger.models import LedgerEntry
from thads.measures.models import CoercionPlan, Measure, MeasureStep, StepKind
from thads.parties.models import Party, PartyRole
from thads.rules.coercion_costs import Bearer
from thads.rules.coercion_times import tet
from thads.rules.measures import MeasureKind
from thads.rules.working_days import add_working_days, working_days_before

K = StepKind
FIRST = year_start(statistics_year(HORIZON))
QUIET = {ActKind.ASSIGNMENT, ActKind.VALID_NOTICE, ActKind.VERIFICATION}
RAISING = (  # on cases that paid: the measure and what came of it
    (MeasureKind.DEDUCTION, K.CARRIED_OUT), (MeasureKind.ATTACHMENT, K.COMPLIED_ON_SPOT),
    (MeasureKind.INCOME_DEDUCTION, K.CARRIED_OUT), (MeasureKind.ATTACHMENT, K.COMPLIED),
    (MeasureKind.ATTACHMENT, K.CARRIED_OUT),
)  # fmt: skip
RUNNING = (  # on cases that did not: the measure, and the working days since its decision
    (MeasureKind.FREEZE, 4), (MeasureKind.STOP, 30), (MeasureKind.ATTACHMENT, 12),
    (MeasureKind.SEIZURE, 45),
)  # fmt: skip
WORTH_IT = 5_000_000  # đồng owed
LATE_FREEZE = 15  # working days: its ten days are over in the offices that the press criticises
LAND = "Quyền sử dụng thửa đất số {n}, tờ bản đồ {m} và tài sản gắn liền với đất (minh họa)"
OBJECTS = {
    MeasureKind.FREEZE: "Tài khoản thanh toán", MeasureKind.DEDUCTION: "Tiền trong tài khoản",
    MeasureKind.INCOME_DEDUCTION: "Tiền lương hằng tháng",
    MeasureKind.SEIZURE: "01 xe mô tô và giấy đăng ký xe (minh họa)",
}  # fmt: skip
BANK, OFFICE = (
    "Ngân hàng Tập Huấn, chi nhánh tại địa phương",
    "Văn phòng đăng ký đất đai (minh họa)",
)


class Told(NamedTuple):
    """A case with those whom its measures concern, and its money if it paid."""

    case: Row
    officer: UUID
    debtor: Row
    paid: Row | None
    owed: int  # đồng of all items


def fill(shelf: Shelf, slug: str, desks: Mapping[str, Desk]) -> None:
    """In every office some that are done and some that run."""
    rng, cases = Random(f"thads demo {slug} measures"), _cases(shelf)
    for desk in desks.values():
        Pen(shelf, rng, desk).write(cases[desk.unit_id], is_late=desk.office.slug == "quyhop")


class Pen:
    """Writes the measures of one office and numbers its decisions in the order of days."""

    def __init__(self, shelf: Shelf, rng: Random, desk: Desk) -> None:
        self.shelf, self.rng, self.desk = shelf, rng, desk
        self.decided: list[Row] = []

    def write(self, cases: Sequence[Told], *, is_late: bool) -> None:
        """All of them."""
        paid = [one for one in cases if one.paid]
        waiting = [one for one in cases if not one.paid and one.owed >= WORTH_IT]
        quiet = sorted(waiting, key=lambda one: one.owed, reverse=True)
        for told, (kind, result) in zip(paid, RAISING, strict=False):
            self._raise(told, kind, result)
        for told, (kind, since) in zip(quiet, RUNNING, strict=False):
            late = is_late and kind is MeasureKind.FREEZE
            self._leave(told, kind, LATE_FREEZE if late else since)
        self._number()

    def _raise(self, told: Told, kind: MeasureKind, result: StepKind) -> None:
        assert told.paid is not None
        paid_on: date = told.paid["day"]
        day = max(working_days_before(paid_on, 9), add_working_days(told.case["docketed_on"], 1))
        done = working_days_before(paid_on, 1)
        if not day < done:
            return
        measure = self._measure(told, kind, day, told.paid["amount"])
        steps: list[Row] = [self._decision(told, day)]
        forced = kind is MeasureKind.ATTACHMENT and result is not K.COMPLIED and _may_force(done)
        forced &= add_working_days(day, 5) < done  # time for the plan and the meeting
        if forced:
            steps += self._plan(told, day, done)
        steps.append({"kind": result, "day": done, "hour": time(8, 30)})
        steps.append({"kind": K.MONEY, "day": paid_on, "entry_id": told.paid["id"]})
        self._steps(told, measure, steps)

    def _leave(self, told: Told, kind: MeasureKind, since: int) -> None:
        day = working_days_before(HORIZON, since)
        if day < FIRST or day <= told.case["docketed_on"]:
            return
        measure = self._measure(told, kind, day, told.owed)
        steps = [self._decision(told, day)]
        if kind is MeasureKind.ATTACHMENT:
            steps += self._plan(told, add_working_days(day, 3), add_working_days(HORIZON, 9))[:2]
        self._steps(told, measure, steps)

    def _plan(self, told: Told, day: date, on: date) -> list[Row]:
        planned, head = add_working_days(day, 1), self.desk.head
        appointed = {"on_day": on, "on_hour": time(8), "place": "Nơi có tài sản (minh họa)"}
        return [
            {"kind": K.PLANNED, "day": planned, **appointed,
             "plan": self._estimate(told, planned, on)},
            {"kind": K.APPROVED, "day": add_working_days(planned, 1), "signer_id": head,
             "signing_mode": SigningMode.HEAD},
            {"kind": K.PLAN_SENT, "day": add_working_days(planned, 2)},
            {"kind": K.GUARDED, "day": add_working_days(planned, 3)},
            {"kind": K.NOTICE, "day": add_working_days(planned, 3)},
            {"kind": K.MEETING, "day": working_days_before(on, 1)},
        ]  # fmt: skip

    def _estimate(self, told: Told, day: date, on: date) -> Row:
        moment = moment_on(self.rng, day)
        amount = self.rng.randrange(3, 12) * 1_000_000
        sheet = self.shelf.put(
            CostSheet, moment, self.rng, case_id=told.case["id"], kind=SheetKind.ESTIMATE,
            settles_id=None, day=day, measure="Cưỡng chế kê biên", coercion_on=on,
            place="Nơi có tài sản (minh họa)", plan=None, submission_key=None,
            entered_at=moment, entered_by_id=told.officer,
        )  # fmt: skip
        self.shelf.put(
            CostLine, moment, self.rng, sheet_id=sheet, position=1, content="means",
            bearer=Bearer.DEBTOR, rate=None, people=None, days=None, price=None, amount=amount,
            voucher=None, note=None,
        )  # fmt: skip
        approved = add_working_days(day, 1)
        self.shelf.put(
            CostSheetDecision, moment_on(self.rng, approved), self.rng, sheet_id=sheet,
            approved=True, day=approved, note=None, entered_at=moment_on(self.rng, approved),
            entered_by_id=self.desk.head,
        )  # fmt: skip
        return {
            "method": "Kê biên tại chỗ, lập biên bản, giao người bảo quản", "people": 9,
            "forces": "Công an, đại diện UBND cấp xã, dân quân tự vệ", "estimate_id": sheet,
            "situation": "Người phải thi hành án không tự nguyện; địa bàn yên ổn",
            "of_policy_family": False,
        }  # fmt: skip

    def _measure(self, told: Told, kind: MeasureKind, day: date, amount: int) -> UUID:
        moment, rng = moment_on(self.rng, day), self.rng
        land = LAND.format(n=rng.randrange(1, 400), m=rng.randrange(1, 60))
        in_bank = kind in (MeasureKind.FREEZE, MeasureKind.DEDUCTION)
        income = kind is MeasureKind.INCOME_DEDUCTION
        holders = {
            MeasureKind.STOP: OFFICE,
            MeasureKind.INCOME_DEDUCTION: "Nơi làm việc (minh họa)",
        }
        return self.shelf.put(
            Measure, moment, rng, case_id=told.case["id"], item_id=None,
            party_id=told.debtor["id"], kind=kind, follows_id=None,
            object=OBJECTS.get(kind, land), amount=amount or None,
            ground="Người phải thi hành án có điều kiện nhưng không tự nguyện thi hành án",
            is_real_estate=kind is MeasureKind.ATTACHMENT,
            holder=BANK if in_bank else holders.get(kind),
            account_name=told.debtor["name"] if in_bank else None,
            account_number=f"9999{rng.randrange(10**8):08}" if in_bank else None,
            receiving_account="3949.0.9999999" if kind is MeasureKind.DEDUCTION or income else None,
            monthly_amount=2_000_000 if income else None, left_amount=5_000_000 if income else None,
            wage_region=None, dependants=None, is_agreed=False if income else None,
            is_other_income=False if income else None,
            submission_key=None, entered_at=moment, entered_by_id=told.officer,
        )  # fmt: skip

    def _decision(self, told: Told, day: date) -> Row:
        row = {
            "kind": K.DECIDED, "day": day, "hour": time(9, self.rng.randrange(60)),
            "signer_id": told.officer, "signing_mode": SigningMode.HEAD,
            "unit_id": self.desk.unit_id, "series": self.desk.office.symbol,
            "numbering_year": statistics_year(day),
        }  # fmt: skip
        self.decided.append(row)
        return row

    def _steps(self, told: Told, measure: UUID, steps: list[Row]) -> None:
        for sequence, said in enumerate(steps, start=1):
            said |= {"measure_id": measure, "sequence": sequence, "by": told.officer}
            if said["kind"] is K.APPROVED:
                said["by"] = self.desk.head
            if said["kind"] is not K.DECIDED:
                self._put(said)

    def _number(self) -> None:
        """Decisions go on in the numbers of the office's other ones (TT04 Đ.30)."""
        last = defaultdict[int, int](int)
        for row in self.shelf.rows[CaseAct]:
            if row["unit_id"] == self.desk.unit_id and row["number"]:
                last[row["numbering_year"]] = max(last[row["numbering_year"]], row["number"])
        for said in sorted(self.decided, key=lambda row: (row["day"], row["hour"])):
            last[said["numbering_year"]] += 1
            self._put(said | {"number": last[said["numbering_year"]]})

    def _put(self, said: Row) -> None:
        moment, by, plan = moment_on(self.rng, said["day"]), said["by"], said.get("plan")
        row = {name: said.get(name) for name in COLUMNS}
        step = self.shelf.put(
            MeasureStep, moment, self.rng, **row, submission_key=None, entered_at=moment,
            entered_by_id=by,
        )  # fmt: skip
        if plan:
            self.shelf.put(
                CoercionPlan, moment, self.rng, step_id=step, **plan, entered_at=moment,
                entered_by_id=by,
            )  # fmt: skip


COLUMNS = (
    "measure_id", "sequence", "kind", "day", "hour", "unit_id", "number", "series",
    "numbering_year", "signer_id", "signing_mode", "agrees", "on_day", "on_hour", "place",
    "entry_id", "note",
)  # fmt: skip


def _may_force(day: date) -> bool:
    return abs(day - tet(day.year)) > timedelta(days=15)


def _cases(shelf: Shelf) -> Mapping[UUID, list[Told]]:
    """Cases of one officer from their beginning on, by the office that holds them."""
    acts, money = defaultdict[UUID, list[Row]](list), dict[UUID, Row]()
    owed = Counter[UUID]()
    for item in shelf.rows[ObligationItem]:
        owed[item["case_id"]] += item["amount"] or 0
    for act in shelf.rows[CaseAct]:
        acts[act["case_id"]].append(act)
    for entry in shelf.rows[LedgerEntry]:
        if entry["kind"] is MovementKind.COLLECTED:
            money.setdefault(entry["case_id"], entry)
    debtors = {
        row["case_id"]: row
        for row in shelf.rows[Party] if row["role"] is PartyRole.DEBTOR
    }  # fmt: skip
    found = defaultdict[UUID, list[Told]](list)
    for case in shelf.rows[Case]:
        told = _told(case, acts[case["id"]], money.get(case["id"]), debtors)
        if told:
            found[case["unit_id"]].append(told._replace(owed=owed[case["id"]]))
    return found


def _told(
    case: Row, acts: Sequence[Row], paid: Row | None, debtors: Mapping[UUID, Row]
) -> Told | None:
    officers = [act["officer_id"] for act in acts if act["kind"] is ActKind.ASSIGNMENT]
    if len(officers) != 1 or case["id"] not in debtors:
        return None
    in_year = paid is not None and FIRST <= paid["day"] <= HORIZON and paid["amount"] >= 20_000_000
    waits = paid is None and all(act["kind"] in QUIET for act in acts)
    if not (in_year or (waits and case["docketed_on"] >= FIRST - timedelta(days=365))):
        return None
    return Told(case, officers[0], debtors[case["id"]], paid, owed=0)
