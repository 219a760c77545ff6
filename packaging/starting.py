"""Compares the start of a frozen program with that of the checkout: python starting.py PROGRAM.

Both are started in turns, with a display, up to the line in which the smoke test tells that the
window is open and painted. 1 when the frozen one takes more than 1.5 times as long.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

_TIMES, _LIMIT = 9, 1.5
_ROOT = Path(__file__).resolve().parents[1]


def main(program: str) -> int:
    """Print the medians and their ratio."""
    frozen, unfrozen = [program], [sys.executable, "-m", "labeler"]
    _started_s(frozen), _started_s(unfrozen)  # what is read is in memory from now on
    taken = [(_started_s(frozen), _started_s(unfrozen)) for _ in range(_TIMES)]
    a, b = (statistics.median(column) for column in zip(*taken, strict=True))
    print(f"frozen {a * 1000:.0f} ms, unfrozen {b * 1000:.0f} ms, ratio {a / b:.2f}")
    return int(a / b > _LIMIT)


def _started_s(command: list[str]) -> float:
    begin = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--smoke-test"], stdout=subprocess.PIPE, cwd=_ROOT, text=True, encoding="utf-8"
    )
    assert process.stdout is not None
    with process:
        for line in process.stdout:
            if line.startswith(("window open", "창 ")):
                taken = time.perf_counter() - begin
                process.stdout.read()  # to its end, so that the next one has the machine
                return taken
    raise SystemExit(f"{command} opened no window.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
