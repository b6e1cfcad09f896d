# SPDX-License-Identifier: GPL-3.0-or-later
"""Damage of every kind to files that were whole. All chance comes from a generator that is handed in."""

import struct

NASTY_SIZES = (0, 1, 2, 3, 7, 8, 0x7F, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF8, 0xFFFFFFFE,
               0xFFFFFFFF)
HEADER = 256  # bytes; most damage goes where the sizes are


def place(chance, data):
    """Somewhere in @data, as often as not in its header."""
    return chance.randrange(min(HEADER, len(data)) if chance.random() < 0.6 else len(data))


def cut(chance, data):
    return data[:chance.randrange(len(data))]


def turn_bits(chance, data):
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 50, 500))):
        damaged[place(chance, data)] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def set_number(chance, data):
    """Puts a nasty number where a header may keep a size, a count or a rate."""
    damaged = bytearray(data)
    form = chance.choice(('<I', '>I', '<H', '>H', '<Q', '>Q'))
    number = chance.choice(NASTY_SIZES + (len(data), len(data) + 1, chance.getrandbits(32)))
    bits = 8 * struct.calcsize(form)
    if form in ('<Q', '>Q') and chance.random() < 0.5:
        number |= number << 32
    packed = struct.pack(form, number & ((1 << bits) - 1))
    at = place(chance, data)
    damaged[at:at + len(packed)] = packed[:max(0, len(data) - at)]
    return bytes(damaged)


def set_bytes(chance, data):
    at, count = place(chance, data), chance.choice((1, 2, 4, 16, 100, 4096))
    filling = chance.choice((b'\0', b'\xff', b'\x80', None))
    count = min(count, len(data) - at)
    patch = filling * count if filling else bytes(chance.getrandbits(8) for _ in range(count))
    return data[:at] + patch + data[at + count:]


def leave_out(chance, data):
    at = place(chance, data)
    return data[:at] + data[at + chance.choice((1, 2, 3, 4, 8, 27, 512, 5000)):]


def put_in(chance, data):
    at, count = place(chance, data), chance.choice((1, 2, 3, 4, 8, 27, 512, 5000))
    return data[:at] + bytes(chance.getrandbits(8) for _ in range(count)) + data[at:]


def repeat(chance, data):
    """A part once more, perhaps many times."""
    at, count = place(chance, data), chance.choice((1, 4, 8, 24, 100, 2000))
    return data[:at] + data[at:at + count] * chance.choice((2, 3, 10, 300)) + data[at + count:]


def exchange(chance, data):
    """Two parts change places."""
    a, b = sorted((place(chance, data), place(chance, data)))
    count = min(chance.choice((1, 4, 64, 3000)), b - a)
    return data[:a] + data[b:b + count] + data[a + count:b] + data[a:a + count] + data[b + count:]


def splice(chance, data, other):
    """The beginning of one file and the end of another."""
    return data[:place(chance, data) + 1] + other[place(chance, other):]


DAMAGES = (cut, turn_bits, turn_bits, set_number, set_number, set_number, set_bytes, leave_out, put_in, repeat,
           exchange, splice)


def mutant(chance, files):
    """One of @files ({name: bytes}), damaged once or a few times. @return (name of the file, bytes)"""
    name = chance.choice(sorted(files))
    data = files[name]
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        if not data:
            break
        damage = chance.choice(DAMAGES)
        data = damage(chance, data, files[chance.choice(sorted(files))]) if damage is splice else damage(chance, data)
    return name, data
