// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/soundfigure.h"

#include "app/commands/analysisoptions.h"
#include "app/commands/displayoptions.h"
#include "app/commands/figureoptions.h"
#include "app/session/soundtext.h"

#include <QCoreApplication>

#include <algorithm>

namespace gabor {

namespace {

constexpr double highestFrequencyHz = 1e9;

QString tr(const char* text)
{
    return QCoreApplication::translate("SoundFigure", text);
}

std::optional<double> frequency(CommandOptions& options, const char* name)
{
    if (!options.isSet(name))
        return std::nullopt;
    return options.number(name, 0, 0, highestFrequencyHz, tr("a number of Hz from 0 to %1").arg(highestFrequencyHz));
}

} // namespace

FigurePlan figurePlan(CommandOptions& options)
{
    FigurePlan plan;
    plan.part = partRequest(options);
    plan.lowestHz = frequency(options, "fmin");
    plan.highestHz = frequency(options, "fmax");
    if (plan.highestHz && *plan.highestHz <= plan.lowestHz.value_or(0))
        options.refuse(tr("--fmax must be above %1.").arg(plan.lowestHz ? QStringLiteral("--fmin") : tr("0 Hz")));
    plan.figure = figureRequest(options);
    plan.figure.content.spec.stft = analysisParameters(options);
    plan.figure.content.spec.reduction = reductionOf(options);
    plan.figure.content.display = displayParameters(options);
    return plan;
}

Result<FigureRequest, QString> figureOf(const std::shared_ptr<const SampleSource>& source, const FigurePlan& plan)
{
    const QString name = soundName(source->description());
    FigureRequest figure = plan.figure;
    const StftParameters& stft = figure.content.spec.stft;
    if (frameCount(stft, source->availableSamples()) == 0)
        return tr("“%1” is shorter than one window of %2 samples: there is no spectrogram of it.")
            .arg(name, QString::number(stft.windowLength)); // both at once, as a name may hold a “%2”
    const Result<SoundPart, CommandFault> part = partOf(source, plan.part);
    if (!part)
        return part.fault().sentence;
    const double maximumHz = source->description().sampleRate / 2;
    const double bottomHz = lowestHz(figure.content.display.frequencyAxis.scale, maximumHz);
    const PictureSpan span{
        static_cast<double>(part.value().interval.begin), static_cast<double>(part.value().interval.end),
        std::max(plan.lowestHz.value_or(bottomHz), bottomHz), std::min(plan.highestHz.value_or(maximumHz), maximumHz)};
    if (span.lowHz >= span.highHz)
        return tr("“%1” reaches from %2 to %3 Hz, and --fmin and --fmax leave nothing of that.")
            .arg(name, QString::number(bottomHz, 'g', 6), QString::number(maximumHz, 'g', 9));
    figure.content.source = source;
    figure.content.spec.source = 1; // the only one that the figure ever shows
    figure.content.spec.channel = part.value().channel;
    figure.title = name;
    figure.span = span;
    return figure;
}

} // namespace gabor
