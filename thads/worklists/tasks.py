"""One thing to do as people read it: what, on which case, by when, on which article, where."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from thads.assets.clocks import DUTIES as ASSET_DUTIES
from thads.rules.citation import cited
from thads.rules.deadlines import Deadline, Duty
from thads.worklists.sources import rule_of


class Screen(NamedTuple):
    """The endpoint whose form does it, and the argument that names the case or the file there."""

    endpoint: str
    argument: str = "case_id"
    of_subject: bool = False  # the argument is the duty's own subject, not its case


COMPLAINT = Screen("complaints.show", "complaint_id", of_subject=True)
CLAIM = Screen("compensation.show", "claim_id", of_subject=True)
PROTEST = Screen("protests.show", "protest_id", of_subject=True)
WATCHED = Screen("administrative.show", "watched_id", of_subject=True)
DOSSIER = Screen("dossiers.show", "dossier_id", of_subject=True)
EXHIBITS = Screen("evidence.show", "file_id", of_subject=True)
HANDOVER = Screen("banks.show_handover", "bank_handover_id", of_subject=True)
SCREENS: Mapping[Duty, Screen] = {  # a line a duty, in the order of lists
    Duty.EX_OFFICIO_DECISION: Screen("cases.docketing", "judgment", of_subject=True),
    Duty.REQUEST_COMPLETION: Screen("requests.show", "request_id", of_subject=True),
    Duty.REQUEST_DECISION: Screen("requests.show", "request_id", of_subject=True),
    Duty.ENTRUSTED_DECISION: Screen("requests.show", "request_id", of_subject=True),
    Duty.PRIVATE_CASE_DECISION: Screen("requests.show", "request_id", of_subject=True),
    Duty.NOTICE: Screen("cases.notice"),
    Duty.FIRST_VERIFICATION: Screen("verification.verification"),
    Duty.NO_MEANS_DECISION: Screen("cases.enforceability"),
    Duty.PERIODIC_VERIFICATION: Screen("verification.verification"),
    Duty.LONG_VERIFICATION: Screen("verification.verification"),
    Duty.NEW_INFORMATION_VERIFICATION: Screen("verification.verification"),
    Duty.SEPARATE_TRACKING_ENTRY: Screen("cases.separate_tracking"),
    Duty.SEPARATE_TRACKING: Screen("cases.separate_tracking"),
    Duty.REQUEST_RETURN: Screen("cases.request_return"),
    Duty.RESUMPTION: Screen("cases.resumption"),
    Duty.OFFICER_CHANGE: Screen("recusals.show", "change_id", of_subject=True),
    Duty.FREEZE_DECISION: Screen("measures.show", "measure_id", of_subject=True),
    Duty.SEIZURE_DECISION: Screen("measures.show", "measure_id", of_subject=True),
    Duty.COERCION_AFTER_FREEZE: Screen("measures.show", "measure_id", of_subject=True),
    Duty.COERCION_AFTER_SEIZURE: Screen("measures.show", "measure_id", of_subject=True),
    Duty.COERCION_AFTER_STOP: Screen("measures.show", "measure_id", of_subject=True),
    Duty.COERCION_AFTER_SECURITY: Screen("measures.show", "measure_id", of_subject=True),
    Duty.POLICE_ANSWER: Screen("measures.show", "measure_id", of_subject=True),
    Duty.PROVINCE_POLICE_ANSWER: Screen("measures.show", "measure_id", of_subject=True),
    Duty.COERCION_PLAN: Screen("measures.show", "measure_id", of_subject=True),
    Duty.POLICE_PLAN: Screen("measures.show", "measure_id", of_subject=True),
    Duty.POLICE_PLAN_DELIVERY: Screen("measures.show", "measure_id", of_subject=True),
    Duty.COERCION_MEETING: Screen("measures.show", "measure_id", of_subject=True),
    Duty.ATTACHMENT_NOTICE: Screen("measures.show", "measure_id", of_subject=True),
    Duty.LIFTING: Screen("measures.show", "measure_id", of_subject=True),
    Duty.PUBLICATION: Screen("publication.index"),
    Duty.PUBLICATION_CHANGE: Screen("cases.show"),
    Duty.PUBLICATION_END: Screen("cases.show"),
    Duty.COMMUNE_POSTING_END: Screen("cases.show"),
    Duty.PERSUASION: Screen("persuasion.new"),
    **dict.fromkeys(ASSET_DUTIES, Screen("debtor_assets.show", "asset_id", of_subject=True)),
    Duty.COMMUNE_ANSWER: Screen("communes.sheet", "sheet_id", of_subject=True),
    Duty.PAYOUT: Screen("ledger.payment"),
    Duty.FORGIVENESS_SENDING: DOSSIER,
    Duty.FORGIVENESS_OPINION: DOSSIER,
    Duty.FORGIVENESS_REGISTRATION: DOSSIER,
    Duty.FORGIVENESS_HEARING: DOSSIER,
    Duty.FORGIVENESS_DECISION: DOSSIER,
    Duty.FORGIVENESS_PROTEST_ABOVE: DOSSIER,
    Duty.DESTRUCTION_COUNCIL: EXHIBITS,
    Duty.DESTRUCTION: EXHIBITS,
    Duty.FORFEITURE: EXHIBITS,
    Duty.CONFISCATED_MONEY: EXHIBITS,
    Duty.RETURN_NOTICE: EXHIBITS,
    Duty.UNCLAIMED_MONEY: EXHIBITS,
    Duty.UNCLAIMED_PROPERTY: EXHIBITS,
    Duty.UNCLAIMED_PERISHABLE: EXHIBITS,
    Duty.UNCLAIMED_PAPERS: EXHIBITS,
    Duty.UNCLAIMED_TO_STATE: EXHIBITS,
    Duty.BANK_PROMISE: Screen("banks.show_promise", "bank_promise_id", of_subject=True),
    Duty.BANK_OBSTACLE: Screen("banks.show_obstacle", "bank_obstacle_id", of_subject=True),
    Duty.VOLUNTARY_HANDOVER: HANDOVER,
    Duty.COERCION_AFTER_REFUSAL: HANDOVER,
    Duty.COMPLAINT_ACCEPTANCE: COMPLAINT,
    Duty.SECOND_COMPLAINT_ACCEPTANCE: COMPLAINT,
    Duty.COMPLAINT_BEFORE: COMPLAINT,
    Duty.SECOND_COMPLAINT_BEFORE: COMPLAINT,
    Duty.COMPLAINT_SECURITY: COMPLAINT,
    Duty.COMPLAINT_COERCION: COMPLAINT,
    Duty.SECOND_COMPLAINT_COERCION: COMPLAINT,
    Duty.COMPLAINT_AFTER: COMPLAINT,
    Duty.SECOND_COMPLAINT_AFTER: COMPLAINT,
    Duty.DENUNCIATION_ACCEPTANCE: COMPLAINT,
    Duty.DENUNCIATION: COMPLAINT,
    Duty.PETITION_ANSWER: COMPLAINT,
    Duty.COMPLAINT_SENDING: COMPLAINT,
    Duty.SECOND_COMPLAINT_SENDING: COMPLAINT,
    Duty.COMPLAINT_PUBLICATION: COMPLAINT,
    Duty.DENUNCIATION_SENDING: COMPLAINT,
    Duty.DENUNCIATION_PUBLICATION: COMPLAINT,
    Duty.COMPENSATION_ACCEPTANCE: CLAIM,
    Duty.COMPENSATION_VERIFICATION: CLAIM,
    Duty.COMPENSATION_NEGOTIATION: CLAIM,
    Duty.COMPENSATION_SETTLEMENT: CLAIM,
    Duty.COMPENSATION_FUNDING: CLAIM,
    Duty.REIMBURSEMENT_COUNCIL: CLAIM,
    Duty.PROTEST_ANSWER: PROTEST,
    Duty.PROTEST_ACTION: PROTEST,
    Duty.PROTEST_REVIEW: PROTEST,
    Duty.ADMINISTRATIVE_URGING: WATCHED,
    Duty.DIRECTIVE_TASK: Screen("directives.task", "task_id", of_subject=True),
    Duty.DIRECTIVE_MILESTONE: Screen("directives.task", "task_id", of_subject=True),
    Duty.FINDING_REMEDY: Screen("inspections.finding", "finding_id", of_subject=True),
    Duty.INSPECTION_CONCLUSION: Screen("inspections.show", "inspection_id", of_subject=True),
    Duty.VISIT_CONCLUSION: Screen("visits.conclusion", "conclusion_id", of_subject=True),
    Duty.OBSTACLE_DECISION: Screen("directives.obstacle", "obstacle_id", of_subject=True),
}
DUTIES = tuple(SCREENS)
SUBJECTS: Mapping[Duty, Screen] = {  # of no case, and done on another page than their own
    Duty.EX_OFFICIO_DECISION: Screen("judgments.show", "judgment_id", of_subject=True),
}
EVENTS: Mapping[Duty, str] = {  # where the law's words would mislead
    Duty.EX_OFFICIO_DECISION: "nhận bản án, quyết định",
    Duty.FIRST_VERIFICATION: "thông báo hợp lệ; hạn tính từ khi hết thời hạn tự nguyện",
    Duty.SEPARATE_TRACKING: "đủ thời gian chờ, đủ lần xác minh",
    Duty.REQUEST_RETURN: "đủ thời gian chờ, đủ lần xác minh",
    Duty.RESUMPTION: "hết thời hạn hoãn",
    Duty.COMMUNE_ANSWER: "gửi phiếu; hạn là ngày đề nghị xã trả lời",
    Duty.PERSUASION: "lần vận động trước; hạn là ngày đã hẹn",
    Duty.DIRECTIVE_TASK: "giao nhiệm vụ; hạn ghi trong văn bản giao",
    Duty.DIRECTIVE_MILESTONE: "giao nhiệm vụ; hạn ghi trong văn bản giao",
    Duty.FINDING_REMEDY: "phát hiện vi phạm; hạn do đoàn kiểm tra đặt",
    Duty.INSPECTION_CONCLUSION: "quyết định kiểm tra; hạn ghi trong quyết định",
    Duty.VISIT_CONCLUSION: "quyết định giám sát; hạn ghi trong kết luận",
    Duty.OBSTACLE_DECISION: "nêu vướng mắc; hạn do người nêu đề nghị",
    Duty.BANK_PROMISE: "ngày hứa; hạn là ngày đã hẹn",
    Duty.BANK_OBSTACLE: "ngày nêu; hạn là ngày đề nghị trả lời",
    Duty.VOLUNTARY_HANDOVER: "ngày vận động, thỏa thuận; hạn là ngày đã hẹn",
    Duty.COERCION_AFTER_REFUSAL: "ngày ghi không tự nguyện giao tài sản",
    Duty.REDEMPTION: "thông báo đấu giá; hạn tính ngược từ ngày mở cuộc đấu giá",
    Duty.PREEMPTION_LATER_AUCTION: "thông báo đấu giá; hạn tính ngược từ ngày mở cuộc đấu giá",
    Duty.DESTRUCTION_COUNCIL: "quyết định thi hành án về tiêu hủy",
}


class Task(NamedTuple):
    """A duty that is open on a day. `due` empty: the law known here sets no day."""

    duty: Duty
    subject_id: UUID
    case_id: UUID | None  # None: it belongs to no case, as a judgment without a decision
    unit_id: UUID
    officer_id: UUID | None
    since: date
    opens_on: date
    due: date | None

    @property
    def label(self) -> str:
        """What is to be done."""
        return self.duty.label

    @property
    def title(self) -> str:
        """The same at the head of a line."""
        return self.label[0].upper() + self.label[1:]

    @property
    def rule(self) -> Deadline | None:
        """The deadline by which it runs."""
        return rule_of(self.duty, self.since)

    @property
    def law(self) -> str:
        """The article that sets the time; empty where the law known here sets none."""
        return cited(self.rule.source) if self.rule else ""

    @property
    def event(self) -> str:
        """What happened on the day from which it is counted."""
        if self.duty in EVENTS:
            return EVENTS[self.duty]
        return self.rule.event.label if self.rule else ""

    @property
    def doer(self) -> str:
        """Who answers for it under the law."""
        return self.rule.doer.label if self.rule else ""

    @property
    def screen(self) -> Screen:
        """Where it is done."""
        return SCREENS[self.duty]

    @property
    def subject(self) -> Screen:
        """The page of what it is about."""
        if self.case_id is not None:
            return Screen("cases.show")
        return SUBJECTS.get(self.duty, self.screen)

    def arguments(self, screen: Screen) -> dict[str, UUID | None]:
        """What a screen is asked for."""
        return {screen.argument: self.subject_id if screen.of_subject else self.case_id}

    def is_late_on(self, day: date) -> bool:
        """The last day is over."""
        return self.due is not None and self.due < day

    def days_left(self, day: date) -> int | None:
        """Days until the last day, below 0 when it is over; None when no day is set."""
        return None if self.due is None else (self.due - day).days
