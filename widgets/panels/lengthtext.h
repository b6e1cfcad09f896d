// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

#include <cstdint>
#include <optional>

namespace gabor {

/// A length as somebody wrote it.
struct LengthReading
{
    std::int64_t samples = 0;
    bool inSeconds = false; ///< written with a unit of time, so samples were rounded to the nearest
};

/// Reads "2048", "2 048 samples", "2^11", "42 ms", "0.05 s" and "1/4 s"; numbers as @p locale or as C writes them.
/// Nothing for what is no number, and for a fraction of a sample. Zero and negative lengths are read as they stand.
/// @param sampleRate  Hz, turns time into samples
std::optional<LengthReading> readLength(const QString& text, double sampleRate, const QLocale& locale);

/// A number as @p locale or, failing that, as C writes it, with a hyphen or a minus sign; always finite.
std::optional<double> readNumber(const QString& text, const QLocale& locale);

/// Reads "5000", "5000 Hz", "5 kHz" and "5k" as hertz; numbers as readNumber does.
std::optional<double> readFrequency(const QString& text, const QLocale& locale);

/// A written number with the minus sign of typeset ones in place of the hyphen.
QString withMinusSign(QString number);

/// "42.7 ms", "1.37 s", "20.8 µs", to so many significant digits.
QString durationText(double seconds, const QLocale& locale, int digits = 3);

/// "11.7 Hz", "1.50 kHz", to so many significant digits.
QString frequencyText(double hertz, const QLocale& locale, int digits = 3);

} // namespace gabor
