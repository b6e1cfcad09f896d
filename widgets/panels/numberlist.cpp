// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/numberlist.h"

#include "widgets/panels/lengthtext.h"

#include <QStringList>

namespace gabor {

QString listSeparator(const QLocale& locale)
{
    return locale.decimalPoint() == QLatin1String(",") ? QStringLiteral(";") : QStringLiteral(",");
}

QString numberListText(const std::vector<double>& numbers, const QLocale& locale)
{
    QLocale plain = locale;
    plain.setNumberOptions(QLocale::OmitGroupSeparator);
    QStringList parts;
    for (const double number : numbers)
        parts << withMinusSign(plain.toString(number, 'g', QLocale::FloatingPointShortest));
    return parts.join(listSeparator(locale) + QLatin1Char(' '));
}

std::optional<std::vector<double>> readNumberList(const QString& text, const QLocale& locale)
{
    const QString separator = text.contains(QLatin1Char(';')) ? QStringLiteral(";") : listSeparator(locale);
    std::vector<double> numbers;
    for (const QString& part : text.split(separator)) {
        const std::optional<double> number = readNumber(part, locale);
        if (!number)
            return std::nullopt;
        numbers.push_back(*number);
    }
    return numbers;
}

} // namespace gabor
