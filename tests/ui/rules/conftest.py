"""A real session over a small dataset."""

from tests.services.conftest import folder, opened, session

__all__ = ["folder", "opened", "session"]
