"""What the commands share on the terminal: wrong use, findings as lines, a bar of progress."""

import argparse
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from labeler.cli_text import said, sentence
from labeler.core.finding import Finding

FINE, FOUND, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


class Parser(argparse.ArgumentParser):
    """Wrong use is one line and exit code 2."""

    def error(self, message: str) -> NoReturn:
        complain(said("wrong_use", message=message, command=self.prog))
        sys.exit(WRONG_USE)


def add_jobs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jobs", metavar="N", type=int, default=0, help=said("help_jobs"))


def jobs_of(options: argparse.Namespace) -> int:
    from labeler.core.parallel import cores

    return int(options.jobs) if options.jobs > 0 else cores()


def line_of(finding: Finding, folder: Path | None = None) -> str:
    """`file:line: error: what is wrong`, as compilers print it and editors understand it."""
    text = f"{said(finding.severity)}: {sentence(finding)}"
    if finding.where is None:
        return text
    where = str(finding.where)
    if folder is not None:
        inside = os.path.relpath(where, os.path.abspath(folder))
        where = inside if not inside.startswith("..") else where
    return f"{where}:{finding.line}: {text}" if finding.line else f"{where}: {text}"


def print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def complain(text: str) -> None:
    try:
        print(text, file=sys.stderr)
    except OSError:
        pass


class Progress:
    """A bar on the terminal; nothing where the output is no terminal."""

    def __init__(self, title: str, percent: bool = False) -> None:
        self._title = title
        self._percent = percent
        self._shown = 0.0
        self._on = sys.stderr.isatty()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_error: object) -> None:
        self.hide()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if not self._on or (now - self._shown < 0.1 and done < total):
            return
        self._shown = now
        filled = 30 * done // max(1, total)
        bar = "█" * filled + "░" * (30 - filled)
        count = f"{100 * done // max(1, total)} %" if self._percent else f"{done}/{total}"
        sys.stderr.write(f"\r{self._title} {bar} {count}")
        sys.stderr.flush()

    def hide(self) -> None:
        if self._on and self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = 0.0
