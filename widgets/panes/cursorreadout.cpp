// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/cursorreadout.h"

#include "core/dsp/pitch.h"
#include "widgets/plot/timetext.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("CursorReadout", text);
}

QString hzText(double hz)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return tr("%1 Hz").arg(locale.toString(hz, 'f', 1));
}

QString signedText(double value, int decimals)
{
    const QString magnitude = QLocale().toString(std::abs(value), 'f', decimals);
    return (value < 0 ? QStringLiteral("−") : QStringLiteral("+")) + magnitude;
}

} // namespace

CursorText cursorText(const ViewModel::Cursor& cursor, double sampleRate, std::optional<float> level)
{
    CursorText text;
    text.time = clockText(cursor.sample / sampleRate, 4, QLocale());
    if (!cursor.hz)
        return text;
    text.frequency = hzText(*cursor.hz);
    if (const std::optional<Pitch> pitch = pitchOf(*cursor.hz))
        text.note = tr("%1 %2 ct").arg(QString::fromStdString(pitch->name), signedText(pitch->cents, 0));
    if (level) {
        const auto decibels = static_cast<double>(*level);
        text.level =
            std::isinf(decibels) ? tr("silence") : tr("%1 dBFS").arg(signedText(decibels, 1).remove(QLatin1Char('+')));
    }
    return text;
}

QString selectionText(const TimeFrequencyBox& box, double sampleRate)
{
    const double seconds = (box.endSample - box.beginSample) / sampleRate;
    return tr("Δt %1 s · Δf %2")
        .arg(QLocale().toString(seconds, 'f', seconds < 1 ? 4 : 3), hzText(box.highHz - box.lowHz));
}

} // namespace gabor
