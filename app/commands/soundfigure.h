// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/soundoptions.h"
#include "app/figure/figurerequest.h"

#include <memory>
#include <optional>

namespace gabor {

/// What shall be drawn of any sound.
struct FigurePlan
{
    FigureRequest figure; ///< without a source and a span
    SoundRequest part;    ///< channel and time
    std::optional<double> lowestHz;
    std::optional<double> highestHz;
};

/// All analysis, display, view and figure options of a command that has them.
FigurePlan figurePlan(CommandOptions& options);

/// @p plan for one sound, which is complete. The fault says that the sound has no such channel, time or frequencies, or
/// is too short for the analysis.
Result<FigureRequest, QString> figureOf(const std::shared_ptr<const SampleSource>& source, const FigurePlan& plan);

} // namespace gabor
