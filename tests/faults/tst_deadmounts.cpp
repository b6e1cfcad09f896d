// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/exportflow.h"
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"
#include "tests/faults/faultswitch.h"

#include <QAction>
#include <QElapsedTimer>
#include <QMenu>
#include <QSignalSpy>
#include <QTimer>

using namespace gabor;

namespace {

constexpr std::int64_t rate = 48000;

/// The longest time in which the window could not have answered.
class Pulse
{
public:
    Pulse()
    {
        m_clock.start();
        m_timer.callOnTimeout([this] { m_longest = std::max(m_longest, m_clock.restart()); });
        m_timer.start(5);
    }
    qint64 longestMs() const { return m_longest; }

private:
    QElapsedTimer m_clock;
    QTimer m_timer;
    qint64 m_longest = 0;
};

} // namespace

/// Files on a file system that is slow, or does not answer at all. The window's own thread never touches them, so that
/// it answers whatever they do.
class TestDeadMounts : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void aSlowFileOpensAndShowsItsProgress_data() { endings(); }
    void aSlowFileOpensAndShowsItsProgress();
    void openingWhatDoesNotAnswerCanBeCancelled();
    void anotherFileOpensWhileOneDoesNotAnswer();
    void aServerThatDiesLaterHoldsUpNothingElse_data();
    void aServerThatDiesLaterHoldsUpNothingElse();
    void whatDoesNotAnswerIsLeftBehindAtTheEnd();
    void anImageForWhatDoesNotAnswerHoldsUpNothing();
    void badSectorsShowWhatIsBefore_data() { endings(); }
    void badSectorsShowWhatIsBefore();
    void whatCannotBeOpenedIsSaid_data();
    void whatCannotBeOpenedIsSaid();

private:
    void endings();
    QString file(const QString& name) const { return m_folder.filePath("mount/" + name); }
    QByteArray mount() const { return m_folder.filePath("mount").toUtf8(); }
    QString elsewhere() const { return m_folder.filePath("elsewhere.wav"); }

    QTemporaryDir m_folder;
    test::FaultSwitch m_faults;
    std::unique_ptr<test::WindowDriver> m_drive;
};

void TestDeadMounts::initTestCase()
{
    QVERIFY(QDir(m_folder.path()).mkdir("mount"));
    test::writeWav(elsewhere(), {test::sine(rate, 1000, rate, 0.5)});
    test::writeWav(file("sound.wav"), {test::noise(40 * rate, 0.3)});
    for (const char* const ending : {"flac", "mp3"})
        test::encode(file("sound.wav").toStdString(), "", file(QStringLiteral("sound.%1").arg(ending)).toStdString());
}

void TestDeadMounts::init()
{
    m_drive = std::make_unique<test::WindowDriver>();
    m_drive->window().resize(700, 500);
    m_drive->window().show();
    QVERIFY(m_drive->settle());
}

void TestDeadMounts::cleanup()
{
    m_faults.set({}); // lets go what hangs
    m_drive.reset();
}

void TestDeadMounts::endings()
{
    QTest::addColumn<QString>("name");
    for (const char* const name : {"sound.wav", "sound.flac", "sound.mp3"})
        QTest::newRow(name) << name;
}

