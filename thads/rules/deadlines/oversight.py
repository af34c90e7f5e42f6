"""Forgiveness, complaints, protests, statistics (reference 3.9, 3.11, 4 and 5)."""

from collections.abc import Iterator
from datetime import date

from thads.rules.deadlines.duties import Duty
from thads.rules.deadlines.events import Event
from thads.rules.deadlines.lines import (
    AMENDED_LAW,
    CIRCULAR_05,
    FIRST_LAW,
    Term,
    lasting,
    line,
    new,
    old,
)
from thads.rules.deadlines.records import Deadline, Doer
from thads.rules.working_days import TimeUnit as U

JOINT_CIRCULAR_2015 = date(2015, 11, 1)  # TTLT 12/2015/TTLT-BTP-BTC-TANDTC-VKSNDTC
JOINT_CIRCULAR_2021 = date(2022, 2, 25)  # TTLT 12/2021/TTLT-BTP-VKSNDTC-TANDTC
SECOND_COMPLAINTS = date(2022, 2, 13)  # TT 13/2021/TT-BTP
CIRCULAR_06 = (date(2020, 1, 5), date(2024, 7, 25))  # TT 06/2019/TT-BTP
OLD_STATISTICS = "Thông tư 06/2019/TT-BTP Đ.9 k.2"
LAW_OF_2017 = date(2018, 7, 1)  # Luật 10/2017/QH14 on state compensation
BRANCHES_END = date(2025, 6, 30)  # from then on there are divisions of one agency
DIVISIONS_BEGIN = date(2025, 7, 1)
# A division is no agency of its own (TT05 Đ.3): nothing says by when it reports. Its officers have
# one day, the province four; between them it keeps the day of the branch whose work it carries on.
OF_DIVISIONS = "TT05 Đ.10 k.2, k.3: Phòng khu vực kế tục Chi cục giữ hạn nội bộ của Chi cục"
WINDOWS_25 = "L25 Đ.96–105"
CIRCULAR_12 = "TTLT 12/2015"
CIRCULAR_STATISTICS = "TTLT 12/2021 Đ.6–10"

FORGIVENESS = (
    *line(Duty.FORGIVENESS_VERIFICATION, Event.FORGIVENESS_GROUND, Doer.OFFICER,
          old(10, U.DAYS, f"{CIRCULAR_12} Đ.5", JOINT_CIRCULAR_2015, was_read=False)),
    *line(Duty.FORGIVENESS_DOSSIER, Event.FORGIVENESS_VERIFIED, Doer.OFFICER,
          old(5, U.WORKING_DAYS, f"{CIRCULAR_12} Đ.6", JOINT_CIRCULAR_2015, was_read=False)),
    *line(Duty.FORGIVENESS_SENDING, Event.MONTH_ENDED, Doer.HEAD,
          old(7, U.DAYS, f"{CIRCULAR_12} Đ.7", JOINT_CIRCULAR_2015, was_read=False)),
    *line(Duty.FORGIVENESS_OPINION, Event.FORGIVENESS_SENT, Doer.PROCURACY,
          old(15, U.DAYS, f"{CIRCULAR_12} Đ.7", JOINT_CIRCULAR_2015, was_read=False)),
    *line(Duty.FORGIVENESS_REGISTRATION, Event.FORGIVENESS_FILED, Doer.COURT,
          old(2, U.WORKING_DAYS, "L08 Đ.63 k.2", FIRST_LAW),
          new(2, U.WORKING_DAYS, "L25 Đ.44")),
    *line(Duty.FORGIVENESS_HEARING, Event.FORGIVENESS_REGISTERED, Doer.COURT,
          old(20, U.DAYS, "L08 Đ.63 k.2", FIRST_LAW), new(20, U.DAYS, "L25 Đ.44")),
    *line(Duty.FORGIVENESS_DECISION, Event.FORGIVENESS_DECIDED, Doer.COURT,
          old(5, U.WORKING_DAYS, "L08 Đ.63 k.4", FIRST_LAW),
          new(5, U.WORKING_DAYS, "L25 Đ.44")),
    *line(Duty.FORGIVENESS_PROTEST, Event.FORGIVENESS_NOTIFIED, Doer.PROCURACY,
          old(7, U.DAYS, "L08 Đ.64 k.1", FIRST_LAW), new(7, U.DAYS, "L25 Đ.45")),
    *line(Duty.FORGIVENESS_PROTEST_ABOVE, Event.FORGIVENESS_NOTIFIED, Doer.PROCURACY,
          old(15, U.DAYS, "L08 Đ.64 k.1", FIRST_LAW), new(15, U.DAYS, "L25 Đ.45")),
)  # fmt: skip

