"""Pages of members: a function parses, makes one call and renders."""
