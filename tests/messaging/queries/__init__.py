"""Stories of messaging."""
