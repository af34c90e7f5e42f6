"""Valuation, auction and hand-over of assets (reference 3.6 and 4)."""

from thads.rules.deadlines.duties import Duty
from thads.rules.deadlines.events import Event
from thads.rules.deadlines.lines import ACTING, DECREE_62, FIRST_LAW, line, new, old
from thads.rules.deadlines.records import Doer
from thads.rules.pauses import Pause
from thads.rules.working_days import TimeUnit as U

HINDERED = frozenset({Pause.FORCE_MAJEURE})

VALUATION = (
    *line(Duty.VALUATION_CONTRACT, Event.ATTACHED, Doer.OFFICER,
          old(5, U.WORKING_DAYS, "L08 Đ.98 k.2", FIRST_LAW),
          new(5, U.WORKING_DAYS, "L25 Đ.82 k.1"), paused_by=ACTING),
    *line(Duty.PRICE_NOTICE, Event.PRICE_FOUND, Doer.OFFICER,
          new(3, U.WORKING_DAYS, "NĐ152 Đ.60 k.6")),
    *line(Duty.REVALUATION_REQUEST, Event.PRICE_NOTIFIED, Doer.PARTY,
          old(5, U.WORKING_DAYS, "L08 Đ.99 k.1", FIRST_LAW),
          new(5, U.WORKING_DAYS, "L25 Đ.82 k.2")),
    *line(Duty.REVALUATION, Event.REVALUATION_ASKED, Doer.OFFICER,
          new(5, U.WORKING_DAYS, "L25 Đ.82 k.2"), paused_by=ACTING),
    *line(Duty.PREEMPTION_NOTICE, Event.PRICE_FOUND, Doer.OFFICER,
          new(5, U.WORKING_DAYS, "NĐ152 Đ.63 k.1")),
    *line(Duty.PREEMPTION_REAL_ESTATE, Event.PREEMPTION_NOTIFIED, Doer.PARTY,
          old(3, U.MONTHS, "L08 Đ.74 k.3"), new(15, U.DAYS, "L25 Đ.83 k.1")),
    *line(Duty.PREEMPTION_MOVABLE, Event.PREEMPTION_NOTIFIED, Doer.PARTY,
          old(1, U.MONTHS, "L08 Đ.74 k.3"), new(5, U.WORKING_DAYS, "L25 Đ.83 k.1")),
    *line(Duty.PREEMPTION_LATER, Event.PREEMPTION_NOTIFIED, Doer.PARTY,
          old(15, U.DAYS, "L08 Đ.74 k.3")),
    *line(Duty.PREEMPTION_LATER_AUCTION, Event.AUCTION, Doer.PARTY,
          new(3, U.WORKING_DAYS, "L25 Đ.83 k.1"), counts_back=True),
    *line(Duty.PREEMPTION_PAYMENT, Event.PREEMPTION_ACCEPTED, Doer.PARTY,
          new(5, U.WORKING_DAYS, "L25 Đ.83 k.1")),
)  # fmt: skip

SALE = (
    *line(Duty.AUCTION_CONTRACT, Event.PRICE_FINAL, Doer.OFFICER,
          old(10, U.DAYS, "L08 Đ.101 k.2", FIRST_LAW, event=Event.PRICE_FOUND),
          new(5, U.WORKING_DAYS, "L25 Đ.83 k.2"), paused_by=ACTING),
    *line(Duty.AUCTIONEER_CHOICE, Event.PRICE_FOUND, Doer.PARTY,
          old(5, U.WORKING_DAYS, "L08 Đ.101 k.2", FIRST_LAW)),
    *line(Duty.AUCTION_CENTRE_CONTRACT, Event.AUCTION_CONTRACT_FAILED, Doer.OFFICER,
          new(5, U.WORKING_DAYS, "L25 Đ.83 k.2"), paused_by=ACTING),
    *line(Duty.MOVABLE_AUCTION, Event.AUCTION_CONTRACTED, Doer.AUCTIONEER,
          old(30, U.DAYS, "L08 Đ.101 k.2", FIRST_LAW), new(30, U.DAYS, "L25 Đ.83 k.2"),
          paused_by=ACTING),
    *line(Duty.REAL_ESTATE_AUCTION, Event.AUCTION_CONTRACTED, Doer.AUCTIONEER,
          old(45, U.DAYS, "L08 Đ.101 k.2", FIRST_LAW), new(45, U.DAYS, "L25 Đ.83 k.2"),
          paused_by=ACTING),
    *line(Duty.REDEMPTION, Event.AUCTION, Doer.DEBTOR,
          old(1, U.WORKING_DAYS, "L08 Đ.101 k.5", FIRST_LAW),
          new(1, U.WORKING_DAYS, "L25 Đ.83"), counts_back=True),
    *line(Duty.FAILED_AUCTION_NOTICE, Event.AUCTION_FAILED, Doer.OFFICER,
          new(2, U.WORKING_DAYS, "NĐ152 Đ.65 k.6")),
    *line(Duty.PRICE_CUT, Event.AUCTION_FAILED, Doer.OFFICER,
          new(5, U.WORKING_DAYS, "L25 Đ.83 k.3"), paused_by=ACTING),
    *line(Duty.PRICE_CUT_REQUEST, Event.AUCTION_FAILED, Doer.OFFICER,
          old(5, U.WORKING_DAYS, "L08 Đ.104 k.1"), paused_by=ACTING),
    *line(Duty.PRICE_CUT_AGREEMENT, Event.PRICE_CUT_NOTIFIED, Doer.PARTY,
          old(10, U.DAYS, "L08 Đ.104 k.1")),
    *line(Duty.STATE_PRICE_CUT, Event.AUCTION_FAILED, Doer.OFFICER,
          old(10, U.DAYS, "L08 Đ.104 k.4"), paused_by=ACTING),
    *line(Duty.TAKING_NOTICE, Event.TAKING_AGREED, Doer.OFFICER,
          old(10, U.DAYS, "L08 Đ.104 k.2", event=Event.AUCTION_FAILED),
          new(3, U.WORKING_DAYS, "NĐ152 Đ.65 k.6")),
    *line(Duty.BUYBACK, Event.TAKING_NOTIFIED, Doer.DEBTOR,
          old(30, U.DAYS, "L08 Đ.104 k.2"), new(5, U.WORKING_DAYS, "NĐ152 Đ.65 k.6")),
    *line(Duty.BUYER_PAYMENT, Event.AUCTION_WON, Doer.BUYER,
          old(30, U.DAYS, "NĐ62 Đ.27 k.3", DECREE_62),
          new(30, U.DAYS, "NĐ152 Đ.65 k.1", extension=30)),
    *line(Duty.HANDOVER, Event.PRICE_PAID, Doer.UNIT,
          old(60, U.DAYS, "NĐ62 Đ.27 k.3", DECREE_62), new(60, U.DAYS, "NĐ152 Đ.67 k.1"),
          paused_by=HINDERED),
    *line(Duty.DIRECT_SALE_HANDOVER, Event.SOLD_DIRECTLY, Doer.OFFICER,
          new(3, U.WORKING_DAYS, "NĐ152 Đ.67 k.1")),
    *line(Duty.AGREED_HANDOVER, Event.HANDOVER_AGREED, Doer.OFFICER,
          old(5, U.WORKING_DAYS, "L08 Đ.100 k.2", FIRST_LAW),
          new(5, U.WORKING_DAYS, "NĐ152 Đ.67 k.1")),
    *line(Duty.TITLE_FILE, Event.ASSET_DELIVERED, Doer.UNIT,
          new(10, U.DAYS, "NĐ152 Đ.69 k.1")),
)  # fmt: skip
