"""Which paper this person may see: that of a case within reach, or a list of the own unit."""

from uuid import UUID

from thads.cases.views.entering import case_of, scope
from thads.core.errors import NotFound
from thads.documents import queries
from thads.documents.models import CaseDocument
from thads.web.request import db


def document_of(document_id: UUID) -> CaseDocument:
    """The paper, as far as this person may see it; NotFound otherwise."""
    document = queries.get(db(), document_id)
    if document.case_id is not None:
        case_of(document.case_id)
    elif document.paper is None or scope() not in (None, document.paper.unit_id):
        raise NotFound
    return document
