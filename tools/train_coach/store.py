"""Stores trained weights as plain arrays: `weights.npz`, the same bytes for the same weights."""

import io
import zipfile
from pathlib import Path

import numpy as np
from heads import HEADS
from train import Trained

from rapport.rules.coach.signals.model import FAMILIES
from rapport.rules.coach.signals.stored import flat

# One moment for every entry, so that the file depends on the weights alone.
_MOMENT = (2026, 1, 1, 0, 0, 0)
_STEPS = 32_767


def arrays(trained: Trained) -> dict[str, np.ndarray]:
    """The arrays that `rapport.rules.coach.signals.model.unpack` reads."""
    heads = [head.name for head in HEADS if head.name in trained.weights]
    weights = [trained.weights[name] for name in heads]
    lengths = trained.space.lengths
    # A feature's value times its weight, so that looking up is one multiplication less.
    table = np.stack([one.features * lengths for one in weights], axis=1)
    scale = np.abs(table).max(0) / _STEPS
    scale[scale == 0] = 1.0
    found: dict[str, np.ndarray] = {
        family: flat([name for kind, name in trained.space.names if kind == family])
        for family in FAMILIES
    }
    found |= {
        "heads": flat(heads),
        "kinds": flat(trained.found.words),
        "kept": flat(trained.found.kept),
        "coarse": np.array(trained.found.coarse, np.uint8),
        "fine": np.array(trained.found.fine, np.uint16),
        "lengths": (lengths**2).astype(np.float16),
        "scale": scale.astype(np.float32),
        "weights": np.round(table / scale).astype(np.int16),
        "trait_weights": np.stack([one.traits for one in weights], axis=1).astype(np.float32),
        "meaning_weights": np.stack([one.meaning for one in weights], axis=1).astype(np.float32),
        "bias": np.array([one.bias for one in weights], np.float32),
    }
    return found


def write(found: dict[str, np.ndarray], path: Path) -> None:
    """Write the arrays as one compressed file."""
    with zipfile.ZipFile(path, "w") as target:
        for name in sorted(found):
            buffer = io.BytesIO()
            np.save(buffer, found[name], allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, buffer.getvalue(), compresslevel=9)
