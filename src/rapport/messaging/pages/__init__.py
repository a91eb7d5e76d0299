"""Pages of messaging: a function parses, makes one call and renders."""
