"""Verification, not yet enforceable, separate tracking (reference 3.4 #9–15 and 4)."""

from thads.rules.deadlines.duties import Duty
from thads.rules.deadlines.events import Event
from thads.rules.deadlines.lines import ACTING, DECREE_62, line, new, old
from thads.rules.deadlines.records import Crossing, Doer
from thads.rules.working_days import TimeUnit as U

VERIFICATION = (
    *line(Duty.FIRST_VERIFICATION, Event.VOLUNTARY_PERIOD_OVER, Doer.OFFICER,
          old(10, U.DAYS, "L08 Đ.44 k.1"), new(9, U.DAYS, "L25 Đ.37 k.1"), paused_by=ACTING),
    *line(Duty.INTERIM_VERIFICATION, Event.INTERIM_DECISION_GIVEN, Doer.OFFICER,
          old(0, U.AT_ONCE, "L08 Đ.44 k.1")),
    *line(Duty.INFORMATION, Event.INFORMATION_ASKED, Doer.HOLDER,
          old(3, U.WORKING_DAYS, "L08 Đ.44 k.6"), new(3, U.WORKING_DAYS, "L25 Đ.37 k.6")),
    *line(Duty.ACCOUNT_INFORMATION, Event.ACCOUNT_INFORMATION_ASKED, Doer.HOLDER,
          old(0, U.AT_ONCE, "L08 Đ.44 k.6"),
          new(0, U.AT_ONCE, "L25 Đ.37 k.6; NĐ152 Đ.21 k.4")),
    *line(Duty.DELEGATED_REGISTERED, Event.VERIFICATION_DELEGATED, Doer.UNIT,
          old(30, U.DAYS, "NĐ62 Đ.9 k.2", DECREE_62, extension=15),
          new(30, U.DAYS, "NĐ152 Đ.21 k.5", extension=15)),
    *line(Duty.DELEGATED_OTHER, Event.VERIFICATION_DELEGATED, Doer.UNIT,
          old(15, U.DAYS, "NĐ62 Đ.9 k.2", DECREE_62), new(15, U.DAYS, "NĐ152 Đ.21 k.5")),
    *line(Duty.REVERIFICATION, Event.FINDING_SUBMITTED, Doer.OFFICER,
          old(5, U.WORKING_DAYS, "L08 Đ.44 k.5"), new(5, U.WORKING_DAYS, "L25 Đ.37 k.5")),
    *line(Duty.NO_MEANS_DECISION, Event.NO_MEANS_FOUND, Doer.HEAD,
          old(5, U.WORKING_DAYS, "NĐ62 Đ.9 k.4", DECREE_62),
          new(5, U.WORKING_DAYS, "L25 Đ.38 k.1")),
    *line(Duty.PERIODIC_VERIFICATION, Event.NO_MEANS_VERIFIED, Doer.OFFICER,
          old(6, U.MONTHS, "L08 Đ.44 k.2"), new(6, U.MONTHS, "L25 Đ.38 k.3"), paused_by=ACTING),
    *line(Duty.LONG_VERIFICATION, Event.NO_MEANS_VERIFIED, Doer.OFFICER,
          old(12, U.MONTHS, "L08 Đ.44 k.2"), new(12, U.MONTHS, "L25 Đ.38 k.3"),
          paused_by=ACTING),
    *line(Duty.NEW_INFORMATION_VERIFICATION, Event.NEW_INFORMATION, Doer.OFFICER,
          old(10, U.DAYS, "NĐ62 Đ.9 k.4", DECREE_62), new(10, U.DAYS, "L25 Đ.38 k.2")),
)  # fmt: skip

# How long a case without means must have waited is asked on the day on which it leaves the count:
# the step is taken under the law of that day (NĐ152 Đ.115 k.1).
WAITING = (
    *line(Duty.PUBLICATION, Event.NO_MEANS_DECIDED, Doer.UNIT,
          old(5, U.WORKING_DAYS, "NĐ62 Đ.11 k.1", DECREE_62),
          new(5, U.WORKING_DAYS, "NĐ152 Đ.23 k.1")),
    *line(Duty.PUBLICATION_CHANGE, Event.PUBLISHED_DATA_CHANGED, Doer.UNIT,
          old(3, U.WORKING_DAYS, "NĐ62 Đ.11 k.2", DECREE_62),
          new(3, U.WORKING_DAYS, "NĐ152 Đ.23 k.2")),
    *line(Duty.PUBLICATION_END, Event.PUBLICATION_GROUND_GONE, Doer.UNIT,
          old(2, U.WORKING_DAYS, "NĐ62 Đ.11 k.3", DECREE_62),
          new(3, U.WORKING_DAYS, "NĐ152 Đ.23 k.2")),
    *line(Duty.COMMUNE_POSTING_END, Event.COMMUNE_TOLD, Doer.COMMUNE,
          old(2, U.WORKING_DAYS, "NĐ62 Đ.11 k.3", DECREE_62),
          new(2, U.WORKING_DAYS, "NĐ152 Đ.23 k.2")),
    *line(Duty.SEPARATE_TRACKING, Event.NO_MEANS_DECIDED, Doer.HEAD,
          old(1, U.YEARS, "NĐ62 Đ.9 k.5", DECREE_62),
          new(2, U.YEARS, "L25 Đ.38 k.4; NĐ152 Đ.22 k.1"), crossing=Crossing.BY_ACT),
    *line(Duty.LONG_SEPARATE_TRACKING, Event.NO_MEANS_DECIDED, Doer.HEAD,
          old(2, U.YEARS, "NĐ62 Đ.9 k.5", DECREE_62),
          new(2, U.YEARS, "L25 Đ.38 k.4; NĐ152 Đ.22 k.1"), crossing=Crossing.BY_ACT),
    *line(Duty.SEPARATE_TRACKING_ENTRY, Event.SEPARATE_TRACKING_MATURE, Doer.HEAD,
          old(3, U.WORKING_DAYS, "NĐ62 Đ.9 k.5", DECREE_62)),
    *line(Duty.REQUEST_RETURN, Event.NO_MEANS_DECIDED, Doer.HEAD,
          new(2, U.YEARS, "L25 Đ.38 k.4; NĐ152 Đ.22 k.2"), crossing=Crossing.BY_ACT),
)  # fmt: skip
