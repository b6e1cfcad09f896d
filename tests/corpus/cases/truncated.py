# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that end too early."""

import corpuslib as lib


def add(c, m):
    N = lib.nframes
    flac, ogg, mp3, m4a = m.flac, m.ogg, m.mp3, m.m4a
    w = m.short_wav
    for cut in (0, 4, 8, 12, 20, 24, 36, 40):
        c.error('trunc_wav_%02d' % cut, 'trunc_wav_%02d.wav' % cut, w[:cut], 'canonical WAV cut after %d bytes' % cut)
    c.opens('trunc_wav_midsample', 'trunc_wav_midsample.wav', w[:44 + 1001], 44100, 1, 500, warn=True,
            why='cut in the middle of sample 501')
    c.opens('trunc_wav_riffonly_ok', 'trunc_wav_data_1frame.wav', w[:46], 44100, 1, 1, warn=True,
            why='header claims 1000 frames, 1 is there')
    ai = lib.aiff(44100, 2, 's16', lib.pcm(lib.interleave(lib.tone(44100, 2, 1000)), 's16', True))
    c.error('trunc_aiff_comm', 'trunc_aiff_comm.aiff', ai[:30], 'cut inside the COMM chunk')
    c.opens('trunc_aiff_ssnd', 'trunc_aiff_ssnd.aiff', ai[:54 + 2001], 44100, 2, 500, warn=True,
            why='COMM claims 1000 frames, 500.25 are there')
    if flac:
        c.error('trunc_flac_streaminfo', 'trunc_flac_streaminfo.flac', flac[:20], 'cut inside STREAMINFO')
        c.opens('trunc_flac_midframe', 'trunc_flac_midframe.flac', flac[:len(flac) * 6 // 10], 44100, 2, 8192, N(44100),
                warn=True, why='cut mid-frame: the whole frames before it are wanted')
        c.error('trunc_ogg_setup', 'trunc_ogg_setup.ogg', ogg[:400], 'cut inside the Vorbis setup header')
        c.opens('trunc_ogg_mid', 'trunc_ogg_mid.ogg', ogg[:len(ogg) * 7 // 10], 44100, 2, 1024, N(44100), warn=True,
                why='last page cut')
        c.opens('trunc_mp3_mid', 'trunc_mp3_mid.mp3', mp3[:len(mp3) * 6 // 10], 44100, 2, 1152 * 10, N(44100),
                warn=True, why='the LAME tag promises more frames than are there')
        c.error('trunc_m4a_nomoov', 'trunc_m4a_nomoov.m4a', m4a[:len(m4a) // 2],
                'download cut before moov: no index, nothing to decode')
        mp2 = c.encode(m.s441, ['-c:a', 'mp2'], 'mp2')
        c.opens('trunc_mp2_midframe', 'trunc_mp2_midframe.mp2', mp2[:len(mp2) // 2 + 100], 44100, 2, 1152, N(44100),
                warn=True, why='no header promises more, and the decoder fills the last frame up')
        long = lib.tone_wav(44100, 2, 's16', 2 * 44100 + 7)
        c.opens('trunc_wavpack_block', 'trunc_wavpack_block.wv', c.encode(long, ['-c:a', 'wavpack'], 'wv')[:-20], 44100,
                2, 2 * 44100, warn=True, why='its last block is gone, which held 7 samples')
        other = lib.ogg_pages(m.ogg)
        for page in other:
            page[14:18] = b'next'  # the serial number
        c.opens('ogg_goes_on_otherwise', 'ogg_goes_on_otherwise.ogg', m.opus + lib.ogg_join(other), 48000, 2,
                N(48000), warn=True, why='chained: Opus, and then Vorbis')
