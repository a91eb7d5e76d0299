"""Search over the viewer's own conversations, with the words that were looked for marked."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone
from django.views.decorators.http import require_safe

from rapport.kit.answers import list_links, viewer_of
from rapport.kit.paging import encode
from rapport.messaging.pages.inbox import tabs
from rapport.messaging.queries.group_threads import titles_of
from rapport.messaging.queries.message_search import search_messages
from rapport.rules.message_query import LONGEST, Query, excerpt, read_query


@login_required
@require_safe
def message_search(request: HttpRequest) -> HttpResponse:
    """What was looked for, and where it stands."""
    me = viewer_of(request)
    text = request.GET.get("q", "").replace("\x00", "")[:LONGEST].strip()
    after = request.GET.get("after", "")
    query = read_query(text)
    found = search_messages(me, query, get_current_timezone(), after)
    titles = titles_of(me, {m.thread_id for m in found.page.rows if m.thread.is_group})
    context = {
        "query": text,
        "wrong": [*query.wrong, *(f"Nobody you wrote with is “{name}”." for name in found.nobody)],
        "hits": [hit_of(message, query, me, titles) for message in found.page.rows],
        "tabs": tabs(request, ""),
        "searched": not query.is_empty,
        **list_links({"q": text}, found.page, after),
    }
    return render(request, "messaging/message_search.html", context)


def hit_of(message: Any, query: Query, me: int, titles: Mapping[int, str]) -> dict[str, Any]:
    """One message that was found: with whom, who wrote it, the words around what was found.

    `titles` are those of the viewer's group conversations, by key.
    """
    thread = message.thread
    other = thread.low if thread.high_id == me else thread.high
    writer = message.author or message.shadow
    title = titles.get(thread.pk) or thread.title or (writer and writer.name) or ""
    address = reverse("messaging:thread", args=[thread.public_id])
    # The page of the conversation ends with what was found, so that it is there to jump to.
    cursor = encode(message.seq + 1)
    href = f"{address}?before={cursor}#message-{message.public_id}"
    return {
        "href": href if message.seq < thread.last_seq else f"{address}#message-{message.public_id}",
        "who": {"name": other.name if other else title},
        "writer": "" if message.author_id == me else writer.name if writer else "",
        "own": message.author_id == me,
        "at": message.sent_at,
        "subject": message.subject,
        "pieces": excerpt(message.text, query.sought),
    }
