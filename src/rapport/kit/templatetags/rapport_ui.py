"""Every component under one name; `docs/look.md` shows each with an example."""

from django.template import Library

from rapport.kit.components import conversation, forms, frame, kept, lists, people, pieces, ways

register = Library()
for family in (pieces, lists, people, ways, conversation, forms, frame, kept):
    register.tags.update(family.register.tags)
    register.filters.update(family.register.filters)
