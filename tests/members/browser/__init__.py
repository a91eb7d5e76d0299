"""Stories of members in a real Chromium."""
