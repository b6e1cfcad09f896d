# SPDX-License-Identifier: GPL-3.0-or-later
"""Fields of headers that make no sense."""

import struct

import corpuslib as lib


def add(c, m):
    d, W = m.short_pcm, m.wav_of
    c.opens('size_data_80000000', 'size_data_80000000.wav', W(data_size=0x80000000), 44100, 1, 1000, warn=True,
            why='size negative as int32')
    c.opens('size_riff_zero', 'size_riff_zero.wav', W(riff_size=0), 44100, 1, 1000, why='RIFF size 0, data size right')
    c.error('zero_frames_aiff', 'zero_frames.aiff', lib.aiff(44100, 2, 's16', b''), 'AIFF without samples')
    c.error('zero_channels_au', 'zero_channels.au', lib.au(22050, 0, 's16', d), 'AU with 0 channels')
    c.error('zero_rate_au', 'zero_rate.au', lib.au(0, 1, 's16', d), 'AU with rate 0')
    c.error('aiff_rate_negative', 'aiff_rate_negative.aiff', lib.aiff(44100, 1, 's16', d, rate80=-44100.0),
            'rate -44100')
    c.either('aiff_form_size_0', 'aiff_form_size_0.aiff', lib.aiff(44100, 1, 's16', d, form_size=0), 'FORM size 0')
    c.either('au_offset_lies', 'au_offset_lies.au', lib.au(22050, 1, 's16', d, offset=0xFFFFFFF0),
            'data offset beyond the file')
    c.either('caf_size_negative', 'caf_size_negative.caf', lib.caf(48000, 1, 's16', d, data_size=-5), 'data size -5')
    c.either('bits_12_in_16', 'bits_12_in_16.wav', W(fmt=lib.fmt_body(1, 1, 44100, 12, block=2)),
            '12 bits in a 16-bit container')
    c.error('ext_guid_unknown', 'ext_guid_unknown.wav',
            W(fmt=lib.fmt_body(0xFFFE, 1, 44100, 16, ext=lib.ext_tail(1, 16, 4, b'\xAA' * 14))),
            'unknown sub-format GUID')
    c.either('adpcm_block_1', 'adpcm_block_1.wav', W(fmt=lib.fmt_body(0x11, 1, 44100, 4, block=1,
            ext=struct.pack('<HH', 2, 65535))), 'IMA ADPCM with block size 1 and 65,535 samples per block')
    c.either('msadpcm_coefs', 'msadpcm_coefs.wav', W(fmt=lib.fmt_body(2, 2, 44100, 4, block=70,
            ext=struct.pack('<HHH', 32, 2000, 65535))),
            'MS ADPCM that claims 65,535 coefficients (CVE-2021-3246 family)')
    c.either('w64_riff_size_max', 'w64_riff_size_max.w64',
            lib.w64(48000, 1, 's16', d, riff_size=2**64 - 1, data_size=2**63 + 24), 'W64 sizes negative as int64')
    c.either('flac_blocksize_1', 'flac_blocksize_lies.flac',
            b'fLaC' + lib.flac_streaminfo(44100, 1, 16, 8192, minbs=16, maxbs=16) + lib.flac_frame(0, 4096, 1, 16, [9])
            + lib.flac_frame(1, 4096, 1, 16, [9]), 'frames far larger than STREAMINFO max block size')
    c.either('flac_rate_change', 'flac_rate_change.flac',
            b'fLaC' + lib.flac_streaminfo(44100, 1, 16, 8192) + lib.flac_frame(0, 4096, 1, 16, [9])
            + lib.flac_frame(1, 4096, 1, 16, [9], rate=8000), 'sample rate changes mid-stream')
    vc = struct.pack('<I', 0) + struct.pack('<I', 0xFFFFFFFF)
    c.either('flac_comment_flood', 'flac_comment_count.flac',
            b'fLaC' + lib.flac_streaminfo(44100, 1, 16, 4096, last=False) + bytes([0x84])
            + struct.pack('>I', len(vc))[1:] + vc + lib.flac_frame(0, 4096, 1, 16, [9]),
            'VORBIS_COMMENT claims 4 G entries')
    c.opens('val_dc_full', 'val_dc_full.wav', lib.wav(44100, 1, 's16', b'\xff\x7f' * 44100), 44100, 1, 44100,
            why='full-scale DC')
    c.opens('val_impulse', 'val_impulse.wav', lib.wav(44100, 1, 's16', b'\0\0' * 22050 + b'\xff\x7f' + b'\0\0' * 22049),
            44100, 1, 44100, why='one impulse')
    c.opens('val_two_samples_51', 'val_two_samples_51.wav',
            lib.wav(48000, 6, 's16', b'\1\0' * 12, extensible=True, mask=0x3F), 48000, 6, 2, why='2 frames of 5.1')
    c.either('rate_7fffffff', 'rate_7fffffff.wav', W(fmt=lib.fmt_body(1, 1, 0x7FFFFFFF, 16)), 'rate 2^31 - 1')
    c.error('zip_as_wav', 'zip_as.wav', b'PK\3\4\x14\0\0\0\0\0' + b'\0' * 16 + b'\5\0\0\0a.txthello' + b'PK\5\6'
            + b'\0' * 18, 'a ZIP named .wav')
    c.error('nul_as_wav', 'nul_as.wav', b'\0' * 100000, '100,000 NUL bytes')
    c.error('ff_as_mp3', 'ff_as.mp3', b'\xff' * 100000, '100,000 bytes 0xFF: endless sync words')
    c.error('midi_as_wav', 'midi_as.wav', b'MThd\0\0\0\6\0\0\0\1\0\x60MTrk\0\0\0\4\0\xff\x2f\0', 'a MIDI file')
