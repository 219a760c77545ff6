"""Runs benchmarks, each in a process of its own, and prints the table.

python -m tests.benchmarks [NAME ...] [--json]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks.row import Row
from tests.x_server import x_server

# name: module and function; a function takes an empty folder and yields rows
BENCHMARKS = {
    "starting": "starting:starting",
    "window": "walking:opening",
    "walking": "walking:walking_1080p",
    "large": "walking:walking_12mp",
    "scrubbing": "video:scrubbing",
    "choosing": "video:choosing",
    "capturing": "video:capturing",
    "measuring": "rules:measuring",
    "reopening": "rules:reopening",
    "meanwhile": "rules:meanwhile",
    "dragging": "drawing:dragging",
    "listing": "lists:listing_100000",
    "opening": "folders:opening_100000",
    "decoding": "pictures:decoding",
    "converting": "converting:converting",
    "reading": "labels:reading_5000",
    "saving": "labels:saving_20",
    "editing": "labels:editing",
    "hitting": "labels:hitting",
}


def _function(name: str) -> Callable[[Path], Iterator[Row]]:
    from importlib import import_module

    module, function = BENCHMARKS[name].split(":")
    found: Callable[[Path], Iterator[Row]] = getattr(
        import_module(f"tests.benchmarks.{module}"), function
    )
    return found


def _measure_here(name: str) -> None:
    """In the process of one benchmark: its rows as JSON lines."""
    with tempfile.TemporaryDirectory(prefix="labeler-benchmark-") as folder:
        os.environ["LABELER_CONFIG_DIR"] = str(Path(folder, "config"))
        os.environ["LABELER_CACHE_DIR"] = str(Path(folder, "cache"))
        work = Path(folder, "work")
        work.mkdir()
        for one in _function(name)(work):
            print(json.dumps(asdict(one)), flush=True)


def _measure(name: str) -> list[Row]:
    command = [sys.executable, "-m", "tests.benchmarks", "--here", name]
    answer = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if answer.returncode:
        print(f"{name} ended with {answer.returncode}", file=sys.stderr)
    return [Row(**json.loads(line)) for line in answer.stdout.splitlines() if line[:1] == "{"]


_FORM = "{:<46} {:>11} {:>11} {:>6}  {:<22} {:<4} {}"


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    return f"{value:.3f} {unit}" if value < 1 else f"{value:.4g} {unit}"


def _line(one: Row) -> str:
    ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
    met = {True: "yes", False: "NO", None: ""}[one.met]
    measured, floor = _number(one.measured, one.unit), _number(one.floor, one.unit)
    return _FORM.format(one.work, measured, floor, ratio, one.target, met, one.floor_is).rstrip()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", help=", ".join(BENCHMARKS))
    parser.add_argument("--json", action="store_true", help="one JSON object a row")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if unknown := [name for name in asked.names if name not in BENCHMARKS]:
        parser.error(f"no benchmark is named {', '.join(unknown)}")
    if asked.here:
        _measure_here(asked.names[0])
        return 0
    every: list[Row] = []
    if not asked.json:
        print(_FORM.format("work", "measured", "floor", "ratio", "target", "met", "the floor is"))
    with x_server():
        for name in asked.names or BENCHMARKS:
            rows = _measure(name)
            every += rows
            for one in rows:
                print(json.dumps(asdict(one), ensure_ascii=False) if asked.json else _line(one))
            sys.stdout.flush()
    missed = sum(one.met is False for one in every)
    print(f"{len(every)} rows, {missed} short of their target", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
