"""Small tools of the shell; owns no table."""
