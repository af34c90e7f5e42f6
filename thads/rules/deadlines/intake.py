"""From the judgment to the voluntary period (reference 3.2 and 4)."""

from thads.rules.deadlines.duties import Duty
from thads.rules.deadlines.events import Event
from thads.rules.deadlines.lines import AMENDED_LAW, DECREE_62, FIRST_LAW, line, new, old
from thads.rules.deadlines.records import Doer
from thads.rules.pauses import Pause
from thads.rules.working_days import TimeUnit as U

OLD_LIMITATION = frozenset({Pause.POSTPONED, Pause.SUSPENDED, Pause.FORCE_MAJEURE})
NEW_LIMITATION = frozenset({Pause.FORCE_MAJEURE})

INTAKE = (
    *line(Duty.JUDGMENT_TRANSFER, Event.JUDGMENT_IN_FORCE, Doer.COURT,
          old(30, U.DAYS, "L08 Đ.28 k.1"), new(15, U.DAYS, "L25 Đ.33 k.1")),
    *line(Duty.IMMEDIATE_TRANSFER, Event.IMMEDIATE_JUDGMENT_MADE, Doer.COURT,
          old(15, U.DAYS, "L08 Đ.28 k.2")),
    *line(Duty.INTERIM_TRANSFER, Event.INTERIM_MEASURE_ORDERED, Doer.COURT,
          old(0, U.AT_ONCE, "L08 Đ.28 k.3")),
    # A postponement to which the creditor agreed does not stop the limitation (L08 Đ.30 k.2).
    *line(Duty.REQUEST_LIMITATION, Event.RIGHT_ENFORCEABLE, Doer.PARTY,
          old(5, U.YEARS, "L08 Đ.30", FIRST_LAW), paused_by=OLD_LIMITATION),
    *line(Duty.REQUEST_LIMITATION, Event.RIGHT_ENFORCEABLE, Doer.PARTY,
          new(5, U.YEARS, "L25 Đ.34 k.2; NĐ152 Đ.10", was_read=False),
          paused_by=NEW_LIMITATION),
    *line(Duty.REQUEST_COMPLETION, Event.REQUEST_INCOMPLETE, Doer.CLERK,
          new(1, U.WORKING_DAYS, "NĐ152 Đ.9 k.6")),
    *line(Duty.REFUSAL, Event.REQUEST_RECEIVED, Doer.HEAD,
          old(5, U.WORKING_DAYS, "L08 Đ.31 k.5"), new(5, U.WORKING_DAYS, "L25 Đ.34 k.4")),
    *line(Duty.EX_OFFICIO_DECISION, Event.JUDGMENT_RECEIVED, Doer.HEAD,
          old(5, U.WORKING_DAYS, "L08 Đ.36 k.2"), new(5, U.WORKING_DAYS, "L25 Đ.33 k.3")),
    *line(Duty.REQUEST_DECISION, Event.REQUEST_RECEIVED, Doer.HEAD,
          old(5, U.WORKING_DAYS, "L08 Đ.36 k.1"), new(5, U.WORKING_DAYS, "L25 Đ.34 k.3")),
    *line(Duty.INTERIM_DECISION, Event.INTERIM_MEASURE_RECEIVED, Doer.HEAD,
          old(0, U.AT_ONCE, "L08 Đ.36 k.2"), new(0, U.AT_ONCE, "L25 Đ.33 k.3")),
    *line(Duty.BANKRUPTCY_DECISION, Event.BANKRUPTCY_DECISION_RECEIVED, Doer.HEAD,
          old(3, U.WORKING_DAYS, "L08 Đ.36 k.2"), new(3, U.WORKING_DAYS, "L25 Đ.33 k.3")),
    *line(Duty.CASE_FILE, Event.OFFICER_ASSIGNED, Doer.OFFICER,
          new(2, U.WORKING_DAYS, "NĐ152 Đ.12 k.2")),
    *line(Duty.OFFICER_CHANGE, Event.OFFICER_CHANGE_ASKED, Doer.HEAD,
          old(5, U.WORKING_DAYS, "NĐ62 Đ.10 k.3", DECREE_62),
          new(3, U.WORKING_DAYS, "NĐ152 Đ.13 k.3")),
    *line(Duty.INTERIM_MEASURES, Event.INTERIM_DECISION_GIVEN, Doer.OFFICER,
          old(24, U.HOURS, "L08 Đ.130 k.1", FIRST_LAW)),
    *line(Duty.PRIVATE_FILE_TRANSFER, Event.COMPETENCE_TRANSFER_ASKED, Doer.PRIVATE_OFFICE,
          new(2, U.WORKING_DAYS, "L25 Đ.31 k.6")),
    *line(Duty.PRIVATE_CASE_DECISION, Event.PRIVATE_FILE_RECEIVED, Doer.HEAD,
          new(5, U.WORKING_DAYS, "L25 Đ.31 k.6")),
)  # fmt: skip

NOTICE = (
    *line(Duty.NOTICE, Event.DECISION_SIGNED, Doer.OFFICER,
          old(3, U.WORKING_DAYS, "L08 Đ.39 k.2", was_read=False),
          new(3, U.WORKING_DAYS, "L25 Đ.35 k.1")),
    *line(Duty.INTERIM_NOTICE, Event.INTERIM_DECISION_SIGNED, Doer.OFFICER,
          new(24, U.HOURS, "L25 Đ.62")),
    *line(Duty.PROCURACY_COPY, Event.DECISION_SIGNED, Doer.CLERK,
          old(3, U.WORKING_DAYS, "L08 Đ.38"), new(3, U.WORKING_DAYS, "L25 Đ.35 k.2")),
    *line(Duty.POSTING, Event.POSTED, Doer.UNIT,
          old(10, U.DAYS, "L08 Đ.42 k.3", FIRST_LAW), new(7, U.DAYS, "NĐ152 Đ.17 k.3")),
    *line(Duty.PRISON_RECEIPT, Event.PRISON_PAPER_RECEIVED, Doer.PRISON,
          new(5, U.WORKING_DAYS, "NĐ152 Đ.33 k.3")),
    *line(Duty.VOLUNTARY_PERIOD, Event.NOTICE_VALID, Doer.DEBTOR,
          old(10, U.DAYS, "L08 Đ.45 k.1", AMENDED_LAW), new(10, U.DAYS, "L25 Đ.36")),
)  # fmt: skip
