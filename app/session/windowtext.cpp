// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/windowtext.h"

#include "widgets/panels/faulttext.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("WindowText", text);
}

QString text(std::string_view words)
{
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

QStringList everyName()
{
    QStringList names;
    for (const WindowInfo& info : windowCatalog())
        names << text(info.scipyName);
    return names;
}

/// "kaiser:8.6"
QString exampleOf(const WindowInfo& info)
{
    QStringList numbers;
    for (const WindowParameterInfo& parameter : info.parameters)
        numbers << QString::number(parameter.initial, 'g', 9);
    return text(info.scipyName) + (numbers.isEmpty() ? QString() : u':' + numbers.join(u','));
}

CommandFault wrongCount(const WindowInfo& info)
{
    if (info.parameters.empty())
        return {tr("--window %1 takes no number.").arg(text(info.scipyName)), exitUsage};
    QStringList names;
    for (const WindowParameterInfo& parameter : info.parameters)
        names << text(parameter.name);
    return {tr("--window %1 needs %2, for example %3.")
                .arg(text(info.scipyName), names.join(QLatin1String(", ")), exampleOf(info)),
            exitUsage};
}

/// Fills up what get_window fills up, and holds what it holds to its range.
void completeAsGetWindow(WindowSpec& window)
{
    std::vector<double>& numbers = window.parameters;
    switch (window.kind) {
    case WindowKind::Tukey:
        if (numbers.empty())
            numbers = {0.5};
        for (double& alpha : numbers) // below 0 it is the rectangle of 0, above 1 the Hann window of 1
            alpha = std::clamp(alpha, 0.0, 1.0);
        break;
    case WindowKind::Exponential:
        if (numbers.empty())
            numbers = {1};
        break;
    case WindowKind::Taylor:
        if (numbers.empty())
            numbers = {4};
        if (numbers.size() == 1)
            numbers.push_back(30);
        break;
    default:
        break;
    }
}

} // namespace

Result<WindowSpec, CommandFault> windowNamed(const QString& given, bool symmetric)
{
    bool isNumber = false;
    const double bare = given.toDouble(&isNumber);
    if (isNumber && std::isfinite(bare))
        return WindowSpec{.kind = WindowKind::Kaiser, .parameters = {bare}, .symmetric = symmetric};

    const QString name = given.section(u':', 0, 0);
    const auto catalog = windowCatalog();
    const auto info = std::find_if(catalog.begin(), catalog.end(),
                                   [&name](const WindowInfo& known) { return text(known.scipyName) == name; });
    if (info == catalog.end())
        return CommandFault{
            tr("--window must be one of %1, and “%2” is not.").arg(everyName().join(QLatin1String(", ")), name),
            exitUsage};
    WindowSpec window{.kind = info->kind, .parameters = {}, .symmetric = symmetric};
    if (given.contains(u':')) {
        for (const QString& number : given.section(u':', 1).split(u',')) {
            window.parameters.push_back(number.toDouble(&isNumber));
            if (!isNumber || !std::isfinite(window.parameters.back()))
                return wrongCount(*info);
        }
    }
    completeAsGetWindow(window);
    return window;
}

QString windowText(const WindowSpec& window)
{
    QStringList numbers;
    for (const double number : window.parameters)
        numbers << QString::number(number, 'g', QLocale::FloatingPointShortest);
    const QString name = text(windowInfo(window.kind).scipyName);
    return numbers.isEmpty() ? name : name + u':' + numbers.join(u',');
}

QJsonObject toJson(const WindowSpec& window)
{
    QJsonArray numbers;
    for (const double number : window.parameters)
        numbers << number;
    return {{QStringLiteral("name"), text(windowInfo(window.kind).scipyName)},
            {QStringLiteral("parameters"), numbers},
            {QStringLiteral("symmetric"), window.symmetric}};
}

CommandFault windowFault(const WindowFault& fault, const WindowSpec& window, int length)
{
    if (fault.rule == WindowFault::Rule::ParameterCount)
        return wrongCount(windowInfo(window.kind));
    return {tr("--window %1: %2").arg(windowText(window), faultText(fault, window, length)), exitUsage};
}

QString windowHelp()
{
    QStringList entries;
    for (const WindowInfo& info : windowCatalog())
        entries << exampleOf(info);
    return tr("Window, as scipy.signal.get_window has it, with its numbers: %1.")
        .arg(entries.join(QLatin1String(", ")));
}

} // namespace gabor
