"""The application for the server; loaded once before the workers fork."""

import gc
import os

from werkzeug.middleware.proxy_fix import ProxyFix

from thads.app import create_app
from thads.core.jobs import use_bell
from workers.queue import ring

app = create_app()
use_bell(ring)
if proxies := int(os.environ.get("THADS_PROXIES", "0")):  # how many stand before this server
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
gc.collect()
gc.freeze()  # what is loaded now is shared by all workers and never collected
