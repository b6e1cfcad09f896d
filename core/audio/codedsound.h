// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/bytesource.h"

namespace gabor {

/// Opens compressed sound, or anything that only the decoder library understands.
Result<OpenedSound, OpenFault> openCodedSound(std::shared_ptr<const ByteSource> bytes, const std::stop_token& stop,
                                              const OpeningOptions& options);

} // namespace gabor
