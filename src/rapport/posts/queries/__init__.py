"""Questions about posts."""
