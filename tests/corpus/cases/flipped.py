# SPDX-License-Identifier: GPL-3.0-or-later
"""Files with turned bits."""

import corpuslib as lib


def add(c, m):
    N, w = lib.nframes, m.short_wav
    flac, ogg, opus, mp3, m4a = m.flac, m.ogg, m.opus, m.mp3, m.m4a
    c.opens('flip_wav_data', 'flip_wav_data.wav', c.flip(m.m441, 'flip_wav_data', 44, len(m.m441), 400), 44100, 1,
            N(44100), why='flips in PCM data only')
    for k in range(3):
        c.either('flip_wav_header_%d' % k, 'flip_wav_header_%d.wav' % k, c.flip(w, 'fwh%d' % k, 8, 44, 3),
                '3 flipped bits in the header')
    if flac:
        c.either('flip_flac_body', 'flip_flac_body.flac', c.flip(flac, 'ffb', 4200, len(flac), 60),
                'flips in FLAC frames: CRC errors; partial audio is welcome')
        c.either('flip_mp3_body', 'flip_mp3_body.mp3', c.flip(mp3, 'fmb', 1500, len(mp3), 60), 'flips in MP3 frames')
        c.either('flip_m4a_moov', 'flip_m4a_moov.m4a', c.flip(m4a, 'fmm', lib.mp4_find(m4a, b'moov')[0] + 8, len(m4a),
                12), 'flips in the MP4 index')
        c.either('flip_ogg_body', 'flip_ogg_body.ogg', c.flip(ogg, 'fob', 200, len(ogg), 40), 'flips: page CRC errors')
        c.either('flip_opus_body', 'flip_opus_body.opus', c.flip(opus, 'fopb', 0, len(opus), 40),
                'flips anywhere in Ogg Opus')
