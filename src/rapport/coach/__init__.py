"""The panel beside a draft: findings, fixes, alternatives."""
