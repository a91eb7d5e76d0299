"""Room: interchange."""
