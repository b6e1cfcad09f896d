// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/stalelock.h"
#include "app/window/recovery.h"
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"

#include <QPushButton>
#include <QSignalSpy>

#include <atomic>
#include <thread>

using namespace gabor;

namespace {

constexpr std::int64_t rate = 48000;

/// A window with its notes, as main() sets them up.
struct Program
{
    explicit Program(const QString& folder)
        : recovery({drive.window().session(), drive.figure(), drive.window().messages(), drive.loadQueue()},
                   folder.toStdString())
    {
        drive.window().show();
    }

    test::WindowDriver drive;
    Recovery recovery;
};

QStringList filesIn(const QString& folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}

} // namespace

/// What was open when a program died is offered by the next one, and only offered.
class TestRecovery : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void aStateReturnsFromJson();
    void damagedNotesAreNoState_data();
    void damagedNotesAreNoState();
    void aCleanEndLeavesNothing();
    void theDemoNeedsNoNote();
    void whatWasOpenIsOfferedAndRestored();
    void rawSamplesAreRestoredAsTheyWereRead();
    void anOfferThatIsClosedIsGoneAfterwards();
    void anOfferThatNobodyClosedReturns();
    void whatCannotBeOpenedYetCanBeTriedAgain();
    void aFileThatTheProgramDiedOfIsOnlyOffered();
    void aRunningProgramHasNotCrashed();
    void aNoteIsNobodyElsesFromItsFirstMoment();
    void damagedNotesAreRemoved();
    void withoutAFolderNothingIsKept();
    void emptyLocksOfTheDeadAreRemoved();

private:
    QString path(const QString& name) const { return m_folder->filePath(name); }
    QString notes() const { return path("notes"); }
    QString sound() const { return path("whale <b>%1.wav"); }
    static SessionState someState();
    /// What a program leaves that dies now: its files, without its lock.
    void leaveBehind(const QString& from, const QString& into);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRecovery::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    test::writeWav(sound(), {test::sine(4 * rate, 1000, rate, 0.5), test::sine(4 * rate, 2000, rate, 0.5)});
}

SessionState TestRecovery::someState()
{
    SessionState state;
    state.sound = "/some/where/with \xff\n.wav"; // bytes that are no text
    state.reading = {.track = 2, .raw = RawSound{.sampleRate = 8000.5, .channelCount = 3}};
    state.channel = {1};
    state.stft.windowLength = 512;
    state.reduction = Reduction::MeanPower;
    state.span = {100, 2000, 50, 8000};
    return state;
}

void TestRecovery::leaveBehind(const QString& from, const QString& into)
{
    QVERIFY(QDir().mkpath(into));
    for (const QString& file : filesIn(from))
        QVERIFY(QFile::copy(from + u'/' + file, into + u'/' + file));
}

void TestRecovery::aStateReturnsFromJson()
{
    const auto again = sessionStateFromJson(toJson(someState()));
    QVERIFY(again && *again == someState());
}

void TestRecovery::damagedNotesAreNoState_data()
{
    QTest::addColumn<QByteArray>("json");
    const QByteArray good = toJson(someState());
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut") << good.left(good.size() / 2);
    QTest::newRow("list") << QByteArray("[1, 2]");
    QTest::newRow("no numbers") << QByteArray(good).replace("2000", "\"many\"");
    QTest::newRow("endless numbers") << QByteArray(good).replace("2000", "1e999");
    QTest::newRow("backwards") << QByteArray(good).replace("2000", "1");
    QTest::newRow("no window") << QByteArray(good).replace("512", "-512");
    QTest::newRow("no sound") << QByteArray(good).replace("\"sound\"", "\"noise\"");
}

void TestRecovery::damagedNotesAreNoState()
{
    QFETCH(QByteArray, json);
    QVERIFY(!sessionStateFromJson(json));
}

void TestRecovery::aCleanEndLeavesNothing()
{
    {
        Program program(notes());
        QVERIFY(program.drive.open(sound()));
        QTRY_COMPARE(filesIn(notes()).size(), 2);
        program.drive.window().session().openDemo();
        QTRY_COMPARE(filesIn(notes()).size(), 1); // the lock
        QVERIFY(program.drive.open(sound()));
        QTRY_COMPARE(filesIn(notes()).size(), 2);
    }
    QCOMPARE(filesIn(notes()), QStringList());
}

void TestRecovery::theDemoNeedsNoNote()
{
    Program program(notes());
    program.drive.view().zoomTime(0.5, 0);
    QSignalSpy kept(&program.recovery, &Recovery::kept);
    QTRY_VERIFY(!kept.isEmpty());
    QCOMPARE(filesIn(notes()), QStringList());
}

