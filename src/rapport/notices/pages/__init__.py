"""Pages of notices: the list, how to be told, the devices that are."""
