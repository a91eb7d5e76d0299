"""Posts, articles, comments, reactions and shares: what members show of their work."""
