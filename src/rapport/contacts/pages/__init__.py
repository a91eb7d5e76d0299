"""The pages of contacts, a file a subject."""
