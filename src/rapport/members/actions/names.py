"""Names folded for comparison: the same employer or school written in slightly other ways."""

import re
import unicodedata

LEGAL_FORMS = re.compile(
    r"\b(inc|llc|ltd|limited|gmbh|ag|kg|se|sa|sas|sarl|srl|spa|bv|nv|ab|oy|as|plc|corp|co|"
    r"company|corporation|lda|ltda|pty|kk)\b\.?$"
)
NOT_LETTERS = re.compile(r"[^\w]+")


def name_key(text: str) -> str:
    """A name without case, accents, punctuation and legal form; "" when nothing is left.

    `Søren & Co. GmbH` and `soren co` meet; names in other scripts keep their letters.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    words = NOT_LETTERS.sub(" ", plain.replace("ø", "o").replace("ł", "l")).strip()
    for _ in range(2):
        shorter = LEGAL_FORMS.sub("", words).strip()
        words = shorter or words
    return words[:120]
