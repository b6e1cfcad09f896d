// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tiles/reduction.h"

#include <QString>

namespace gabor {

struct FigureContent;

/// How a figure was made, in one line: window and its length, hop, NFFT, how cells are merged in one pixel, the scale of
/// the levels and that of the frequencies.
/// @param content  has a source
QString figureDescription(const FigureContent& content);

/// "maximum", as it stands in that line.
QString reductionText(Reduction reduction);

} // namespace gabor
