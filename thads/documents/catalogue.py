"""The papers of case work as dated data (reference 8.3): title, bases, articles, recipients.

A base is an article in the short form of `citations`, or words; braces name a field of `fields`.
Bases that hold under one law only stand apart; the body serves both where the laws agree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from thads.documents import slips, texts
from thads.documents.asset_papers import ASSET_BASES
from thads.documents.citations import holds_since
from thads.documents.exhibit_papers import EXHIBIT_BASES, HANDING_BASES
from thads.documents.measure_papers import BY_HEAD, MEASURE_BASES
from thads.documents.officer_bases import OFFICER_BASES
from thads.documents.oversight_papers import OVERSIGHT_BASES
from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS, Dated
from thads.rules.deadlines.lines import LAW_OF_2022
from thads.rules.numbering import ONE_AGENCY

OLD_FORMS = date(2015, 9, 1)  # NĐ62, with the law as amended in 2014
DECISION = "QUYẾT ĐỊNH"
OLD_HEAD, NEW_HEAD = "L08 Đ.23 k.1 điểm a", "L25 Đ.22"


class Kind(StrEnum):
    """What a paper decides or says; its value names the file that a person downloads."""

    EX_OFFICIO = "quyet-dinh-thi-hanh-an-chu-dong"
    RETURN = "quyet-dinh-thi-hanh-an-tra-lai"
    DESTRUCTION = "quyet-dinh-thi-hanh-an-tieu-huy"
    ON_REQUEST = "quyet-dinh-thi-hanh-an-theo-yeu-cau"
    ASSIGNMENT = "quyet-dinh-phan-cong"
    NOT_YET_ENFORCEABLE = "quyet-dinh-chua-co-dieu-kien"
    POSTPONEMENT = "quyet-dinh-hoan"
    SUSPENSION = "quyet-dinh-tam-dinh-chi"
    SUSPENSION_NOTICE = "thong-bao-tam-dinh-chi"
    RESUMPTION = "quyet-dinh-tiep-tuc"
    DISCONTINUANCE = "quyet-dinh-dinh-chi"
    ENTRUSTMENT = "quyet-dinh-uy-thac"
    TAKE_UP = "quyet-dinh-rut-ho-so"
    WITHDRAWAL = "quyet-dinh-thu-hoi"
    ANNULMENT = "quyet-dinh-huy"
    AMENDMENT = "quyet-dinh-sua-doi-bo-sung"
    SEPARATE_TRACKING = "quyet-dinh-chuyen-so-theo-doi-rieng"
    REQUEST_RETURN = "thong-bao-gui-lai-yeu-cau"
    COMPLETION = "giay-xac-nhan-ket-qua"
    AMENDMENT_OF_WORDS = "quyet-dinh-sua-doi-bo-sung-noi-dung"
    ASSET_ENTRUSTMENT = "quyet-dinh-uy-thac-xu-ly-tai-san"
    FEE = "quyet-dinh-thu-phi"
    FEE_EXEMPTION = "quyet-dinh-mien-giam-phi"
    FEE_REFUSAL = "thong-bao-khong-mien-giam-phi"
    FEE_NOTICE = "thong-bao-nop-phi"
    SUMMONS = "giay-trieu-tap"
    CALL = "giay-bao"
    NOTICE = "thong-bao"
    LEAFLET = "to-giai-thich"
    INFORMATION_REQUEST = "phieu-yeu-cau-cung-cap-thong-tin"
    VERIFICATION_DELEGATION = "uy-quyen-xac-minh"
    DELIVERY_MINUTES = "bien-ban-giao-nhan-van-ban"
    POSTING_MINUTES = "bien-ban-niem-yet"
    SETTLEMENT_MINUTES = "bien-ban-giai-quyet"
    AGREEMENT_MINUTES = "bien-ban-thoa-thuan"
    VERIFICATION_MINUTES = "bien-ban-xac-minh"
    JUDGMENT_RECEIPT = "giay-nhan-ban-an"
    REQUEST_RECEIPT = "phieu-nhan-yeu-cau"
    REQUEST_COMPLETION = "phieu-hen-bo-sung-yeu-cau"
    REQUEST_REFUSAL = "thong-bao-tu-choi-yeu-cau"
    NOT_YET_LIST = "danh-sach-chua-co-dieu-kien"
    BUDGET_LIST = "bang-ke-nop-ngan-sach"
    DESTRUCTION_COUNCIL = "quyet-dinh-thanh-lap-hoi-dong-tieu-huy"
    DESTRUCTION_MINUTES = "bien-ban-tieu-huy"
    STORE_ORDER = "lenh-nhap-xuat-kho"
    STORE_SLIP = "phieu-nhap-xuat-kho"
    STORE_CARD = "the-kho"
    STOCKTAKING_MINUTES = "bien-ban-kiem-ke-kho"
    EXHIBIT_RECEIPT = "bien-ban-giao-nhan-vat-chung"
    EXHIBIT_RETURN_NOTICE = "thong-bao-nhan-lai-tai-san"
    EXHIBIT_RETURN = "bien-ban-tra-lai-tai-san"
    EXHIBIT_FORFEITURE = "bien-ban-chuyen-giao-sung-quy"
    EXHIBIT_PAYMENT = "bang-ke-nop-ngan-sach-vat-chung"
    EXHIBIT_TO_ISSUER = "bien-ban-chuyen-giao-giay-to"
    COST_NOTICE = "thong-bao-chi-phi-cuong-che"
    ENDED_LIST = "danh-sach-viec-ket-thuc"
    INTEREST_STATEMENT = "bang-ke-tinh-lai"
    REMISSION_PROPOSAL = "van-ban-de-nghi-mien-giam"
    REMISSION_LIST = "danh-sach-de-nghi-mien-giam"
    FREEZE = "quyet-dinh-phong-toa"
    SEIZURE = "quyet-dinh-tam-giu"
    STOP = "quyet-dinh-tam-dung-dang-ky"
    EXIT_BAN = "quyet-dinh-tam-hoan-xuat-canh"
    DEDUCTION = "quyet-dinh-khau-tru"
    INCOME_DEDUCTION = "quyet-dinh-tru-vao-thu-nhap"
    ATTACHMENT = "quyet-dinh-ke-bien"
    EXPLOITATION = "quyet-dinh-khai-thac-tai-san"
    PROPERTY_HANDOVER = "quyet-dinh-chuyen-giao-tai-san"
    COMPELLED_ACT = "quyet-dinh-buoc-thuc-hien"
    LIFTING = "quyet-dinh-giai-toa-cham-dut"
    COERCION_PLAN = "ke-hoach-cuong-che"
    ATTACHMENT_MINUTES = "bien-ban-ke-bien"
    CUSTODY_MINUTES = "bien-ban-giao-bao-quan"
    VALUATION_CONTRACT = "hop-dong-tham-dinh-gia"
    VALUATION_MINUTES = "bien-ban-xac-dinh-gia"
    PRICE_NOTICE = "thong-bao-gia-tai-san"
    AUCTION_CONTRACT = "hop-dong-dich-vu-dau-gia"
    SALE_NOTICE = "thong-bao-ban-dau-gia"
    PRICE_CUT = "quyet-dinh-giam-gia"
    ASSET_HANDOVER_MINUTES = "bien-ban-giao-tai-san"
    TITLE_REQUEST = "cong-van-de-nghi-dang-ky-tai-san"
    POLICE_LETTER = "cong-van-trao-doi-cong-an"
    COMPLAINT_ACCEPTANCE = "thong-bao-thu-ly-khieu-nai"
    COMPLAINT_DECISION = "quyet-dinh-giai-quyet-khieu-nai"
    DENUNCIATION_CONCLUSION = "ket-luan-noi-dung-to-cao"
    PROTEST_REPLY = "tra-loi-khang-nghi-kien-nghi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Dated):
    """One paper under one law. `symbol`: it is numbered apart from decisions, empty: not at all."""

    kind: Kind
    title: str
    subject: str
    bases: tuple[str, ...]
    articles: tuple[str, ...]
    recipients: tuple[str, ...]
    symbol: str | None = None
    asks_request_day: bool = False  # suggested where the case was opened on a request received
    asks: tuple[str, ...] = ()  # what a person says of a paper that follows from no act
    by_officer: bool = False
    signatories: tuple[str, ...] = ()

    @property
    def is_decision(self) -> bool:
        """Numbered with the decisions, and divided into articles."""
        return self.symbol is None

    @property
    def name(self) -> str:
        """Quyết định hoãn thi hành án, as lists show it."""
        said = self.subject.removeprefix("Về việc ")
        return f"{self.title.capitalize()} {said[0].lower()}{said[1:]}"


def form_on(kind: Kind, day: date) -> Form | None:
    """The form of that kind in the law of `day`; None where that law has none."""
    return next((form for form in FORMS if form.kind is kind and form.holds_on(day)), None)


def forms_on(day: date) -> list[Form]:
    """The forms of that day's law that a person may issue on no act."""
    return [form for form in FORMS if form.asks and form.holds_on(day)]


