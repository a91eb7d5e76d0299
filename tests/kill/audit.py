"""Print every message of a place as JSON, in the order of its threads and their sequences."""

import json

import django

django.setup()

from rapport.messaging.models import Message, Participation, Thread  # noqa: E402

if __name__ == "__main__":
    rows = Message.objects.order_by("thread_id", "seq").values_list(
        "thread__public_id", "seq", "client_id", "text"
    )
    threads = {str(t.public_id): t.last_seq for t in Thread.objects.all()}
    boxes = [p.seq for p in Participation.objects.select_related("thread")]
    print(
        json.dumps(
            {
                "rows": [[str(part) for part in row] for row in rows],
                "threads": threads,
                "participations": boxes,
            }
        )
    )
