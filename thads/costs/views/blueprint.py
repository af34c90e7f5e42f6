"""The blueprint of costs of coercion."""

from flask import Blueprint

bp = Blueprint("costs", __name__)
