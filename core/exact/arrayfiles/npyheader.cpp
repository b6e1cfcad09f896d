// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/arrayfiles/npyheader.h"

namespace gabor {

namespace {

/// A tuple as Python writes it: (), (3,), (3, 4).
std::string tuple(std::span<const std::int64_t> shape)
{
    std::string text = "(";
    for (std::size_t i = 0; i < shape.size(); ++i)
        text += (i > 0 ? ", " : "") + std::to_string(shape[i]);
    return text + (shape.size() == 1 ? ",)" : ")");
}

} // namespace

std::string npyHeader(std::string_view type, std::span<const std::int64_t> shape)
{
    constexpr std::size_t prefix = 10;
    constexpr std::size_t alignment = 64;
    std::string text = "{'descr': '";
    text += type;
    text += "', 'fortran_order': False, 'shape': " + tuple(shape) + ", }";
    const std::size_t total = (prefix + text.size() + 1 + alignment - 1) / alignment * alignment;
    text.append(total - prefix - text.size() - 1, ' ');
    text += '\n';
    std::string header("\x93NUMPY\x01\x00", 8);
    header += static_cast<char>(text.size() % 256);
    header += static_cast<char>(text.size() / 256);
    return header + text;
}

std::string_view npyTypeOf(const ArrayDescription& description)
{
    if (description.precision == StoredPrecision::Double)
        return description.isComplex ? "<c16" : "<f8";
    return description.isComplex ? "<c8" : "<f4";
}

} // namespace gabor
