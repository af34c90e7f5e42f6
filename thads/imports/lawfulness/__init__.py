"""What the law of its day would not have allowed, or came too late: told, and taken in.

A register records what happened (case-import.md). The rules are those that an act entered by hand
must meet; here they are asked of the replayed case, without the database.
"""

from thads.imports.lawfulness.cases import Lawfulness

__all__ = ["Lawfulness"]
