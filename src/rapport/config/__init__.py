"""How this place is set up: options from the environment and one TOML file, settings, ASGI."""
