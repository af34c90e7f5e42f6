"""All that the summary prints, read from the records and kept as plain data (JSON).

The paper is made from this alone, so the same stored figures give the same paper. No personal
data of parties: cases are named by their numbers, since oversight bodies read the paper.
"""

from thads.reports.summary.composing import compose, frozen, of_version

__all__ = ["compose", "frozen", "of_version"]
