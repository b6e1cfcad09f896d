// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

namespace gabor::test {

struct NpyArray
{
    std::vector<std::size_t> shape;
    std::vector<double> values; ///< C order
};

/// Reads a little-endian array of 64-bit floats in C order, NumPy's format 1.0. Throws std::runtime_error when it is not.
NpyArray readNpy(const std::filesystem::path& path);

} // namespace gabor::test
