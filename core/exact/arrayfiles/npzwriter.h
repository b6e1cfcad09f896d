// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exact/arrayfiles/arraywriter.h"

namespace gabor {

/// What numpy.savez writes: a zip archive, stored, with "array" (row, time), "times" in s, the rows under their name
/// ("frequencies" in Hz) and "parameters", a text without dimensions: json.loads(str(npz["parameters"])).
/// Members of 4 GiB and more are in zip64. Memory as in npywriter.h.
Result<std::unique_ptr<ArrayWriter>, WriteFault> openNpzWriter(const std::filesystem::path& target,
                                                               const ArrayDescription& description);

} // namespace gabor
