// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/displayparameters.h"

#include <optional>

namespace gabor {

class SpectrogramPane;

/// Looks for automatic limits of the levels: in the first complete picture, though a sketch, and then in the finished one.
/// Twice at most, so that colors do not swim while a picture is being finished.
class LevelSearch
{
public:
    /// Whatever has been found counts no longer.
    void begin() { m_wanted = Wanted::FromAnyPicture; }
    void end() { m_wanted = Wanted::Never; }

    /// @p display with the limits that @p pane's picture gives it, as soon as there is such a picture; nothing where it
    /// has them already.
    std::optional<DisplayParameters> look(SpectrogramPane& pane, const DisplayParameters& display, bool soundComplete);

private:
    enum class Wanted { Never, FromAnyPicture, FromFinishedPicture };
    Wanted m_wanted = Wanted::Never;
};

/// Whether automatic limits have to be found anew though nothing but the display changes. From one scale in dB to
/// another they are taken along, but amplitudes begin at 0.
bool needsNewLimits(const DisplayParameters& before, const DisplayParameters& now);

} // namespace gabor
