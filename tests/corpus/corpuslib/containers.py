# SPDX-License-Identifier: GPL-3.0-or-later
"""AIFF, AU and CAF files, with every field free to lie."""

import math
import struct

from .signals import BYTES
from .wave import chunk


def ext80(x):
    """80-bit IEEE extended (AIFF sample rate)."""
    if x == 'nan':
        return bytes.fromhex('7fffc000000000000000')
    if x == 'inf':
        return bytes.fromhex('7fff8000000000000000')
    s = 0
    if x < 0:
        s, x = 0x8000, -x
    if x == 0:
        return b'\0' * 10
    m, e = math.frexp(x)
    return struct.pack('>HQ', s | (e + 16382), int(m * (1 << 64)))


def aiff(
    rate,
    channels,
    enc,
    data,
    *,
    comm_frames=None,
    comp=None,
    ssnd_size=None,
    with_ssnd=True,
    comm_channels=None,
    bits=None,
    form_size=None,
    rate80=None
):
    bits = BYTES[enc] * 8 if bits is None else bits
    fr = len(data) // (BYTES[enc] * channels) if comm_frames is None else comm_frames
    comm = struct.pack('>HIH', channels if comm_channels is None else comm_channels, fr & 0xFFFFFFFF, bits)
    comm += ext80(rate) if rate80 is None else ext80(rate80)
    typ = b'AIFF'
    pre = b''
    if comp:
        comm += comp + b'\x00\x00'
        typ = b'AIFC'
        pre = chunk(b'FVER', struct.pack('>I', 0xA2805140), be=True)
    ss = chunk(b'SSND', struct.pack('>II', 0, 0) + data, ssnd_size, be=True) if with_ssnd else b''
    body = typ + pre + chunk(b'COMM', comm, be=True) + ss
    return b'FORM' + struct.pack('>I', (len(body) if form_size is None else form_size) & 0xFFFFFFFF) + body


def au(rate, channels, enc, data, offset=24, size=None, encoding=None):
    code = {'ulaw': 1, 's8': 2, 's16': 3, 's24': 4, 's32': 5, 'f32': 6, 'f64': 7, 'alaw': 27}[enc]
    return (
        b'.snd'
        + struct.pack(
            '>IIIII',
            offset,
            len(data) if size is None else size & 0xFFFFFFFF,
            code if encoding is None else encoding,
            rate & 0xFFFFFFFF,
            channels,
        )
        + data
    )


def caf(rate, channels, enc, data, data_size=None, bpp=None, fpp=1, desc_rate=None, le=True, pre=b''):
    flags = (1 if enc[0] == 'f' else 0) | (2 if le else 0)
    b = BYTES[enc]
    desc = struct.pack(
        '>d4sIIIII',
        float(rate) if desc_rate is None else desc_rate,
        b'lpcm',
        flags,
        b * channels if bpp is None else bpp,
        fpp,
        channels,
        b * 8,
    )
    return (
        b'caff'
        + struct.pack('>HH', 1, 0)
        + b'desc'
        + struct.pack('>q', 32)
        + desc
        + pre
        + b'data'
        + struct.pack('>q', 4 + len(data) if data_size is None else data_size)
        + b'\0\0\0\0'
        + data
    )
