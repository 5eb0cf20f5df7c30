#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a safetensors file by its specification (github.com/huggingface/safetensors) and with nothing but Python.

Usage: safetensors_peer.py FILE

Prints JSON: {name: {"shape": [...], "sum": of all numbers, "last": number}}.
"""
import hashlib
import json
import math
import struct
import sys

with open(sys.argv[1], "rb") as file:
    (length,) = struct.unpack("<Q", file.read(8))
    header = json.loads(file.read(length))
    data = file.read()
metadata = header.pop("__metadata__", {})
assert metadata.get("sha256", hashlib.sha256(data).hexdigest()) == hashlib.sha256(data).hexdigest()
assert sum(entry["data_offsets"][1] - entry["data_offsets"][0] for entry in header.values()) == len(data)
tensors = {}
for name, entry in header.items():
    begin, end = entry["data_offsets"]
    kind, size = {"F32": ("f", 4), "F64": ("d", 8), "I64": ("q", 8), "U8": ("B", 1)}[entry["dtype"]]
    count = math.prod(entry["shape"])
    assert end - begin == count * size, name
    numbers = struct.unpack(f"<{count}{kind}", data[begin:end])
    tensors[name] = {"shape": entry["shape"], "sum": math.fsum(numbers), "last": numbers[-1]}
print(json.dumps(tensors))
