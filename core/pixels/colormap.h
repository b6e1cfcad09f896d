// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace gabor {

enum class ColormapKind { Viridis, Magma, Inferno, Plasma, Cividis, Turbo, Gray, Twilight };

struct ColormapChoice
{
    ColormapKind kind = ColormapKind::Viridis;
    bool reversed = false;

    friend bool operator==(const ColormapChoice&, const ColormapChoice&) = default;
};

struct ColormapInfo
{
    ColormapKind kind;
    std::string_view name;        ///< matplotlib's: "viridis"
    std::string_view displayName; ///< "Viridis"
};

/// Every colour map, in the order of a menu.
std::span<const ColormapInfo> colormapCatalog();
const ColormapInfo& colormapInfo(ColormapKind kind);

/// 0xffRRGGBB, 256 entries from the lowest value to the highest.
using ColorTable = std::array<std::uint32_t, 256>;

/// matplotlib's entries as Agg writes them: floor(255 c + 0.5).
const ColorTable& colorTable(ColormapChoice choice);

/// Which entry of a table shows @p value: floor(256 v), v the place between @p low (0) and @p high (1), as
/// matplotlib's Colormap looks up. Below low, and -inf: 0; above high, and +inf: 255. NaN: 0. low = high: 0.
int colorIndex(double value, double low, double high);

} // namespace gabor
