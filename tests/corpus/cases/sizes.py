# SPDX-License-Identifier: GPL-3.0-or-later
"""Headers whose sizes lie, and chunks where none should be."""

import struct

import corpuslib as lib


def add(c, m):
    d, w, W = m.short_pcm, m.short_wav, m.wav_of
    c.opens('size_data_ffffffff', 'size_data_ffffffff.wav', W(data_size=0xFFFFFFFF, riff_size=0xFFFFFFFF), 44100, 1,
            1000, why='streamed WAV (ffmpeg to a pipe)')
    c.opens('size_data_zero_streamed', 'size_data_zero_streamed.wav', W(data_size=0, riff_size=0), 44100, 1, 1000,
            warn=True, why='recorder killed before it patched the sizes; samples follow')
    c.opens('size_data_7fffffff', 'size_data_7fffffff.wav', W(data_size=0x7FFFFFFF), 44100, 1, 1000, warn=True,
            why='claims 6.8 h, holds 23 ms')
    c.opens('size_data_odd', 'size_data_odd.wav', W(data_size=1999), 44100, 1, 999,
            why='data size is no multiple of the block size')
    c.opens('size_riff_small', 'size_riff_small.wav', W(riff_size=10), 44100, 1, 1000,
            why='RIFF size 10, data chunk right')
    c.error('size_fmt_ffffffff', 'size_fmt_ffffffff.wav', w[:16] + b'\xff\xff\xff\xff' + w[20:],
            'fmt chunk claims 4 GiB')
    c.error('size_fmt_zero', 'size_fmt_zero.wav', b'RIFF\x24\0\0\0WAVEfmt \0\0\0\0data\x08\0\0\0' + d[:8],
            'empty fmt chunk')
    c.error('claim_2h_44bytes', 'claim_2h_44bytes.wav',
            lib.wav(48000, 2, 's16', b'', data_size=48000 * 4 * 7200, riff_size=48000 * 4 * 7200 + 36),
            '44 bytes that claim 2 hours of stereo: no audio inside, nothing to allocate')
    c.error('zero_frames_wav', 'zero_frames.wav', lib.wav(44100, 2, 's16', b''),
            'valid WAV with no samples: "contains no audio"')
    c.error('zero_channels_wav', 'zero_channels.wav', W(fmt=lib.fmt_body(1, 0, 44100, 16)), 'channel count 0')
    c.error('zero_rate_wav', 'zero_rate.wav', W(fmt=lib.fmt_body(1, 1, 0, 16)), 'sample rate 0')
    c.error('zero_bits_wav', 'zero_bits.wav', W(fmt=lib.fmt_body(1, 1, 44100, 0)), '0 bits per sample, block align 0')
    c.either('blockalign_zero', 'blockalign_zero.wav', W(fmt=lib.fmt_body(1, 1, 44100, 16, block=0)),
            'block align 0 with sane bits and channels: may be repaired; never divide by zero')
    c.opens('byterate_zero', 'byterate_zero.wav', W(fmt=lib.fmt_body(1, 1, 44100, 16, byterate=0)), 44100, 1, 1000,
            why='byte rate 0 is redundant information')
    c.error('channels_65535', 'channels_65535.wav', W(fmt=lib.fmt_body(1, 65535, 44100, 16)),
            '65,535 channels in a 2 KB file')
    c.error('unknown_tag', 'unknown_tag.wav', W(fmt=lib.fmt_body(0x1234, 1, 44100, 16, ext=b'\0\0')),
            'unknown format tag 0x1234: say so')
    c.error('no_fmt_chunk', 'no_fmt_chunk.wav', b'RIFF' + struct.pack('<I', 4 + 8 + len(d)) + b'WAVE'
            + lib.chunk(b'data', d), 'data without fmt')
    c.error('no_data_chunk', 'no_data_chunk.wav', w[:36], 'fmt without data')
    c.either('fmt_after_data', 'fmt_after_data.wav', b'RIFF' + struct.pack('<I', 4 + 8 + len(d) + 24) + b'WAVE'
            + lib.chunk(b'data', d) + lib.chunk(b'fmt ', lib.fmt_body(1, 1, 44100, 16)), 'fmt after data')
    c.either('two_data_chunks', 'two_data_chunks.wav', W(post=lib.chunk(b'data', d[:100])),
            'two data chunks: FFmpeg plays the second, libsndfile refuses')
    c.either('nested_riff', 'nested_riff.wav', b'RIFF' + struct.pack('<I', 4 + len(w) + 8) + b'WAVE'
            + lib.chunk(b'RIFF', w[8:]), 'RIFF inside RIFF')
    deep = b''
    for _ in range(3000):
        deep = lib.chunk(b'LIST', b'wavl' + deep)
    c.opens('nested_lists_3000', 'nested_lists_3000.wav', W(pre=deep), 44100, 1, 1000,
            why='LIST nested 3,000 deep before data: no recursion')
    c.opens('chunk_flood', 'chunk_flood.wav', W(pre=lib.chunk(b'junk', b'') * 150000), 44100, 1, 1000,
            why='150,000 empty chunks before data: linear time, no logging storm')
    c.opens('list_size_wraps', 'list_size_wraps.wav', W(pre=lib.chunk(b'LIST',
            b'INFOabcd' + struct.pack('<I', 0xFFFFFFF8) + b'\0' * 80)), 44100, 1, 1000,
            why='LIST sub-chunk size that wraps uint32: sf_open() of libsndfile 1.2.0 loops for ever (its issue #1118)')
    c.error('rf64_no_ds64', 'rf64_no_ds64.wav', lib.rf64(48000, 1, 's16', b'', with_ds64=False),
            'RF64 without ds64 and without samples')
    c.opens('rf64_ds64_huge', 'rf64_ds64_huge.wav', lib.rf64(48000, 1, 's16', d, ds_riff=2**63 + 5, ds_data=2**62,
            ds_samples=2**61), 48000, 1, 1000, warn=True, why='ds64 claims 4 EiB')
    c.either('w64_chunk_size_0', 'w64_chunk_size_0.w64', lib.w64(48000, 1, 's16', d, fmt_size=0),
            'W64 chunk of size 0 (below its own header): no endless loop')
    c.error('aiff_rate_nan', 'aiff_rate_nan.aiff', lib.aiff(44100, 1, 's16', d, rate80='nan'), 'sample rate NaN')
    c.error('aiff_rate_zero', 'aiff_rate_zero.aiff', lib.aiff(44100, 1, 's16', d, rate80=0.0), 'sample rate 0')
    c.either('aiff_frames_ffffffff', 'aiff_frames_ffffffff.aiff', lib.aiff(44100, 1, 's16', d, comm_frames=0xFFFFFFFF),
            'COMM claims 4 G frames; SSND has 1,000')
    c.error('aiff_no_ssnd', 'aiff_no_ssnd.aiff', lib.aiff(44100, 1, 's16', d, with_ssnd=False), 'no SSND chunk')
    c.opens('au_size_unknown', 'au_size_unknown.au', lib.au(22050, 1, 's16',
            lib.pcm(lib.tone(22050, 1, 500)[0], 's16', True), size=0xFFFFFFFF), 22050, 1, 500,
            why='size -1 is legal in AU')
    c.opens('caf_size_minus1', 'caf_size_minus1.caf', lib.caf(48000, 1, 's16', d, data_size=-1), 48000, 1, 1000,
            why='size -1 in the last chunk is legal in CAF')
    c.error('caf_rate_nan', 'caf_rate_nan.caf', lib.caf(48000, 1, 's16', d, desc_rate=float('nan')), 'sample rate NaN')
