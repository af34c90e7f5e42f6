"""Papers: from stored figures to a tagged, archive-grade PDF."""

from workers.pdf.monthly import monthly
from workers.pdf.renderer import warm

__all__ = ["monthly", "warm"]
