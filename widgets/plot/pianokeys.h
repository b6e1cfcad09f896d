// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plot/frequencyroom.h"

#include <vector>

class QFont;
class QPainter;
class QRectF;

namespace gabor {

/// A key beside an axis. As on a real keyboard a white key reaches to the middle of the black one beside it.
struct PianoKey
{
    int note = 0; ///< as noteName has it
    bool black = false;
    double lowHz = 0;
    double highHz = 0;
};

/// Those of which some part lies in [@p lowHz, @p highHz], from below; none below C-1.
std::vector<PianoKey> pianoKeys(double lowHz, double highHz, double a4Hz);

/// Paints the keys into @p strip, whose left and right are given and whose top and bottom are the ends of the view.
/// Cs have their names where there is room. Where keys are less than a pixel or two high, only what can be told apart is
/// drawn: the Cs, or the bare strip.
void paintPianoKeys(QPainter& painter, const QRectF& strip, const FrequencyRoom& room, double a4Hz, const QFont& font,
                    bool dark);

} // namespace gabor
