// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exact/arrayfiles/arraywriter.h"

#include <cstdint>

namespace gabor {

/// NumPy's format 1.0: (row, time) in C order, little-endian '<f8', '<f4', '<c16' or '<c8'. All of the file's room is
/// reserved at once; memory stays below about 64 MiB however large it gets.
Result<std::unique_ptr<ArrayWriter>, WriteFault> openNpyWriter(const std::filesystem::path& target,
                                                               const ArrayDescription& description);

/// A whole array that lies in memory, in C order. @param shape  its product is values.size()
std::optional<WriteFault> writeNpy(const std::filesystem::path& target, std::span<const std::int64_t> shape,
                                   std::span<const double> values, StoredPrecision precision = StoredPrecision::Double);

/// The seconds of @p times, one-dimensional.
std::optional<WriteFault> writeNpy(const std::filesystem::path& target, const TimeAxis& times);

} // namespace gabor
