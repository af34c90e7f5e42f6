"""The blueprint of worksheets."""

from flask import Blueprint

bp = Blueprint("communes", __name__, url_prefix="/communes")
