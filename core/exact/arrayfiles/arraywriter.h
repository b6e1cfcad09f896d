// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/atomicfile.h"
#include "core/exact/timeaxis.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gabor {

/// Bits of a number in a file. Real and imaginary part have as many each.
enum class StoredPrecision { Double, Single };

/// What an array file is told before the first number comes.
struct ArrayDescription
{
    std::vector<double> rows{};           ///< what each row stands for: Hz, or the number of a coefficient
    std::string rowsName = "frequencies"; ///< NPZ: the name of that array
    TimeAxis times{};                     ///< what each column stands for
    bool isComplex = false;               ///< frames come with two values a row: real and imaginary part
    StoredPrecision precision = StoredPrecision::Double;
    std::string parametersJson{}; ///< NPZ: kept as the text "parameters", UTF-8; empty: left out

    std::size_t valuesPerFrame() const { return rows.size() * (isComplex ? 2 : 1); }
};

/// Writes an array of (row, time) while its columns come in the order of time. The file appears when finish() succeeds;
/// destroyed without that, nothing is left. After a fault nothing more may be written. For one thread at a time.
class ArrayWriter
{
public:
    virtual ~ArrayWriter() = default;

    /// The next columns. @param frames  a whole number of them, valuesPerFrame() values each, none beyond times.count
    virtual std::optional<WriteFault> writeFrames(std::span<const double> frames) = 0;
    /// To be called once, when all times.count columns came.
    virtual std::optional<WriteFault> finish() = 0;
};

enum class ArrayFormat {
    Npy, ///< NumPy: the array alone
    Npz, ///< NumPy: "array", "times", "frequencies" and "parameters"
    Csv  ///< text, labelled; one line a frame, as csvwriter.h says
};

/// By the name's ending in any case; nothing when it is none of them.
std::optional<ArrayFormat> arrayFormatOf(const std::filesystem::path& path);

/// Faults: the target cannot be written to, or has not the room. Throws std::bad_alloc.
Result<std::unique_ptr<ArrayWriter>, WriteFault>
openArrayWriter(const std::filesystem::path& target, ArrayFormat format, const ArrayDescription& description);

} // namespace gabor