void TestRecovery::whatWasOpenIsOfferedAndRestored()
{
    const PictureSpan span{48'000, 96'000, 300, 9000};
    DisplayParameters display;
    {
        Program first(notes());
        QVERIFY(first.drive.open(sound()));
        first.drive.hands->write("windowLengthCombo", "700");
        first.drive.hands->choose("colormapCombo", "Magma");
        first.drive.window().session().setChannel({1});
        first.drive.view().show(span);
        QVERIFY(first.drive.settle());
        display = first.drive.display();
        QSignalSpy kept(&first.recovery, &Recovery::kept);
        QTRY_VERIFY(!kept.isEmpty());
        leaveBehind(notes(), path("left"));
    }
    Program second(path("left"));
    QTRY_VERIFY(second.drive.message().contains("did not end well"));
    QVERIFY(second.drive.message().contains("“whale <b>%1.wav”"));
    QVERIFY(second.drive.window().session().isDemo()); // nothing is opened unasked
    second.drive.hands->click("messageOfferButton");
    QVERIFY(second.drive.waitFor(sound()) && second.drive.settle());
    QCOMPARE(second.drive.view().span(), span);
    QCOMPARE(second.drive.stft().windowLength, 700);
    QCOMPARE(second.drive.display().colormap, display.colormap);
    QCOMPARE(second.drive.window().session().content().spec.channel.index, 1);
}