def _old(kind: Kind, bases: tuple[str, ...], until: date = OLD_LAW_ENDS) -> Form:
    since = SINCE.get(kind, OLD_FORMS)
    return _made(kind, (OLD_HEAD, *bases), since, until, texts.OLD_RECIPIENTS)


def _new(kind: Kind, bases: tuple[str, ...]) -> Form:
    return _made(kind, (NEW_HEAD, *bases), NEW_LAW, None, texts.NEW_RECIPIENTS)


def _between_few(kind: Kind, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Form]:
    """What stays between those it concerns; an officer's papers rest on no power of the head."""
    yield _made(kind, old, OLD_FORMS, OLD_LAW_ENDS, texts.OLD_RECIPIENTS[-1:])
    yield _made(kind, new, NEW_LAW, None, texts.NEW_RECIPIENTS[-1:])


def _made(
    kind: Kind, bases: tuple[str, ...], since: date, until: date | None, others: tuple[str, ...]
) -> Form:
    body = texts.BODIES[kind.name]
    return Form(
        kind=kind, title=body.title or DECISION, subject=body.subject, bases=bases,
        articles=body.articles, recipients=texts.recipients(kind.name, others), symbol=body.symbol,
        asks_request_day=any("{requested_on}" in base for base in bases),
        asks=body.asks, by_officer=body.by_officer, signatories=body.signatories,
        valid_from=holds_since(bases, since), valid_to=until,
        source=bases[0 if body.by_officer else 1],
    )  # fmt: skip


