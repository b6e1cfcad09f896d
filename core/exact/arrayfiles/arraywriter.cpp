// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/arrayfiles/arraywriter.h"

#include "core/exact/arrayfiles/csvwriter.h"
#include "core/exact/arrayfiles/npywriter.h"
#include "core/exact/arrayfiles/npzwriter.h"

#include <algorithm>

namespace gabor {

std::optional<ArrayFormat> arrayFormatOf(const std::filesystem::path& path)
{
    std::string ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (ending == ".npy")
        return ArrayFormat::Npy;
    if (ending == ".npz")
        return ArrayFormat::Npz;
    if (ending == ".csv")
        return ArrayFormat::Csv;
    return std::nullopt;
}

Result<std::unique_ptr<ArrayWriter>, WriteFault>
openArrayWriter(const std::filesystem::path& target, ArrayFormat format, const ArrayDescription& description)
{
    switch (format) {
    case ArrayFormat::Npy:
        return openNpyWriter(target, description);
    case ArrayFormat::Npz:
        return openNpzWriter(target, description);
    case ArrayFormat::Csv:
        break;
    }
    return openCsvWriter(target, description);
}

} // namespace gabor
