# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole files of a make that decoder libraries get wrong."""

import struct

import corpuslib as lib


def ape_tag():
    item = struct.pack('<II', 4, 0) + b'Title\0name'
    marks = [b'APETAGEX' + struct.pack('<IIIIQ', 2000, len(item) + 32, 1, flags, 0) for flags in (0xA0000000, 0x80000000)]
    return marks[0] + item + marks[1]


def add(c, m):
    N, E = lib.nframes, c.encode
    c.good('vorbis_on_one_page', 'ogg', E(m.s441, ['-c:a', 'libvorbis', '-page_duration', '10000000'], 'ogg'), 44100, 2,
           N(44100), lossy=True, why='as oggenc writes short sounds: their only page says just where they end')
    c.good('ts_dts', 'ts', E(m.s48, ['-c:a', 'dca', '-strict', '-2'], 'ts'), 48000, 2, N(48000),
           tol=(N(48000), N(48000) + 2 * 512), lossy=True, onset_tol=0.05,
           why='the transport stream does not say what its one stream is')
    slow = E(m.s441, ['-c:a', 'libmp3lame', '-write_xing', '0', '-id3v2_version', '0'], 'mp3')
    fast = E(m.s48, ['-c:a', 'libmp3lame', '-write_xing', '0', '-id3v2_version', '0'], 'mp3')
    if slow and fast:
        c.opens('mp3_rate_changes', 'mp3_rate_changes.mp3', slow + fast, 44100, 2, N(44100), N(44100) + 5 * 1152,
                warn=True, why='44.1 kHz, then 48: what is before the change is shown as it is')
    c.good('tta_in_matroska', 'mka', E(m.s441, ['-c:a', 'tta'], 'mka'), 44100, 2, N(44100),
           why='TTA has to know its length, which Matroska rounds to milliseconds')
    tags = b'LYRICSBEGIN' + b'x' * 500 + b'000511LYRICS200' + b'TAG' + b'a' * 125
    for name, sound in (('flac', m.flac), ('mp3', m.mp3), ('wv', E(m.s441, ['-c:a', 'wavpack'], 'wv'))):
        if sound:
            c.good('tags_behind_' + name, name, sound + tags, 44100, 2, N(44100), lossy=name == 'mp3',
                   why='tags that the encoding knows nothing of, behind its last frame')
            c.good('ape_behind_' + name, name, sound + ape_tag(), 44100, 2, N(44100), lossy=name == 'mp3',
                   why='an APE tag with header and footer')
    adx = E(m.s441, ['-c:a', 'adpcm_adx'], 'adx')
    if adx:
        c.good('adx', 'adx', adx[:12] + struct.pack('>I', N(44100)) + adx[16:], 44100, 2, N(44100), lossy=True,
               why='its header tells how much of the last block was recorded')
    c.good('alac_in_caf', 'caf', E(m.s441, ['-c:a', 'alac'], 'caf'), 44100, 2, N(44100),
           why='counts whole packets only, which is no damage')
    film = ['-f', 'lavfi', '-i', 'color=c=red:s=64x48:r=10:d=1.2']
    c.good('pcm_in_avi', 'avi', E(m.s48, ['-map', '0:v', '-map', '1:a', '-c:v', 'mpeg4', '-c:a', 'pcm_s16le'], 'avi',
           film), 48000, 2, N(48000), why='the header tells how long the pictures last')
