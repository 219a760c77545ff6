"""The widgets in which rules are seen and set: crops, the board of coverage and its charts."""
