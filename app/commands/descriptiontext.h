// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/metadatatext.h"

#include <QJsonObject>

namespace gabor {

/// What 'gabor info' says of a sound's tracks, encoder delay, tags and markers, line by line.
std::vector<LabeledText> descriptionTexts(const SoundDescription& sound);

/// The same for programs: tracks and track (from 1; where there are several), encoder_delay ("none", "cut off" or
/// "unknown") and encoder_delay_samples, tags, markers (in samples), and samples_since_midnight. What there is none of is
/// left out.
QJsonObject descriptionJson(const SoundDescription& sound);

} // namespace gabor
