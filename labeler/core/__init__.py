"""Values and logic: no Qt, no sentence for the user."""
