// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/cursorreadout.h"

#include "core/dsp/pitch.h"
#include "widgets/plot/leveltext.h"
#include "widgets/plot/timetext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("CursorReadout", text);
}

QString hzText(double hz, int decimals = 1)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return tr("%1 Hz").arg(locale.toString(hz, 'f', decimals));
}

QString signedText(double value, int decimals)
{
    const QString magnitude = QLocale().toString(std::abs(value), 'f', decimals);
    return (value < 0 ? QStringLiteral("−") : QStringLiteral("+")) + magnitude;
}

/// A level in dBFS as it reads on a scale.
QString levelText(double levelDb, bool hasMirrorImage, LevelScale scale, const LevelReference& reference, int decimals)
{
    if (std::isinf(levelDb))
        return tr("silence");
    const double edgeDb = hasMirrorImage ? 0 : reference.edgeOffsetDb;
    return valueText(valueOnScale(levelDb + edgeDb, scale, reference), scale, decimals, QLocale());
}

QString placeText(const Readout& readout)
{
    const CursorReading& reading = readout.reading;
    if (readout.scale == LevelScale::Phase && std::isfinite(reading.levelDb))
        return valueText(reading.phase, readout.scale, 0, QLocale());
    return levelText(reading.levelDb, reading.hasMirrorImage, readout.scale, readout.reference, 1);
}

/// A tone between the bins has a level, but no phase that belongs to a bin.
QString peakText(const Readout& readout)
{
    const CursorReading& reading = readout.reading;
    const LevelScale scale = readout.scale == LevelScale::Phase ? LevelScale::FullScale : readout.scale;
    return tr("peak %1 %2")
        .arg(hzText(reading.peakHz, 2),
             levelText(reading.peakLevelDb, reading.peakIsMirrored, scale, readout.reference, 2));
}

QString amplitudeText(const Envelope& amplitude)
{
    const auto number = [](float value) { return signedText(static_cast<double>(value), 4).remove(QLatin1Char('+')); };
    if (amplitude.empty())
        return {};
    if (amplitude.minimum == amplitude.maximum)
        return number(amplitude.minimum);
    return QStringLiteral("%1 … %2").arg(number(amplitude.minimum), number(amplitude.maximum));
}

} // namespace

CursorText cursorText(const ViewModel::Cursor& cursor, double sampleRate, double secondsPerPixel,
                      const CursorValue& value, const DisplayParameters& display)
{
    CursorText text;
    const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(secondsPerPixel))), 3, 7);
    text.time = clockText(cursor.sample / sampleRate, decimals, QLocale());
    if (!cursor.hz) {
        text.level = amplitudeText(value.amplitude);
        return text;
    }
    text.frequency = hzText(*cursor.hz);
    if (const std::optional<Pitch> pitch = pitchOf(*cursor.hz, display.frequencyAxis.a4Hz))
        text.note = tr("%1 %2 ct").arg(QString::fromStdString(pitch->name), signedText(pitch->cents, 0));
    if (value.reading) {
        text.level = placeText(*value.reading);
        if (std::isfinite(value.reading->reading.peakLevelDb))
            text.peak = peakText(*value.reading);
    }
    return text;
}

QString joined(const CursorText& text)
{
    QStringList parts{text.time, text.frequency, text.note, text.level, text.peak};
    parts.removeAll(QString());
    return parts.join(u'\t');
}

QString selectionText(const TimeFrequencyBox& box, double sampleRate)
{
    const double seconds = (box.endSample - box.beginSample) / sampleRate;
    return tr("Δt %1 s · Δf %2")
        .arg(QLocale().toString(seconds, 'f', seconds < 1 ? 4 : 3), hzText(box.highHz - box.lowHz));
}

} // namespace gabor
