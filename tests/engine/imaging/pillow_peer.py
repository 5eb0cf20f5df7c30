#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a picture file with Pillow.

Usage: pillow_peer.py FILE

Prints JSON: "mode", "size", the colour "profile" in base64, the camera's "make", the "orientation" (1 where none is given),
and the "pixels" in base64.
"""
import base64
import json
import sys

from PIL import Image

picture = Image.open(sys.argv[1])
exif = picture.getexif()
print(json.dumps({
    "mode": picture.mode,
    "size": picture.size,
    "profile": base64.b64encode(picture.info.get("icc_profile", b"")).decode(),
    "make": exif.get(271, "").rstrip("\0"),
    "orientation": exif.get(274, 1),
    "pixels": base64.b64encode(picture.tobytes()).decode()}))
