"""Members: account, profile, reach settings, etiquette card, restrictions, the credit ledger."""
