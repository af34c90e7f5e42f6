"""How often one address or one account may try (P9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from thads.core.text import clean
from thads.web.tenancy import tenant

if TYPE_CHECKING:
    from flask import Flask

limiter = Limiter(get_remote_address, in_memory_fallback_enabled=True)
BY_ADDRESS = "60 per minute"
BY_ACCOUNT = "30 per 15 minutes"
CHECKS = "30 per minute"  # of printed codes, by anybody
LIMITED = ("identity", "check", "national_accounts")


@limiter.request_filter
def _is_unlimited() -> bool:
    """Only what nobody needs to sign in for has limits; other pages are not looked up in vain."""
    return request.blueprint not in LIMITED


def account_key() -> str:
    """One account of one province, whether or not it exists."""
    here = tenant()
    name = clean(request.form.get("username", "")).casefold()[:80]
    return f"{here.slug if here else ''}:{name}"


def init(app: Flask, redis_url: str | None) -> None:
    """Counts live in Redis, or in this process while there is none."""
    app.config.setdefault("RATELIMIT_STORAGE_URI", redis_url or "memory://")
    app.config.setdefault("RATELIMIT_ENABLED", not app.testing)
    limiter.init_app(app)
