"""The datasets of `labeler rules` as they are measured and judged."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from labeler.cli_terminal import Progress
from labeler.cli_text import said

if TYPE_CHECKING:
    from labeler.core.coverage import Axis, Coverage, Standing
    from labeler.core.dataset import Dataset
    from labeler.core.graded import Judgements, Row
    from labeler.core.rules.rule import Rule


@dataclass(frozen=True)
class Surveyed:
    """A dataset with all its objects and images, and what its rules say of them."""

    dataset: "Dataset"
    axes: "tuple[Axis, Axis]"
    rows: "Sequence[Row]"

    @property
    def rules(self) -> "tuple[Rule, ...]":
        return self.dataset.project.rules_in_force

    @cached_property
    def judgements(self) -> "list[Judgements]":
        from labeler.core.graded import judged_all

        return judged_all(self.rows, self.rules)

    @cached_property
    def standing(self) -> "Standing":
        from labeler.core.coverage import standing

        return standing(self.rows, self.judgements)

    @cached_property
    def unread(self) -> tuple[str, ...]:
        """Images of which nothing could be measured: their pictures are damaged, or gone."""
        return tuple(row.image for row in self.rows if row.shape is None and not row.measured)

    @cached_property
    def objects(self) -> int:
        return sum(row.shape is not None for row in self.rows)

    @property
    def labelled(self) -> int:
        """How many images are examples: a label file says what is on them, or that nothing is."""
        return len(self.rows) - self.objects

    def board(self, first: "Axis", second: "Axis" = "") -> "Coverage":
        from labeler.core.coverage import coverage

        listed = self.dataset.classes
        classes = [listed.names[number] for number in listed.displayed]
        return coverage(self.rows, self.judgements, first, second, classes=classes)

    @cached_property
    def boards(self) -> "tuple[Coverage, ...]":
        """The single line of every rule, and the table that was asked for at the end."""
        return (*(self.board(rule) for rule in self.rules), self.board(*self.axes))


def surveyed(
    datasets: "Iterable[Dataset]", axes: "Iterable[tuple[Axis, Axis]]", jobs: int
) -> Iterator[Surveyed]:
    """Every dataset; what was measured before is not measured again."""
    from labeler.core.grading import survey
    from labeler.core.measure_store import MeasureStore

    with MeasureStore() as store, Progress(said("measuring")) as progress:
        for dataset, pair in zip(datasets, axes, strict=True):
            chunks = survey(dataset, dataset.images, store, jobs, progress)
            yield Surveyed(dataset, pair, [row for chunk in chunks for row in chunk])