SINCE = {Kind.ASSET_ENTRUSTMENT: LAW_OF_2022}
JUDGMENT, DECIDED, GROUND = "{judgment}", "{decision} của {agency}", "{ground_article}"
REQUESTED = "Đơn yêu cầu thi hành án của {creditors} {requested_on}"
VERIFIED = "Biên bản xác minh điều kiện thi hành án {verified_on}"

ROWS: tuple[tuple[Kind, tuple[str, ...], tuple[str, ...]], ...] = (
    (Kind.EX_OFFICIO, ("L08 Đ.36 k.2", "NĐ62 Đ.6", JUDGMENT),
     ("L25 Đ.33", "NĐ152 Đ.12", JUDGMENT)),
    (Kind.RETURN, ("L08 Đ.36 k.2", "NĐ62 Đ.6", JUDGMENT),
     ("L25 Đ.33", "NĐ152 Đ.12", JUDGMENT)),
    (Kind.DESTRUCTION, ("L08 Đ.36 k.2", "L08 Đ.125", "NĐ62 Đ.6", JUDGMENT),
     ("L25 Đ.33", "L25 Đ.58", "NĐ152 Đ.12", JUDGMENT)),
    (Kind.ON_REQUEST, ("L08 Đ.36 k.1", "NĐ62 Đ.7", JUDGMENT, REQUESTED),
     ("L25 Đ.34", "NĐ152 Đ.12", JUDGMENT, REQUESTED)),
    (Kind.ASSIGNMENT, ("L08 Đ.36", JUDGMENT, DECIDED), ("L25 Đ.33 k.3", JUDGMENT, DECIDED)),
    (Kind.NOT_YET_ENFORCEABLE, (GROUND, "NĐ62 Đ.9", JUDGMENT, DECIDED, VERIFIED),
     (GROUND, JUDGMENT, DECIDED, VERIFIED)),
    (Kind.POSTPONEMENT, (GROUND, JUDGMENT, DECIDED), (GROUND, JUDGMENT, DECIDED)),
    (Kind.SUSPENSION, (GROUND, JUDGMENT, DECIDED), (GROUND, JUDGMENT, DECIDED)),
    (Kind.SUSPENSION_NOTICE, (GROUND, JUDGMENT, DECIDED), (GROUND, JUDGMENT, DECIDED)),
    (Kind.RESUMPTION, ("{held_article}", JUDGMENT, DECIDED, "{held_decision}"),
     ("{held_article}", JUDGMENT, DECIDED, "{held_decision}")),
    (Kind.DISCONTINUANCE, (GROUND, JUDGMENT, DECIDED), (GROUND, JUDGMENT, DECIDED)),
    (Kind.ENTRUSTMENT, ("L08 Đ.55", "L08 Đ.57 k.1", "NĐ62 Đ.16", JUDGMENT, DECIDED),
     ("L25 Đ.49", "NĐ152 Đ.26", JUDGMENT, DECIDED)),
    (Kind.WITHDRAWAL, (GROUND, JUDGMENT, DECIDED), (GROUND, JUDGMENT, DECIDED)),
    (Kind.ANNULMENT, (GROUND, JUDGMENT, DECIDED), (GROUND, JUDGMENT, DECIDED)),
    (Kind.AMENDMENT, ("L08 Đ.37 k.2", JUDGMENT, DECIDED), ("L25 Đ.52 k.2", JUDGMENT, DECIDED)),
    (Kind.AMENDMENT_OF_WORDS, ("L08 Đ.37 k.2", JUDGMENT, DECIDED),
     ("L25 Đ.52 k.2", JUDGMENT, DECIDED)),
    (Kind.ASSET_ENTRUSTMENT, ("L08 Đ.57 k.2", "NĐ62 Đ.16", JUDGMENT, DECIDED),
     ("L25 Đ.50", "NĐ152 Đ.27", JUDGMENT, DECIDED)),
    (Kind.SEPARATE_TRACKING, ("NĐ62 Đ.9 k.5", JUDGMENT, DECIDED, "{not_yet_decision}"),
     ("L25 Đ.38 k.4", "NĐ152 Đ.22 k.1", JUDGMENT, DECIDED, "{not_yet_decision}")),
    (Kind.FEE, ("TT216 Đ.5 k.1", "L08 Đ.60", JUDGMENT, DECIDED),
     ("TT216 Đ.5 k.1", "L25 Đ.53 k.1", "NĐ152 Đ.30 k.1", JUDGMENT, DECIDED)),
    (Kind.FEE_EXEMPTION, ("{relief_article}", "L08 Đ.60", JUDGMENT, DECIDED, "{fee_decision}"),
     ("{relief_article}", "L25 Đ.53 k.1", JUDGMENT, DECIDED, "{fee_decision}")),
    (Kind.FEE_REFUSAL, ("TT216 Đ.7 k.4", "L08 Đ.60", JUDGMENT, DECIDED),
     ("TT216 Đ.7 k.4", "L25 Đ.53 k.1", JUDGMENT, DECIDED)),
    (Kind.FEE_NOTICE, ("TT216 Đ.5 k.4", "L08 Đ.60", JUDGMENT, DECIDED),
     ("TT216 Đ.5 k.4", "L25 Đ.53 k.1", JUDGMENT, DECIDED)),
    (Kind.COMPLETION, ("L08 Đ.53", "NĐ62 Đ.37", JUDGMENT, DECIDED),
     ("L25 Đ.55 k.1", "NĐ152 Đ.32", JUDGMENT, DECIDED)),
)  # fmt: skip


