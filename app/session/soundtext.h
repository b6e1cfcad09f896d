// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/filehash.h"
#include "core/audio/soundfile.h"

#include <QString>

namespace gabor {

/// With a capital at the beginning, as words stand alone.
QString capitalized(QString words);

/// What the system says of an errno: "No space left on device".
QString systemText(int errorNumber);

/// What lacks, as the end of a sentence, where a library cannot be loaded.
/// @param why  the system's words, which name it
QString missingLibraryText(const std::string& why);

/// Why raw samples cannot be what was said, without the file's name: "the offset must be ...".
QString rawFaultText(const RawFault& fault);

/// "what, why, what to do" of a file that did not open. Plain text, with the file's name.
QString openFaultText(const OpenFault& fault);

/// Why there is no hash of the file @p name. Plain text.
QString hashFaultText(const HashFault& fault, const QString& name);

/// What is not quite as it should be with a sound that did open, one sentence each.
QString noticeText(const SoundNotice& notice, const SoundDescription& sound);

/// The name to show for a sound: the file's, or that of the demo.
QString soundName(const SoundDescription& sound);

/// "44.1 kHz", and in Hz below 1 kHz.
QString sampleRateText(double sampleRate);

/// "whale.flac · FLAC · 48 kHz · stereo · 1:02.500"; a long name is shortened in its middle.
QString soundSummary(const SampleSource& source);

} // namespace gabor
