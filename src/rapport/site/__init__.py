"""The roof: urls, schedule, base templates, static files; nothing imports it."""
