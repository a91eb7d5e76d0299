"""Pages about the place itself: the door, the policy with its sources, and health."""

from django.contrib.auth.decorators import login_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from rapport.kit.policy import policy
from rapport.rules.policy import MARKS, PolicyRow, describe
from rapport.site.context import nav_counts


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Members go to their conversations; visitors read what this place is."""
    if request.user.is_authenticated:
        return redirect("messaging:inbox")
    return render(request, "site/welcome.html")


@login_required
@require_safe
def policy_page(request: HttpRequest) -> HttpResponse:
    """Every number of this place with its source."""
    sections: dict[str, list[dict[str, object]]] = {}
    for row in describe(policy()):
        section, _, name = row.key.partition(".")
        sections.setdefault(section, []).append(
            {
                "term": row.explanation,
                "value": _shown(row),
                "key": f"{section}.{name}",
                "source": f"{row.source} ({'★' if row.mark == 'own' else row.mark})",
                "differs": row.differs_from_default,
            }
        )
    context = {"sections": sections.items(), "preset": policy().preset, "marks": MARKS.items()}
    return render(request, "site/policy.html", context)


def _shown(row: PolicyRow) -> str:
    """A number with its unit; a word (yes, a name, a list) speaks for itself."""
    is_counted = row.value[:1].isdigit() or row.value == "unlimited"
    return f"{row.value} {row.unit}".strip() if is_counted else row.value


@login_required
@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """The counts of the navigation, for pages that stay open."""
    return JsonResponse(nav_counts(request))


@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers too; 503 where it doesn't."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "ok"})
