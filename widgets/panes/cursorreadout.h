// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/displayparameters.h"
#include "core/waveform/envelope.h"
#include "widgets/bridge/readoutfeed.h"
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
    QString peak;      ///< "peak 880.41 Hz −31.58 dBFS": the tone near by
    /// "−31.6 dBFS", or on whatever scale is shown; over the waveform the amplitude, "0.1234" or "−0.12 … 0.31".
    QString level;
};

/// What is known of the sound under the cursor.
struct CursorValue
{
    std::optional<Readout> reading; ///< where the cursor has a frequency, once it has been read
    Envelope amplitude;             ///< of the samples behind a pixel, where it has none
};

/// @param secondsPerPixel  decides how many decimals of the time mean anything
/// @param display          whose concert pitch the note follows
CursorText cursorText(const ViewModel::Cursor& cursor, double sampleRate, double secondsPerPixel,
                      const CursorValue& value, const DisplayParameters& display);

/// What there is of @p text in one line, between tabs.
QString joined(const CursorText& text);

/// "Δt 1.020 s · Δf 280 Hz"
QString selectionText(const TimeFrequencyBox& box, double sampleRate);

} // namespace gabor
