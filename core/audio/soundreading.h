// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/rawsound.h"

namespace gabor {

/// How the bytes of a file are taken for sound, where the file leaves a choice.
struct SoundReading
{
    /// Which of its sound tracks, counted from 0 as SoundDescription::tracks has them; nothing: the one that the
    /// container marks or, without a mark, the one with the most to it.
    std::optional<int> track{};
    /// Samples without a header, whatever the content looks like; nothing: the content says what it is.
    std::optional<RawSound> raw{};

    friend bool operator==(const SoundReading&, const SoundReading&) = default;
};

} // namespace gabor