void TestDeadMounts::aSlowFileOpensAndShowsItsProgress()
{
    QFETCH(QString, name);
    if (!QFile::exists(file(name)))
        QFAIL("the ffmpeg command is needed");
    m_faults.set({{"FIO_MATCH", mount()}, {"FIO_READ_DELAY_MS", "50"}, {"FIO_READ_SHORT", "4096"}});
    const Pulse pulse;
    m_drive->window().openFiles({file(name)});
    QTRY_VERIFY(!m_drive->textOf("workText").isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(m_drive->openFile() == file(name), test::patienceMs);
    QTRY_VERIFY(!m_drive->textOf("workText").isEmpty());
    m_drive->view().zoomTime(0.5, 0);
    QTest::qWait(300);
    QCOMPARE(faultio_callsOfFirstThread(), 0);
    qInfo("the window answered after %lld ms at the latest", pulse.longestMs());
    // Giving it up for another one does not wait for it.
    QElapsedTimer time;
    time.start();
    m_drive->window().openFiles({elsewhere()});
    QVERIFY(m_drive->waitFor(elsewhere()) && m_drive->settle());
    qInfo("another file was there after %lld ms", time.elapsed());
    QCOMPARE(faultio_callsOfFirstThread(), 0);
}

void TestDeadMounts::openingWhatDoesNotAnswerCanBeCancelled()
{
    m_faults.set({{"FIO_MATCH", mount()}, {"FIO_LOOK_HANG", "1"}});
    m_drive->window().openFiles({file("sound.wav")});
    QTRY_VERIFY(m_drive->textOf("workText").contains("sound.wav"));
    QTRY_VERIFY(faultio_hangingCalls() > 0);
    m_drive->key(Qt::Key_Escape);
    QVERIFY(m_drive->window().session().opening().empty());
    QCOMPARE(m_drive->textOf("workText"), QString());
    QCOMPARE(faultio_callsOfFirstThread(), 0);
    m_faults.set({}); // it answers after all, and nobody cares
    QTest::qWait(200);
    QVERIFY(m_drive->window().session().isDemo());
}

void TestDeadMounts::anotherFileOpensWhileOneDoesNotAnswer()
{
    m_faults.set({{"FIO_MATCH", mount()}, {"FIO_LOOK_HANG", "1"}});
    for (int i = 1; i <= 6; ++i) { // more than there are workers for files
        m_drive->window().openFiles({file("sound.wav")});
        QTRY_COMPARE(faultio_hangingCalls(), i);
    }
    m_drive->window().openFiles({elsewhere()});
    QVERIFY(m_drive->waitFor(elsewhere()) && m_drive->settle());
    QCOMPARE(faultio_callsOfFirstThread(), 0);
}

void TestDeadMounts::aServerThatDiesLaterHoldsUpNothingElse_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("after");
    for (const char* const name : {"sound.wav", "sound.flac", "sound.mp3"}) {
        for (const char* const after : {"100000", "500000"})
            QTest::addRow("%s, %s bytes", name, after) << name << QByteArray(after);
    }
}

void TestDeadMounts::aServerThatDiesLaterHoldsUpNothingElse()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, after);
    if (!QFile::exists(file(name)))
        QFAIL("the ffmpeg command is needed");
    m_faults.set({{"FIO_MATCH", mount()}, {"FIO_READ_HANG_AFTER", after}});
    m_drive->window().openFiles({file(name)});
    QTRY_VERIFY(faultio_hangingCalls() > 0);
    m_faults.set({{"FIO_MATCH", mount()}, {"FIO_READ_HANG_AFTER", "0"}, {"FIO_LOOK_HANG", "1"}});
    const Pulse pulse;
    QTest::qWait(1000); // whatever looks now and then has looked
    m_drive->view().zoomTime(0.5, 0);
    m_drive->view().zoomTime(2, 0);
    auto* const recent = m_drive->window().findChild<QMenu*>("recentMenu");
    recent->popup({});
    recent->close();
    QTest::qWait(100);
    QCOMPARE(faultio_callsOfFirstThread(), 0);
    m_drive->window().openFiles({elsewhere()});
    QVERIFY(m_drive->waitFor(elsewhere()));
    QVERIFY(m_drive->settle());
    QVERIFY(faultio_hangingCalls() > 0);
    QCOMPARE(faultio_callsOfFirstThread(), 0);
    qInfo("the window answered after %lld ms at the latest", pulse.longestMs());
}

