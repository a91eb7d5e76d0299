"""A member's own settings and card, as the pages of settings begin with them."""

from rapport.members.models import EtiquetteCard, Member, ReachSettings


def reach_of(member: Member) -> ReachSettings:
    """The settings of reach; the defaults where none were stored yet."""
    return ReachSettings.objects.filter(member=member).first() or ReachSettings(member=member)


def etiquette_of(member: Member) -> EtiquetteCard:
    """The etiquette card; an empty one where none was stored yet."""
    return EtiquetteCard.objects.filter(member=member).first() or EtiquetteCard(member=member)


def known_codes(member: Member) -> list[str]:
    """The languages to choose from: those of the profile, and those already on the card."""
    spoken = list(member.languages.values_list("code", flat=True))
    return list(dict.fromkeys([*spoken, *etiquette_of(member).languages]))
