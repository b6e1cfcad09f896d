# SPDX-License-Identifier: GPL-3.0-or-later
"""Known sound, and samples as bytes."""

import array
import math


def peak_hz(rate, ch):
    """Tone frequency of channel ch: a fixed fraction of the rate
    (44.1 kHz -> 1000, 2000, ... 16000 Hz, then it repeats)."""
    return rate * (ch % 16 + 1) * 10.0 / 441.0


def nframes(rate, seconds=1.2):
    return int(rate * seconds) + 7  # never a multiple of a block size


def tone(rate, channels, frames, amp=0.5, onset=None):
    """channels lists of floats; digital silence before `onset` frames, then a
    sine of amplitude amp at peak_hz(rate, ch) until the end."""
    if onset is None:
        onset = frames // 4
    out = []
    for c in range(channels):
        if c >= 16:
            out.append(out[c % 16])
            continue
        w = 2 * math.pi * (c % 16 + 1) * 10.0 / 441.0
        out.append([0.0] * onset + [amp * math.sin(w * i) for i in range(frames - onset)])
    return out


def interleave(chs):
    n = len(chs)
    frames = len(chs[0])
    out = [0.0] * (n * frames)
    for c in range(n):
        out[c::n] = chs[c]
    return out


def pcm(x, enc, be=False):
    """float list -> bytes.  enc: u8 s8 s16 s24 s32 f32 f64 ulaw alaw"""
    e = '>' if be else '<'
    if enc == 'u8':
        return bytes(max(0, min(255, int(round(v * 128)) + 128)) for v in x)
    if enc == 's8':
        return bytes(int(round(v * 127)) & 255 for v in x)
    if enc in ('s16', 's24', 's32'):
        bits = int(enc[1:])
        full = (1 << (bits - 1)) - 1
        v = [max(-full - 1, min(full, int(round(s * full)))) for s in x]
        if bits == 16:
            a = array.array('h', v)
        elif bits == 32:
            a = array.array('i', v)
        else:
            a = array.array('i', [s << 8 for s in v])
            b = a.tobytes()
            o = bytearray(len(v) * 3)
            idx = (1, 2, 3) if not be else (3, 2, 1)
            for k in range(3):
                o[k::3] = b[idx[k] :: 4]
            return bytes(o)
        if be:
            a.byteswap()
        return a.tobytes()
    if enc in ('f32', 'f64'):
        a = array.array('f' if enc == 'f32' else 'd', x)
        if be:
            a.byteswap()
        return a.tobytes()
    if enc == 'ulaw':
        return bytes(_ulaw(int(round(s * 32767))) for s in x)
    if enc == 'alaw':
        return bytes(_alaw(int(round(s * 32767))) for s in x)
    raise ValueError(enc)


def _ulaw(s):
    sign = 0x80 if s < 0 else 0
    s = min(abs(s), 32635) + 132
    e = s.bit_length() - 8
    return ~(sign | (e << 4) | ((s >> (e + 3)) & 15)) & 255


def _alaw(s):
    sign = 0x80 if s >= 0 else 0
    s = min(abs(s) >> 3, 4095)
    if s >= 32:
        e = s.bit_length() - 5
        v = (e << 4) | ((s >> e) & 15)
    else:
        v = s >> 1
    return (v | sign) ^ 0x55


BYTES = {'u8': 1, 's8': 1, 's16': 2, 's24': 3, 's32': 4, 'f32': 4, 'f64': 8, 'ulaw': 1, 'alaw': 1}
TAG = {'u8': 1, 's16': 1, 's24': 1, 's32': 1, 'f32': 3, 'f64': 3, 'ulaw': 7, 'alaw': 6}