void TestDeadMounts::whatDoesNotAnswerIsLeftBehindAtTheEnd()
{
    m_faults.set({{"FIO_MATCH", mount()}, {"FIO_READ_HANG_AFTER", "100000"}});
    m_drive->window().openFiles({file("sound.wav")});
    QTRY_VERIFY(faultio_hangingCalls() > 0);
    QElapsedTimer time;
    time.start();
    m_drive->window().close();
    QVERIFY(!m_drive->tileQueue().shutDown(JobQueue::closingPatience) || faultio_hangingCalls() == 0);
    m_drive->loadQueue().shutDown(JobQueue::closingPatience);
    QVERIFY2(time.elapsed() < 2000, qPrintable(QString::number(time.elapsed())));
}

void TestDeadMounts::anImageForWhatDoesNotAnswerHoldsUpNothing()
{
    auto* const flow = m_drive->window().findChild<ExportFlow*>();
    FigureRequest request;
    request.content = m_drive->window().session().content();
    request.content.display.automaticLevels = false;
    request.pixels = {400, 300};
    m_faults.set({{"FIO_MATCH", mount()}, {"FIO_LOOK_HANG", "1"}});
    const QSignalSpy done(flow, &ExportFlow::done);
    const QSignalSpy failed(flow, &ExportFlow::failed);
    flow->exportTo(file("picture.png"), request, {});
    QTRY_VERIFY(faultio_hangingCalls() > 0);
    QVERIFY(!flow->isBusy());
    const QString other = m_drive->path("picture.png");
    flow->exportTo(other, request, {});
    QTRY_VERIFY_WITH_TIMEOUT(!done.isEmpty(), test::patienceMs);
    QVERIFY(failed.isEmpty() && QFile::exists(other));
    QCOMPARE(faultio_callsOfFirstThread(), 0);
    m_faults.set({}); // it answers after all, when nobody wants it any more
    QTest::qWait(200);
    QVERIFY(!flow->isBusy() && !QFile::exists(file("picture.png")));
}

void TestDeadMounts::badSectorsShowWhatIsBefore()
{
    QFETCH(QString, name);
    if (!QFile::exists(file(name)))
        QFAIL("the ffmpeg command is needed");
    for (const char* const after : {"0", "20000", "200000", "600000"}) {
        m_faults.set({{"FIO_MATCH", mount()}, {"FIO_READ_EIO_AFTER", after}});
        m_drive->window().openFiles({file(name)});
        QVERIFY(QTest::qWaitFor([this] { return m_drive->window().session().opening().empty(); }, test::patienceMs));
        QVERIFY(m_drive->settle());
        QTRY_VERIFY(m_drive->figure().content().source->isComplete());
        QVERIFY(m_drive->settle());
        QTRY_VERIFY2(m_drive->message().contains("could not be read"), qPrintable(m_drive->message()));
        m_faults.set({});
        m_drive->window().session().openDemo();
    }
}

void TestDeadMounts::whatCannotBeOpenedIsSaid_data()
{
    QTest::addColumn<QByteArray>("errorNumber");
    QTest::addColumn<QString>("words");
    QTest::newRow("too many files") << QByteArray("24") << "Too many open files";
    QTest::newRow("no permission") << QByteArray("13") << "Permission denied";
    QTest::newRow("broken disk") << QByteArray("5") << "Input/output error";
    QTest::newRow("the server knows it no more") << QByteArray("116") << "Stale file handle";
}

void TestDeadMounts::whatCannotBeOpenedIsSaid()
{
    QFETCH(QByteArray, errorNumber);
    QFETCH(QString, words);
    m_faults.set({{"FIO_MATCH", mount()}, {"FIO_OPEN_ERRNO", errorNumber}});
    m_drive->window().openFiles({file("sound.wav")});
    QTRY_VERIFY2(m_drive->message().contains(words) && m_drive->message().contains("sound.wav"),
                 qPrintable(m_drive->message()));
    QVERIFY(m_drive->window().session().isDemo());
}

QTEST_MAIN(TestDeadMounts)
#include "tst_deadmounts.moc"
