# SPDX-License-Identifier: GPL-3.0-or-later
"""FLAC written by hand, and the way around in Ogg and MP4."""

import struct


def _crc8(b):
    c = 0
    for x in b:
        c ^= x
        for _ in range(8):
            c = ((c << 1) ^ 7) & 255 if c & 128 else (c << 1) & 255
    return c


_C16 = []
for _i in range(256):
    _c = _i << 8
    for _ in range(8):
        _c = ((_c << 1) ^ 0x8005) & 0xFFFF if _c & 0x8000 else (_c << 1) & 0xFFFF
    _C16.append(_c)


def _crc16(b):
    c = 0
    for x in b:
        c = ((c << 8) & 0xFFFF) ^ _C16[(c >> 8) ^ x]
    return c


def _utf8(n):
    if n < 0x80:
        return bytes([n])
    out = []
    lim = 0x3F
    first = 0xC0
    k = 1
    while n >> (6 * k) >= (1 << (6 - k)):
        k += 1
    out = [(n >> (6 * i)) & 0x3F | 0x80 for i in range(k - 1, -1, -1)]
    lead = (0xFF << (7 - k)) & 0xFF | (n >> (6 * k))
    return bytes([lead] + out)


def flac_streaminfo(rate, ch, bps, total, bs=4096, minbs=None, maxbs=None, last=True, md5=b'\0' * 16, length=34):
    v = (rate & 0xFFFFF) << 44 | ((ch - 1) & 7) << 41 | ((bps - 1) & 31) << 36 | (total & (2**36 - 1))
    return (
        bytes([0x80 if last else 0])
        + struct.pack('>I', length)[1:]
        + struct.pack('>HH', bs if minbs is None else minbs, bs if maxbs is None else maxbs)
        + b'\0' * 6
        + struct.pack('>Q', v)
        + md5
    )


def flac_frame(no, bs, ch, bps, values, rate=None):
    """One frame of CONSTANT subframes (values[c]); block size coded explicitly."""
    rc = 0 if rate is None else 13  # 13: rate in Hz, 16 bits
    h = bytes([0xFF, 0xF8, 0x70 | rc, (ch - 1) << 4 | {8: 1, 12: 2, 16: 4, 20: 5, 24: 6}[bps] << 1]) + _utf8(no)
    h += struct.pack('>H', bs - 1)
    if rate is not None:
        h += struct.pack('>H', rate)
    h += bytes([_crc8(h)])
    for c in range(ch):
        h += b'\0' + (values[c] & ((1 << bps) - 1)).to_bytes(bps // 8, 'big')
    return h + struct.pack('>H', _crc16(h))


def flac_const(rate, ch, bps, frames, bs=65535, **kw):
    """A whole FLAC file of silence; tiny on disk, huge decoded."""
    n, rest = divmod(frames, bs)
    out = [b'fLaC', flac_streaminfo(rate, ch, bps, kw.pop('total', frames), bs, **kw)]
    z = [0] * ch
    for i in range(n):
        out.append(flac_frame(i, bs, ch, bps, z))
    if rest:
        out.append(flac_frame(n, rest, ch, bps, z))
    return b''.join(out)


# ------------------------------------------------------------------- Ogg ----
_OC = []
for _i in range(256):
    _c = _i << 24
    for _ in range(8):
        _c = ((_c << 1) ^ 0x04C11DB7) & 0xFFFFFFFF if _c & 0x80000000 else (_c << 1) & 0xFFFFFFFF
    _OC.append(_c)


def ogg_crc(b):
    c = 0
    for x in b:
        c = ((c << 8) & 0xFFFFFFFF) ^ _OC[(c >> 24) ^ x]
    return c


def ogg_pages(b):
    pos = 0
    out = []
    while pos + 27 <= len(b) and b[pos : pos + 4] == b'OggS':
        ns = b[pos + 26]
        hl = 27 + ns
        bl = sum(b[pos + 27 : pos + hl])
        out.append(bytearray(b[pos : pos + hl + bl]))
        pos += hl + bl
    return out


def ogg_join(pages):
    out = b''
    for p in pages:
        p[22:26] = b'\0\0\0\0'
        p[22:26] = struct.pack('<I', ogg_crc(bytes(p)))
        out += bytes(p)
    return out


def ogg_page(serial, seq, gran, flags, packets):
    segs = b''
    body = b''
    for p in packets:
        n = len(p)
        segs += b'\xff' * (n // 255) + bytes([n % 255])
        body += p
    return bytearray(
        b'OggS\0' + bytes([flags]) + struct.pack('<qIII', gran, serial, seq, 0) + bytes([len(segs)]) + segs + body
    )


# ------------------------------------------------------------------- MP4 ----
CONTAINERS = (b'moov', b'trak', b'mdia', b'minf', b'stbl', b'edts', b'udta')


def mp4_find(b, path, lo=0, hi=None):
    """(start, size) of the box at path such as b'moov/trak/mdia'."""
    hi = len(b) if hi is None else hi
    want = path.split(b'/')
    pos = lo
    while pos + 8 <= hi:
        n, t = struct.unpack('>I4s', b[pos : pos + 8])
        if n == 1:
            n = struct.unpack('>Q', b[pos + 8 : pos + 16])[0]
        if n == 0:
            n = hi - pos
        if n < 8:
            break
        if t == want[0]:
            if len(want) == 1:
                return pos, n
            return mp4_find(b, b'/'.join(want[1:]), pos + 8, pos + n)
        pos += n
    raise KeyError(path)
