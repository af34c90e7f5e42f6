"""Credit institutions, the cases in which they are creditors, and the work done with them.

Facts: what changes later is a further record that names the one before.
"""

from thads.banks.models.institution import (
    CreditInstitution,
    CreditInstitutionEnd,
    CreditorLink,
)

__all__ = [
    "CreditInstitution",
    "CreditInstitutionEnd",
    "CreditorLink",
]
