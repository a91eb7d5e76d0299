"""What a million messages say: words by Zipf's law, some links, some Japanese; names of people."""

import itertools
import random

SYLLABLES = (
    "ba be bi bo bu da de di do du fa fe fi ga ge go ha he hi ho ja jo ka ke ki ko la le li lo lu "
    "ma me mi mo mu na ne ni no nu pa pe pi po ra re ri ro ru sa se si so su ta te ti to tu va ve"
).split()
VOCABULARY = 50_000
JAPANESE = (
    "来週の会議",
    "資料を送ります",
    "よろしくお願いします",
    "契約の件",
    "東京で会いましょう",
    "見積もり",
)
ONE_IN_LINKS, ONE_IN_JAPANESE = 40, 100
NOBODYS = ("zzyzx", "qwrtp", "xkcdq", "vvwwq", "jjqqz")


def vocabulary() -> list[str]:
    """Words of two to four syllables, the frequent ones short; always the same."""
    by_length = (itertools.product(SYLLABLES, repeat=n) for n in (2, 3, 4))
    made = ("".join(parts) for parts in itertools.chain.from_iterable(by_length))
    found = list(itertools.islice(made, VOCABULARY))
    random.Random(5).shuffle(found)
    return found


class Speech:
    """The text of each message by its number, always the same."""

    def __init__(self) -> None:
        self.words = vocabulary()
        self.weights = list(itertools.accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))

    def text(self, number: int) -> str:
        """5 to 29 words, in every hundredth message Japanese ones too."""
        draw = random.Random(number)
        said = draw.choices(
            self.words, cum_weights=self.weights, k=5 + int(draw.random() ** 2 * 25)
        )
        if number % ONE_IN_LINKS == 7:
            said.append(f"https://{said[0]}.example/{number}")
        if number % ONE_IN_JAPANESE == 3:
            said.append(draw.choice(JAPANESE) + "。" + draw.choice(JAPANESE))
        return " ".join(said)

    def name(self, number: int) -> str:
        """A correspondent: 300 first names, 5,000 family names."""
        draw = random.Random(-1 - number)
        first, last = self.words[draw.randrange(300)], self.words[300 + draw.randrange(5000)]
        return f"{first.title()} {last.title()}"
