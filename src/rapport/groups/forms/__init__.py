"""Forms of groups and events: they check shape; the actions judge the words."""
