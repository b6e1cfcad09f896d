# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of a corpus, and what each has to give."""

import hashlib
import json
import os
import random
import subprocess
import sys

from .signals import peak_hz

DEFAULT_SEED = 20240607
LIMITS = {'seconds': 10, 'rss_mib': 1024}
BITEXACT = ('-map_metadata -1 -fflags +bitexact -flags:a +bitexact -flags:v +bitexact -threads 1').split()


class Corpus:
    """Writes files below a folder and keeps the list of them."""

    def __init__(self, root, seed, encodes, scratch):
        self.root, self.seed, self._encodes, self._scratch = root, seed, encodes, scratch
        self.files = []
        for folder in ('good', 'bad'):
            os.makedirs(os.path.join(root, folder))

    def rng(self, case_id):
        """Chance that depends on the seed and the case alone, so that a new case changes no other."""
        return random.Random('%d/%s' % (self.seed, case_id))

    def flip(self, data, case_id, lo, hi, count):
        """Turns @count bits in data[lo:hi]."""
        flipped = bytearray(data)
        chance = self.rng(case_id)
        for _ in range(count):
            flipped[chance.randrange(lo, min(hi, len(flipped)))] ^= 1 << chance.randrange(8)
        return bytes(flipped)

    def encode(self, wav, arguments, ending, more_in=()):
        """What the ffmpeg command makes of a WAV; None where it is not wanted."""
        if not self._encodes:
            return None
        source = os.path.join(self._scratch, 'in.wav')
        target = os.path.join(self._scratch, 'out.' + ending)
        with open(source, 'wb') as file:
            file.write(wav)
        command = ['ffmpeg', '-hide_banner', '-nostdin', '-loglevel', 'error', '-y', '-threads', '1', *more_in]
        done = subprocess.run(command + ['-i', source, *BITEXACT, *arguments, target], capture_output=True)
        if done.returncode != 0:
            sys.exit('ffmpeg could not encode with %s: %s' % (arguments, done.stderr.decode('utf8', 'replace')))
        with open(target, 'rb') as file:
            return file.read()

    def good(self, case, ending, data, rate, channels, frames, tol=0, *, name=None, lossy=False, skip_ch=(),
             onset_tol=None, level_tol=None, **facts):
        """A whole file, with the tone of signals.tone(). @tol is a number of frames, or the least and the most."""
        if data is None:
            return
        fewest, most = tol if isinstance(tol, tuple) else (frames - tol, frames + tol)
        peaks = [None if c in skip_ch else round(peak_hz(rate, c), 3) for c in range(min(channels, 16))]
        self._write('good', case, name or case + '.' + ending, data, expect='opens', rate=rate, channels=channels,
                    frames_min=fewest, frames_max=most, peak_hz=peaks, onset_s=round((frames // 4) / rate, 6),
                    onset_tol_s=onset_tol or (0.012 if lossy else round(5.0 / rate, 6)), peak_dbfs=-6.02,
                    peak_dbfs_tol=level_tol or (1.5 if lossy else 0.2), **facts)

    def opens(self, case, name, data, rate, channels, frames, frames_max=None, **facts):
        """A damaged or odd file that has to open nevertheless; warn=True: with a notice."""
        if data is not None:
            self._write('bad', case, name, data, expect='opens', rate=rate, channels=channels, frames_min=frames,
                        frames_max=frames if frames_max is None else frames_max, **facts)

    def error(self, case, name, data, why, **facts):
        """Has to be refused with a clear sentence."""
        if data is not None:
            self._write('bad', case, name, data, expect='clear error', why=why, **facts)

    def either(self, case, name, data, why, **facts):
        """Opening and a clear sentence are both right; a crash, a hang and a flood of memory are not."""
        if data is not None:
            self._write('bad', case, name, data, expect='opens or clear error', why=why, **facts)

    def special(self, case, name, kind, why, target=None, data=None, **facts):
        """What is no plain file, or not to be read: has to be refused with a clear sentence."""
        path = self._enter('bad', case, name, kind=kind, expect='clear error', why=why, **facts)
        if kind == 'directory':
            os.mkdir(path)
        elif kind == 'fifo':
            os.mkfifo(path)
        elif kind == 'symlink':
            os.symlink(target, path)
        elif kind == 'noperm':
            with open(path, 'wb') as file:
                file.write(data)
            os.chmod(path, 0)
        else:
            raise ValueError(kind)

    def finish(self):
        """Writes the manifest."""
        manifest = {'seed': self.seed, 'files': self.files}
        with open(os.path.join(self.root, 'manifest.json'), 'w', encoding='ascii') as file:
            json.dump(manifest, file, indent=1)
            file.write('\n')

    def _write(self, group, case, name, data, **facts):
        path = self._enter(group, case, name, kind='regular', sha256=hashlib.sha256(data).hexdigest(), **facts)
        with open(path, 'wb') as file:
            file.write(data)

    def _enter(self, group, case, name, **facts):
        path = os.path.join(group.encode(), os.fsencode(name))
        assert not any(file['id'] == case or file['path_hex'] == path.hex() for file in self.files), case
        self.files.append({'id': case, 'group': group, 'path_hex': path.hex(), 'limits': LIMITS, **facts})
        return os.path.join(os.fsencode(self.root), path)
