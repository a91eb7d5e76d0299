"""Set and remove a member's portrait, and clear away the files that nobody shows any more."""

import hashlib
from datetime import datetime, timedelta
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from rapport.kit.refusals import Refused
from rapport.members.actions.search_entries import refresh_search
from rapport.members.models import Member, Photo
from rapport.members.photo_files import drop_photo, store_photo
from rapport.members.portraits import portraits_of

# Long enough that an upload which is under way has its member.
GRACE = timedelta(hours=1)


def set_photo(member: Member, file: BinaryIO) -> Refused | None:
    """Make the picture in `file` the member's portrait; None when that was done.

    Refusals: `too_large` (10 MB, 40 megapixels), `too_small`, `not_a_picture`.
    """
    most = settings.PHOTO_MAX_BYTES
    file.seek(0, 2)
    if file.tell() > most:
        return Refused(
            "too_large", f"This file is too large: at most {most // 2**20} MB fit.", on="photo"
        )
    file.seek(0)
    encoded = portraits_of(file)
    if isinstance(encoded, Refused):
        return encoded
    largest = encoded[max(encoded)]
    digest = hashlib.sha256(largest).hexdigest()
    with transaction.atomic():
        # The row's lock keeps the clearing job from taking the files away underneath.
        photo, _ = Photo.objects.select_for_update().get_or_create(
            digest=digest, defaults={"size": len(largest)}
        )
        store_photo(digest, encoded)
        Member.objects.filter(pk=member.pk).update(photo=photo)
        refresh_search(member.pk)
    return None


def remove_photo(member: Member) -> None:
    """Show the initials again; the file goes with the next clearing, unless others show it."""
    with transaction.atomic():
        Member.objects.filter(pk=member.pk).update(photo=None)
        refresh_search(member.pk)


def clear_photos(at: datetime) -> int:
    """Remove portraits that no member shows, row and files; return how many. For a job."""
    shown = Member.objects.filter(photo_id=OuterRef("pk"))
    unused = Photo.objects.filter(~Exists(shown), created_at__lt=at - GRACE)
    cleared = 0
    for key in list(unused.values_list("pk", flat=True)[:1000]):
        with transaction.atomic():
            photo = Photo.objects.select_for_update().filter(~Exists(shown), pk=key).first()
            if photo is None:
                continue
            drop_photo(photo.digest)
            photo.delete()
            cleared += 1
    return cleared
