"""Where all screens of accounting are served."""

from flask import Blueprint

bp = Blueprint("accounting", __name__, url_prefix="/accounting")
reconciliations = Blueprint("reconciliations", __name__, url_prefix="/accounting")
