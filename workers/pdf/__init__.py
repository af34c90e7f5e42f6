"""Papers: from stored figures to a tagged, archive-grade PDF."""

from workers.pdf.decisions import decision
from workers.pdf.monthly import monthly
from workers.pdf.renderer import warm

__all__ = ["decision", "monthly", "warm"]
