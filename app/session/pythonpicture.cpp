// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/pythonpicture.h"

#include "widgets/plot/leveltext.h"

#include <QLocale>

#include <cmath>
#include <string_view>

namespace gabor {

namespace {

QString text(std::string_view words)
{
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

/// What the picture shows: the name of the array.
QString shownArray(LevelScale scale)
{
    return QLatin1String(scale == LevelScale::Phase ? "phase" : scale == LevelScale::Magnitude ? "amplitude" : "level");
}

/// A sine of amplitude 1 has the power 1/2; a bin without a mirror image holds no sine but a constant (or its
/// alternation), whose power is 1.
QString reFullScaleSine(const StftParameters& stft)
{
    return QStringLiteral("relative = power.copy()  # to a sine of full scale, whose power is 1/2\n"
                          "relative[%1] *= 2\n")
        .arg(stft.nfft % 2 == 0 ? QStringLiteral("1:-1") : QStringLiteral("1:"));
}

QString inDecibels(const QString& power, double offsetDb, double floorDb)
{
    const QString offset =
        offsetDb == 0 ? QString() : QLatin1String(offsetDb < 0 ? " - " : " + ") + pythonNumber(std::abs(offsetDb));
    return QStringLiteral("with np.errstate(divide='ignore'):\n"
                          "    level = np.maximum(10 * np.log10(%1)%2, %3)  # silence is drawn, too\n")
        .arg(power, offset, pythonNumber(floorDb));
}

QString mergingComment(Reduction reduction, LevelScale scale)
{
    const char* const how = scale == LevelScale::Phase || reduction == Reduction::Sample ? "one of them stands for all"
        : reduction == Reduction::MeanPower                                              ? "the mean of their powers"
                                                                                         : "their maximum";
    return QStringLiteral("# Cells that share a pixel: Gabor shows %1, matplotlib draws one over the other.\n")
        .arg(QLatin1String(how));
}

/// The frequency axis of a figure, as core/dsp/frequencyscale.h has it.
QString frequencyScaleLine(FrequencyScale scale)
{
    const auto functions = [](const char* forward, const char* inverse) {
        return QStringLiteral("axes.set_yscale('function', functions=(\n    lambda hz: %1,\n    lambda place: %2))\n")
            .arg(QLatin1String(forward), QLatin1String(inverse));
    };
    switch (scale) {
    case FrequencyScale::Linear:
        return {};
    case FrequencyScale::Log:
        return QStringLiteral("axes.set_yscale('log')\n");
    case FrequencyScale::Mel:
        return functions("2595 * np.log10(1 + hz / 700)", "700 * (10**(place / 2595) - 1)");
    case FrequencyScale::Bark:
        return functions("26.81 * hz / (1960 + hz) - 0.53", "1960 * (place + 0.53) / (26.28 - place)");
    case FrequencyScale::Erb:
        return functions("21.4 * np.log10(1 + 0.00437 * hz)", "(10**(place / 21.4) - 1) / 0.00437");
    }
    return {};
}

} // namespace

QString pythonNumber(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

QString pythonScaling(LevelScale scale)
{
    return QLatin1String(scale == LevelScale::Phase         ? "mode='angle'"
                             : scale == LevelScale::Density ? "scaling='density', mode='psd'"
                                                            : "scaling='spectrum', mode='psd'");
}

QString pythonResult(LevelScale scale)
{
    return QLatin1String(scale == LevelScale::Phase ? "phase" : "power");
}

QString pythonValues(const AnalysisRecipe& recipe)
{
    const DisplayParameters& display = recipe.display;
    switch (display.levelScale) {
    case LevelScale::FullScale:
        return reFullScaleSine(recipe.stft) + inDecibels(QStringLiteral("relative"), 0, display.low);
    case LevelScale::SoundPressure:
        return reFullScaleSine(recipe.stft)
            + inDecibels(QStringLiteral("relative"), display.calibrationDb.value_or(0), display.low);
    case LevelScale::Density:
    case LevelScale::Spectrum:
        return inDecibels(QStringLiteral("power"), 0, display.low);
    case LevelScale::Magnitude:
        return reFullScaleSine(recipe.stft) + QStringLiteral("amplitude = np.sqrt(relative)\n");
    case LevelScale::Phase:
        return {};
    }
    return {};
}

QString pythonPicture(const AnalysisRecipe& recipe)
{
    const DisplayParameters& display = recipe.display;
    const LevelScale scale = display.levelScale;
    const ColormapChoice colors = display.colormapInUse();
    const bool isPhase = scale == LevelScale::Phase;
    const double rate = recipe.sound.sampleRate;
    return QStringLiteral("figure, axes = plt.subplots()\n") + mergingComment(recipe.reduction, scale)
        + QStringLiteral("mesh = axes.pcolormesh(times, frequencies, %1, shading='%2',\n"
                         "                       cmap='%3', vmin=%4, vmax=%5)\n")
              .arg(shownArray(scale), QLatin1String(display.shading == Shading::Gouraud ? "gouraud" : "nearest"),
                   text(colormapInfo(colors.kind).name) + QLatin1String(colors.reversed ? "_r" : ""),
                   isPhase ? QStringLiteral("-np.pi") : pythonNumber(display.low),
                   isPhase ? QStringLiteral("np.pi") : pythonNumber(display.high))
        + frequencyScaleLine(display.frequencyAxis.scale)
        + QStringLiteral("axes.set_xlim(%1, %2)\n"
                         "axes.set_ylim(%3, %4)\n")
              .arg(pythonNumber(recipe.span.beginSample / rate), pythonNumber(recipe.span.endSample / rate),
                   pythonNumber(recipe.span.lowHz), pythonNumber(recipe.span.highHz))
        + QStringLiteral("axes.set_xlabel('Time (s)')\n"
                         "axes.set_ylabel('Frequency (Hz)')\n"
                         "figure.colorbar(mesh, ax=axes, label='%1')\n"
                         "plt.show()\n")
              .arg(scaleCaption(scale));
}

} // namespace gabor
