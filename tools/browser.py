"""Find a Chromium for the browser tests, or install one, and print its path.

Order: RAPPORT_CHROMIUM, the machine's own, one that Playwright has or can fetch,
and at last the distribution's package where we may install it (root on Debian).
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def on_this_machine() -> str | None:
    """The path of a Chromium that is already here, or None."""
    named = os.environ.get("RAPPORT_CHROMIUM")
    if named:
        return named
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return None


def from_playwright(*, fetch: bool) -> str | None:
    """The path of Playwright's own Chromium; `fetch` lets it download one first."""
    from playwright.sync_api import sync_playwright

    if fetch:
        command = [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]
        try:
            subprocess.run(command, capture_output=True, timeout=600, check=False)
        except subprocess.TimeoutExpired:
            return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and Path(path).exists() else None


def from_the_distribution() -> str | None:
    """Install Debian's package, if this is Debian and we are root."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-q"], env=environment, check=False, **quiet)
    packages = ["chromium", "fonts-dejavu-core"]
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    subprocess.run(command, env=environment, check=False, **quiet)
    return on_this_machine()


def find() -> str | None:
    """A Chromium's path by the first means that works, or None."""
    return (
        on_this_machine()
        or from_playwright(fetch=False)
        or from_the_distribution()
        or from_playwright(fetch=True)
    )


if __name__ == "__main__":
    path = find()
    if not path:
        sys.exit(
            "No Chromium found and none could be installed. Install the package 'chromium' "
            "or set RAPPORT_CHROMIUM to the path of one."
        )
    print(path)
