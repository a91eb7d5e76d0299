"""Posts, comments and reactions: what members show of their work."""
