#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Computes figures of neighbourhoods and classifiers with scikit-learn.

Usage: scikit_learn_peer.py

Reads JSON from standard input: "points" and "map" (rows of numbers, of the same samples), "labels", "neighbours" (how many
count on the map), "votes" (how many of them vote), "penalty" (of logistic regression, on the mean loss) and "learned" (how
many of the samples, the first ones, classifiers learn from). Prints the figures as JSON.
"""
import json
import sys

import numpy
from sklearn.linear_model import LogisticRegression
from sklearn.manifold import trustworthiness
from sklearn.metrics import log_loss, silhouette_score
from sklearn.neighbors import KNeighborsClassifier

given = json.load(sys.stdin)
points, plane, labels = (numpy.array(given[name]) for name in ("points", "map", "labels"))
count = given["learned"]
learned, held = slice(None, count), slice(count, None)
voters = KNeighborsClassifier(given["votes"]).fit(points[learned], labels[learned])
# Its C weighs the sum of the losses.
linear = LogisticRegression(C=1 / (given["penalty"] * count), tol=1e-8, max_iter=10_000)
linear.fit(points[learned], labels[learned])
print(json.dumps({
    "trustworthiness": trustworthiness(points, plane, n_neighbors=given["neighbours"]),
    "continuity": trustworthiness(plane, points, n_neighbors=given["neighbours"]),
    "silhouette": silhouette_score(points, labels),
    "neighbourAccuracy": voters.score(points[held], labels[held]),
    "linearAccuracy": linear.score(points[held], labels[held]),
    "linearLoss": log_loss(labels[held], linear.predict_proba(points[held])),
}))