COMPLAINTS = (
    *line(Duty.COMPLAINT_ACCEPTANCE, Event.COMPLAINT_RECEIVED, Doer.HEAD,
          old(5, U.WORKING_DAYS, "L08 Đ.148", FIRST_LAW), new(5, U.WORKING_DAYS, "L25 Đ.102")),
    *line(Duty.SECOND_COMPLAINT_ACCEPTANCE, Event.SECOND_COMPLAINT_RECEIVED, Doer.HEAD,
          old(10, U.DAYS, "TT13 Đ.9", SECOND_COMPLAINTS), new(10, U.DAYS, "L25 Đ.102")),
    *line(Duty.COMPLAINT_BEFORE, Event.COMPLAINT_ACCEPTED, Doer.HEAD,
          old(15, U.DAYS, "L08 Đ.146 k.1", extension=30),
          new(15, U.DAYS, "L25 Đ.104", extension=30)),
    *line(Duty.SECOND_COMPLAINT_BEFORE, Event.SECOND_COMPLAINT_ACCEPTED, Doer.HEAD,
          old(30, U.DAYS, "L08 Đ.146 k.1", extension=30),
          new(30, U.DAYS, "L25 Đ.104", extension=30)),
    *line(Duty.COMPLAINT_SECURITY, Event.COMPLAINT_ACCEPTED, Doer.HEAD,
          old(5, U.WORKING_DAYS, "L08 Đ.146 k.2", extension=30),
          new(5, U.WORKING_DAYS, "L25 Đ.104", extension=30)),
    *line(Duty.COMPLAINT_COERCION, Event.COMPLAINT_ACCEPTED, Doer.HEAD,
          old(30, U.DAYS, "L08 Đ.146 k.3", extension=30),
          new(30, U.DAYS, "L25 Đ.104", extension=30)),
    *line(Duty.SECOND_COMPLAINT_COERCION, Event.SECOND_COMPLAINT_ACCEPTED, Doer.HEAD,
          old(45, U.DAYS, "L08 Đ.146 k.3", extension=30),
          new(45, U.DAYS, "L25 Đ.104", extension=30)),
    *line(Duty.COMPLAINT_AFTER, Event.COMPLAINT_ACCEPTED, Doer.HEAD,
          old(15, U.DAYS, "L08 Đ.146 k.4", extension=30),
          new(15, U.DAYS, "L25 Đ.104", extension=30)),
    *line(Duty.SECOND_COMPLAINT_AFTER, Event.SECOND_COMPLAINT_ACCEPTED, Doer.HEAD,
          old(30, U.DAYS, "L08 Đ.146 k.4", extension=30),
          new(30, U.DAYS, "L25 Đ.104", extension=30)),
    *line(Duty.COMPLAINT_WINDOW_BEFORE, Event.COMPLAINED_ACT_KNOWN, Doer.PARTY,
          old(15, U.DAYS, "L08 Đ.140 k.2"), new(15, U.DAYS, WINDOWS_25)),
    *line(Duty.COMPLAINT_WINDOW_FREEZE, Event.COMPLAINED_ACT_KNOWN, Doer.PARTY,
          old(3, U.WORKING_DAYS, "L08 Đ.140 k.2"), new(10, U.DAYS, WINDOWS_25)),
    *line(Duty.COMPLAINT_WINDOW_SECURITY, Event.COMPLAINED_ACT_KNOWN, Doer.PARTY,
          old(10, U.DAYS, "L08 Đ.140 k.2"), new(10, U.DAYS, WINDOWS_25)),
    *line(Duty.COMPLAINT_WINDOW_COERCION, Event.COMPLAINED_ACT_KNOWN, Doer.PARTY,
          old(30, U.DAYS, "L08 Đ.140 k.2"), new(30, U.DAYS, WINDOWS_25)),
    *line(Duty.SECOND_COMPLAINT_WINDOW, Event.RESOLUTION_RECEIVED, Doer.PARTY,
          old(15, U.DAYS, "L08 Đ.140 k.2"), new(15, U.DAYS, WINDOWS_25)),
    *line(Duty.DENUNCIATION_ACCEPTANCE, Event.DENUNCIATION_RECEIVED, Doer.HEAD,
          lasting(7, U.WORKING_DAYS, "TT13 Đ.16 k.1", SECOND_COMPLAINTS)),
    *line(Duty.DENUNCIATION, Event.DENUNCIATION_ACCEPTED, Doer.HEAD,
          old(60, U.DAYS, "L08 Đ.157 k.2", extension=30),
          new(30, U.DAYS, "L25 Đ.110", extension=60)),
    *line(Duty.PETITION_ANSWER, Event.PETITION_RECEIVED, Doer.HEAD,
          lasting(5, U.WORKING_DAYS, "TT13 Đ.28", SECOND_COMPLAINTS)),
    *line(Duty.COMPLAINT_SENDING, Event.COMPLAINT_RESOLVED, Doer.HEAD,
          lasting(3, U.WORKING_DAYS, "TT13 Đ.14 k.1", SECOND_COMPLAINTS)),
    *line(Duty.SECOND_COMPLAINT_SENDING, Event.SECOND_COMPLAINT_RESOLVED, Doer.HEAD,
          lasting(7, U.WORKING_DAYS, "TT13 Đ.14 k.1", SECOND_COMPLAINTS)),
    *line(Duty.COMPLAINT_PUBLICATION, Event.SECOND_COMPLAINT_RESOLVED, Doer.HEAD,
          lasting(15, U.DAYS, "TT13 Đ.14 k.2", SECOND_COMPLAINTS)),
    *line(Duty.DENUNCIATION_SENDING, Event.DENUNCIATION_CONCLUDED, Doer.HEAD,
          lasting(5, U.WORKING_DAYS, "TT13 Đ.24 k.1", SECOND_COMPLAINTS)),
    *line(Duty.DENUNCIATION_PUBLICATION, Event.DENUNCIATION_CONCLUDED, Doer.HEAD,
          lasting(7, U.WORKING_DAYS, "TT13 Đ.24 k.2", SECOND_COMPLAINTS)),
    *line(Duty.PROTEST_ANSWER, Event.PROTEST_RECEIVED, Doer.HEAD,
          old(15, U.DAYS, "L08 Đ.161 k.1"), new(15, U.DAYS, "L25 Đ.113")),
    *line(Duty.PROTEST_ACTION, Event.PROTEST_ANSWERED, Doer.HEAD,
          old(5, U.WORKING_DAYS, "L08 Đ.161 k.1"), new(5, U.WORKING_DAYS, "L25 Đ.113")),
    *line(Duty.PROTEST_REVIEW, Event.PROTEST_REPORTED, Doer.ABOVE,
          old(30, U.DAYS, "L08 Đ.161 k.2"), new(30, U.DAYS, "L25 Đ.113")),
    *line(Duty.EXPLANATION, Event.EXPLANATION_ASKED, Doer.COURT,
          old(15, U.DAYS, "L08 Đ.179 k.2", AMENDED_LAW, extension=15),
          new(30, U.DAYS, "L25 Đ.13 k.3", extension=15)),
)  # fmt: skip


