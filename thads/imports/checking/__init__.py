"""Checks a workbook against its own arithmetic, the law and our register; compares the two.

Cases are streamed from the stage and looked up in ours a chunk at a time; faults, differences and
what is to be written go to the stage. Memory does not grow with the workbook.
"""

from thads.imports.checking.comparison import compare
from thads.imports.checking.findings import Findings
from thads.imports.checking.register import Lay, check
from thads.imports.checking.streaming import Importer, Progress

__all__ = ["Findings", "Importer", "Lay", "Progress", "check", "compare"]
