// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace gabor {

/// A kind of sound file, for a dialog's filter. Opening goes by content alone, so this is help and no condition.
struct SoundFormat
{
    std::string_view name;                     ///< "FLAC"; a proper name, not to be translated
    std::span<const std::string_view> endings; ///< in lower case, without a dot, the usual one first
};

/// All that Gabor opens by design, the most usual first.
std::span<const SoundFormat> soundFormats();

} // namespace gabor
