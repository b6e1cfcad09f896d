# SPDX-License-Identifier: GPL-3.0-or-later
"""Samples and rates at the end of what there is."""

import struct

import corpuslib as lib


def add(c, m):
    T, W, d = lib.tone_wav, m.wav_of, m.short_pcm
    fl = lib.tone(44100, 1, 4410)[0]
    def put(vals, enc='f32'):
        v = list(fl)
        for i, x in enumerate(vals):
            v[2000 + 37 * i] = x
        return lib.wav(44100, 1, enc, lib.pcm(v, enc))
    nan, inf = float('nan'), float('inf')
    c.opens('val_nan_f32', 'val_nan_f32.wav', put([nan] * 20), 44100, 1, 4410, warn=True,
            why='20 NaN samples: must not blank the rest of the picture or break autoscale')
    c.opens('val_inf_f32', 'val_inf_f32.wav', put([inf, -inf] * 10), 44100, 1, 4410, warn=True, why='+-Inf samples')
    c.opens('val_allnan_f64', 'val_allnan_f64.wav', lib.wav(44100, 1, 'f64', struct.pack('<d', nan) * 4410), 44100, 1,
            4410, warn=True, why='only NaN')
    c.opens('val_denormal_f32', 'val_denormal_f32.wav', lib.wav(44100, 1, 'f32', struct.pack('<I', 1) * 44100), 44100,
            1, 44100, why='smallest denormals: no slow-down, no -inf dB surprises')
    c.opens('val_silence', 'val_silence.wav', lib.wav(44100, 2, 's16', b'\0' * 4 * 44100), 44100, 2, 44100,
            why='digital silence: log(0)')
    c.opens('val_one_sample', 'val_one_sample.wav', lib.wav(44100, 1, 's16', b'\0\x40'), 44100, 1, 1,
            why='1-sample file (Audacity #7470 crashed on files up to 7 ms)')
    c.opens('val_300_samples', 'val_300_samples.wav', lib.wav(44100, 1, 's16', d[:600]), 44100, 1, 300,
            why='shorter than one analysis window')
    c.opens('rate_1hz', 'rate_1hz.wav', T(1, 1, 's16', 600), 1, 1, 600, peak_hz=[round(lib.peak_hz(1, 0), 6)],
            why='1 Hz sample rate (10 minutes): frequency axis in mHz')
    c.opens('rate_10mhz', 'rate_10mhz.wav', T(10000000, 1, 's16', 65536), 10000000, 1, 65536,
            peak_hz=[round(lib.peak_hz(10000000, 0), 3)], why='10 MHz sample rate')
    c.either('rate_ffffffff', 'rate_ffffffff.wav', W(fmt=lib.fmt_body(1, 1, 0xFFFFFFFF, 16)),
            'sample rate 4,294,967,295: negative as int')
    ch1024 = lib.interleave(lib.tone(8000, 1024, 500))
    c.opens('channels_1024', 'channels_1024.wav', lib.wav(8000, 1024, 's16', lib.pcm(ch1024, 's16'), extensible=True),
            8000, 1024, 500, why='1,024 channels (the libsndfile limit; FFmpeg 5.1 stops at 512)')
