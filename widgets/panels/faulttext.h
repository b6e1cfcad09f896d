// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/stftparameters.h"
#include "core/pixels/displayparameters.h"

#include <QString>

#include <optional>

namespace gabor {

/// What is wrong with @p parameters, and what would be right, in one sentence for the user.
QString faultText(const StftFault& fault, const StftParameters& parameters);
QString faultText(const WindowFault& fault, const WindowSpec& window, int length);
/// The same about a window length, which can be too long only for the NFFT that follows or holds it.
/// @param padding  by which NFFT follows; nothing: it does not
QString windowLengthFaultText(const StftFault& fault, const StftParameters& parameters, std::optional<int> padding);
QString faultText(const DisplayFault& fault, const DisplayParameters& parameters);
/// Asks for what levels in dB SPL need.
QString calibrationWantedText();

/// What keeps a band from being shown, or nothing.
/// @param lowestHz   of the scale
/// @param maximumHz  half the sample rate
QString frequencyFaultText(double lowHz, double highHz, double lowestHz, double maximumHz);

/// What no parameter could hold. Long texts are quoted in part.
QString unreadableLengthText(const QString& typed);
QString unreadableNumberText(const QString& typed);
QString unreadableFrequencyText(const QString& typed);
QString notWholeText(const QString& typed);
QString unreadableListText(const QString& typed);

} // namespace gabor
