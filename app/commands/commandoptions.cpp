// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commandoptions.h"

#include <QCoreApplication>

#include <cmath>
#include <cstdio>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("CommandOptions", text);
}

QString named(const char* name)
{
    return QLatin1String("--") + QLatin1String(name);
}

} // namespace

CommandOptions::CommandOptions(const QString& command, const QString& summary, const QString& example)
    : m_command(command)
{
    m_parser.setApplicationDescription(summary + QLatin1String("\n\n") + tr("Example: %1").arg(example));
    m_parser.addOption({{QStringLiteral("h"), QStringLiteral("help")}, tr("Show this help.")});
}

void CommandOptions::add(const char* name, const QString& valueName, const QString& help)
{
    m_parser.addOption({QString::fromLatin1(name), help, valueName});
}

void CommandOptions::addArgument(const QString& name, const QString& help, const QString& syntax)
{
    m_parser.addPositionalArgument(name, help, syntax);
}

QString CommandOptions::helpText() const
{
    // Qt knows the program's name only from an application object, which nothing else here needs.
    return m_parser.helpText()
        .replace(QLatin1String("<executable_name>"), QLatin1String("gabor ") + m_command)
        .trimmed();
}

std::optional<int> CommandOptions::parse(const QStringList& arguments)
{
    const bool understood = m_parser.parse(QStringList{QStringLiteral("gabor")} + arguments);
    if (understood && m_parser.isSet(QStringLiteral("help"))) {
        std::printf("%s\n", qUtf8Printable(helpText()));
        return exitDone;
    }
    if (understood)
        return std::nullopt;
    QString mistake = m_parser.errorText();
    if (mistake.endsWith(u'.'))
        mistake.chop(1);
    return complain({tr("%1; 'gabor %2 --help' lists what there is.").arg(mistake, m_command), exitUsage});
}

bool CommandOptions::isSet(const char* name) const
{
    return m_parser.isSet(QString::fromLatin1(name));
}

QString CommandOptions::argument(const char* shownAs)
{
    if (arguments().size() == 1 && !arguments().first().isEmpty())
        return arguments().first();
    refuse(arguments().size() > 1
               ? tr("'gabor %1' takes one %2, not %3; 'gabor %1 --help' says more.")
                     .arg(m_command, QLatin1String(shownAs), QString::number(arguments().size()))
               : tr("'gabor %1' needs a %2; 'gabor %1 --help' says more.").arg(m_command, QLatin1String(shownAs)));
    return {};
}

QString CommandOptions::text(const char* name, const QString& initial) const
{
    return isSet(name) ? m_parser.value(QString::fromLatin1(name)) : initial;
}

QString CommandOptions::requiredText(const char* name)
{
    const QString given = text(name);
    if (given.isEmpty())
        refuse(tr("%1 must be given; 'gabor %2 --help' says more.").arg(named(name), m_command));
    return given;
}

int CommandOptions::whole(const char* name, int initial, int minimum, int maximum)
{
    return wholeIfSet(name, minimum, maximum).value_or(initial);
}

std::optional<int> CommandOptions::wholeIfSet(const char* name, int minimum, int maximum)
{
    if (!isSet(name))
        return std::nullopt;
    bool isWhole = false;
    const int value = text(name).toInt(&isWhole);
    if (isWhole && value >= minimum && value <= maximum)
        return value;
    refuse(tr("%1 must be a whole number from %2 to %3, and “%4” is not.")
               .arg(named(name), QString::number(minimum), QString::number(maximum), text(name)));
    return std::nullopt;
}

double CommandOptions::number(const char* name, double initial, double minimum, double maximum, const QString& rule)
{
    if (!isSet(name))
        return initial;
    bool isNumber = false;
    const double value = text(name).toDouble(&isNumber);
    if (isNumber && std::isfinite(value) && value >= minimum && value <= maximum)
        return value;
    refuse(tr("%1 must be %2, and “%3” is not.").arg(named(name), rule, text(name)));
    return initial;
}

void CommandOptions::refuseWord(const char* name, const QStringList& allowed)
{
    refuse(
        tr("%1 must be one of %2, and “%3” is not.").arg(named(name), allowed.join(QLatin1String(", ")), text(name)));
}

void CommandOptions::refuse(const QString& sentence)
{
    refuse(CommandFault{sentence, exitUsage});
}

void CommandOptions::refuse(const CommandFault& fault)
{
    if (!m_fault)
        m_fault = fault;
}

} // namespace gabor
