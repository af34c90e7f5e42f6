"""Who complains, comes to the office or oversees it in the demo, and what came of each by the end
of the statistics year. The draws are these registers' own."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from thads.administrative.models import AdministrativeJudgment, AdministrativeStep, DutyBody
from thads.administrative.models import StepKind as Watched
from thads.cases.models import Case, SigningMode
from thads.compensation.models import Compensation, CompensationStep, Place
from thads.compensation.models import StepKind as Money
from thads.complaints.models import Complaint, ComplaintStep, Source, StepKind
from thads.core.days import statistics_year, year_start
from thads.demo import names
from thads.demo.complained import Coercions, told_of
from thads.demo.register import Desk
from thads.demo.shelf import Row, Shelf, moment_on
from thads.demo.telling import HORIZON
from thads.parties.models import Party, PartyRole
from thads.protests.models import (
    Answer,
    PaperKind,
    Protest,
    ProtestPoint,
    ProtestPointDone,
    ProtestStep,
)
from thads.protests.models import StepKind as Told
from thads.reception.models import Receiver, Reception, ReceptionKind
from thads.rules.complaints import Outcome, PetitionKind, Stage, Standing
from thads.rules.working_days import add_working_days, next_working_day, working_days_before

K = StepKind
FIRST = year_start(statistics_year(HORIZON))
LATE = "quyhop"  # whose answers the press criticises
COMPLAINED = (  # kind, stage, what about, what came of it, and after how many days
    (PetitionKind.COMPLAINT, Stage.COERCION, "Quyết định cưỡng chế kê biên", Outcome.WRONG, 21),
    (PetitionKind.COMPLAINT, Stage.BEFORE, "Việc chậm xác minh điều kiện", Outcome.PARTLY, 12),
    (PetitionKind.COMPLAINT, Stage.AFTER, "Việc giao tài sản đã kê biên", Outcome.RIGHT, 14),
    (PetitionKind.DENUNCIATION, None, "Chấp hành viên gây phiền hà", Outcome.WRONG, 48),
    (PetitionKind.PETITION, None, "Đề nghị công khai kết quả thi hành án", Outcome.RIGHT, 4),
    (PetitionKind.PETITION, None, "Phản ánh chậm trả lời đơn", Outcome.PARTLY, 3),
)
NOTHING = dict.fromkeys(("outcome", "into_id", "days", "body", "signer_id", "signing_mode"))
MATTERS = (
    (PetitionKind.COMPLAINT, "Không đồng ý với việc kê biên"),
    (PetitionKind.PETITION, "Hỏi về thời hạn chi trả tiền thi hành án"),
    (PetitionKind.PETITION, "Đề nghị cho trả dần"),
    (PetitionKind.DENUNCIATION, "Trình bày về thái độ của công chức"),
)
WATCHING = (
    (DutyBody.COMMUNE, "UBND cấp xã (minh họa)", (Watched.URGED, Watched.DONE)),
    (DutyBody.DISTRICT, "Chủ tịch UBND cấp huyện (minh họa)",
     (Watched.URGED, Watched.ORDERED, Watched.PROGRESS)),
    (DutyBody.DISTRICT, "UBND cấp huyện (minh họa)", (Watched.URGED, Watched.RECOMMENDED)),
    (DutyBody.PROVINCE, "UBND cấp tỉnh (minh họa)", (Watched.URGED, Watched.PROGRESS)),
    (DutyBody.OTHER, "Văn phòng đăng ký đất đai (minh họa)", ()),
)  # fmt: skip


def fill(shelf: Shelf, slug: str, province_code: str, desks: Mapping[str, Desk]) -> None:
    """Every office hears people and is asked by the procuracy; the head office watches too."""
    rng = Random(f"thads demo {slug} overseers")
    cases = defaultdict[UUID, list[Row]](list)
    for row in shelf.rows[Case]:
        if row["docketed_on"] >= FIRST:
            cases[row["unit_id"]].append(row)
    debtors = {row["case_id"]: row for row in shelf.rows[Party] if row["role"] is PartyRole.DEBTOR}
    coerced = Coercions(shelf)
    for desk in desks.values():
        pen = Pen(shelf, rng, desk, province_code, cases[desk.unit_id], debtors, coerced)
        pen.complaints()
        pen.reception()
        pen.protests()
        if desk.office.district is None:
            pen.compensation()
            pen.watched()


def _told_of(kind: PetitionKind, decided: date) -> list[Row]:
    """A decision is sent, a conclusion published too (TT13 Đ.14, Đ.24)."""
    if kind is PetitionKind.PETITION:
        return []
    told = "Người gửi đơn, người bị khiếu nại, tố cáo, Viện kiểm sát"
    steps: list[Row] = [{"kind": K.SENT, "day": add_working_days(decided, 2), "note": told}]
    if kind is PetitionKind.DENUNCIATION:
        shown = {"day": add_working_days(decided, 4), "note": "Công bố tại cuộc họp cơ quan"}
        steps.append({"kind": K.PUBLISHED, **shown})
    return steps


class Pen:
    """Writes the registers of one office."""

    def __init__(
        self, shelf: Shelf, rng: Random, desk: Desk, province_code: str, cases: list[Row],
        debtors: Mapping[UUID, Row], coerced: Coercions,
    ) -> None:  # fmt: skip
        self.shelf, self.rng, self.desk = shelf, rng, desk
        self.province_code, self.cases, self.debtors = province_code, cases, debtors
        self.coerced = coerced

    def complaints(self) -> None:
        """Four resolved, one sent on, one that waits: late where the press says so."""
        for kind, stage, against, outcome, after in COMPLAINED:
            day, case = self._day(70), self._case()
            if stage in (Stage.COERCION, Stage.AFTER):
                case = self.coerced.before(day, self.cases) or case
            upon = case if stage and case and case["docketed_on"] < day else None
            if stage and upon is None:
                continue
            record = self._complaint(kind, stage, against, day, upon)
            accepted = add_working_days(day, 3)
            steps: list[Row] = []
            if kind is not PetitionKind.PETITION:
                steps.append(
                    {
                        "kind": K.ACCEPTED,
                        "day": accepted,
                        "number": self._number("TB"),
                        **self._signed(),
                    }
                )
            steps.append({
                "kind": K.RESOLVED, "day": next_working_day(day + timedelta(days=after)),
                "outcome": outcome, "note": "Theo hồ sơ và kết quả xác minh (minh họa)",
                "number": self._number("QĐ"), **self._signed(),
            })  # fmt: skip
            steps += told_of(kind, steps[-1]["day"])
            self._steps(ComplaintStep, record, steps, **NOTHING)
        day = self._day(30)
        sent = self._complaint(PetitionKind.PETITION, None, "Việc đất đai", day, None)
        told = {"kind": K.TRANSFERRED, "day": add_working_days(day, 2), "body": "UBND cấp huyện"}
        self._steps(ComplaintStep, sent, [told], **NOTHING)
        waiting = working_days_before(HORIZON, 14 if self.desk.office.slug == LATE else 2)
        self._complaint(PetitionKind.PETITION, None, "Chậm chi trả tiền", waiting, None)

    def reception(self) -> None:
        """A reception a month and more, now and then of a group or by the head."""
        for n in range(14):
            matter, content = MATTERS[n % len(MATTERS)]
            by_head, day = n % 4 == 0, self._day(1)
            self._put(
                Reception, day, received_on=day,
                kind=(ReceptionKind.PERIODIC if by_head else ReceptionKind.REGULAR)
                if n % 7 else ReceptionKind.AD_HOC,
                receiver=Receiver.HEAD if by_head else Receiver.OFFICIAL,
                receiver_id=self.desk.head if by_head else None, visitor_name=self._person(),
                people=6 if n == 5 else self.rng.choice((1, 1, 2)), matter=matter,
                content=content, outcome="Giải thích, hướng dẫn theo quy định", complaint_id=None,
                case_id=None,
            )  # fmt: skip

    def protests(self) -> None:
        """One direct inspection, one protest carried out, one recommendation."""
        body = f"VKSND {self.desk.office.place}"
        seen = self._protest(PaperKind.INSPECTION, body, "Trực tiếp kiểm sát thi hành án", 120)
        self._told(seen, Told.CONCLUDED, add_working_days(seen[1], 10), None)
        for kind, content, ago, answer, days in (
            (PaperKind.PROTEST, "Chậm giải tỏa kê biên", 60, Answer.ACCEPTED, 3),
            (PaperKind.RECOMMENDATION, "Khắc phục việc chậm xác minh", 40, Answer.PARTLY, 20),
        ):
            record = self._protest(kind, body, content, ago)
            answered = next_working_day(record[1] + timedelta(days=9))
            self._told(record, Told.ANSWERED, answered, answer)
            waits = kind is PaperKind.RECOMMENDATION and self.desk.office.slug == LATE
            self._point(record[0], days, waits=waits, since=answered)

    def compensation(self) -> None:
        """One that is paid and reimbursed in part, one that runs."""
        paid, open_still = self._day(150), self._day(40)
        record = self._claim(Place.AGENCY, "Bán nhầm tài sản của người thứ ba", 85_000_000, paid)
        self._steps(CompensationStep, record, [
            {"kind": Money.ACCEPTED, "day": add_working_days(paid, 2)},
            {"kind": Money.VERIFIED, "day": add_working_days(paid, 11)},
            {"kind": Money.NEGOTIATING, "day": add_working_days(paid, 13)},
            {"kind": Money.SETTLED, "day": add_working_days(paid, 18), "amount": 62_000_000},
            {"kind": Money.IN_FORCE, "day": add_working_days(paid, 30)},
            {"kind": Money.FUNDING, "day": add_working_days(paid, 32)},
            {"kind": Money.PAID, "day": add_working_days(paid, 45), "amount": 62_000_000},
            {"kind": Money.COUNCIL, "day": add_working_days(paid, 50)},
            {"kind": Money.REIMBURSED, "day": add_working_days(paid, 60), "amount": 5_000_000},
        ], amount=None)  # fmt: skip
        record = self._claim(Place.COURT, "Kê biên vượt quá nghĩa vụ", 40_000_000, open_still)
        self._steps(CompensationStep, record, [
            {"kind": Money.ACCEPTED, "day": add_working_days(open_still, 2)},
        ], amount=None)  # fmt: skip

    def watched(self) -> None:
        """Judgments upon every kind of body, one of them from the year before."""
        for n, (kind, body, told) in enumerate(WATCHING):
            day = self._day(150) if n else working_days_before(FIRST, 30)
            record = self._put(
                AdministrativeJudgment, day, received_on=day, kind=kind,
                number=f"{self.rng.randrange(1, 60)}/{day.year}/HC-ST",
                judged_on=day - timedelta(days=40), court="Tòa án nhân dân tỉnh",
                debtor_body=body, creditor_name=self._person(),
                content="Giải quyết lại hồ sơ cấp giấy chứng nhận (minh họa)",
                watcher_id=self.desk.officers[0], check_on=day + timedelta(days=30), case_id=None,
            )  # fmt: skip
            self._steps(AdministrativeStep, record, [
                {"kind": step, "day": next_working_day(day + timedelta(days=25 * place)),
                 "number": self._number("CV"), "note": "Theo dõi, đôn đốc (minh họa)",
                 "check_on": None if step.ends_it else HORIZON + timedelta(days=20 - 12 * n)}
                for place, step in enumerate(told, start=1)
            ], check_on=None)  # fmt: skip

    def _complaint(
        self, kind: PetitionKind, stage: Stage | None, against: str, day: date, case: Row | None
    ) -> UUID:  # fmt: skip
        sender = self._person()  # drawn in any case, so that what follows stays the same
        party = self.debtors[case["id"]] if stage and case else None
        return self._put(
            Complaint, day, received_on=day, kind=kind, source=self.rng.choice(list(Source)),
            round=1, first_id=None, act_id=None, measure_id=self.coerced.of(stage, case, day),
            against=against, stage=stage,
            learned_on=working_days_before(day, 2) if stage else None, obstacle=None,
            standing=Standing.PARTY if stage else None, party_id=party and party["id"],
            sender_name=sender if party is None else party["name"],
            sender_address=None, people=1, content=f"{against} (minh họa)",
            handler_id=self.desk.head, case_id=case["id"] if case else None,
        )  # fmt: skip

    def _protest(self, kind: PaperKind, body: str, content: str, ago: int) -> tuple[UUID, date]:
        day = self._day(ago)
        record = self._put(
            Protest, day, received_on=day, kind=kind, body=body, number=self._number("VKS"),
            issued_on=working_days_before(day, 2), act_id=None, content=content, case_id=None,
        )  # fmt: skip
        return record, day

    def _told(
        self, record: tuple[UUID, date], kind: Told, day: date, answer: Answer | None
    ) -> None:
        self._steps(ProtestStep, record[0], [
            {"kind": kind, "day": day, "answer": answer, "number": self._number("BC")},
        ], answer=None, signer_id=None, signing_mode=None)  # fmt: skip

    def _point(self, record: UUID, days: int, *, waits: bool, since: date) -> None:
        due = add_working_days(since, days)
        moment = moment_on(self.rng, since)
        point = self.shelf.put(
            ProtestPoint, moment, self.rng, record_id=record, position=1,
            content="Rà soát, khắc phục ngay (minh họa)", owner_id=self.desk.officers[0],
            due_on=min(due, HORIZON - timedelta(days=5)), entered_at=moment,
            entered_by_id=self.desk.head,
        )  # fmt: skip
        if not waits:
            self.shelf.put(
                ProtestPointDone, moment, self.rng, point_id=point, day=since,
                result="Đã khắc phục", entered_at=moment, entered_by_id=self.desk.head,
            )  # fmt: skip

    def _claim(self, place: Place, ground: str, asked: int, day: date) -> UUID:
        return self._put(
            Compensation, day, received_on=day, kind=place, claimant_name=self._person(),
            ground=f"{ground} (minh họa)", asked=asked, case_id=None,
        )  # fmt: skip

    def _put(self, table: Any, day: date, **values: Any) -> UUID:
        moment = moment_on(self.rng, day)
        return self.shelf.put(
            table, moment, self.rng, unit_id=self.desk.unit_id, entered_at=moment,
            entered_by_id=self.desk.head, **values,
        )  # fmt: skip

    def _steps(self, table: Any, record: UUID, steps: list[Row], **empty: Any) -> None:
        for sequence, said in enumerate(steps, start=1):
            moment = moment_on(self.rng, said["day"])
            terms = {"number": None, "note": None} | empty | said
            self.shelf.put(
                table, moment, self.rng, record_id=record, sequence=sequence, entered_at=moment,
                entered_by_id=self.desk.head, **terms,
            )  # fmt: skip

    def _day(self, before: int) -> date:
        """A working day of the year that leaves so many days until its end."""
        return next_working_day(FIRST + timedelta(days=self.rng.randrange(5, 355 - before)))

    def _case(self) -> Row | None:
        return self.rng.choice(self.cases) if self.cases else None

    def _signed(self) -> Row:
        return {"signer_id": self.desk.head, "signing_mode": SigningMode.HEAD}

    def _person(self) -> str:
        return names.person(self.rng, self.province_code)

    def _number(self, series: str) -> str:
        return f"{self.rng.randrange(1, 300)}/{series}"
