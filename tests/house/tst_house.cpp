// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/rules.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <functional>

using namespace gabor::house;

using Rule = std::function<Complaints(const SourceFile&)>;
Q_DECLARE_METATYPE(Rule)

namespace {

QStringList linesOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    if (lines.constLast().isEmpty())
        lines.removeLast();
    return lines;
}

/// Every .h and .cpp file below the folder @p room of @p root, in the order of their paths.
QList<SourceFile> sourcesIn(const QDir& root, const QString& room)
{
    QStringList paths;
    QDirIterator walk(root.filePath(room), {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                      QDirIterator::Subdirectories);
    while (walk.hasNext())
        paths += root.relativeFilePath(walk.next());
    paths.sort();
    QList<SourceFile> sources;
    for (const QString& path : paths)
        sources.append({path, linesOf(root.filePath(path))});
    return sources;
}

} // namespace

/// Holds the whole tree against the rules of the house.
class TestHouse : public QObject
{
    Q_OBJECT
private slots:
    void everySourceKeepsTheRules_data()
    {
        QTest::addColumn<QString>("room");
        QTest::addColumn<Rule>("rule");
        const std::pair<const char*, Rule> rules[] = {
            {"includes run one way", wrongWayIncludes},
            {"includes are spelled from the root", includesNotFromRoot},
            {"no file is too long", [](const SourceFile& file) { return tooLong(file); }},
            {"the license comes first", withoutLicense},
            {"headers are read once", withoutPragmaOnce},
        };
        for (const char* room : {"core", "widgets", "app", "tests"}) {
            for (const auto& [name, rule] : rules)
                QTest::addRow("%s: %s", room, name) << QString::fromLatin1(room) << rule;
        }
    }
    void everySourceKeepsTheRules()
    {
        QFETCH(QString, room);
        QFETCH(Rule, rule);
        const QList<SourceFile> sources = sourcesIn(m_root, room);
        QVERIFY2(!sources.isEmpty(), "an empty room keeps every rule, so nothing would have been tested");
        Complaints complaints;
        for (const SourceFile& source : sources)
            complaints += rule(source);
        QVERIFY2(complaints.isEmpty(), qPrintable(u'\n' + complaints.join(u'\n')));
    }

    void onlyTheFixedEntriesStandInTheRoot()
    {
        const Complaints complaints =
            strangersInRoot(m_root.entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
        QVERIFY2(complaints.isEmpty(), qPrintable(u'\n' + complaints.join(u'\n')));
    }

private:
    const QDir m_root{QStringLiteral(GABOR_SOURCE_DIR)};
};

QTEST_GUILESS_MAIN(TestHouse)
#include "tst_house.moc"
