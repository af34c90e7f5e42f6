"""Money paid out, returned, handed to the state; exhibits; fees (reference 3.7–3.10 and 4)."""

from thads.rules.deadlines.duties import Duty
from thads.rules.deadlines.events import Event
from thads.rules.deadlines.lines import (
    CIRCULAR_04,
    CIRCULAR_216,
    DECREE_62,
    FIRST_LAW,
    lasting,
    line,
    new,
    old,
)
from thads.rules.deadlines.records import Doer
from thads.rules.pauses import Pause
from thads.rules.working_days import TimeUnit as U

HELD = frozenset({Pause.PAYOUT_HELD, Pause.FORCE_MAJEURE})

MONEY = (
    *line(Duty.PAYOUT, Event.MONEY_COLLECTED, Doer.OFFICER, old(10, U.DAYS, "L08 Đ.47 k.5")),
    *line(Duty.PAYOUT, Event.MONEY_COLLECTED, Doer.OFFICER,
          new(10, U.DAYS, "L25 Đ.54 k.6; NĐ152 Đ.30 k.3", extension=45, was_read=False),
          paused_by=HELD),
    *line(Duty.UNCLAIMED_MONEY, Event.PAYEE_TOLD, Doer.OFFICER,
          old(15, U.DAYS, "L08 Đ.126 k.2", FIRST_LAW), new(15, U.DAYS, "L25 Đ.59 k.1")),
    *line(Duty.UNCLAIMED_PROPERTY, Event.PAYEE_TOLD, Doer.OFFICER,
          old(3, U.MONTHS, "L08 Đ.126 k.2", FIRST_LAW), new(30, U.DAYS, "L25 Đ.59 k.2")),
    *line(Duty.UNCLAIMED_PERISHABLE, Event.PAYEE_TOLD, Doer.OFFICER,
          new(5, U.WORKING_DAYS, "L25 Đ.59 k.2")),
    *line(Duty.UNCLAIMED_PAPERS, Event.PAYEE_TOLD, Doer.OFFICER,
          old(1, U.YEARS, "L08 Đ.126 k.3", FIRST_LAW), new(3, U.MONTHS, "L25 Đ.59 k.2")),
    *line(Duty.UNCLAIMED_TO_STATE, Event.JUDGMENT_IN_FORCE, Doer.UNIT,
          old(5, U.YEARS, "L08 Đ.126 k.2", FIRST_LAW), new(5, U.YEARS, "L25 Đ.59 k.1")),
    *line(Duty.RETURN_NOTICE, Event.RETURN_DECISION, Doer.OFFICER,
          new(3, U.WORKING_DAYS, "L25 Đ.59 k.1")),
    *line(Duty.CASH_TO_FUND, Event.CASH_TAKEN, Doer.OFFICER,
          lasting(0, U.AT_ONCE, "TT04 Đ.17 k.1", CIRCULAR_04)),
    *line(Duty.LATE_CASH_TO_FUND, Event.CASH_TAKEN_LATE, Doer.OFFICER,
          lasting(1, U.WORKING_DAYS, "TT04 Đ.17 k.1", CIRCULAR_04)),
    # "Ngay trong ngày làm việc đầu tiên khi về": that day itself, if people work on it.
    *line(Duty.FIELD_CASH_TO_FUND, Event.CASH_BROUGHT_BACK, Doer.OFFICER,
          lasting(0, U.DAYS, "TT04 Đ.17 k.1", CIRCULAR_04)),
    *line(Duty.FEE_NOTICE, Event.ASSET_HANDOVER, Doer.UNIT,
          lasting(15, U.DAYS, "TT216 Đ.5", CIRCULAR_216), counts_back=True),
    *line(Duty.FEE_EXEMPTION, Event.FEE_EXEMPTION_ASKED, Doer.HEAD,
          lasting(5, U.WORKING_DAYS, "TT216 Đ.7 k.4", CIRCULAR_216)),
    *line(Duty.FEES_PAID_OVER, Event.MONTH_ENDED, Doer.ACCOUNTANT,
          lasting(5, U.DAYS, "TT216 Đ.8 k.1", CIRCULAR_216)),
)  # fmt: skip

EXHIBITS = (
    *line(Duty.FORFEITURE, Event.EVIDENCE_DECISION, Doer.UNIT,
          old(10, U.DAYS, "L08 Đ.124 k.1", FIRST_LAW), new(10, U.DAYS, "L25 Đ.57 k.1")),
    *line(Duty.CONFISCATED_MONEY, Event.CONFISCATED_MONEY_HELD, Doer.ACCOUNTANT,
          new(7, U.DAYS, "NĐ152 Đ.39 k.4")),
    *line(Duty.DESTRUCTION_COUNCIL, Event.EVIDENCE_DECISION, Doer.HEAD,
          old(1, U.MONTHS, "L08 Đ.125 k.1", FIRST_LAW), new(1, U.MONTHS, "L25 Đ.58 k.2")),
    *line(Duty.DESTRUCTION, Event.COUNCIL_FORMED, Doer.COUNCIL,
          old(10, U.DAYS, "NĐ62 Đ.33 k.1", DECREE_62), new(20, U.DAYS, "NĐ152 Đ.40 k.1")),
)  # fmt: skip
