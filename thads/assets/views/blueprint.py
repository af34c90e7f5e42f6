"""The blueprint of the area; the files of the browser are `thads.web.assets`."""

from flask import Blueprint

bp = Blueprint("debtor_assets", __name__)
