"""The pages of groups and events."""