def _forms() -> Iterator[Form]:
    """The old law's row and the new law's row of each paper."""
    for kind, old, new in ROWS:
        yield _old(kind, old)
        yield _new(kind, new)
    # The province's office took cases from the districts' until there was one agency.
    until = ONE_AGENCY - timedelta(days=1)
    yield _old(Kind.TAKE_UP, ("L08 Đ.35 k.2 điểm h", JUDGMENT, "{decision}"), until)
    returned = ("L25 Đ.38 k.4", "NĐ152 Đ.22 k.2", JUDGMENT, DECIDED, "{not_yet_decision}")
    yield _new(Kind.REQUEST_RETURN, returned)
    yield from _of_officers()
    yield from _of_no_case()
    yield from _of_measures()
    for name, old, new in OVERSIGHT_BASES:
        yield _old(Kind[name], (*old, JUDGMENT, DECIDED))
        yield _new(Kind[name], (*new, JUDGMENT, DECIDED))
    for name, old, new in ASSET_BASES:  # reference 8.3, rows 23 to 27
        yield from _between_few(Kind[name], (*old, JUDGMENT, DECIDED), (*new, JUDGMENT, DECIDED))


def _of_officers() -> Iterator[Form]:
    """Papers that follow from no act (reference 8.3, rows 6 to 9)."""
    for name, old, new in OFFICER_BASES:
        yield from _between_few(Kind[name], (*old, JUDGMENT), (*new, JUDGMENT))
    yield from _between_few(  # between two agencies alone, by the head's power
        Kind.VERIFICATION_DELEGATION,
        (OLD_HEAD, "L08 Đ.44 k.3", "NĐ62 Đ.9 k.2", JUDGMENT, DECIDED),
        (NEW_HEAD, "L25 Đ.37", "NĐ152 Đ.21 k.5", JUDGMENT, DECIDED),
    )


