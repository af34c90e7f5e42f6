"""The blueprint of case work."""

from flask import Blueprint

bp = Blueprint("cases", __name__, url_prefix="/cases")
