"""Asks the host's language model for another wording, at any OpenAI-compatible address.

Off until the host sets an address. Only the text itself is sent; what comes back is a proposal.
The form of question and answer: https://platform.openai.com/docs/api-reference/chat/create
"""

import json
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx2
from django.conf import settings

TIMEOUT_SECONDS = 10.0
MOST_BYTES = 200_000
ORDER = (
    "You edit one message that a professional writes to another. Keep its meaning, its facts, its "
    "names, its language and who speaks. Add no fact, no flattery and no placeholder. Make it "
    "plain, friendly and short, with the reason early and at most one question. Answer with the "
    "message alone, of at most {limit} characters."
)


class RephraseError(Exception):
    """The model gave nothing that can be used; the text says why, and holds no secret."""


@dataclass(frozen=True, slots=True)
class Rephraser:
    """Where the model answers; the key is never shown."""

    url: str
    name: str
    key: str = field(default="", repr=False)

    @property
    def host(self) -> str:
        """The host that the text goes to, as members are told before."""
        return urlsplit(self.url).hostname or self.url

    def propose(self, text: str, limit: int) -> str:
        """Another wording of `text`, at most `limit` characters; raises RephraseError.

        Ten seconds for all of it; no redirect is followed.
        """
        question: dict[str, object] = {
            "model": self.name,
            "messages": [
                {"role": "system", "content": ORDER.format(limit=limit)},
                {"role": "user", "content": text},
            ],
        }
        try:
            body = self._ask(question)
        except httpx2.TimeoutException as error:
            raise RephraseError("The model took too long to answer.") from error
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise RephraseError("The model can't be reached.") from error
        return _said(body, limit)

    def _ask(self, question: dict[str, object]) -> bytes:
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        ends = time.monotonic() + TIMEOUT_SECONDS
        address = f"{self.url.rstrip('/')}/chat/completions"
        read = bytearray()
        # `trust_env` off: no proxy or netrc of the machine gets the text or the key.
        with (
            httpx2.Client(timeout=TIMEOUT_SECONDS, trust_env=False) as client,
            client.stream("POST", address, json=question, headers=headers) as answer,
        ):
            if answer.status_code != 200:
                raise RephraseError(f"The model answered with an error ({answer.status_code}).")
            for part in answer.iter_bytes():
                read += part
                if len(read) > MOST_BYTES:
                    raise RephraseError("The model's answer is too long.")
                if time.monotonic() > ends:
                    raise RephraseError("The model took too long to answer.")
        return bytes(read)


def _said(body: bytes, limit: int) -> str:
    """The message in the model's answer."""
    nonsense = "The model's answer can't be understood."
    try:
        said = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise RephraseError(nonsense) from error
    if not isinstance(said, str) or not said.strip():
        raise RephraseError(nonsense)
    text = said.strip().replace("\r\n", "\n").replace("\x00", "")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise RephraseError(nonsense)
    if len(text) > limit:
        raise RephraseError("The model's answer is longer than this message may be.")
    return text


def rephraser() -> Rephraser | None:
    """The host's model; None where none is set."""
    if not settings.MODEL_URL:
        return None
    return Rephraser(settings.MODEL_URL, settings.MODEL_NAME, settings.MODEL_KEY)
