"""The blueprint of classification."""

from flask import Blueprint

bp = Blueprint("classification", __name__, url_prefix="/classification")
