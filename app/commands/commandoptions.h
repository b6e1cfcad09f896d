// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandfault.h"

#include <QCommandLineParser>
#include <QStringList>

#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

namespace gabor {

/// The options of one subcommand and what was given for them. Readers of values remember the first one that cannot be
/// used, so that a command reads all of its values and then asks once for fault(). Numbers have a point in every
/// language.
class CommandOptions
{
public:
    /// @param command  "compute"
    /// @param example  a whole command line
    CommandOptions(const QString& command, const QString& summary, const QString& example);

    /// @param valueName  empty for a switch
    void add(const char* name, const QString& valueName, const QString& help);
    void addArgument(const QString& name, const QString& help, const QString& syntax);

    /// Takes the arguments apart. @return the exit code when there is nothing left to do: help was asked for and given,
    /// or something cannot be understood and was complained about
    /// @param arguments  what follows the subcommand
    std::optional<int> parse(const QStringList& arguments);

    bool isSet(const char* name) const;
    /// The names of all options that were given.
    QStringList given() const { return m_parser.optionNames(); }
    QStringList arguments() const { return m_parser.positionalArguments(); }
    /// The only argument; it must be given.
    QString argument(const char* shownAs);

    QString text(const char* name, const QString& initial = {}) const;
    /// Text of an option that must be given.
    QString requiredText(const char* name);
    int whole(const char* name, int initial, int minimum, int maximum);
    std::optional<int> wholeIfSet(const char* name, int minimum, int maximum);
    /// @param rule  what is allowed, such as "a number of seconds from 0 on"
    double number(const char* name, double initial, double minimum, double maximum, const QString& rule);
    /// One of @p allowed, by the name that nameOf gives.
    template <class Word>
    Word word(const char* name, Word initial, std::initializer_list<Word> allowed)
    {
        return wordOf(name, initial, std::span<const Word>(allowed.begin(), allowed.size()));
    }
    template <class Word>
    Word wordOf(const char* name, Word initial, std::span<const Word> allowed)
    {
        if (!isSet(name))
            return initial;
        const std::string given = text(name).toStdString();
        QStringList names;
        for (const Word candidate : allowed) {
            if (nameOf(candidate) == given)
                return candidate;
            const std::string_view shown = nameOf(candidate);
            names << QString::fromUtf8(shown.data(), static_cast<qsizetype>(shown.size()));
        }
        refuseWord(name, names);
        return initial;
    }

    /// Remembers a fault of usage, unless there is one already.
    void refuse(const QString& sentence);
    /// The same for a fault of any kind.
    void refuse(const CommandFault& fault);
    /// The first fault of usage.
    const std::optional<CommandFault>& fault() const { return m_fault; }

private:
    void refuseWord(const char* name, const QStringList& allowed);
    QString helpText() const;

    QString m_command;
    QCommandLineParser m_parser;
    std::optional<CommandFault> m_fault;
};

} // namespace gabor
