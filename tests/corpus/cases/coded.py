# SPDX-License-Identifier: GPL-3.0-or-later
"""FLAC by hand, and compressed sound with lying headers."""

import struct

import corpuslib as lib


def add(c, m):
    N = lib.nframes
    ogg, mp3, m4a = m.ogg, m.mp3, m.m4a
    c.opens('flac_total_lies_huge', 'flac_total_lies_huge.flac',
            lib.flac_const(44100, 2, 16, 44100, bs=4096, total=2**36 - 1), 44100, 2, 44100, warn=True,
            why='STREAMINFO claims 18 days, 1 s is there')
    c.error('flac_rate_zero', 'flac_rate_zero.flac', lib.flac_const(0, 1, 16, 4096, bs=4096),
            'STREAMINFO sample rate 0')
    c.error('flac_no_frames', 'flac_no_frames.flac', b'fLaC' + lib.flac_streaminfo(44100, 2, 16, 44100),
            'metadata only, claims 1 s')
    c.either('flac_channels_change', 'flac_channels_change.flac',
            b'fLaC' + lib.flac_streaminfo(44100, 1, 16, 8192) + lib.flac_frame(0, 4096, 1, 16, [5])
            + lib.flac_frame(1, 4096, 8, 16, [5] * 8), 'channel count jumps 1 -> 8 mid-stream: no out-of-bounds read')
    c.opens('bomb_flac_silence', 'bomb_flac_silence.flac', lib.flac_const(192000, 8, 16, 65535 * 9000), 192000, 8,
            65535 * 9000, big_decode=True,
            why='0.3 MB of FLAC that decode to 51 min of 8-channel 192 kHz silence (18.9 GB as float): must stream')
    if ogg:
        pg = lib.ogg_pages(ogg)
        pg[-1][6:14] = struct.pack('<q', 44100 * 3600 * 100)
        c.either('ogg_granule_lies', 'ogg_granule_lies.ogg', lib.ogg_join(pg), 'last granule claims 100 hours')
        mp = bytearray(mp3)
        i = mp.find(b'Info')
        i = mp.find(b'Xing') if i < 0 else i
        mp[i + 8:i + 12] = b'\xff\xff\xff\xf0'
        c.opens('mp3_xing_lies', 'mp3_xing_lies.mp3', bytes(mp), 44100, 2, N(44100) - 1152, N(44100) + 4 * 1152,
                warn=True, why='Xing tag claims 4 G frames (3.6 years)')
        st, n = lib.mp4_find(m4a, b'moov/trak/mdia/minf/stbl/stsz')
        x = bytearray(m4a)
        x[st + 16:st + 20] = b'\x7f\xff\xff\xff'
        c.either('mp4_stsz_count_lies', 'mp4_stsz_count_lies.m4a', bytes(x),
                'stsz claims 2 G samples: do not allocate 16 GB')
        c.either('mp3_id3_256mb', 'mp3_id3_256mb.mp3', b'ID3\3\0\0\x7f\x7f\x7f\x7f' + mp3, 'ID3v2 claims 256 MB')
