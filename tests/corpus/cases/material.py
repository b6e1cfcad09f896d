# SPDX-License-Identifier: GPL-3.0-or-later
"""The sounds that damaged files are made of."""

import corpuslib as lib


class Material:
    """The encoded ones are None where there is no encoder."""

    def __init__(self, c):
        self.short_pcm = lib.pcm(lib.tone(44100, 1, 1000)[0], 's16')
        self.short_wav = lib.tone_wav(44100, 1, 's16', 1000)  # 44 bytes of header, 2000 of samples
        self.m441 = lib.tone_wav(44100, 1, 's16')
        self.s441 = lib.tone_wav(44100, 2, 's16')
        self.s48 = lib.tone_wav(48000, 2, 's16')
        self.s51 = lib.tone_wav(48000, 6, 's16', extensible=True, mask=0x3F)
        self.flac = c.encode(self.s441, ['-c:a', 'flac'], 'flac')
        self.ogg = c.encode(self.s441, ['-c:a', 'libvorbis', '-q:a', '6', '-page_duration', '100000'], 'ogg')
        self.opus = c.encode(self.s48, ['-c:a', 'libopus', '-b:a', '128k'], 'opus')
        self.mp3 = c.encode(self.s441, ['-c:a', 'libmp3lame', '-b:a', '192k', '-id3v2_version', '0'], 'mp3')
        self.m4a = c.encode(self.s441, ['-c:a', 'aac', '-b:a', '192k'], 'm4a')

    def wav_of(self, data=None, **fields):
        """A WAV of 1000 samples at 44.1 kHz, but for what @fields say otherwise."""
        return lib.wav(44100, 1, 's16', self.short_pcm if data is None else data, **fields)
