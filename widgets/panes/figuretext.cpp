// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/figuretext.h"

#include "widgets/panes/figureview.h"

#include <QCoreApplication>
#include <QLocale>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("FigureText", text);
}

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString windowText(const WindowSpec& window)
{
    QString name = text(windowInfo(window.kind).displayName);
    QStringList numbers;
    for (const double number : window.parameters)
        numbers << QLocale().toString(number, 'g', 6);
    if (!numbers.isEmpty())
        name += QStringLiteral(" (%1)").arg(numbers.join(QStringLiteral("; ")));
    return name;
}

QString levelScaleText(const DisplayParameters& display)
{
    switch (display.levelScale) {
    case LevelScale::FullScale:
        return tr("level in dBFS (a full-scale sine reads 0)");
    case LevelScale::Density:
        return tr("power density in dB re FS²/Hz");
    case LevelScale::Spectrum:
        return tr("power spectrum in dB re FS²");
    case LevelScale::SoundPressure:
        return tr("level in dB SPL (a full-scale sine reads %1)")
            .arg(QLocale().toString(display.calibrationDb.value_or(0), 'g', 6));
    case LevelScale::Magnitude:
        return tr("magnitude (a full-scale sine reads 1)");
    case LevelScale::Phase:
        return tr("phase in radians");
    }
    return {};
}

QString frequencyScaleText(FrequencyScale scale)
{
    switch (scale) {
    case FrequencyScale::Linear:
        return tr("linear frequency scale");
    case FrequencyScale::Log:
        return tr("logarithmic frequency scale");
    case FrequencyScale::Mel:
        return tr("mel frequency scale (HTK)");
    case FrequencyScale::Bark:
        return tr("Bark frequency scale (Traunmüller)");
    case FrequencyScale::Erb:
        return tr("ERB-rate frequency scale (Glasberg and Moore)");
    }
    return {};
}

/// What else is done to the samples of a frame.
QString preparationText(const StftParameters& stft)
{
    QString words;
    if (stft.detrend == Detrend::Constant)
        words += tr(", each freed from its mean");
    else if (stft.detrend == Detrend::Linear)
        words += tr(", each freed from its trend");
    if (stft.boundary == FrameBoundary::Padded)
        words += tr(", zeros beyond the ends");
    return words;
}

} // namespace

QString reductionText(Reduction reduction)
{
    switch (reduction) {
    case Reduction::Maximum:
        return tr("maximum");
    case Reduction::MeanPower:
        return tr("mean power");
    case Reduction::Sample:
        return tr("one of them");
    }
    return {};
}

QString figureDescription(const FigureContent& content)
{
    const StftParameters& stft = content.spec.stft;
    const double milliseconds = 1000.0 * stft.windowLength / content.source->description().sampleRate;
    // Phases have no maximum and no mean: one of them stands for a pixel.
    const Reduction reduction =
        content.display.levelScale == LevelScale::Phase ? Reduction::Sample : content.spec.reduction;
    return tr("%1 window of %2 samples (%3 ms), hop %4, NFFT %5%9; cells within a pixel: %6; %7; %8")
        .arg(windowText(stft.window), QString::number(stft.windowLength), QLocale().toString(milliseconds, 'g', 3),
             QString::number(stft.hop), QString::number(stft.nfft), reductionText(reduction),
             levelScaleText(content.display), frequencyScaleText(content.display.frequencyAxis.scale))
        .arg(preparationText(stft));
}

} // namespace gabor
