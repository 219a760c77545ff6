"""labeler rules: what the rules say of a dataset, what is rare in it, and what to capture next."""

import argparse
import csv
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from labeler.cli_rules_survey import Surveyed, surveyed
from labeler.cli_rules_table import lines_of, percent
from labeler.cli_terminal import (
    FINE,
    FOUND,
    Parser,
    add_jobs,
    jobs_of,
    print_lines,
)
from labeler.cli_text import said
from labeler.core.finding import LabelerError

if TYPE_CHECKING:
    from labeler.core.coverage import Axis, Coverage
    from labeler.core.dataset import Dataset
    from labeler.core.graded import Row
    from labeler.core.rules.rule import Judgement, Rule

Opening = Callable[[str], "Iterable[Dataset]"]

_OTHERS = ("class", "video", "annotator")
_TELLING = ("brightness", "distance", "sharpness", "size")
_BOX = ("x1", "y1", "x2", "y2")
_OF_RULE = ("grade", "verdict", "low", "high", "measure", "by", "version")


def rules(given: Sequence[str], opened: Opening) -> int:
    """The command; returns its exit code: 0 fine, 1 too few pass, 2 wrong use."""
    options, parser = _options(given)
    datasets = list(opened(options.folder))
    if not any(len(dataset) for dataset in datasets):
        raise LabelerError("no_images", Path(options.folder))
    if options.csv is not None:
        _check_target(options.csv)
    axes = [_axes(dataset, options.by, parser) for dataset in datasets]
    found = list(surveyed(datasets, axes, jobs_of(options)))
    if options.csv is not None:
        _write(options.csv, _csv(found, Path(os.path.abspath(options.folder))))
    if options.json:
        print(json.dumps(_report(found, options.fail_under), ensure_ascii=False, indent=1))
    else:
        for one in found:
            print_lines(lines_of(one, heading=len(found) > 1))
        if options.csv is not None:
            count = sum(one.objects for one in found)
            print(said("csv_written", count=count, file=options.csv))
    if _enough(found, options.fail_under):
        return FINE
    if not options.json:
        passing, sure = _sure(found)
        least = f"{float(options.fail_under):g}"
        print(said("under", share=percent(passing, sure), least=least))
    return FOUND


def _options(given: Sequence[str]) -> tuple[argparse.Namespace, Parser]:
    parser = Parser("labeler rules", description=said("about_rules"))
    parser.add_argument("folder", metavar="DIR", help=said("help_folder"))
    parser.add_argument("--json", action="store_true", help=said("help_rules_json"))
    parser.add_argument("--csv", metavar="FILE", type=Path, help=said("help_csv"))
    parser.add_argument("--fail-under", metavar="N", type=_share, help=said("help_fail_under"))
    parser.add_argument("--by", metavar="A[,B]", type=_names, default=(), help=said("help_by"))
    add_jobs(parser)
    return parser.parse_args(given), parser


def _share(text: str) -> Fraction:
    try:
        share = Fraction(text) if len(text) < 20 and text.isascii() else None
    except (ValueError, ZeroDivisionError):
        share = None
    if share is None or not 0 <= share <= 100:
        raise argparse.ArgumentTypeError(said("bad_percent", value=text))
    return share


def _names(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(","))
    if not all(names) or len(names) > 2 or len(set(names)) < len(names):
        raise argparse.ArgumentTypeError(said("bad_axes"))
    return names


def _axes(dataset: "Dataset", names: Sequence[str], parser: Parser) -> "tuple[Axis, Axis]":
    """The axes that were named, else the most telling ones that there are rules for."""
    there: dict[str, Axis] = {rule.id: rule for rule in dataset.project.rules_in_force}
    if not names:
        rules = [rule.id for rule in dataset.project.rules_in_force if rule.of == "object"]
        names = [*(id for id in _TELLING if id in rules), *(i for i in rules if i not in _TELLING)]
        names = [*names, "class", ""][:2]
    there |= {name: cast(Literal["class", "video", "annotator"], name) for name in _OTHERS}
    there[""] = ""
    for name in names:
        if name not in there:
            known = ", ".join(filter(None, there))
            parser.error(said("no_such_axis", value=name, folder=dataset.folder, known=known))
    first, second = (*names, "")[:2]
    return there[first], there[second]


def _sure(found: Iterable[Surveyed]) -> tuple[int, int]:
    """How many objects pass, and of how many that pass or fail."""
    all = [one.standing for one in found]
    passing = sum(one.passing for one in all)
    return passing, passing + sum(one.failing for one in all)


def _enough(found: Iterable[Surveyed], least: Fraction | None) -> bool:
    passing, sure = _sure(found)
    return least is None or 100 * passing >= least * max(1, sure)


# --- for programs


def _report(found: Sequence[Surveyed], least: Fraction | None) -> dict[str, Any]:
    passing, sure = _sure(found)
    return {
        "datasets": [_report_of(one) for one in found],
        "passing": passing,
        "sure": sure,
        "share": passing / max(1, sure),
        "fail_under": None if least is None else float(least),
        "enough": _enough(found, least),
    }