def _of_no_case() -> Iterator[Form]:
    """Papers of requests and of units (reference 8.3, rows 1, 2, 11, 38)."""
    for name, few_old, few_new in slips.SLIP_BASES:
        yield from _between_few(Kind[name], few_old, few_new)
    late = ("BLDS Đ.357 k.2", "BLDS Đ.468")
    of_interest = Kind.INTEREST_STATEMENT
    yield _made(of_interest, (*late, JUDGMENT), OLD_FORMS, OLD_LAW_ENDS, texts.OLD_RECIPIENTS[-1:])
    yield _made(of_interest, ("NĐ152 Đ.29", *late, JUDGMENT), NEW_LAW, None,
                texts.NEW_RECIPIENTS[-1:])  # fmt: skip
    for kind, old, new in (
        (Kind.REQUEST_REFUSAL, ("{refusal_article}",), ("{refusal_article}",)),
        (Kind.REMISSION_PROPOSAL, ("L08 Đ.61", JUDGMENT), ("L25 Đ.42", "L25 Đ.43", JUDGMENT)),
        (Kind.REMISSION_LIST, ("L08 Đ.61",), ("L25 Đ.42", "L25 Đ.43")),
        *((Kind[name], old, new) for name, old, new in (*slips.LIST_BASES, *EXHIBIT_BASES)),
    ):
        yield _old(kind, old)
        yield _new(kind, new)
    for name, old, new in HANDING_BASES:  # reference 8.3, rows 31 and 33
        yield from _between_few(Kind[name], old, new)


def _of_measures() -> Iterator[Form]:
    """Decisions and papers of security and coercion (reference 8.3, rows 20 to 22)."""
    for name, old, new in MEASURE_BASES:
        kind, by_head = Kind[name], name in BY_HEAD
        if old:
            yield _made(kind, (*((OLD_HEAD,) if by_head else ()), *old, JUDGMENT, DECIDED),
                        OLD_FORMS, OLD_LAW_ENDS, texts.OLD_RECIPIENTS)  # fmt: skip
        yield _made(kind, (*((NEW_HEAD,) if by_head else ()), *new, JUDGMENT, DECIDED),
                    NEW_LAW, None, texts.NEW_RECIPIENTS)  # fmt: skip


FORMS = tuple(_forms())
