"""A paper as plain values: all that is printed, and nothing else."""

from dataclasses import asdict, dataclass
from typing import Any

Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One decision, notice or certificate (NĐ 30/2020 Đ.8; reference 8.2).

    `content` is what the file is made from and hashed with: the same values, the same bytes.
    """

    code: str
    title: str  # QUYẾT ĐỊNH
    subject: str  # Về việc hoãn thi hành án
    superior: str
    agency: str
    number: str  # with its symbol; of a notice the clerk writes it in (NĐ 30/2020 Đ.15)
    place: str
    dated: str  # ISO
    dated_words: str  # ngày 05 tháng 01 năm 2026
    authority: str  # who decides, above the legal bases
    bases: tuple[str, ...]
    articles: tuple[tuple[str, ...], ...]  # paragraphs of each
    is_decision: bool  # its articles are numbered
    recipients: tuple[str, ...]
    signed_as: tuple[str, ...]  # KT. …, then the signer's own title
    signer: str
    signatories: tuple[str, ...] = ()  # of minutes: who signs by hand, the signer's own column last
    table: Table = ()  # of lists: headings, then rows

    @property
    def content(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)

    @property
    def body(self) -> tuple[str, ...]:
        """Every sentence that was composed."""
        return (*self.bases, *(line for article in self.articles for line in article))
