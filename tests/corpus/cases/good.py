# SPDX-License-Identifier: GPL-3.0-or-later
"""Whole files, which open with their tone in its place."""

import struct

import corpuslib as lib


def add(c, m):
    T, N, E = lib.tone_wav, lib.nframes, c.encode

    def g(cid, ext, data, rate, ch, frames=None, **k):
        c.good(cid, ext, data, rate, ch, N(rate) if frames is None else frames, **k)

    g('wav_u8_mono_8000', 'wav', T(8000, 1, 'u8'), 8000, 1, level_tol=0.5)
    g('wav_s16_mono_44100', 'wav', T(44100, 1, 's16'), 44100, 1)
    g('wav_s16_stereo_48000', 'wav', T(48000, 2, 's16'), 48000, 2)
    g('wav_s24_stereo_96000', 'wav', T(96000, 2, 's24'), 96000, 2)
    g('wav_f32_stereo_44100', 'wav', T(44100, 2, 'f32', fact=True), 44100, 2)
    g('wav_ext_s24_5.1_48000', 'wav', T(48000, 6, 's24', extensible=True, mask=0x3F), 48000, 6)
    g('wav_ulaw_mono_8000', 'wav', T(8000, 1, 'ulaw', fact=True), 8000, 1, level_tol=0.5)
    g('rf64_s16_stereo_48000', 'wav', lib.rf64(48000, 2, 's16',
            lib.pcm(lib.interleave(lib.tone(48000, 2, N(48000))), 's16')), 48000, 2)
    g('w64_s24_stereo_48000', 'w64', lib.w64(48000, 2, 's24',
            lib.pcm(lib.interleave(lib.tone(48000, 2, N(48000))), 's24')), 48000, 2, tol=(N(48000), N(48000) + 1),
            why='8-byte chunk padding: libsndfile 1.2.0 counts the pad as 1 frame more')
    g('wav_odd_chunks_44100', 'wav', T(44100, 1, 's16',
            pre=lib.chunk(b'JUNK', b'x' * 27) + lib.chunk(b'LIST', b'INFOINAM' + struct.pack('<I', 5) + b'name\0\0')
            + lib.chunk(b'bext', b'\0' * 603), post=lib.chunk(b'id3 ', b'ID3\3\0\0\0\0\0\0')
            + lib.chunk(b'LIST', b'adtl')), 44100, 1, why='odd-sized chunks with pad bytes around fmt and data')
    g('aiff_s16_stereo_44100', 'aiff', lib.aiff(44100, 2, 's16',
            lib.pcm(lib.interleave(lib.tone(44100, 2, N(44100))), 's16', True)), 44100, 2)
    g('aifc_sowt_mono_48000', 'aifc', lib.aiff(48000, 1, 's16', lib.pcm(lib.tone(48000, 1, N(48000))[0], 's16'),
            comp=b'sowt'), 48000, 1)
    g('caf_f32_stereo_48000', 'caf', lib.caf(48000, 2, 'f32',
            lib.pcm(lib.interleave(lib.tone(48000, 2, N(48000))), 'f32')), 48000, 2)
    g('au_s16_mono_22050', 'au', lib.au(22050, 1, 's16', lib.pcm(lib.tone(22050, 1, N(22050))[0], 's16', True)), 22050,
            1)
    g('wav_alaw_stereo_16000', 'wav', T(16000, 2, 'alaw', fact=True), 16000, 2, level_tol=0.5)
    g('rifx_s16_stereo_44100', 'wav', T(44100, 2, 's16', form=b'RIFX', be=True), 44100, 2, why='big-endian RIFX')
    g('aiff_s24_mono_88200', 'aiff', lib.aiff(88200, 1, 's24',
            lib.pcm(lib.interleave(lib.tone(88200, 1, N(88200))), 's24', True)), 88200, 1)
    g('au_f32_stereo_48000', 'au', lib.au(48000, 2, 'f32',
            lib.pcm(lib.interleave(lib.tone(48000, 2, N(48000))), 'f32', True)), 48000, 2)
    s441, s48, s51 = m.s441, m.s48, m.s51
    g('wav_imaadpcm_mono_22050', 'wav', E(T(22050, 1, 's16'), ['-c:a', 'adpcm_ima_wav'], 'wav'), 22050, 1,
            tol=(N(22050), N(22050) + 2048), lossy=True)
    g('flac_16_stereo_44100', 'flac', m.flac, 44100, 2)
    g('flac_24_mono_192000', 'flac', E(T(192000, 1, 's24'),
            ['-c:a', 'flac', '-sample_fmt', 's32', '-bits_per_raw_sample', '24'], 'flac'), 192000, 1)
    g('vorbis_q6_stereo_44100', 'ogg', m.ogg, 44100, 2, lossy=True)
    g('opus_stereo_48000', 'opus', m.opus, 48000, 2, lossy=True)
    g('mp3_cbr192_lametag_44100', 'mp3', m.mp3, 44100, 2, lossy=True,
            why='LAME tag: exact length and zero delay are expected')
    g('mp3_vbr_notag_44100', 'mp3', E(s441, ['-c:a', 'libmp3lame', '-q:a', '3', '-write_xing', '0', '-id3v2_version',
            '0'], 'mp3'), 44100, 2, tol=(N(44100), N(44100) + 4 * 1152), lossy=True, onset_tol=0.06,
            why='no Xing/LAME tag: encoder delay is unknowable, length must come from the frames')
    g('m4a_aac_stereo_44100', 'm4a', m.m4a, 44100, 2, tol=(N(44100), N(44100) + 1024), lossy=True,
            why='edit list holds the 1024-sample priming')
    g('aac_adts_stereo_48000', 'aac', E(s48, ['-c:a', 'aac', '-b:a', '192k'], 'aac'), 48000, 2,
            tol=(N(48000), N(48000) + 3 * 1024), lossy=True, onset_tol=0.05)
    g('wma2_stereo_44100', 'wma', E(s441, ['-c:a', 'wmav2', '-b:a', '192k'], 'wma'), 44100, 2,
            tol=(N(44100) - 2048, N(44100) + 3 * 2048), lossy=True, onset_tol=0.08)
    g('ac3_5.1_48000', 'ac3', E(s51, ['-c:a', 'ac3', '-b:a', '448k'], 'ac3'), 48000, 6,
            tol=(N(48000), N(48000) + 2 * 1536 + 256), lossy=True, skip_ch=(3,), onset_tol=0.05)
    vid = ['-f', 'lavfi', '-i', 'color=c=red:s=64x48:r=10:d=1.2']
    g('mp4_h264_aac_stereo_48000', 'mp4', E(s48, ['-map', '0:v', '-map', '1:a', '-c:v', 'mpeg4', '-c:a', 'aac', '-b:a',
            '192k'], 'mp4', vid), 48000, 2, tol=(N(48000) - 1024, N(48000) + 2 * 1024), lossy=True,
            why='video container: the audio stream is wanted')
    g('mkv_video_vorbis_44100', 'mkv', E(s441, ['-map', '0:v', '-map', '1:a', '-c:v', 'mpeg4', '-c:a', 'libvorbis',
            '-q:a', '5'], 'mkv', vid), 44100, 2, tol=(N(44100) - 256, N(44100) + 2048), lossy=True)
    g('unicode_name', 'wav', T(16000, 1, 's16'), 16000, 1, name='音声 ñandú — ファイル 🎧 «ö».wav', why='UTF-8 file name')
