// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/displayparameters.h"

namespace gabor {

/// @p display with the limits that suit a picture: in dB the upper one is @p highDb, rounded up to a whole dB on the
/// scale, and the lower one 80 dB below, which is as much as an eye can tell apart in one picture. An amplitude runs from
/// 0 to that of @p highDb, rounded up to three digits. Phases have nothing to be found.
/// @param highDb  dBFS, of what is to have the last color
DisplayParameters withAutomaticLimits(DisplayParameters display, double highDb, const LevelReference& reference);

} // namespace gabor
