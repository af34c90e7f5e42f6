"""The blueprint of the screens of fees."""

from flask import Blueprint

bp = Blueprint("fees", __name__)
