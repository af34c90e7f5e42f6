"""A warm Chromium that prints one document some times: FILE TIMES, told as JSON."""

import json
import os
import resource
import sys
from pathlib import Path
from time import perf_counter

from playwright.sync_api import sync_playwright

from tests.bench.memory import Peak

CHROMIUM = os.environ.get("THADS_CHROMIUM", "/usr/bin/chromium")


def main() -> None:
    """Print once to be warm, then measure."""
    address, times = Path(sys.argv[1]).as_uri(), int(sys.argv[2])
    seconds = []
    with Peak(named="chrom") as peak, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for _ in range(times + 1):
            page = browser.new_page()
            start = perf_counter()
            page.goto(address)
            page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
            seconds.append(perf_counter() - start)
            page.close()
        browser.close()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = {"seconds": seconds[1:], "megabytes": peak.megabytes}
    json.dump({**told, "cpu": used.ru_utime + used.ru_stime}, sys.stdout)


if __name__ == "__main__":
    main()
