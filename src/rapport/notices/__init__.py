"""What a member was told: in the place itself and by mail, with an outbox that retries."""
