// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/programrun.h"
#include "tests/app/windowdriver.h"
#include "tests/faults/faultswitch.h"

#include <QAction>
#include <QElapsedTimer>
#include <QRegularExpression>

#include <ctime>

using namespace gabor;

namespace {

constexpr std::chrono::milliseconds patience(test::patienceMs);

double processorMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

Settings ofChannel(int channel)
{
    Settings settings;
    settings.channel = channel;
    return settings;
}

} // namespace

/// Settings are written while nobody waits, and are whole when the program ends.
class TestSettingsKeeping : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void closingDoesNotWaitForTheDisk();
    void whoeverLetsGoOfThemWaitsForThem();
    void theLastOnesStay();
    void whatCouldNotBeKeptIsSaid();
    void aDiskThatDoesNotAnswerIsLeftBehind();
    void withoutAFurtherThreadTheyAreWrittenAllTheSame();
    void nothingIsKeptWithoutAPlace();

private:
    QString path() const { return m_folder->filePath("gabor/settings.json"); }
    QByteArray place() const { return m_folder->path().toUtf8(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSettingsKeeping::closingDoesNotWaitForTheDisk()
{
    constexpr int diskMs = 1000;
    constexpr double longestMs = 16; // in which nothing else of the window is answered
    test::WindowDriver drive(path());
    QVERIFY(drive.settle());
    drive.window().findChild<QAction*>("wheelScrollsAction")->trigger();
    test::FaultSwitch slow{{"FIO_MATCH", place()}, {"FIO_FSYNC_DELAY_MS", QByteArray::number(diskMs)}};
    QElapsedTimer clock;
    clock.start();
    const double begin = processorMs();
    QVERIFY(drive.window().close());
    const double closingMs = processorMs() - begin;
    QVERIFY(!drive.window().isVisible());
    QVERIFY2(clock.elapsed() < diskMs, qPrintable(QString::number(clock.elapsed())));
    QVERIFY2(closingMs < longestMs, qPrintable(QString::number(closingMs)));
    QCOMPARE(faultio_callsOfFirstThread(), 0);
    QVERIFY(!QFile::exists(path()));
    QVERIFY(drive.keeper().finish(patience));
    QVERIFY(clock.elapsed() >= diskMs);
    slow.set({});
    const SettingsFile::Loaded kept = SettingsFile(path()).load();
    QCOMPARE(kept.complaint, QString());
    QVERIFY(kept.settings.wheelScrolls && !kept.settings.windowGeometry.isEmpty());
}

void TestSettingsKeeping::whoeverLetsGoOfThemWaitsForThem()
{
    {
        const test::FaultSwitch slow{{"FIO_MATCH", place()}, {"FIO_FSYNC_DELAY_MS", "100"}};
        SettingsKeeper keeper{SettingsFile(path())};
        keeper.keep(ofChannel(3));
        QVERIFY(!QFile::exists(path()));
    }
    QCOMPARE(SettingsFile(path()).load().settings.channel, 3);
}

void TestSettingsKeeping::theLastOnesStay()
{
    SettingsKeeper keeper{SettingsFile(path())};
    QCOMPARE(keeper.load().settings, Settings());
    for (int channel = 1; channel <= 5; ++channel)
        keeper.keep(ofChannel(channel));
    QVERIFY(keeper.finish(patience));
    QCOMPARE(SettingsFile(path()).load().settings.channel, 5);
    QVERIFY(keeper.finish(patience)); // there is nothing to wait for
    keeper.keep(ofChannel(6));        // a window that is closed again
    QVERIFY(keeper.finish(patience));
    QCOMPARE(SettingsFile(path()).load().settings.channel, 6);
}

void TestSettingsKeeping::whatCouldNotBeKeptIsSaid()
{
    const test::FaultSwitch full{{"FIO_MATCH", place()}, {"FIO_WRITE_ENOSPC_AFTER", "0"}};
    SettingsKeeper keeper{SettingsFile(path())};
    keeper.keep(ofChannel(1));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression("could not be kept in .*settings\\.json.: No space left"));
    QVERIFY(keeper.finish(patience));
    QVERIFY(!QFile::exists(path()));
}

void TestSettingsKeeping::aDiskThatDoesNotAnswerIsLeftBehind()
{
    test::FaultSwitch dead{{"FIO_MATCH", place()}, {"FIO_LOOK_HANG", "1"}};
    SettingsKeeper keeper{SettingsFile(path())};
    keeper.keep(ofChannel(1));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression("may not have been kept in .*settings\\.json"));
    QVERIFY(!keeper.finish(std::chrono::milliseconds(20)));
    dead.set({}); // so that nothing of it is under way when the test ends
    QTRY_VERIFY(QFile::exists(path()));
}

void TestSettingsKeeping::withoutAFurtherThreadTheyAreWrittenAllTheSame()
{
    SettingsKeeper keeper{SettingsFile(path())};
    test::FaultSwitch few{{"FIO_NO_THREADS", "1"}};
    keeper.keep(ofChannel(2));
    few.set({});
    QCOMPARE(SettingsFile(path()).load().settings.channel, 2);
    QVERIFY(keeper.finish(patience));
}

void TestSettingsKeeping::nothingIsKeptWithoutAPlace()
{
    SettingsKeeper keeper{SettingsFile({})};
    QCOMPARE(keeper.load().settings, Settings());
    keeper.keep(ofChannel(1));
    QVERIFY(keeper.finish(std::chrono::milliseconds(0)));
}

QTEST_MAIN(TestSettingsKeeping)
#include "tst_settingskeeping.moc"
