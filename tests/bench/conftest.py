"""The benches are programs, not a package: their folder goes on the path."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent.parent / "bench"))
