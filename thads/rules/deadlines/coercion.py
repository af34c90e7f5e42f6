"""Measures of security and coercion (reference 3.5 and 4)."""

from thads.rules.deadlines.duties import Duty
from thads.rules.deadlines.events import Event
from thads.rules.deadlines.lines import ACTING, FIRST_LAW, line, new, old
from thads.rules.deadlines.records import Doer
from thads.rules.working_days import TimeUnit as U

COERCION = (
    *line(Duty.FREEZE_DECISION, Event.FREEZE_MINUTES, Doer.OFFICER,
          old(24, U.HOURS, "L08 Đ.67 k.2"), new(24, U.HOURS, "L25 Đ.67 k.4")),
    *line(Duty.SEIZURE_DECISION, Event.SEIZURE_MINUTES, Doer.OFFICER,
          old(24, U.HOURS, "L08 Đ.68 k.2"), new(24, U.HOURS, "L25 Đ.69 k.2")),
    *line(Duty.COERCION_AFTER_FREEZE, Event.FREEZE_DECIDED, Doer.OFFICER,
          old(10, U.DAYS, "L08 Đ.67 k.3"), paused_by=ACTING),
    *line(Duty.COERCION_AFTER_SEIZURE, Event.SEIZED_OWNERSHIP_PROVEN, Doer.OFFICER,
          old(10, U.DAYS, "L08 Đ.68 k.5"), paused_by=ACTING),
    *line(Duty.COERCION_AFTER_STOP, Event.STOPPED_OWNERSHIP_PROVEN, Doer.OFFICER,
          old(10, U.DAYS, "L08 Đ.69 k.4"), paused_by=ACTING),
    *line(Duty.COERCION_AFTER_SECURITY, Event.COERCION_GROUND, Doer.OFFICER,
          new(10, U.DAYS, "L25 Đ.66 k.4"), paused_by=ACTING),
    *line(Duty.COERCION_COST_NOTICE, Event.COERCION, Doer.OFFICER,
          old(3, U.WORKING_DAYS, "L08 Đ.73 k.4", was_read=False),
          new(2, U.WORKING_DAYS, "L25 Đ.72 k.7"), counts_back=True),
    *line(Duty.ATTACHMENT_NOTICE, Event.REAL_ESTATE_ATTACHMENT, Doer.OFFICER,
          old(3, U.WORKING_DAYS, "L08 Đ.88 k.1", FIRST_LAW),
          new(3, U.WORKING_DAYS, "L25 Đ.80 k.2"), counts_back=True),
    *line(Duty.POLICE_ANSWER, Event.POLICE_ASKED, Doer.POLICE,
          new(3, U.WORKING_DAYS, "NĐ152 Đ.46 k.3")),
    *line(Duty.PROVINCE_POLICE_ANSWER, Event.PROVINCE_POLICE_TOLD, Doer.POLICE,
          new(5, U.WORKING_DAYS, "NĐ152 Đ.46 k.3")),
    *line(Duty.COERCION_PLAN, Event.POLICE_AGREED, Doer.OFFICER,
          new(3, U.WORKING_DAYS, "NĐ152 Đ.46 k.5"), paused_by=ACTING),
    *line(Duty.POLICE_PLAN, Event.POLICE_PLAN_ASKED, Doer.POLICE,
          old(3, U.WORKING_DAYS, "L08 Đ.72 k.4"), new(3, U.WORKING_DAYS, "NĐ152 Đ.46 k.6")),
    *line(Duty.POLICE_PLAN_DELIVERY, Event.COERCION, Doer.POLICE,
          new(5, U.WORKING_DAYS, "NĐ152 Đ.46 k.6"), counts_back=True),
    *line(Duty.COERCION_MEETING, Event.COERCION, Doer.UNIT,
          new(1, U.WORKING_DAYS, "NĐ152 Đ.47 k.3"), counts_back=True),
    *line(Duty.COMPELLED_ACT, Event.FINED, Doer.DEBTOR,
          old(5, U.WORKING_DAYS, "L08 Đ.118 k.1", FIRST_LAW),
          new(5, U.WORKING_DAYS, "L25 Đ.91, 93, 94")),
    *line(Duty.CHILD_HANDOVER, Event.FINED, Doer.DEBTOR,
          old(5, U.WORKING_DAYS, "L08 Đ.120 k.2", FIRST_LAW),
          new(5, U.WORKING_DAYS, "L25 Đ.91, 93, 94")),
    *line(Duty.LABOUR_REINSTATEMENT, Event.FINED, Doer.DEBTOR,
          old(10, U.DAYS, "L08 Đ.121 k.1", FIRST_LAW),
          new(5, U.WORKING_DAYS, "L25 Đ.91, 93, 94")),
    *line(Duty.LIFTING, Event.LIFTING_GROUND, Doer.OFFICER,
          old(5, U.WORKING_DAYS, "L08 Đ.105", was_read=False),
          new(3, U.WORKING_DAYS, "L25 Đ.95")),
)  # fmt: skip
