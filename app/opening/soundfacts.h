// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/metadatatext.h"
#include "core/audio/samplesource.h"

#include <QString>

#include <vector>

namespace gabor {

/// What @p source is and how it was read: file, format, length, how exact its start is, and what was missing or cleaned.
std::vector<LabeledText> soundFacts(const SampleSource& source);

/// What the file says of its sound in words, in its order.
std::vector<LabeledText> tagFacts(const SoundDescription& sound);

/// Both as lines "Name: text", with the markers below, for the clipboard.
QString soundFactsText(const SampleSource& source);

/// Where a marker begins, and for a run where it ends, as times of the clock to the millisecond.
struct MarkerTimes
{
    QString begin;
    QString end; ///< empty for a single place
};
MarkerTimes markerTimes(const SoundMarker& marker, double sampleRate);

/// "Cue point", "Region" or "Chapter".
QString markerKindText(SoundMarker::Kind kind);

} // namespace gabor
