# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole files of a make that decoder libraries get wrong."""

import corpuslib as lib


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
