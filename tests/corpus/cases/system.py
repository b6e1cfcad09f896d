# SPDX-License-Identifier: GPL-3.0-or-later
"""What is no plain file, and names that are traps."""

import corpuslib as lib


def add(c, m):
    T = lib.tone_wav
    c.special('fs_directory', 'directory.wav', 'directory', 'a directory named .wav')
    c.special('fs_fifo', 'fifo.wav', 'fifo',
            'a FIFO nobody writes to: open() must not block (O_NONBLOCK or stat first)')
    c.special('fs_symlink_loop', 'symlink_loop.wav', 'symlink', 'ELOOP', target='symlink_loop.wav')
    c.special('fs_dangling', 'dangling.wav', 'symlink', 'symlink to nothing', target='no_such_file.wav')
    c.special('fs_noperm', 'noperm.wav', 'noperm', 'mode 000: "permission denied" (run the test as a non-root user)',
            data=m.m441, needs_nonroot=True)
    c.special('fs_dev_zero', 'dev_zero.wav', 'symlink', 'link to /dev/zero: endless input', target='/dev/zero')
    tiny = T(8000, 1, 's16', 800)
    for cid, name, why in (('name_newline', 'new\nline\ttab.wav', 'newline and tab in the name'),
            ('name_quotes', 'quo"te\'s `x` $(id) ;&|<b>&amp;.wav',
            'shell and HTML characters: the title bar must show them as text'),
            ('name_percent', '%s%n%d%1%2%%20%00.wav', 'printf and QString::arg markers'),
            ('name_dash', '-version.wav', 'starts with a dash (pass as ./-version.wav or after --)'),
            ('name_protocol', 'concat:a|b.wav', 'looks like an FFmpeg protocol'),
            ('name_http', 'http:__x.wav', 'looks like a URL'),
            ('name_pattern', 'seq%03d.wav', 'looks like an image2 pattern'),
            ('name_nfd', 'e\u0301te\u0301.wav', 'decomposed accents'),
            ('name_long', 'L' * 251 + '.wav', '255-byte name')):
        c.opens(cid, name, tiny, 8000, 1, 800, why=why)
