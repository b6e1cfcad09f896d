// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/displayparameters.h"

#include <cmath>

namespace gabor {

std::optional<DisplayFault> faultIn(const DisplayParameters& parameters)
{
    if (!std::isfinite(parameters.lowDb) || !std::isfinite(parameters.highDb))
        return DisplayFault{DisplayFault::Rule::LimitNotFinite};
    if (std::abs(parameters.lowDb) > farthestLimitDb || std::abs(parameters.highDb) > farthestLimitDb)
        return DisplayFault{DisplayFault::Rule::LimitTooFar};
    if (parameters.lowDb >= parameters.highDb)
        return DisplayFault{DisplayFault::Rule::LimitsNotAscending};
    return std::nullopt;
}

} // namespace gabor
