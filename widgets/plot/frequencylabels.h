// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/displayparameters.h"
#include "widgets/plot/frequencyroom.h"

#include <QString>
#include <QStringList>

#include <vector>

class QLocale;

namespace gabor {

/// What the labels of a frequency axis are.
enum class FrequencyUnit {
    Hertz,
    Kilohertz,
    HertzAndThousands, ///< 20, 500, 2k, 10k: what spans decades
    Notes,
    Cents ///< and notes, where there are any in view
};

struct FrequencyLabel
{
    double hz = 0;
    QString text;
};

/// The ticks of an axis; the ones next to the view are among them.
struct FrequencyLabels
{
    FrequencyUnit unit = FrequencyUnit::Hertz;
    QString reference; ///< the note that all cents are from, where none is in view: they are from the nearer one else
    std::vector<FrequencyLabel> labelled;
    std::vector<double> between; ///< Hz, of ticks without a label
};

/// Labels at round frequencies or at notes, so many as can be read and at least three where there is room at all.
/// Notes give way to numbers in a view below all of them.
FrequencyLabels frequencyLabels(const FrequencyAxis& axis, const FrequencyRoom& room, const QLocale& locale);

/// What is written beside an axis: "Frequency (kHz) · mel", and shorter ones for where that is too long.
/// @param reference  as FrequencyLabels has it
QStringList frequencyCaptions(FrequencyUnit unit, const QString& reference, const FrequencyAxis& axis,
                              const QLocale& locale);

} // namespace gabor
