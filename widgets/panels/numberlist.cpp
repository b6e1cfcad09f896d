// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/numberlist.h"

#include "widgets/panels/lengthtext.h"

#include <QCoreApplication>
#include <QStringList>

namespace gabor {
namespace {

struct NumberListText
{
    Q_DECLARE_TR_FUNCTIONS(gabor::NumberListText)
};

} // namespace

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
        parts << plain.toString(number, 'g', QLocale::FloatingPointShortest);
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

QString unreadableListText(const QString& typed)
{
    const QString example = numberListText({0.5, 0.5}, QLocale());
    if (typed.trimmed().isEmpty())
        return NumberListText::tr("Write numbers, for example %1.").arg(example);
    return NumberListText::tr("“%1” is no list of numbers, as %2 is one.").arg(typed.trimmed(), example);
}

} // namespace gabor
