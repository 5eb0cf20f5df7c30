#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares pictures with scikit-image.

Usage: scikit_image_peer.py

Reads a list of JSON objects from standard input: "shape" (channels, height, width), "first" and "second" (32-bit numbers in
base64, plane by plane). Prints a list of objects with "ssim" and "psnr", for values whose white is 1.
"""
import base64
import json
import sys

import numpy
from skimage.metrics import peak_signal_noise_ratio, structural_similarity


def compared(given):
    first, second = (
        numpy.frombuffer(base64.b64decode(given[name]), dtype=numpy.float32).astype(float).reshape(given["shape"])
        for name in ("first", "second"))
    similarities = [
        structural_similarity(one, other, data_range=1, gaussian_weights=True, sigma=1.5, use_sample_covariance=False)
        for one, other in zip(first, second)]
    return {"ssim": numpy.mean(similarities), "psnr": peak_signal_noise_ratio(first, second, data_range=1)}


print(json.dumps([compared(given) for given in json.load(sys.stdin)]))
