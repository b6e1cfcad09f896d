// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exact/arrayfiles/arraywriter.h"

namespace gabor {

/// Comma-separated text (RFC 4180 with single line feeds), one line a frame: the transpose of what NPY has. So it
/// streams, and programs that stop at 16384 columns but take a million lines can read it. The first line names the
/// columns: "time", then each row's value (complex: "100 re","100 im"). The first number of each other line is its time
/// in s. Numbers have a point in every language, and as few digits as bring back the same double (or float).
Result<std::unique_ptr<ArrayWriter>, WriteFault> openCsvWriter(const std::filesystem::path& target,
                                                               const ArrayDescription& description);

} // namespace gabor
