"""Questions that one new entry would answer, brought together; the entry that would answer most comes first."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from qbot.matching.neighbours import find_near_pairs, weigh_terms
from qbot.matching.sameness import find_core, find_difference

NEAR, LEFT_OVER = 0.6, 0.45
"""Cosine of two questions' weighted terms from which one entry may answer both, and how much one may lack of the other.

Read by hand over 45 pairs of real questions: with these, and nothing that sets the two apart, one entry closes both.
"""


def cluster_questions(texts: Sequence[str]) -> list[list[int]]:
    """Return the numbers of the texts in clusters, the largest first and in each the text that all are near to first.

    Each text stands in one cluster. Whatever text leaves most others answered is taken first, then the next of what is
    left, as far as it goes.
    """
    cores = [find_core(text) for text in texts]
    around: list[set[int]] = [{number} for number in range(len(texts))]
    weights = weigh_terms(cores)
    for pair in find_near_pairs(cores, cut_off=NEAR, weights=weights) if texts else ():
        difference = find_difference(texts[pair.first], texts[pair.second], weights=weights)
        if difference.reason or difference.share > LEFT_OVER:
            continue
        around[pair.first].add(pair.second)
        around[pair.second].add(pair.first)
    waiting = [(-len(near_ones), number) for number, near_ones in enumerate(around)]
    heapq.heapify(waiting)
    left = set(range(len(texts)))
    clusters: list[list[int]] = []
    while waiting:
        size, leader = heapq.heappop(waiting)
        members = around[leader] & left
        if leader not in left:
            continue
        if len(members) < -size:  # some of them went with another leader meanwhile
            heapq.heappush(waiting, (-len(members), leader))
            continue
        clusters.append([leader, *sorted(members - {leader})])
        left -= members
    return clusters
