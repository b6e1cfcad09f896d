// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/levelsearch.h"

#include "core/pixels/automaticlimits.h"
#include "widgets/panes/spectrogrampane.h"

namespace gabor {

bool needsNewLimits(const DisplayParameters& before, const DisplayParameters& now)
{
    const bool otherKind = (before.levelScale == LevelScale::Magnitude) != (now.levelScale == LevelScale::Magnitude);
    return now.automaticLevels && (otherKind || !before.automaticLevels);
}

std::optional<DisplayParameters> LevelSearch::look(SpectrogramPane& pane, const DisplayParameters& display,
                                                   bool soundComplete)
{
    if (m_wanted == Wanted::Never || display.levelScale == LevelScale::Phase)
        return std::nullopt; // phases have none; whatever comes after them still wants its limits
    if (!pane.isWhole())
        return std::nullopt;
    const bool finished = soundComplete && pane.hasFinishedPicture();
    if (m_wanted == Wanted::FromFinishedPicture && !finished)
        return std::nullopt;
    if (!pane.hasPicture() || !pane.findHighLevel())
        return std::nullopt; // as long as nobody sees it, or it is being looked for
    const std::optional<float> high = pane.highLevel();
    m_wanted = finished ? Wanted::Never : Wanted::FromFinishedPicture;
    if (!high)
        return std::nullopt;
    const DisplayParameters found = withAutomaticLimits(display, static_cast<double>(*high), pane.reference());
    return found == display ? std::nullopt : std::optional(found);
}

} // namespace gabor
