# SPDX-License-Identifier: GPL-3.0-or-later
"""What is no sound, whatever its name says."""

import io
import zipfile

import corpuslib as lib


def add(c, m):
    c.error('empty_file', 'empty.wav', b'', 'zero bytes')
    c.error('text_as_wav', 'text_as.wav', b'This is no audio file.\n' * 400, 'text named .wav')
    c.error('text_as_mp3', 'text_as.mp3', b'This is no audio file.\n' * 400, 'text named .mp3')
    c.error('png_as_wav', 'png_as.wav',
            bytes.fromhex('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154'
                          '789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082'),
            'a PNG: "no audio stream", not a 1-frame video')
    r = c.rng('noise')
    c.error('random_as_flac', 'random_as.flac', bytes(r.randrange(256) for _ in range(65536)),
            '64 KiB of noise named .flac')
    c.error('hls_local_file', 'hls_local_file.wav',
            b'#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/hostname\n#EXTINF:10,\n'
            b'http://127.0.0.1:9/x.ts\n#EXT-X-ENDLIST\n',
            'an HLS playlist in disguise: no other file, no socket may be opened', forbid=['/etc/hostname', 'connect'])
    c.error('ffconcat_local', 'ffconcat_local.wav', b"ffconcat version 1.0\nfile 'val_impulse.wav'\n",
            'a concat script in disguise: must not pull in the file beside it', forbid=['val_impulse.wav'])
    if m.mp3:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, 'w', zipfile.ZIP_STORED) as archive:
            archive.writestr(zipfile.ZipInfo('a.mp3'), m.mp3)
        c.error('zip_with_mp3', 'zip_with_mp3.mp3', packed.getvalue(), 'an archive, in which MP3 frames can be seen')
        c.error('page_with_mp3', 'page_with_mp3.mp3', b'<!DOCTYPE html><html>' + b'x' * 3000 + m.mp3,
                'a web page, behind which MP3 frames can be seen')
    c.error('au_unknown_encoding', 'au_unknown_encoding.au', lib.au(8000, 1, 's16', bytes(8000), encoding=10),
            'an encoding that nobody decodes')
