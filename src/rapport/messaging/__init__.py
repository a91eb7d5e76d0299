"""Messaging, the heart: who may reach whom now, the sends by each way, threads and the inbox."""
