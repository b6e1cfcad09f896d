// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panes/viewmodel.h"

#include <QString>

#include <optional>

namespace gabor {

/// What the place under the cursor is, in words. Empty where it does not apply.
struct CursorText
{
    QString time;      ///< "0:03.2140"
    QString frequency; ///< "880.4 Hz"
    QString note;      ///< "A5 +1 ct"
    QString level;     ///< "−31.6 dBFS"
};

CursorText cursorText(const ViewModel::Cursor& cursor, double sampleRate, std::optional<float> level);

/// "Δt 1.020 s · Δf 280 Hz"
QString selectionText(const TimeFrequencyBox& box, double sampleRate);

} // namespace gabor
