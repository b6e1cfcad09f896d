// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/latelibrary.h"

#include <QTest>

#include <cstdio>
#include <cstdlib>

#include <gnu/lib-names.h>

namespace gabor {
namespace {

constinit const LateLibrary c(LIBC_SO);
GABOR_LATE(c, labs);
GABOR_LATE(c, snprintf);

} // namespace

/// A library that is loaded when something of it is needed.
class TestLateLibrary : public QObject
{
    Q_OBJECT

private slots:
    /// The first of all: nobody has asked for the library before.
    void aFunctionIsFound()
    {
        QCOMPARE(labs(-7), 7L);
        QVERIFY(!c.fault());
    }
    void furtherArgumentsAreHandedOn()
    {
        char text[32] = {};
        QCOMPARE(snprintf(text, sizeof text, "%s %d %.1f", "one", 2, 3.0), 9);
        QCOMPARE(QByteArray(text), QByteArray("one 2 3.0"));
    }
    void whatIsMissingIsNamed()
    {
        const LateLibrary missing("libno-such-library.so.7");
        const std::optional<std::string> fault = missing.fault();
        QVERIFY(fault && fault->find("libno-such-library.so.7") != std::string::npos);
        QVERIFY(missing.fault()); // asked again, it says the same
    }
};

} // namespace gabor

QTEST_GUILESS_MAIN(gabor::TestLateLibrary)
#include "tst_latelibrary.moc"
