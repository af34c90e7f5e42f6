"""What the complaints of the demo are about, and to whom their decisions are told."""

from datetime import date, timedelta
from uuid import UUID

from thads.complaints.models import StepKind
from thads.demo.shelf import Row, Shelf
from thads.measures.models import Measure, MeasureStep
from thads.measures.models import StepKind as Measured
from thads.rules.complaints import PetitionKind, Stage
from thads.rules.working_days import add_working_days

COERCED = (Stage.COERCION, Stage.AFTER)


class Coercions:
    """The latest coercion of each case and the day on which it was decided."""

    def __init__(self, shelf: Shelf) -> None:
        case_of = {
            row["id"]: row["case_id"] for row in shelf.rows[Measure] if not row["kind"].is_security
        }
        decided = (row for row in shelf.rows[MeasureStep] if row["kind"] is Measured.DECIDED)
        self.latest: dict[UUID, tuple[UUID, date]] = {
            case_of[row["measure_id"]]: (row["measure_id"], row["day"])
            for row in decided if row["measure_id"] in case_of
        }  # fmt: skip

    def before(self, day: date, cases: list[Row]) -> Row | None:
        """One of these cases with a coercion of some days before that one."""
        last = day - timedelta(days=5)
        found = (one for one in cases if self.latest.get(one["id"], (None, day))[1] < last)
        return next(found, None)

    def of(self, stage: Stage | None, case: Row | None, day: date) -> UUID | None:
        """The coercion of a case, where one is complained of on that day."""
        if case is None or stage not in COERCED or case["id"] not in self.latest:
            return None
        measure, decided = self.latest[case["id"]]
        return measure if decided < day else None


def told_of(kind: PetitionKind, decided: date) -> list[Row]:
    """A decision is sent, a conclusion published too (TT13 Đ.14, Đ.24)."""
    if kind is PetitionKind.PETITION:
        return []
    told = "Người gửi đơn, người bị khiếu nại, tố cáo, Viện kiểm sát"
    steps: list[Row] = [{"kind": StepKind.SENT, "day": add_working_days(decided, 2), "note": told}]
    if kind is PetitionKind.DENUNCIATION:
        shown = {"day": add_working_days(decided, 4), "note": "Công bố tại cuộc họp cơ quan"}
        steps.append({"kind": StepKind.PUBLISHED, **shown})
    return steps
