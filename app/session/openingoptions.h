// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/soundfile.h"

namespace gabor {

/// How the user's sounds are opened: indexes of long compressed ones are kept in the user's cache.
OpeningOptions openingOptionsOfUser(const SoundReading& reading = {});

} // namespace gabor