def _of_2017(
    duty: Duty, event: Event, doer: Doer, length: int, unit: U, article: str, extension: int = 0
) -> Iterator[Deadline]:
    """Of the law of state compensation, which neither law of enforcement changed."""
    said = Term(length, unit, f"L10 {article}", LAW_OF_2017, None, extension, was_read=False)
    return line(duty, event, doer, said)


COMPENSATION = (
    *_of_2017(Duty.COMPENSATION_ACCEPTANCE, Event.COMPENSATION_ASKED, Doer.HEAD,
              2, U.WORKING_DAYS, "Đ.43 k.1"),
    *_of_2017(Duty.COMPENSATION_VERIFICATION, Event.COMPENSATION_ACCEPTED, Doer.HEAD,
              15, U.DAYS, "Đ.45 k.1", 30),
    *_of_2017(Duty.COMPENSATION_NEGOTIATION, Event.DAMAGE_VERIFIED, Doer.HEAD,
              2, U.WORKING_DAYS, "Đ.46 k.1"),
    *_of_2017(Duty.COMPENSATION_SETTLEMENT, Event.NEGOTIATION_BEGUN, Doer.HEAD,
              10, U.DAYS, "Đ.46 k.1", 15),
    *_of_2017(Duty.COMPENSATION_SUIT, Event.NEGOTIATION_FAILED, Doer.PARTY,
              15, U.DAYS, "Đ.52"),
    *_of_2017(Duty.COMPENSATION_FUNDING, Event.COMPENSATION_IN_FORCE, Doer.HEAD,
              2, U.WORKING_DAYS, "Đ.62 k.1"),
    *_of_2017(Duty.REIMBURSEMENT_COUNCIL, Event.COMPENSATION_PAID, Doer.HEAD,
              10, U.DAYS, "Đ.66 k.1"),
)  # fmt: skip

