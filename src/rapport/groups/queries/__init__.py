"""Questions about groups and events."""
