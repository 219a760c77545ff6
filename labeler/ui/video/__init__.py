"""The pane that plays a video and captures frames of it."""
