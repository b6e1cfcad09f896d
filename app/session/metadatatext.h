// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"

#include <QString>

#include <vector>

namespace gabor {

/// A name and what is said under it. Plain text of one line each.
struct LabeledText
{
    QString label;
    QString text;

    friend bool operator==(const LabeledText&, const LabeledText&) = default;
};

/// What the file says in words, and the time of its first sample where it has one. Labels are in lower case.
std::vector<LabeledText> tagTexts(const SoundDescription& sound);

/// "German" of "deu", "ger" or "de"; the code itself where it is none that is known, and nothing of "und".
QString languageText(const std::string& code);

/// "Vorbis, Commentary, German, 48000 Hz, stereo": what is known of a track.
QString trackText(const SoundTrack& track);
/// The same with its number: "2: Vorbis, ...".
/// @param index  below the number of tracks
QString numberedTrackText(const SoundDescription& sound, int index);

/// "1:02.500 – 1:03.000 Wren (far away)"
QString markerText(const SoundMarker& marker, double sampleRate);

/// Whether the sound begins where its recording does; empty where that goes without saying.
QString delayText(const EncoderDelay& delay);

/// "stereo", "6 channels"
QString channelsText(int channelCount);

} // namespace gabor
