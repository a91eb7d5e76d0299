"""The size limits of the house: files 300 lines, functions 40, templates 120.

EXCEPTIONS may only shrink. Prints what is over its limit and leaves with 1.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
FILE, FUNCTION, TEMPLATE = 300, 40, 120
EXCEPTIONS: frozenset[str] = frozenset()


def oversized() -> Iterator[str]:
    """Each thing over its limit, as `path[:function]: lines > limit`."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        if "migrations" in path.parts:
            continue
        yield from _python(path)
    for path in sorted((ROOT / "src").rglob("*.html")):
        lines = len(path.read_text().splitlines())
        if lines > TEMPLATE:
            yield f"{path.relative_to(ROOT)}: {lines} > {TEMPLATE}"


def _python(path: Path) -> Iterator[str]:
    text = path.read_text()
    name = str(path.relative_to(ROOT))
    lines = len(text.splitlines())
    if lines > FILE:
        yield f"{name}: {lines} > {FILE}"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION:
                yield f"{name}:{node.name}: {length} > {FUNCTION}"


def main() -> int:
    """Print what is over its limit, and exceptions that are no longer needed."""
    found = list(oversized())
    known = {line.rsplit(": ", 1)[0] for line in found}
    wrong = [line for line in found if line.rsplit(": ", 1)[0] not in EXCEPTIONS]
    wrong += [f"{name}: no longer over its limit" for name in EXCEPTIONS - known]
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
