"""How complete a profile is, and the one step that would help most: a table of what counts."""

from dataclasses import dataclass

ENOUGH_SKILLS = 3


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """What a profile has; counts of its parts."""

    photo: bool = False
    headline: bool = False
    about: bool = False
    location: bool = False
    time_zone: bool = False
    current_position: bool = False
    described_position: bool = False
    past_positions: int = 0
    education: int = 0
    skills: int = 0
    languages: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """Something that a complete profile has: worth `points` of 100, done on the page `page`."""

    key: str
    points: int
    sentence: str
    page: str


@dataclass(frozen=True, slots=True)
class Strength:
    """`score` of 100, its level in a word, and the most helpful missing step (None: complete)."""

    score: int
    level: str
    next_step: Step | None


# What counts is the field's list (photo, place, a described current position, a past one,
# education, three skills); the points are our choice, see docs/decisions/0051.
STEPS = (
    Step("photo", 15, "Add a photo: people answer a face they can recognise.", "me:photo"),
    Step("headline", 10, "Write a headline: one line that says what you do.", "me:top"),
    Step("about", 15, "Write a few sentences about yourself and your work.", "me:top"),
    Step("current_position", 15, "Add what you do at the moment.", "me:position_new"),
    Step("education", 10, "Add a school: it is ground you share with others.", "me:school_new"),
    Step("skills", 10, "Name at least three skills, so that search finds you.", "me:skills"),
    Step("described_position", 5, "Say in a few words what your position is about.", "me:edit"),
    Step(
        "past_position",
        5,
        "Add an earlier position: old colleagues look for it.",
        "me:position_new",
    ),
    Step("location", 5, "Say where you are.", "me:top"),
    Step("time_zone", 5, "Set your time zone, so that others know your hours.", "me:top"),
    Step("languages", 5, "Add the languages that you can be written in.", "me:languages"),
)
LEVELS = ((100, "complete"), (70, "strong"), (40, "growing"), (0, "just begun"))


def strength_of(facts: ProfileFacts) -> Strength:
    """The strength of a profile with these facts; points are per step, all or nothing.

    What counts follows the published lists of a complete profile; a step that needs another
    one first (describing a position before there is one) is never proposed before it.
    """
    done = {
        "photo": facts.photo,
        "headline": facts.headline,
        "about": facts.about,
        "location": facts.location,
        "time_zone": facts.time_zone,
        "current_position": facts.current_position,
        "described_position": facts.described_position,
        "past_position": facts.past_positions > 0,
        "education": facts.education > 0,
        "skills": facts.skills >= ENOUGH_SKILLS,
        "languages": facts.languages > 0,
    }
    score = sum(step.points for step in STEPS if done[step.key])
    missing = [step for step in STEPS if not done[step.key]]
    best = max(missing, key=lambda step: step.points) if missing else None
    level = next(word for least, word in LEVELS if score >= least)
    return Strength(score, level, best)
