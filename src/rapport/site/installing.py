"""What makes the place installable: its manifest, its service worker and the page for offline."""

import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

FOLDER = "rapport"
WORKER = f"{FOLDER}/js/worker.js"
OWN_SUFFIXES = (".css", ".js", ".svg")
# The colours of the light theme's ground and of our mark (css/tokens.css, img/mark.svg).
GROUND, GREEN = "#faf6ef", "#2c7a63"
ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),
)


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest (https://www.w3.org/TR/appmanifest/)."""
    icons = [
        {
            "src": static(f"{FOLDER}/img/{name}"),
            "sizes": sizes,
            "type": "image/png",
            "purpose": purpose,
        }
        for name, sizes, purpose in ICONS
    ]
    told = {
        "id": "/",
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME[:12],
        "description": _("A professional network whose heart is messaging."),
        "start_url": "/messages/",
        "scope": "/",
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": GREEN,
        "icons": icons,
    }
    return JsonResponse(told, content_type="application/manifest+json")


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: one file from the root, so that it may serve every page."""
    words = {
        "kept": _("You are offline. This was kept in this browser, to read only; as of"),
        "fallback": settings.SITE_NAME,
    }
    told = {"version": _version(), "shell": ["/offline/", *_shell()], "words": words}
    body = f"self.RAPPORT = {json.dumps(told)};\n{_worker_file().read_text()}"
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/"
    return response


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What is read where nothing was kept; it tells nothing of anybody, so that it may be kept."""
    return render(request, "site/offline.html", {"site_name": settings.SITE_NAME, "theme": ""})


def _worker_file() -> Path:
    found = finders.find(WORKER)
    assert isinstance(found, str)
    return Path(found)


@cache
def _files() -> list[tuple[str, Path]]:
    """Our own style sheets, scripts and mark, with the address of each."""
    folder = _worker_file().parent.parent
    found = sorted(path for path in folder.rglob("*") if path.suffix in OWN_SUFFIXES)
    return [(path.relative_to(folder.parent).as_posix(), path) for path in found]


def _shell() -> list[str]:
    """The addresses of what a page needs to be drawn."""
    return [static(name) for name, _path in _files() if name != WORKER]


@cache
def _version() -> str:
    """Another one whenever a file of the shell is another."""
    digest = hashlib.sha256()
    for name, path in _files():
        digest.update(name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]
