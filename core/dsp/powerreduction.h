// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace gabor {

/// How the powers of several frames become those of one column.
enum class PowerReduction { Maximum, Sum };

/// Takes the powers of one frame into @p column: column[k] = max(column[k], powers[k]), or column[k] + powers[k].
/// A NaN among @p powers is no maximum.
void reducePowers(std::span<const float> powers, PowerReduction reduction, std::span<float> column);

} // namespace gabor
