"""The questions that can be asked of a whole dataset."""

from labeler.core.checks import labels, names, pictures
from labeler.core.checks.check import Check

CHECKS: tuple[Check, ...] = (names, pictures, labels)
