"""Common verbs and adverbs of posts, at which a noun phrase ends."""

_VERBS = frozenset(
    """
    went gone go goes going learned learnt learn built build builds found find finds think
    thought thinking know knew known want wanted need needed started start begin began launched
    launch wrote write writing read reading share shared sharing show showed shown shows saw
    seen see look looked try tried trying help helped helps work worked works run ran running
    keep kept move moved moving switch switched cut said say says tell told ask asked give gave
    given take took taken come came change changed become became matters matter happens happened
    turned turn means meant ended end stop stopped join joined meet met hire hired excited happy
    proud thrilled delighted glad pleased honoured honored grateful finally always never often
    sometimes almost better worse best worst biggest bigger small smaller big huge hard harder
    easy easier sure love loved hate hated feel felt let lets thank thanks welcome check spent
    spend behaves behave live lives living call called explain explained answer answered test
    tested teach taught put set brought bring held hold leave left bought buy sold sell paid pay
    open opened close closed win won lost lose stay stayed hope hoped believe believed choose
    chose decide decided ship shipped published publish released oddly quickly slowly twice
    three two four five six seven eight nine ten hundred thousand million several another every
    little enough ago soon later next here's everybody everyone nobody nothing something
    anything someone somebody thing things part half right wrong different able
    """.split()
)


def is_verb(word: str) -> bool:
    """Whether a folded word is a common verb or adverb and no part of a noun phrase."""
    return word in _VERBS
