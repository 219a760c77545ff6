"""The program as it is started: a process of its own, in which libraries are loaded by threads."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.clips import clip

pytestmark = pytest.mark.story
_STARTS = 2


def test_a_video_given_at_the_start_opens_without_a_fault(tmp_path: Path) -> None:
    """Main thread and jobs need numpy, OpenCV and FFmpeg at the same moment."""
    video = clip(tmp_path / "videos" / "drive.mp4", 60)
    state = tmp_path / "state"
    environment = os.environ | {
        "LABELER_CONFIG_DIR": str(tmp_path / "config"),
        "LABELER_STATE_DIR": str(state),
    }
    command = [sys.executable, "-m", "labeler", str(video)]
    for _ in range(_STARTS):
        process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
        try:
            end = time.monotonic() + 2
            while process.poll() is None and time.monotonic() < end:
                time.sleep(0.05)
            assert process.poll() is None, process.stderr.read()
        finally:
            process.kill()
            process.communicate()
        logs = [log.read_text() for log in state.rglob("*.log")] if state.exists() else []
        assert not any("ERROR" in log for log in logs), logs
