"""Questions about contacts."""
