"""Forms of members, a file a page: they check shape, never policy."""
