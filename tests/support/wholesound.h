// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/soundfile.h"

#include <algorithm>

namespace gabor::test {

/// Opens a file and waits until all of it is there; null where it does not open.
inline std::shared_ptr<const SampleSource> openWhole(const std::filesystem::path& path,
                                                     const OpeningOptions& options = {})
{
    const auto opened = openSound(path, {}, options);
    if (!opened)
        return nullptr;
    if (opened.value().finishDecoding)
        opened.value().finishDecoding({});
    return opened.value().source;
}

/// Whether one notice of the kind, and no second one, was posted.
inline bool has(const SampleSource& source, SoundNotice::Kind kind)
{
    return std::ranges::count(source.notices(), kind, &SoundNotice::kind) == 1;
}

} // namespace gabor::test
