// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/rules.h"

#include <QRegularExpression>

namespace gabor::house {

namespace {

struct Include
{
    QString target;
    bool quoted;
    int line; ///< 1 = first
};

QList<Include> includesOf(const SourceFile& file)
{
    static const QRegularExpression directive(QStringLiteral(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])"));
    QList<Include> includes;
    for (int i = 0; i < file.lines.size(); ++i) {
        const QRegularExpressionMatch match = directive.match(file.lines[i]);
        if (match.hasMatch())
            includes.append({match.captured(2), match.captured(1) == QLatin1String("\""), i + 1});
    }
    return includes;
}

QString complaint(const SourceFile& file, int line, const QString& what)
{
    return QStringLiteral("%1:%2: %3").arg(file.path, QString::number(line), what);
}

QString roomOf(const QString& path)
{
    return path.section(QLatin1Char('/'), 0, 0);
}

bool isProduct(const QString& room)
{
    return room == QLatin1String("app") || room == QLatin1String("core") || room == QLatin1String("widgets");
}

bool isRoom(const QString& folder)
{
    return isProduct(folder) || folder == QLatin1String("tests");
}

bool isQCustomPlot(const QString& target)
{
    return target.section(QLatin1Char('/'), -1) == QLatin1String("qcustomplot.h");
}

/// <QString>, <QtCore/QString>, <qglobal.h>; none of them in the standard library or another that core uses.
bool isQt(const QString& target)
{
    static const QRegularExpression name(QStringLiteral(R"(^(Q[A-Z]|Qt[A-Z0-9]|q[a-z0-9_]+\.h$))"));
    return name.match(target).hasMatch();
}

/// Why a file of @p path may not know @p target; empty when it may.
QString objectionTo(const QString& path, const QString& target)
{
    const QString room = roomOf(path);
    const QString other = roomOf(target);
    if (!isProduct(room))
        return {};
    if (isQCustomPlot(target) && !path.startsWith(QLatin1String("widgets/plot/")))
        return QStringLiteral("only widgets/plot knows QCustomPlot");
    if (other == QLatin1String("tests"))
        return QStringLiteral("only tests know tests");
    if (room == QLatin1String("core") && isQt(target))
        return QStringLiteral("core knows no Qt");
    if (room == QLatin1String("core") && isProduct(other) && other != room)
        return QStringLiteral("core knows neither widgets nor app");
    if (room == QLatin1String("widgets") && other == QLatin1String("app"))
        return QStringLiteral("widgets knows nothing of app");
    return {};
}

} // namespace

Complaints wrongWayIncludes(const SourceFile& file)
{
    Complaints complaints;
    for (const Include& include : includesOf(file)) {
        const QString objection = objectionTo(file.path, include.target);
        if (!objection.isEmpty())
            complaints +=
                complaint(file, include.line, QStringLiteral("includes %1, but %2").arg(include.target, objection));
    }
    return complaints;
}

Complaints includesNotFromRoot(const SourceFile& file)
{
    Complaints complaints;
    for (const Include& include : includesOf(file)) {
        const bool houseName = isRoom(roomOf(include.target));
        const bool parent = include.target.contains(QLatin1String("../"));
        if (include.quoted && (!houseName || parent) && !include.target.endsWith(QLatin1String(".moc"))) {
            complaints +=
                complaint(file, include.line,
                          QStringLiteral("\"%1\" is not spelled from the root; other people's headers go in <>")
                              .arg(include.target));
        } else if (!include.quoted && houseName) {
            complaints += complaint(file, include.line,
                                    QStringLiteral("<%1> is ours; our headers go in quotes").arg(include.target));
        }
    }
    return complaints;
}

Complaints tooLong(const SourceFile& file, int limit)
{
    if (!isProduct(roomOf(file.path)) || file.lines.size() <= limit)
        return {};
    return {complaint(file, limit + 1,
                      QStringLiteral("%1 lines, and %2 are the wall; it holds more than one idea")
                          .arg(file.lines.size())
                          .arg(limit))};
}

Complaints withoutLicense(const SourceFile& file)
{
    const QString tag = QStringLiteral("// SPDX-License-Identifier: GPL-3.0-or-later");
    if (file.lines.value(0) == tag)
        return {};
    return {complaint(file, 1, QStringLiteral("does not open with ") + tag)};
}

Complaints withoutPragmaOnce(const SourceFile& file)
{
    if (!file.path.endsWith(QLatin1String(".h")) || file.lines.contains(QLatin1String("#pragma once")))
        return {};
    return {complaint(file, 1, QStringLiteral("a header without #pragma once"))};
}

Complaints strangersInRoot(const QStringList& names)
{
    static const QStringList residents = {
        QStringLiteral("CHANGELOG.md"), QStringLiteral("CMakeLists.txt"), QStringLiteral("CMakePresets.json"),
        QStringLiteral("LICENSE"),      QStringLiteral("README.md"),      QStringLiteral("app"),
        QStringLiteral("core"),         QStringLiteral("packaging"),      QStringLiteral("resources"),
        QStringLiteral("tests"),        QStringLiteral("widgets")};
    static const QRegularExpression guest(
        QStringLiteral(R"(^(\..*|build([-_.].*)?|.*\.user|compile_commands\.json|CMakeUserPresets\.json)$)"));
    Complaints complaints;
    for (const QString& name : names) {
        if (!residents.contains(name) && !guest.match(name).hasMatch())
            complaints +=
                QStringLiteral("%1:1: has no place in the root; rooms are %2").arg(name, residents.join(u' '));
    }
    return complaints;
}

} // namespace gabor::house
