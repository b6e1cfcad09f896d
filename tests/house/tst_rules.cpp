// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/rules.h"

#include <QTest>

using namespace gabor::house;

namespace {

SourceFile fileWith(const char* path, const char* line)
{
    return {QString::fromUtf8(path), {QString(), QString::fromUtf8(line)}};
}

} // namespace

/// A rule that lets everything pass would look like a clean house, so each is shown a breach and its innocent neighbor.
class TestRules : public QObject
{
    Q_OBJECT
private slots:
    void includesRunOneWay_data()
    {
        QTest::addColumn<SourceFile>("file");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char* path, const char* line, bool allowed) {
            QTest::addRow("%s in %s", line, path) << fileWith(path, line) << allowed;
        };
        row("core/dsp/a.cpp", "#include \"core/dsp/window.h\"", true);
        row("core/dsp/a.cpp", "#include <vector>", true);
        row("core/audio/a.cpp", "#include <libavutil/avutil.h>", true);
        row("core/dsp/a.cpp", "#include <QString>", false);
        row("core/dsp/a.cpp", "#include <QtCore/QString>", false);
        row("core/dsp/a.cpp", "  #  include <qglobal.h>", false);
        row("core/dsp/a.cpp", "#include \"widgets/plot/plotpane.h\"", false);
        row("core/dsp/a.cpp", "#include <app/session/session.h> // well hidden", false);
        row("core/dsp/a.cpp", "#include \"tests/support/npy.h\"", false);
        row("widgets/panes/a.h", "#include \"core/dsp/window.h\"", true);
        row("widgets/panes/a.h", "#include <QWidget>", true);
        row("widgets/panes/a.h", "#include \"app/session/session.h\"", false);
        row("widgets/panes/a.h", "#include <qcustomplot.h>", false);
        row("widgets/plot/a.h", "#include <qcustomplot.h>", true);
        row("app/main.cpp", "#include \"widgets/panes/overview.h\"", true);
        row("app/main.cpp", "#include <qcustomplot.h>", false);
        row("tests/widgets/tst_a.cpp", "#include <qcustomplot.h>", true);
    }
    void includesRunOneWay()
    {
        QFETCH(SourceFile, file);
        QFETCH(bool, allowed);
        QCOMPARE(wrongWayIncludes(file).isEmpty(), allowed);
    }

    void includesAreSpelledFromTheRoot_data()
    {
        QTest::addColumn<SourceFile>("file");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char* line, bool allowed) {
            QTest::addRow("%s", line) << fileWith("core/dsp/a.cpp", line) << allowed;
        };
        row("#include \"core/dsp/window.h\"", true);
        row("#include <vector>", true);
        row("#include \"tst_a.moc\"", true);
        row("#include \"window.h\"", false);
        row("#include \"dsp/window.h\"", false);
        row("#include \"../dsp/window.h\"", false);
        row("#include \"core/../core/dsp/window.h\"", false);
        row("#include <core/dsp/window.h>", false);
        row("#include \"vector\"", false);
    }
    void includesAreSpelledFromTheRoot()
    {
        QFETCH(SourceFile, file);
        QFETCH(bool, allowed);
        QCOMPARE(includesNotFromRoot(file).isEmpty(), allowed);
    }

    void complaintNamesFileAndLine()
    {
        const Complaints complaints = wrongWayIncludes(fileWith("core/a.cpp", "#include <QString>"));
        QCOMPARE(complaints, QStringList{"core/a.cpp:2: includes QString, but core knows no Qt"});
    }

    void filesEndAtTheWall()
    {
        const auto lines = [](int count) { return QStringList(count, QString()); };
        QVERIFY(tooLong({"core/a.cpp", lines(400)}).isEmpty());
        QVERIFY(!tooLong({"core/a.cpp", lines(401)}).isEmpty());
        QVERIFY(tooLong({"tests/core/tst_a.cpp", lines(401)}).isEmpty());
    }

    void licenseIsTheFirstLine()
    {
        const QString tag = QStringLiteral("// SPDX-License-Identifier: GPL-3.0-or-later");
        QVERIFY(withoutLicense({"core/a.h", {tag, "#pragma once"}}).isEmpty());
        QVERIFY(!withoutLicense({"core/a.h", {"#pragma once", tag}}).isEmpty());
        QVERIFY(!withoutLicense({"core/a.h", {"// SPDX-License-Identifier: MIT"}}).isEmpty());
        QVERIFY(!withoutLicense({"core/a.h", {}}).isEmpty());
    }

    void headersSayPragmaOnce()
    {
        QVERIFY(withoutPragmaOnce({"core/a.h", {"", "#pragma once"}}).isEmpty());
        QVERIFY(!withoutPragmaOnce({"core/a.h", {"", "#ifndef A_H"}}).isEmpty());
        QVERIFY(withoutPragmaOnce({"core/a.cpp", {""}}).isEmpty());
    }

    void rootKnowsItsResidents()
    {
        QVERIFY(strangersInRoot({"app", "core", "README.md", ".ci", ".git", "build", "build-dev"}).isEmpty());
        QCOMPARE(strangersInRoot({"src", "core", "docs", "builder.py"}).size(), 3);
    }
};

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