STATISTICS = (
    *line(Duty.OFFICER_STATISTICS, Event.STATISTICS_PERIOD_ENDED, Doer.OFFICER,
          Term(1, U.WORKING_DAYS, f"{OLD_STATISTICS} a", *CIRCULAR_06, was_read=False),
          lasting(1, U.WORKING_DAYS, "TT05 Đ.10 k.1", CIRCULAR_05)),
    *line(Duty.BRANCH_STATISTICS, Event.STATISTICS_PERIOD_ENDED, Doer.UNIT,
          Term(2, U.WORKING_DAYS, f"{OLD_STATISTICS} b", *CIRCULAR_06, was_read=False),
          lasting(2, U.WORKING_DAYS, "TT05 Đ.10 k.2", CIRCULAR_05, BRANCHES_END)),
    *line(Duty.DIVISION_STATISTICS, Event.STATISTICS_PERIOD_ENDED, Doer.UNIT,
          lasting(2, U.WORKING_DAYS, OF_DIVISIONS, DIVISIONS_BEGIN)),
    *line(Duty.PROVINCE_STATISTICS, Event.STATISTICS_PERIOD_ENDED, Doer.HEAD,
          Term(4, U.WORKING_DAYS, f"{OLD_STATISTICS} c", *CIRCULAR_06, was_read=False),
          lasting(4, U.WORKING_DAYS, "TT05 Đ.10 k.3", CIRCULAR_05)),
    *line(Duty.NATIONAL_STATISTICS, Event.STATISTICS_PERIOD_ENDED, Doer.CENTRAL,
          lasting(6, U.WORKING_DAYS, "TT05 Đ.10 k.7", CIRCULAR_05)),
    *line(Duty.JOINT_CLOSING, Event.STATISTICS_PERIOD_ENDED, Doer.UNIT,
          old(1, U.DAYS, CIRCULAR_STATISTICS, JOINT_CIRCULAR_2021, was_read=False)),
    *line(Duty.JOINT_SUBMISSION, Event.STATISTICS_PERIOD_ENDED, Doer.UNIT,
          old(1, U.WORKING_DAYS, CIRCULAR_STATISTICS, JOINT_CIRCULAR_2021, was_read=False)),
    *line(Duty.JOINT_SIGNING, Event.STATISTICS_SUBMITTED, Doer.PROCURACY,
          old(2, U.WORKING_DAYS, CIRCULAR_STATISTICS, JOINT_CIRCULAR_2021, was_read=False)),
    *line(Duty.JOINT_REPORT, Event.STATISTICS_PERIOD_ENDED, Doer.HEAD,
          old(5, U.WORKING_DAYS, CIRCULAR_STATISTICS, JOINT_CIRCULAR_2021, was_read=False)),
)  # fmt: skip
