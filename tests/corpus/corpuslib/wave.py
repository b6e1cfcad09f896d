# SPDX-License-Identifier: GPL-3.0-or-later
"""WAV, RF64 and Wave64 files, with every field free to lie."""

import struct

from .signals import BYTES, TAG, interleave, nframes, pcm, tone


def chunk(cid, body, size=None, be=False):
    n = len(body) if size is None else size
    return cid + struct.pack('>I' if be else '<I', n & 0xFFFFFFFF) + body + (b'\0' if len(body) & 1 else b'')


def fmt_body(tag, channels, rate, bits, block=None, byterate=None, be=False, ext=b''):
    block = channels * bits // 8 if block is None else block
    byterate = rate * block if byterate is None else byterate
    return (
        struct.pack(
            '>HHIIHH' if be else '<HHIIHH',
            tag,
            channels & 0xFFFF,
            rate & 0xFFFFFFFF,
            byterate & 0xFFFFFFFF,
            block & 0xFFFF,
            bits,
        )
        + ext
    )


def ext_tail(tag, valid, mask, guid_tail=bytes.fromhex('000000001000800000aa00389b71')):
    return struct.pack('<HHIH', 22, valid, mask, tag) + guid_tail


def wav(
    rate,
    channels,
    enc,
    data,
    *,
    form=b'RIFF',
    riff_size=None,
    data_size=None,
    fmt=None,
    pre=b'',
    post=b'',
    be=False,
    extensible=False,
    mask=0,
    valid=None,
    fact=False
):
    bits = BYTES[enc] * 8
    if fmt is None:
        if extensible:
            fmt = fmt_body(0xFFFE, channels, rate, bits, ext=ext_tail(TAG[enc], valid or bits, mask))
        else:
            fmt = fmt_body(TAG[enc], channels, rate, bits, be=be, ext=b'' if TAG[enc] == 1 else b'\0\0')
    body = b'WAVE' + chunk(b'fmt ', fmt, be=be)
    if fact:
        body += chunk(b'fact', struct.pack('<I', len(data) // (BYTES[enc] * channels)))
    body += pre + chunk(b'data', data, data_size, be=be) + post
    n = len(body) if riff_size is None else riff_size
    return form + struct.pack('>I' if be else '<I', n & 0xFFFFFFFF) + body


def tone_wav(rate, channels, enc, frames=None, **kw):
    frames = nframes(rate) if frames is None else frames
    return wav(rate, channels, enc, pcm(interleave(tone(rate, channels, frames)), enc, kw.get('be', False)), **kw)


def rf64(
    rate,
    channels,
    enc,
    data,
    form=b'RF64',
    ds_riff=None,
    ds_data=None,
    ds_samples=None,
    with_ds64=True,
    extensible=False,
    mask=0,
):
    bits = BYTES[enc] * 8
    f = (
        fmt_body(0xFFFE, channels, rate, bits, ext=ext_tail(TAG[enc], bits, mask))
        if extensible
        else fmt_body(TAG[enc], channels, rate, bits)
    )
    rest = chunk(b'fmt ', f) + b'data' + struct.pack('<I', 0xFFFFFFFF) + data + (b'\0' if len(data) & 1 else b'')
    ds = struct.pack(
        '<QQQI',
        (len(rest) + 4 + 36) if ds_riff is None else ds_riff,
        len(data) if ds_data is None else ds_data,
        len(data) // (BYTES[enc] * channels) if ds_samples is None else ds_samples,
        0,
    )
    return form + struct.pack('<I', 0xFFFFFFFF) + b'WAVE' + (chunk(b'ds64', ds) if with_ds64 else b'') + rest


W64_TAIL = {
    b'riff': bytes.fromhex('2e91cf11a5d628db04c10000'),
    b'wave': bytes.fromhex('f3acd3118cd100c04f8edb8a'),
    b'fmt ': bytes.fromhex('f3acd3118cd100c04f8edb8a'),
    b'data': bytes.fromhex('f3acd3118cd100c04f8edb8a'),
}


def w64chunk(cid, body, size=None):
    n = 24 + len(body) if size is None else size
    return cid + W64_TAIL[cid] + struct.pack('<Q', n & (2**64 - 1)) + body + b'\0' * (-len(body) % 8)


def w64(rate, channels, enc, data, fmt_size=None, data_size=None, riff_size=None):
    body = (
        b'wave'
        + W64_TAIL[b'wave']
        + w64chunk(b'fmt ', fmt_body(TAG[enc], channels, rate, BYTES[enc] * 8), fmt_size)
        + w64chunk(b'data', data, data_size)
    )
    return b'riff' + W64_TAIL[b'riff'] + struct.pack('<Q', 24 + len(body) if riff_size is None else riff_size) + body
