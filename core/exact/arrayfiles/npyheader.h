// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exact/arrayfiles/arraywriter.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace gabor {

/// What precedes the numbers in NumPy's format 1.0, C order. A multiple of 64 bytes.
/// @param type  as NumPy spells it: "<f8", "<c16", "<U12"
/// Source: numpy.lib.format.
std::string npyHeader(std::string_view type, std::span<const std::int64_t> shape);

/// The type of @p description's numbers: "<f8", "<f4", "<c16" or "<c8".
std::string_view npyTypeOf(const ArrayDescription& description);

} // namespace gabor
