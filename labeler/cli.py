"""The commands: open the window, convert a dataset, check it or count by rules, capture frames."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from labeler import __version__
from labeler.cli_terminal import (
    FINE,
    FOUND,
    INTERRUPTED,
    WRONG_USE,
    Parser,
    Progress,
    add_jobs,
    complain,
    jobs_of,
    line_of,
    print_lines,
)
from labeler.cli_text import said, sentence
from labeler.core.finding import Finding, LabelerError

if TYPE_CHECKING:
    from labeler.core.classes import ClassList
    from labeler.core.convert import Outcome
    from labeler.core.dataset import Dataset


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code: 0 fine, 1 findings, 2 wrong use."""
    _write_utf8()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _run(given)
        if sys.stdout is not None:  # as in a program without a terminal on Windows
            sys.stdout.flush()
        return code
    except LabelerError as error:
        complain(line_of(error.finding))
        return WRONG_USE
    except KeyboardInterrupt:
        complain(said("interrupted"))
        return INTERRUPTED
    except BrokenPipeError:  # the reader (head, less) has gone: nobody is left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE


def _run(given: list[str]) -> int:
    command = _COMMANDS.get(given[0]) if given else None
    if command is not None:
        return command(given[1:])
    return _open(given)


def _write_utf8() -> None:
    """Names in any script, whatever the terminal: what it cannot show is escaped, not fatal."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _open(given: list[str]) -> int:
    parser = Parser("labeler", description=said("about"), epilog=said("commands"))
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("path", nargs="?", metavar="FOLDER|IMAGE", help=said("help_path"))
    parser.add_argument("--version", action="version", version=f"labeler {__version__}")
    parser.add_argument("--sample", action="store_true", help=said("help_sample"))
    parser.add_argument("--smoke-test", action="store_true", help=said("help_smoke_test"))
    parser.add_argument("--report", metavar="FILE", type=Path, help=said("help_report"))
    options = parser.parse_args(given)
    if options.smoke_test:
        from labeler import smoke

        return smoke.run(options.report)
    path = None if options.path is None else _existing(options.path)
    from labeler.app import run

    return run(path, options.sample)


def _existing(name: str) -> Path:
    path = Path(name)
    try:
        there = path.exists()
    except (OSError, ValueError):
        there = False
    if not there:
        raise LabelerError("no_such_path", path)
    return path


def _convert(given: list[str]) -> int:
    parser = Parser("labeler convert", description=said("about_convert"))
    parser.add_argument("folder", metavar="DIR", help=said("help_folder"))
    parser.add_argument("--to", required=True, choices=("voc", "yolo"), help=said("help_to"))
    parser.add_argument("--into", metavar="OUT", type=Path, help=said("help_into"))
    parser.add_argument("--yolo", choices=("detect", "segment", "obb"), help=said("help_yolo"))
    parser.add_argument("--classes", metavar="FILE", help=said("help_classes"))
    parser.add_argument("--overwrite", action="store_true", help=said("help_overwrite"))
    add_jobs(parser)
    options = parser.parse_args(given)
    folder = _existing(options.folder)

    from labeler.core.convert import classes_from

    classes = classes_from(_existing(options.classes)) if options.classes else None
    into = Path(os.path.abspath(options.into)) if options.into else None
    if into is not None and into.exists() and not into.is_dir():
        raise LabelerError("not_a_folder", into)
    outcomes = _converted(folder, options, classes, into)
    for outcome in outcomes:
        print_lines(line_of(finding, folder) for finding in outcome.findings)
    words = ("written", "same", "failed", "unlabelled")
    counts = {word: sum(getattr(outcome, word) for outcome in outcomes) for word in words}
    print(said("converted", **counts))
    return FOUND if counts["failed"] else FINE


def _converted(
    folder: Path, options: argparse.Namespace, classes: "ClassList | None", into: Path | None
) -> "list[Outcome]":
    """Every dataset in the folder, each by its own class numbers."""
    from labeler.core.convert import Plan, convert

    jobs, outcomes, refusal = jobs_of(options), [], None
    with Progress(said("converting")) as progress:
        for dataset in _datasets(folder):
            target = into and into / os.path.relpath(dataset.folder, os.path.abspath(folder))
            if into is not None and dataset.folder == Path(os.path.abspath(folder)):
                target = into
            plan = Plan(dataset, options.to, target, options.yolo, classes, options.overwrite, jobs)
            try:
                outcomes.append(convert(plan, progress))
            except LabelerError as error:
                if error.finding.code != "nothing_to_convert":
                    raise
                refusal = error
    if not outcomes:
        raise refusal or LabelerError("no_images", folder)
    return outcomes


def _datasets(folder: Path) -> "Iterator[Dataset]":
    from labeler.core.checking import datasets_in
    from labeler.core.dataset import open_dataset

    if not folder.is_dir():
        yield open_dataset(folder)
        return
    for path in datasets_in(Path(os.path.abspath(folder))):
        yield open_dataset(path)


def _check(given: list[str]) -> int:
    parser = Parser("labeler check", description=said("about_check"))
    parser.add_argument("folder", metavar="DIR", help=said("help_folder"))
    parser.add_argument("--json", action="store_true", help=said("help_json"))
    parser.add_argument(
        "--fail-on", choices=("error", "warning"), default="error", help=said("help_fail_on")
    )
    add_jobs(parser)
    options = parser.parse_args(given)
    folder = _existing(options.folder)

    findings, images = _findings(folder, jobs_of(options), show=not options.json)
    if options.json:
        print(json.dumps(_report(findings, images), ensure_ascii=False, indent=1))
    elif images or findings:
        counts = {s: sum(1 for f in findings if f.severity == s) for s in ("error", "warning")}
        print(said("checked", images=images, errors=counts["error"], warnings=counts["warning"]))
    else:
        raise LabelerError("no_images", folder)
    failing = ("error",) if options.fail_on == "error" else ("error", "warning")
    return FOUND if any(f.severity in failing for f in findings) else FINE


def _findings(folder: Path, jobs: int, show: bool) -> tuple[list[Finding], int]:
    """All findings below a folder, printed as they come."""
    from labeler.core.checking import check

    findings: list[Finding] = []
    images = 0
    with Progress(said("checking")) as progress:
        for dataset in _datasets(folder):
            images += len(dataset)
            for finding in check(dataset, jobs, progress):
                findings.append(finding)
                if show:
                    progress.hide()
                    print_lines([line_of(finding, folder)])
    return findings, images


def _report(findings: Iterable[Finding], images: int) -> dict[str, object]:
    return {
        "images": images,
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity,
                "file": None if finding.where is None else str(finding.where),
                "line": finding.line,
                "shape": finding.shape,
                "values": dict(finding.values),
                "message": sentence(finding),
            }
            for finding in findings
        ],
    }


def _capture(given: list[str]) -> int:
    from labeler.cli_capture import capture

    return capture(given)


def _rules(given: list[str]) -> int:
    from labeler.cli_rules import rules

    return rules(given, lambda name: _datasets(_existing(name)))


_COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "convert": _convert,
    "check": _check,
    "capture": _capture,
    "rules": _rules,
}
