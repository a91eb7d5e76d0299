"""News: the outbox of what is to be told, written with the thing it tells of."""
