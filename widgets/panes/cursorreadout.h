// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exact/cursorreading.h"
#include "core/waveform/envelope.h"
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
    QString level;     ///< "−31.6 dBFS"; over the waveform the amplitude, "0.1234" or "−0.12 … 0.31"
};

/// What is known of the sound under the cursor.
struct CursorValue
{
    std::optional<CursorReading> reading; ///< where the cursor has a frequency, once it has been read
    Envelope amplitude;                   ///< of the samples behind a pixel, where it has none
};

/// @param secondsPerPixel  decides how many decimals of the time mean anything
CursorText cursorText(const ViewModel::Cursor& cursor, double sampleRate, double secondsPerPixel,
                      const CursorValue& value);

/// What there is of @p text in one line, between tabs.
QString joined(const CursorText& text);

/// "Δt 1.020 s · Δf 280 Hz"
QString selectionText(const TimeFrequencyBox& box, double sampleRate);

} // namespace gabor