void TestRecovery::rawSamplesAreRestoredAsTheyWereRead()
{
    const RawSound raw{.format = SampleFormat::Signed16, .sampleRate = 8000, .channelCount = 2, .offset = 44};
    test::write(path("samples").toStdString(), std::string(80'000, 'x'));
    {
        Program first(notes());
        first.drive.window().session().open(path("samples").toStdString(), {.raw = raw});
        QVERIFY(first.drive.waitFor(path("samples")) && first.drive.settle());
        QSignalSpy kept(&first.recovery, &Recovery::kept);
        QTRY_VERIFY(!kept.isEmpty());
        leaveBehind(notes(), path("left"));
    }
    Program second(path("left"));
    QTRY_VERIFY(second.drive.message().contains("did not end well"));
    second.drive.hands->click("messageOfferButton");
    QVERIFY(second.drive.waitFor(path("samples")));
    QVERIFY(second.drive.window().session().sound().reading.raw == raw);
    QCOMPARE(second.drive.window().session().sound().sampleRate, 8000.0);
}

void TestRecovery::anOfferThatIsClosedIsGoneAfterwards()
{
    {
        Program first(notes());
        QVERIFY(first.drive.open(sound()));
        QTRY_COMPARE(filesIn(notes()).size(), 2);
        leaveBehind(notes(), path("left"));
    }
    {
        Program second(path("left"));
        QTRY_VERIFY(second.drive.message().contains("did not end well"));
        second.drive.hands->click("messageCloseButton");
        QTRY_COMPARE(filesIn(path("left")), QStringList());
    }
    QCOMPARE(filesIn(path("left")), QStringList());
}

void TestRecovery::anOfferThatNobodyClosedReturns()
{
    {
        RecoveryNote note(notes().toStdString());
        note.keep(someState());
        leaveBehind(notes(), path("left"));
    }
    {
        Program second(path("left"));
        MessageBar& bar = second.drive.window().messages();
        bar.show(MessageBar::Kind::Warning, "before");
        QTest::qWait(300);
        QCOMPARE(second.drive.message(), QStringLiteral("before")); // nobody may have read it yet
        second.drive.hands->click("messageCloseButton");
        QTRY_VERIFY(second.drive.message().contains("did not end well"));
        bar.show(MessageBar::Kind::Information, "after");
        second.drive.hands->click("messageCloseButton");
        QVERIFY(second.drive.message().contains("did not end well"));
        bar.show(MessageBar::Kind::Information, "at the end");
    }
    Program third(path("left"));
    QTRY_VERIFY(third.drive.message().contains("did not end well"));
}

void TestRecovery::whatCannotBeOpenedYetCanBeTriedAgain()
{
    SessionState state = someState();
    state.sound = path("mount/whale.wav").toStdString();
    state.reading = {};
    {
        RecoveryNote note(notes().toStdString());
        note.keep(state);
        leaveBehind(notes(), path("left"));
    }
    const QStringList left = filesIn(path("left"));
    const auto isThere = [&](const QString& file) { return QFile::exists(path("left/") + file); };
    Program next(path("left"));
    QTRY_VERIFY(next.drive.message().contains("did not end well"));
    next.drive.hands->click("messageOfferButton");
    QTRY_VERIFY2(next.drive.message().contains("No such file"), qPrintable(next.drive.message()));
    QVERIFY(std::ranges::all_of(left, isThere));
    next.drive.hands->click("messageCloseButton");
    QTRY_VERIFY(next.drive.message().contains("did not end well"));

    QVERIFY(QDir().mkpath(path("mount")) && QFile::copy(sound(), path("mount/whale.wav")));
    next.drive.hands->click("messageOfferButton");
    QVERIFY(next.drive.waitFor(path("mount/whale.wav")));
    QCOMPARE(next.drive.view().span(), state.span);
    QTRY_VERIFY(std::ranges::none_of(left, isThere));
    QCOMPARE(next.drive.message(), QString());
}

void TestRecovery::aFileThatTheProgramDiedOfIsOnlyOffered()
{
    SessionState state = someState();
    state.sound = sound().toStdString();
    state.isOpening = true;
    {
        RecoveryNote note(notes().toStdString());
        note.keep(state);
        leaveBehind(notes(), path("left"));
    }
    Program next(path("left"));
    QTRY_VERIFY2(next.drive.message().contains("when it was opening"), qPrintable(next.drive.message()));
    QTest::qWait(300);
    QVERIFY(next.drive.window().session().isDemo() && next.drive.window().session().opening().empty());
    QCOMPARE(next.drive.hands->control<QPushButton>("messageOfferButton")->text(), QStringLiteral("Try again"));
    next.drive.hands->click("messageOfferButton");
    QVERIFY(next.drive.waitFor(sound()));
    QCOMPARE(next.drive.view().span(), next.drive.view().whole());
}

void TestRecovery::aRunningProgramHasNotCrashed()
{
    RecoveryNote running(notes().toStdString());
    running.keep(someState());
    QVERIFY(!takeLeftNote(notes().toStdString()));
    QCOMPARE(filesIn(notes()).size(), 2);
    leaveBehind(notes(), path("left"));
    const std::optional<LeftNote> left = takeLeftNote(path("left").toStdString());
    QVERIFY(left && left->state == someState());
    QVERIFY(!takeLeftNote(path("left").toStdString())); // one program alone has it
    left->remove();
    QCOMPARE(filesIn(path("left")), QStringList());
}

void TestRecovery::aNoteIsNobodyElsesFromItsFirstMoment()
{
    std::atomic<bool> foundOne = false;
    const std::jthread starting([&](const std::stop_token& stop) { // as other programs do, again and again
        while (!stop.stop_requested() && !foundOne)
            foundOne = takeLeftNote(notes().toStdString()).has_value();
    });
    for (int i = 0; i < 200; ++i) {
        RecoveryNote note(notes().toStdString());
        note.keep(someState());
        QCOMPARE(filesIn(notes()).size(), 2);
    }
    QVERIFY(!foundOne);
}

void TestRecovery::damagedNotesAreRemoved()
{
    QVERIFY(QDir().mkpath(notes()));
    const std::pair<const char*, std::string> all[] = {
        {"1", ""}, {"2", "{"}, {"3", std::string(100'000, 'x')}, {"4", "\xff\xfe"}};
    for (const auto& [name, content] : all) {
        test::write((notes() + u'/' + name + ".running").toStdString(), "");
        test::write((notes() + u'/' + name + ".json").toStdString(), content);
    }
    test::write((notes() + "/5.running").toStdString(), ""); // died before its note was there
    QVERIFY(!takeLeftNote(notes().toStdString()));
    QCOMPARE(filesIn(notes()), QStringList());
}

void TestRecovery::withoutAFolderNothingIsKept()
{
    for (const QString& folder : {QString(), QStringLiteral("/proc/no/such"), QStringLiteral("/dev/null/x")}) {
        Program program(folder);
        QVERIFY(program.drive.open(sound()));
        QVERIFY(program.drive.settle());
    }
}

void TestRecovery::emptyLocksOfTheDeadAreRemoved()
{
    const std::filesystem::path stale = path("stale.lock").toStdString();
    const std::filesystem::path fresh = path("fresh.lock").toStdString();
    const std::filesystem::path held = path("held.lock").toStdString();
    test::write(stale, "");
    test::write(fresh, "");
    test::write(held, "1234");
    const auto longAgo = std::filesystem::file_time_type::clock::now() - std::chrono::hours(1);
    std::filesystem::last_write_time(stale, longAgo);
    std::filesystem::last_write_time(held, longAgo);
    for (const auto& lock : {stale, fresh, held, std::filesystem::path(path("none.lock").toStdString())})
        removeStaleLock(lock);
    QVERIFY(!std::filesystem::exists(stale) && std::filesystem::exists(fresh) && std::filesystem::exists(held));
}

QTEST_MAIN(TestRecovery)
#include "tst_recovery.moc"
