// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/avlibrary.h"

namespace gabor {

std::optional<std::string> avLibraryFault()
{
    for (const LateLibrary* const library : {&avUtil, &avCodec, &avFormat}) {
        if (std::optional<std::string> fault = library->fault())
            return fault;
    }
    return std::nullopt;
}

} // namespace gabor
