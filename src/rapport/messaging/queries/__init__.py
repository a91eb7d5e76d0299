"""Questions about messaging, each begun from the member who asks."""
