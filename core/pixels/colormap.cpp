// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/colormap.h"

#include "core/pixels/colormaptables.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace gabor {

namespace {

constexpr std::array catalog{
    ColormapInfo{ColormapKind::Viridis, "viridis", "Viridis"},
    ColormapInfo{ColormapKind::Magma, "magma", "Magma"},
    ColormapInfo{ColormapKind::Inferno, "inferno", "Inferno"},
    ColormapInfo{ColormapKind::Plasma, "plasma", "Plasma"},
    ColormapInfo{ColormapKind::Cividis, "cividis", "Cividis"},
    ColormapInfo{ColormapKind::Turbo, "turbo", "Turbo"},
    ColormapInfo{ColormapKind::Gray, "gray", "Gray"},
    ColormapInfo{ColormapKind::Twilight, "twilight", "Twilight"},
};

struct BothWays
{
    ColorTable forward{};
    ColorTable reversed{};
};

std::array<BothWays, catalog.size()> makeTables()
{
    std::array<BothWays, catalog.size()> tables;
    for (const ColormapInfo& info : catalog) {
        BothWays& table = tables[static_cast<std::size_t>(info.kind)];
        const std::span<const std::uint32_t, 256> rgb = colormapRgb(info.kind);
        std::transform(rgb.begin(), rgb.end(), table.forward.begin(),
                       [](std::uint32_t color) { return 0xff000000U | color; });
        std::reverse_copy(table.forward.begin(), table.forward.end(), table.reversed.begin());
    }
    return tables;
}

} // namespace

std::span<const ColormapInfo> colormapCatalog()
{
    return catalog;
}

const ColormapInfo& colormapInfo(ColormapKind kind)
{
    const auto info = std::find_if(catalog.begin(), catalog.end(),
                                   [kind](const ColormapInfo& candidate) { return candidate.kind == kind; });
    assert(info != catalog.end());
    return *info;
}

const ColorTable& colorTable(ColormapChoice choice)
{
    static const std::array<BothWays, catalog.size()> tables = makeTables();
    const BothWays& table = tables[static_cast<std::size_t>(choice.kind)];
    return choice.reversed ? table.reversed : table.forward;
}

int colorIndex(double value, double low, double high)
{
    if (std::isnan(value) || low == high)
        return 0;
    const double place = (value - low) / (high - low);
    return static_cast<int>(std::clamp(std::floor(256 * place), 0.0, 255.0));
}

} // namespace gabor
