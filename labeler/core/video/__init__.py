"""Dashcam videos: their exact frames, which of them to capture, and where each came from."""
