// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/leveltext.h"

#include <QCoreApplication>
#include <QLocale>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("LevelText", text);
}

} // namespace

QString scaleName(LevelScale scale)
{
    switch (scale) {
    case LevelScale::FullScale:
        return tr("dBFS");
    case LevelScale::Density:
        return tr("PSD");
    case LevelScale::Spectrum:
        return tr("Power");
    case LevelScale::SoundPressure:
        return tr("dB SPL");
    case LevelScale::Magnitude:
        return tr("Amplitude");
    case LevelScale::Phase:
        return tr("Phase");
    }
    return {};
}

QString scaleCaption(LevelScale scale)
{
    switch (scale) {
    case LevelScale::FullScale:
        return tr("Level (dBFS)");
    case LevelScale::Density:
        return tr("PSD (dB re FS²/Hz)");
    case LevelScale::Spectrum:
        return tr("Power (dB re FS²)");
    case LevelScale::SoundPressure:
        return tr("Level (dB SPL)");
    case LevelScale::Magnitude:
        return tr("Amplitude (full-scale sine = 1)");
    case LevelScale::Phase:
        return tr("Phase (rad)");
    }
    return {};
}

QString scaleUnit(LevelScale scale)
{
    switch (scale) {
    case LevelScale::FullScale:
        return tr("dBFS");
    case LevelScale::Density:
        return tr("dB re FS²/Hz");
    case LevelScale::Spectrum:
        return tr("dB re FS²");
    case LevelScale::SoundPressure:
        return tr("dB SPL");
    case LevelScale::Magnitude:
        return {};
    case LevelScale::Phase:
        return tr("rad");
    }
    return {};
}

QString numberText(double value, LevelScale scale, int decimals, const QLocale& locale)
{
    constexpr int significant = 4;
    if (scale == LevelScale::Magnitude)
        return locale.toString(value, 'g', significant);
    return locale.toString(value, 'f', scale == LevelScale::Phase ? 3 : decimals);
}

QString valueText(double value, LevelScale scale, int decimals, const QLocale& locale)
{
    const QString unit = scaleUnit(scale);
    const QString number = numberText(value, scale, decimals, locale).replace(u'-', u'−');
    return unit.isEmpty() ? number : QStringLiteral("%1 %2").arg(number, unit);
}

} // namespace gabor
