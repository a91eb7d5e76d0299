"""Parts of the messaging bench: people who talk, a light load generator, the database's limits."""
