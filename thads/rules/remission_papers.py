"""What a dossier of exemption or reduction holds (TTLT 12/2015 Đ.6; L25 Đ.43; reference 8.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thads.core.codes import Coded
from thads.rules.dated import NEW_LAW, OLD_LAW_ENDS, Dated
from thads.rules.remission import AMENDED_LAW, Way


class PaperNeeded(Coded):
    """One paper of the dossier."""

    JUDGMENT = "judgment", "Bản án, quyết định của Tòa án"
    DECISION = "decision", "Quyết định thi hành án"
    NOT_YET = "not_yet", "Quyết định về việc chưa có điều kiện thi hành án"
    MINUTES = "minutes", "Biên bản xác minh điều kiện thi hành án còn trong hạn"
    RECEIPTS = "receipts", "Biên lai, chứng từ đã thi hành một phần"
    HARDSHIP = "hardship", "Giấy tờ về thiên tai, tai nạn, ốm đau kéo dài hoặc lập công lớn"
    OPINION = "opinion", "Ý kiến bằng văn bản của Viện kiểm sát"
    PROPOSAL = "proposal", "Văn bản đề nghị của Thủ trưởng"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRule(Dated):
    """One paper under one law, and for which ways it is needed."""

    paper: PaperNeeded
    of_part_paid: bool = False
    of_special: bool = False
    of_ordinary: bool = False

    def is_needed_for(self, way: Way) -> bool:
        """Whether a dossier on this way holds it."""
        if self.of_part_paid:
            return way.part_paid
        if self.of_special:
            return way.special
        return not (self.of_ordinary and way.special)


def _rules(source: str, valid_from: date, valid_to: date | None) -> tuple[PaperRule, ...]:
    return tuple(
        PaperRule(
            paper=paper, source=source, valid_from=valid_from, valid_to=valid_to,
            of_part_paid=paper is PaperNeeded.RECEIPTS,
            of_special=paper is PaperNeeded.HARDSHIP, of_ordinary=paper is PaperNeeded.NOT_YET,
        )
        for paper in PaperNeeded
    )  # fmt: skip


PAPERS = (
    *_rules("TTLT 12/2015 Đ.6", AMENDED_LAW, OLD_LAW_ENDS),
    *_rules("L25 Đ.43", NEW_LAW, None),
)


def needed(way: Way, day: date) -> Sequence[PaperNeeded]:
    """The papers of a dossier on this way under the law of `day`."""
    return [r.paper for r in PAPERS if r.holds_on(day) and r.is_needed_for(way)]
