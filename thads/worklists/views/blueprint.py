"""The blueprint of worklists."""

from flask import Blueprint

bp = Blueprint("worklists", __name__, url_prefix="/worklists")
