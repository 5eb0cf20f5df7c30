# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a file of events as TensorBoard does, with a checksum worked out bit by bit, and prints its scalars as JSON."""
import json
import struct
import sys


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def check(data, masked):
    crc = crc32c(data)
    assert ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF == masked, "checksum"


def records(data):
    place = 0
    while place < len(data):
        length, length_crc = struct.unpack_from("<QI", data, place)
        check(data[place:place + 8], length_crc)
        content = data[place + 12:place + 12 + length]
        assert len(content) == length, "cut off"
        check(content, struct.unpack_from("<I", data, place + 12 + length)[0])
        yield content
        place += 16 + length


def varint(data, place):
    number = shift = 0
    while True:
        byte = data[place]
        number |= (byte & 127) << shift
        place, shift = place + 1, shift + 7
        if byte < 128:
            return number, place


def fields(data):
    place = 0
    while place < len(data):
        key, place = varint(data, place)
        kind = key & 7
        if kind == 0:
            value, place = varint(data, place)
        elif kind == 2:
            length, place = varint(data, place)
            value, place = data[place:place + length], place + length
        else:
            form = {1: "<d", 5: "<f"}[kind]
            (value,), place = struct.unpack_from(form, data, place), place + struct.calcsize(form)
        yield key >> 3, value


events = []
for record in records(open(sys.argv[1], "rb").read()):
    event = {"step": 0, "scalars": {}}
    for number, value in fields(record):
        if number == 1:
            event["time"] = value
        elif number == 2:
            event["step"] = value
        elif number == 3:
            event["version"] = value.decode()
        elif number == 5:
            for _, entry in fields(value):
                scalar = dict(fields(entry))
                event["scalars"][scalar[1].decode()] = scalar[2]
    events.append(event)
json.dump(events, sys.stdout)
