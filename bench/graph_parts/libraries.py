"""The same questions with SciPy's sparse matrices and with igraph."""

from typing import Any

import igraph
import numpy as np
import scipy.sparse

from graph_parts.network import Network

OUT = 255


class Scipy:
    """A symmetric CSR matrix; circles are 0/1 vectors."""

    name = "SciPy"

    def __init__(self, network: Network) -> None:
        size = network.members + 1
        ends = np.concatenate((network.first, network.second)).astype(np.int32)
        others = np.concatenate((network.second, network.first)).astype(np.int32)
        ones = np.ones(len(ends), np.int32)
        self._matrix = scipy.sparse.csr_matrix((ones, (ends, others)), (size, size))
        self._degrees = np.diff(self._matrix.indptr)

    def decorate(self, viewer: int, targets: Any) -> tuple[Any, Any, Any]:
        """Degrees, shared counts and up to three names of every target."""
        begin, end = self._matrix.indptr[viewer : viewer + 2]
        circle = self._matrix.indices[begin:end]
        near = np.zeros(self._matrix.shape[0], np.int32)
        near[circle] = 1
        rows = self._matrix[targets]
        counts = rows @ near
        wide = np.zeros(self._matrix.shape[0], np.int32)
        wide[self._matrix[circle].indices] = 1
        degrees = np.where(rows @ wide > 0, 3, OUT)
        degrees[counts > 0] = 2
        degrees[near[targets] > 0] = 1
        degrees[targets == viewer] = 0
        counts[targets == viewer] = 0
        return degrees, counts, self._names(rows, near, counts)

    def suggest(self, viewer: int, worth: Any) -> list[tuple[int, int]]:
        """Number and points of the best twenty of the second circle."""
        begin, end = self._matrix.indptr[viewer : viewer + 2]
        circle = self._matrix.indices[begin:end]
        points = np.zeros(self._matrix.shape[0], np.int64)
        points[circle] = worth(self._degrees[circle])
        found = self._matrix[circle].T @ points[circle]
        found[circle] = found[viewer] = 0
        order = np.lexsort((np.arange(len(found)), -found))[:20]
        return [(int(number), int(found[number])) for number in order if found[number]]

    def _names(self, rows: Any, near: Any, counts: Any) -> list[list[int]]:
        named: list[list[int]] = [[] for _ in range(len(counts))]
        for i in np.flatnonzero(counts):
            entries = rows.indices[rows.indptr[i] : rows.indptr[i + 1]]
            shared = entries[near[entries] > 0]
            order = np.lexsort((shared, self._degrees[shared]))
            named[i] = shared[order[:3]].tolist()
        return named


class Igraph:
    """igraph's adjacency; Python sets hold the circles."""

    name = "igraph"

    def __init__(self, network: Network) -> None:
        edges = np.column_stack((network.first, network.second)).astype(np.int64)
        self._graph = igraph.Graph(n=network.members + 1, edges=edges)
        self._degrees = self._graph.degree()

    def decorate(self, viewer: int, targets: Any) -> tuple[Any, Any, Any]:
        """Degrees, shared counts and up to three names of every target."""
        neighbours = self._graph.neighbors
        circle = set(neighbours(viewer))
        wide = set(self._graph.neighborhood(viewer, order=2))
        degrees, counts, named = [], [], []
        for target in targets.tolist():
            row = neighbours(target)
            shared = circle.intersection(row) if target != viewer else set()
            counts.append(len(shared))
            named.append(sorted(shared, key=lambda w: (self._degrees[w], w))[:3])
            if target == viewer:
                degrees.append(0)
            elif target in circle:
                degrees.append(1)
            elif shared:
                degrees.append(2)
            else:
                degrees.append(OUT if wide.isdisjoint(row) else 3)
        return np.array(degrees), np.array(counts), named

    def path_steps(self, viewer: int, target: int) -> int:
        """Steps of a shortest way, `OUT` when there is none of three."""
        way = self._graph.get_shortest_path(viewer, target)
        return len(way) - 1 if 0 < len(way) <= 4 else OUT
