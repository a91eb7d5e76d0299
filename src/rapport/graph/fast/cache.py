"""Where compiled kernels are kept, chosen before the first one is declared.

numba keeps them beside the source, which an installed package may not allow, and otherwise in
the home folder, which a service may not have. A folder that others can write to is never used:
what lies there is run.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import numba


def choose_folder(package: Path, environment: Mapping[str, str]) -> Path | None:
    """Folder for compiled kernels; None where numba's own choice (beside the source) works."""
    if environment.get("NUMBA_CACHE_DIR") or _is_ours_to_write(package):
        return None
    for folder in _candidates(environment):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            continue
        if _is_ours_to_write(folder):
            return folder
    folder = Path(tempfile.mkdtemp(prefix="rapport-kernels-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _candidates(environment: Mapping[str, str]) -> Iterator[Path]:
    if environment.get("RAPPORT_DATA"):
        yield Path(environment["RAPPORT_DATA"]) / "cache" / "kernels"
    if environment.get("XDG_CACHE_HOME"):
        yield Path(environment["XDG_CACHE_HOME"]) / "rapport" / "kernels"
    if environment.get("HOME"):
        yield Path(environment["HOME"]) / ".cache" / "rapport" / "kernels"


def _is_ours_to_write(folder: Path) -> bool:
    """Whether we may write there and nobody else may (root and the owner apart)."""
    if not os.access(folder, os.W_OK | os.X_OK):
        return False
    status = folder.stat()
    return status.st_mode & 0o002 == 0 and status.st_uid in (os.geteuid(), 0)


def settle() -> None:
    """Tell numba the folder; must run before a kernel is declared."""
    folder = choose_folder(Path(__file__).parent, os.environ)
    if folder is not None:
        setattr(numba.config, "CACHE_DIR", str(folder))  # noqa: B010 -- unknown to its stubs
