// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/lengthtext.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace gabor {
namespace {

/// Beyond this nothing is told apart any more, and conversions to integers stay defined.
constexpr double readableSamples = 1e15;

const QChar minusSign(0x2212);

QString withoutGroups(QString number)
{
    static const QRegularExpression spaces(QStringLiteral("(?<=\\d)[\\s\\x{a0}\\x{202f}](?=\\d{3})"));
    return number.remove(spaces);
}

std::optional<double> readFraction(const QString& text, const QLocale& locale)
{
    if (const qsizetype caret = text.indexOf(QLatin1Char('^')); caret >= 0) {
        const auto base = readNumber(text.left(caret), locale);
        const auto exponent = readNumber(text.mid(caret + 1), locale);
        if (base && exponent)
            return std::pow(*base, *exponent);
        return std::nullopt;
    }
    if (const qsizetype slash = text.indexOf(QLatin1Char('/')); slash >= 0) {
        const auto above = readNumber(text.left(slash), locale);
        const auto below = readNumber(text.mid(slash + 1), locale);
        if (above && below && *below != 0)
            return *above / *below;
        return std::nullopt;
    }
    return readNumber(text, locale);
}

QString rounded(double value, const QLocale& locale, int digits)
{
    const int digitsBefore = std::abs(value) >= 1 ? static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1 : 1;
    return locale.toString(value, 'f', std::max(0, digits - digitsBefore));
}

} // namespace

std::optional<double> readNumber(const QString& text, const QLocale& locale)
{
    QString plain = text.trimmed();
    plain.replace(minusSign, QLatin1Char('-'));
    bool ok = false;
    double value = locale.toDouble(plain, &ok);
    if (!ok)
        value = QLocale::c().toDouble(plain, &ok);
    if (!ok || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::optional<double> readFrequency(const QString& text, const QLocale& locale)
{
    static const QRegularExpression form(QStringLiteral("^(.*?)\\s*(k|khz|hz)?$"),
                                         QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(text.trimmed());
    std::optional<double> value = readNumber(withoutGroups(match.captured(1)), locale);
    if (value && match.captured(2).startsWith(QLatin1Char('k'), Qt::CaseInsensitive))
        *value *= 1000;
    return value;
}

QString withMinusSign(QString number)
{
    return number.replace(QLatin1Char('-'), minusSign);
}

std::optional<LengthReading> readLength(const QString& text, double sampleRate, const QLocale& locale)
{
    static const QRegularExpression form(QStringLiteral("^(.*?)\\s*(samples?|ms|µs|μs|us|s)?$"),
                                         QRegularExpression::CaseInsensitiveOption);
    static const std::array<std::pair<QString, double>, 5> units{{{QStringLiteral("s"), 1.0},
                                                                  {QStringLiteral("ms"), 1e-3},
                                                                  {QStringLiteral("µs"), 1e-6},
                                                                  {QStringLiteral("μs"), 1e-6},
                                                                  {QStringLiteral("us"), 1e-6}}};
    const QRegularExpressionMatch match = form.match(text.trimmed());
    const QString unit = match.captured(2).toLower();
    std::optional<double> value = readFraction(withoutGroups(match.captured(1)), locale);
    if (!value)
        return std::nullopt;
    LengthReading reading;
    for (const auto& [name, seconds] : units) {
        if (unit == name) {
            reading.inSeconds = true;
            value = std::round(*value * seconds * sampleRate);
        }
    }
    if (!(std::abs(*value) <= readableSamples) || *value != std::floor(*value))
        return std::nullopt;
    reading.samples = static_cast<std::int64_t>(*value);
    return reading;
}

QString durationText(double seconds, const QLocale& locale, int digits)
{
    if (std::abs(seconds) >= 1)
        return rounded(seconds, locale, digits) + QStringLiteral(" s");
    if (std::abs(seconds) >= 1e-3 || seconds == 0)
        return rounded(seconds * 1e3, locale, digits) + QStringLiteral(" ms");
    return rounded(seconds * 1e6, locale, digits) + QStringLiteral(" µs");
}

QString frequencyText(double hertz, const QLocale& locale, int digits)
{
    if (std::abs(hertz) >= 1000)
        return rounded(hertz / 1000, locale, digits) + QStringLiteral(" kHz");
    return rounded(hertz, locale, digits) + QStringLiteral(" Hz");
}

} // namespace gabor
