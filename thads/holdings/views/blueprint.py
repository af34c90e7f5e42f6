"""The blueprint of money that waits."""

from flask import Blueprint

bp = Blueprint("holdings", __name__)
