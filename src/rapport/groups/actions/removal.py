"""Remove groups and events with those who made them; so far only demos need it."""

from collections.abc import Collection

from django.db import transaction

from rapport.groups.models import Event, Group


def remove_made_by(member_ids: Collection[int]) -> int:
    """Delete the groups and events that these members made; return how many.

    One that anybody else belongs to or attends stays: it is theirs as well.
    """
    makers = set(member_ids)
    with transaction.atomic():
        groups = [
            group.pk
            for group in Group.objects.filter(created_by__isnull=False)
            if group.created_by_id in makers
            and makers.issuperset(group.memberships.values_list("member_id", flat=True))
        ]
        events = [
            event.pk
            for event in Event.objects.filter(created_by__isnull=False)
            if event.created_by_id in makers
            and makers.issuperset(event.attendances.values_list("member_id", flat=True))
        ]
        Group.objects.filter(pk__in=groups).delete()
        Event.objects.filter(pk__in=events).delete()
    return len(groups) + len(events)
