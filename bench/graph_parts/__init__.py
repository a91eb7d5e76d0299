"""The parts of `bench/graph.py`: the network, what is compared with, and how time is taken."""
