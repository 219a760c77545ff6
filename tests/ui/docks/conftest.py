"""A real session over a small dataset, and a settings store of its own."""

from pathlib import Path

import pytest

from labeler.services.settings import SettingsStore
from tests.services.conftest import folder, opened, session

__all__ = ["folder", "opened", "session"]


@pytest.fixture
def store(tmp_path: Path) -> SettingsStore:
    return SettingsStore(tmp_path / "config")