def _report_of(one: Surveyed) -> dict[str, Any]:
    *of_rules, board = one.boards
    standing = one.standing
    return {
        "folder": str(one.dataset.folder),
        "images": len(one.dataset),
        "labelled": one.labelled,
        "objects": one.objects,
        "unread": list(one.unread),
        "passing": standing.passing,
        "failing": standing.failing,
        "unsure": standing.unsure,
        "ignored": standing.ignored,
        "rules": [
            _report_of_rule(one, rule, single)
            for rule, single in zip(one.rules, of_rules, strict=True)
        ],
        "board": _report_of_board(board),
    }


def _report_of_rule(one: Surveyed, rule: "Rule", board: "Coverage") -> dict[str, Any]:
    from labeler.core.coverage import missing, tally
    from labeler.core.histogram import entropy, histogram

    lacking = missing(board)
    values = histogram(rule, one.judgements)
    return {
        "id": rule.id,
        "version": rule.version,
        "of": rule.of,
        "on_failure": rule.on_failure,
        "verdicts": dict(tally(rule, one.judgements)),
        "known": not board.unknown,
        "counted": board.total,
        "unsure": board.count(""),
        "ignored": len(board.ignored),
        "entropy": round(entropy(board.count(grade.id) for grade in rule.grades), 4),
        "grades": [
            {
                "id": grade.id,
                "accepted": grade.accepted,
                "count": board.count(grade.id),
                "share": board.count(grade.id) / max(1, board.total),
                "target": board.target(grade.id),
                "missing": lacking[grade.id],
            }
            for grade in rule.grades
        ],
        "histogram": {
            "measure": values.measure,
            "edges": [round(edge, 6) for edge in values.edges],
            "counts": list(values.counts),
            "limits": list(values.limits),
            "logarithmic": values.logarithmic,
            "unknown": values.unknown,
        },
        "thin": [{"code": thin.code, **thin.values} for thin in board.thin],
    }


def _report_of_board(board: "Coverage") -> dict[str, Any]:
    from labeler.core.coverage import id_of

    return {
        "axes": [id_of(axis) for axis in (board.first, board.second) if axis != ""],
        "unit": board.unit,
        "counted": board.total,
        "ignored": len(board.ignored),
        "unasked": len(board.unasked),
        "known": not board.unknown,
        "lines": list(board.lines),
        "columns": list(board.columns),
        "cells": [
            {
                "first": line,
                "second": column,
                "count": board.count(line, column),
                "target": board.target(line, column),
            }
            for line in board.lines
            for column in board.columns
        ],
        "thin": [{"code": thin.code, **thin.values} for thin in board.thin],
    }


# --- a line for each object


def _check_target(path: Path) -> None:
    """Refuse before hours of measuring, not after."""
    if path.is_dir():
        raise LabelerError("not_a_file", path)
    if not Path(os.path.abspath(path)).parent.is_dir():
        raise LabelerError("folder_gone", path)


def _write(path: Path, text: str) -> None:
    from labeler.core.files import replace_files

    replace_files([(path, text.encode("utf-8", "replace"))])


def _csv(found: Sequence[Surveyed], folder: Path) -> str:
    """RFC 4180; the columns of a rule are empty where it does not ask about an object."""
    ids = list(dict.fromkeys(rule.id for one in found for rule in one.rules))
    base = folder if folder.is_dir() else folder.parent
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    columns = [f"{id}.{name}" for id in ids for name in _OF_RULE]
    writer.writerow(["image", "class", "kind", *_BOX, *columns])
    for one in found:
        writer.writerows(_csv_rows(one, ids, base))
    return out.getvalue()


def _csv_rows(one: Surveyed, ids: Sequence[str], base: Path) -> Iterator[list[object]]:
    pairs = list(zip(one.rows, one.judgements, strict=True))
    images = {row.image: (row, said) for row, said in pairs if row.shape is None}
    names: dict[str, str] = {}
    for row, judged in pairs:
        if row.shape is None:
            continue
        if row.image not in names:
            path = os.path.relpath(one.dataset.path(row.image), base)
            names[row.image] = path.replace(os.sep, "/")
        box = row.shape.bounds
        sides = (round(side, 3) for side in (box.x1, box.y1, box.x2, box.y2))
        line: list[object] = [names[row.image], row.class_name, row.shape.kind, *sides]
        of_image, judged_of_image = images.get(row.image, (row, {}))
        for id in ids:
            asked = row if id in judged else of_image
            line += _cells(asked, judged.get(id) or judged_of_image.get(id))
        yield line


def _cells(row: "Row", one: "Judgement | None") -> list[object]:
    """What stands under the names of `_OF_RULE`."""
    from labeler.core.annotation import answer_in

    if one is None:
        return [""] * len(_OF_RULE)
    found = one.measured
    ends = [f"{end:.6g}" for end in (found.low, found.high)] if found and found.known else ["", ""]
    answer = answer_in(row.grades, one.rule.id) if one.by_hand else None
    by = "hand" if one.by_hand else "measured" if found else ""
    version = answer.version if answer else one.rule.version
    return [one.grade, one.verdict, *ends, one.measure, by, version]
