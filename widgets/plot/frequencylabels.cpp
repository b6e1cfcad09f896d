// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/frequencylabels.h"

#include "core/dsp/pitch.h"
#include "widgets/plot/noteticks.h"
#include "widgets/plot/roundticks.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace gabor {

namespace {

struct Caption
{
    Q_DECLARE_TR_FUNCTIONS(gabor::FrequencyCaption)
};

/// Of lines from one label to the next: as is pleasant, and where three labels want it less and less.
constexpr std::array<double, 3> labelDistances{1.8, 1.4, 1.1};
constexpr std::size_t fewestLabels = 3;
constexpr double tickDistance = 5; // pixels between ticks without labels

template <class Tick, class HzOf>
std::size_t countInView(const std::vector<Tick>& ticks, const FrequencyRoom& room, HzOf hzOf)
{
    return static_cast<std::size_t>(
        std::count_if(ticks.begin(), ticks.end(), [&](const Tick& tick) { return room.shows(hzOf(tick)); }));
}

FrequencyUnit unitFor(const FrequencyRoom& room)
{
    if (room.highHz >= 1000 && room.highHz >= 10 * room.lowHz)
        return FrequencyUnit::HertzAndThousands;
    return room.highHz >= 10'000 ? FrequencyUnit::Kilohertz : FrequencyUnit::Hertz;
}

/// Numbers of one view agree in their decimals unless they span decades.
QString numberText(RoundNumber number, FrequencyUnit unit, std::optional<int> decimals, const QLocale& locale)
{
    const bool thousands =
        unit == FrequencyUnit::Kilohertz || (unit == FrequencyUnit::HertzAndThousands && number.value() >= 1000);
    if (thousands)
        number.exponent -= 3;
    const QString text = locale.toString(number.value(), 'f', decimals.value_or(number.decimals()));
    return thousands && unit == FrequencyUnit::HertzAndThousands ? text + u'k' : text;
}

FrequencyLabels numberLabels(const FrequencyRoom& room, const QLocale& locale)
{
    const auto hzOf = [](const RoundNumber& number) { return number.value(); };
    std::vector<RoundNumber> ticks;
    for (const double lines : labelDistances) {
        ticks = roundTicks(room, lines * room.lineHeight);
        if (countInView(ticks, room, hzOf) >= fewestLabels)
            break;
    }
    FrequencyLabels labels;
    labels.unit = unitFor(room);
    std::optional<int> decimals;
    if (room.highHz < 10 * room.lowHz) {
        decimals = 0;
        for (RoundNumber tick : ticks) {
            tick.exponent -= labels.unit == FrequencyUnit::Kilohertz ? 3 : 0;
            decimals = std::max(*decimals, tick.decimals());
        }
    }
    QLocale plain = locale;
    plain.setNumberOptions(QLocale::OmitGroupSeparator);
    for (const RoundNumber& tick : ticks)
        labels.labelled.push_back({tick.value(), numberText(tick, labels.unit, decimals, plain)});
    for (const RoundNumber& tick : dividedTicks(ticks, room, tickDistance))
        labels.between.push_back(tick.value());
    return labels;
}

FrequencyLabels noteLabels(const FrequencyRoom& room, double a4Hz, const QLocale& locale)
{
    const auto hzOf = [a4Hz](const NoteTick& tick) { return tick.hz(a4Hz); };
    std::vector<NoteTick> ticks;
    for (const double lines : labelDistances) {
        ticks = noteTicks(room, a4Hz, lines * room.lineHeight);
        if (ticks.size() >= fewestLabels)
            break;
    }
    FrequencyLabels labels;
    labels.unit = FrequencyUnit::Notes;
    const auto isNote = [](const NoteTick& tick) { return tick.cents == 0; };
    std::optional<int> reference;
    if (!ticks.empty() && std::none_of(ticks.begin(), ticks.end(), isNote)) {
        reference = static_cast<int>(std::lround(noteOfHz((room.lowHz + room.highHz) / 2, a4Hz)));
        labels.reference = QString::fromStdString(noteName(*reference));
    }
    if (!std::all_of(ticks.begin(), ticks.end(), isNote))
        labels.unit = FrequencyUnit::Cents;
    for (const NoteTick& tick : ticks)
        labels.labelled.push_back({hzOf(tick), tick.label(locale, reference)});
    for (const NoteTick& tick : noteTicks(room, a4Hz, tickDistance))
        labels.between.push_back(hzOf(tick));
    return labels;
}

QString scaleName(FrequencyScale scale)
{
    switch (scale) {
    case FrequencyScale::Linear:
        break;
    case FrequencyScale::Log:
        return Caption::tr("log");
    case FrequencyScale::Mel:
        return Caption::tr("mel");
    case FrequencyScale::Bark:
        return Caption::tr("Bark");
    case FrequencyScale::Erb:
        return Caption::tr("ERB");
    }
    return {};
}

} // namespace

FrequencyLabels frequencyLabels(const FrequencyAxis& axis, const FrequencyRoom& room, const QLocale& locale)
{
    if (axis.noteNames) {
        FrequencyLabels labels = noteLabels(room, axis.a4Hz, locale);
        const bool reachesBelowNotes = room.lowHz < hzOfNote(0, axis.a4Hz);
        if (labels.labelled.size() >= (reachesBelowNotes ? fewestLabels : 1))
            return labels;
    }
    return numberLabels(room, locale);
}

QStringList frequencyCaptions(FrequencyUnit unit, const QString& reference, const FrequencyAxis& axis,
                              const QLocale& locale)
{
    QString name = Caption::tr("Frequency (%1)");
    QString unitText = Caption::tr("Hz");
    if (unit == FrequencyUnit::Kilohertz)
        unitText = Caption::tr("kHz");
    if (unit == FrequencyUnit::Notes || unit == FrequencyUnit::Cents) {
        name = unit == FrequencyUnit::Notes ? Caption::tr("Note (%1)")
            : reference.isEmpty()           ? Caption::tr("Note ± cents (%1)")
                                            : Caption::tr("%1 ± cents (%2)").arg(reference, QStringLiteral("%1"));
        unitText = Caption::tr("A4 = %1 Hz").arg(locale.toString(axis.a4Hz, 'f', QLocale::FloatingPointShortest));
    }
    const QString scale = scaleName(axis.scale);
    QStringList captions;
    if (!scale.isEmpty())
        captions << Caption::tr("%1 · %2").arg(name.arg(unitText), scale);
    captions << name.arg(unitText);
    if (!scale.isEmpty())
        captions << Caption::tr("%1 · %2").arg(unitText, scale);
    return captions << unitText;
}

} // namespace gabor
