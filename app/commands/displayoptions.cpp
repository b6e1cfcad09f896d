// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/displayoptions.h"

#include "widgets/panels/faulttext.h"

#include <QCoreApplication>

#include <vector>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("DisplayOptions", text);
}

QString text(std::string_view words)
{
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

/// What every entry of a catalog stands for, in its order.
template <class Info, class Value>
std::vector<Value> everyOf(std::span<const Info> catalog, Value Info::*value)
{
    std::vector<Value> values;
    for (const Info& info : catalog)
        values.push_back(info.*value);
    return values;
}

template <class Value>
QString namesOf(const std::vector<Value>& values)
{
    QStringList names;
    for (const Value value : values)
        names << text(nameOf(value));
    return names.join(QLatin1String(", "));
}

std::vector<ColormapKind> everyColormap()
{
    return everyOf(colormapCatalog(), &ColormapInfo::kind);
}

std::vector<LevelScale> everyLevelScale()
{
    return everyOf(levelScaleCatalog(), &LevelScaleInfo::scale);
}

std::vector<FrequencyScale> everyFrequencyScale()
{
    return everyOf(frequencyScaleCatalog(), &FrequencyScaleInfo::scale);
}

void readLimits(CommandOptions& options, DisplayParameters& display)
{
    const bool fixed = options.isSet("vmin");
    if (fixed != options.isSet("vmax")) {
        options.refuse(
            tr("--vmin and --vmax go together; without both of them the limits are found from the picture."));
        return;
    }
    if (!fixed)
        return;
    if (display.levelScale == LevelScale::Phase)
        options.refuse(tr("--vmin and --vmax do not go with --level-scale phase, which always runs from -pi to pi."));
    const double farthest = farthestLimitOn(display.levelScale);
    const QString rule = tr("a number from %1 to %2").arg(-farthest).arg(farthest);
    display.low = options.number("vmin", display.low, -farthest, farthest, rule);
    display.high = options.number("vmax", display.high, -farthest, farthest, rule);
    display.automaticLevels = false;
    if (display.low >= display.high)
        options.refuse(tr("--vmin must be below --vmax."));
}

void readCalibration(CommandOptions& options, DisplayParameters& display)
{
    const bool isSpl = display.levelScale == LevelScale::SoundPressure;
    if (isSpl != options.isSet("calibration")) {
        options.refuse(isSpl ? tr("--level-scale spl needs --calibration: the dB SPL that a sine of amplitude 1 stands "
                                  "for.")
                             : tr("--calibration goes with --level-scale spl."));
        return;
    }
    if (isSpl)
        display.calibrationDb = options.number("calibration", 0, -farthestLimit, farthestLimit, tr("a number of dB"));
}

} // namespace

std::string_view nameOf(Shading shading)
{
    return shading == Shading::Flat ? "flat" : "gouraud";
}

std::string_view nameOf(Reduction reduction)
{
    return reduction == Reduction::Maximum ? "max" : reduction == Reduction::MeanPower ? "mean" : "sample";
}

std::string_view nameOf(ColormapKind kind)
{
    return colormapInfo(kind).name;
}

void addDisplayOptions(CommandOptions& options)
{
    options.add("shading", QStringLiteral("KIND"),
                tr("How cells larger than a pixel are filled: gouraud (default) or flat."));
    options.add("colormap", QStringLiteral("NAME"),
                tr("%1; viridis by default, twilight for a phase.").arg(namesOf(everyColormap())));
    options.add("reversed", {}, tr("Run through the colors the other way round."));
    options.add("level-scale", QStringLiteral("SCALE"),
                tr("What the colors stand for: %1; dbfs by default.").arg(namesOf(everyLevelScale())));
    options.add("calibration", QStringLiteral("DB"),
                tr("With --level-scale spl: the dB SPL that a sine of amplitude 1 stands for."));
    options.add("vmin", QStringLiteral("LEVEL"),
                tr("Drawn in the first color, as is all below. Without --vmin and --vmax both are found from the "
                   "picture."));
    options.add("vmax", QStringLiteral("LEVEL"), tr("Drawn in the last color, as is all above."));
    options.add("reduction", QStringLiteral("KIND"),
                tr("What of many frames falls into a pixel: max (default), mean (of the powers) or sample."));
    options.add("frequency-scale", QStringLiteral("SCALE"),
                tr("%1; linear by default.").arg(namesOf(everyFrequencyScale())));
    options.add("note-names", {}, tr("Names of notes at the frequency axis instead of numbers."));
    options.add("piano", {}, tr("A piano's keys along the frequency axis."));
    options.add("a4", QStringLiteral("HZ"), tr("Concert pitch for notes and keys, 440 by default."));
}

DisplayParameters displayParameters(CommandOptions& options)
{
    DisplayParameters display;
    display.shading = options.word("shading", display.shading, {Shading::Flat, Shading::Gouraud});
    const std::vector<LevelScale> levelScales = everyLevelScale();
    display.levelScale = options.wordOf("level-scale", display.levelScale, std::span<const LevelScale>(levelScales));
    ColormapChoice& colormap = display.levelScale == LevelScale::Phase ? display.phaseColormap : display.colormap;
    const std::vector<ColormapKind> colormaps = everyColormap();
    colormap.kind = options.wordOf("colormap", colormap.kind, std::span<const ColormapKind>(colormaps));
    colormap.reversed = options.isSet("reversed");
    readCalibration(options, display);
    readLimits(options, display);

    const std::vector<FrequencyScale> frequencyScales = everyFrequencyScale();
    FrequencyAxis& axis = display.frequencyAxis;
    axis.scale = options.wordOf("frequency-scale", axis.scale, std::span<const FrequencyScale>(frequencyScales));
    axis.noteNames = options.isSet("note-names");
    axis.pianoStrip = options.isSet("piano");
    axis.a4Hz = options.number("a4", axis.a4Hz, lowestConcertPitchHz, highestConcertPitchHz,
                               tr("a number of Hz from %1 to %2").arg(lowestConcertPitchHz).arg(highestConcertPitchHz));
    if (const std::optional<DisplayFault> fault = faultIn(display))
        options.refuse(faultText(*fault, display));
    return display;
}

Reduction reductionOf(CommandOptions& options)
{
    return options.word("reduction", Reduction::Maximum, {Reduction::Maximum, Reduction::MeanPower, Reduction::Sample});
}

} // namespace gabor
