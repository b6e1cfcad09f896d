// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/sounds.h"
#include "tests/faults/faultyrun.h"
#include "tests/faults/hiddendisplay.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace gabor;
using test::Faults;

namespace {

/// Of a program that ends as it should; one that waits for what hangs waits for ever.
constexpr int patienceMs = 30'000;

QString name(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes);
}

} // namespace

/// The program with its window, as a user has it, on a system that fails, hangs or is odd: on an X server of its own, in
/// a home of its own.
class TestFaultyWindows : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void aDisplayThatDiesEndsTheProgramWithASentence();
    void nothingIsPromisedThatIsNotKept();
    void whatKeepsQtFromStartingIsSaid();
    void aDeadFileSystemDoesNotKeepTheProgram_data();
    void aDeadFileSystemDoesNotKeepTheProgram();
    void aRequestToEndClosesTheWindow_data();
    void aRequestToEndClosesTheWindow();
    void aSlowDiskKeepsNoWindowAndLosesNoSettings_data();
    void aSlowDiskKeepsNoWindowAndLosesNoSettings();
    void itStartsAndEndsOnOddSystems_data();
    void itStartsAndEndsOnOddSystems();
    void anAbsurdResolutionOfTheServerCountsAsTheUsualOne_data();
    void anAbsurdResolutionOfTheServerCountsAsTheUsualOne();
    void namesThatAreNotUtf8Open_data();
    void namesThatAreNotUtf8Open();
    void sixProgramsAtOnceKeepWhatEachHasOpened();

private:
    QString path(const QString& file) const { return m_folder->filePath(file); }
    QString sound() const { return m_folder->filePath("mount/sound.wav"); }
    QJsonObject settings() const;
    QStringList notes() const { return test::everythingIn(path("home/.local/state/gabor/open")); }
    std::unique_ptr<QProcess> start(const QStringList& arguments, const Faults& faults = {});

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::HiddenDisplay> m_display;
};

void TestFaultyWindows::initTestCase()
{
    init();
    if (m_display->name().isEmpty())
        QFAIL("Xvfb is needed");
}

void TestFaultyWindows::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_folder->path()).mkpath("mount") && QDir(m_folder->path()).mkpath("home"));
    test::writeWav(sound(), {test::noise(20 * 48000, 0.3)});
    if (m_display == nullptr) {
        m_display = std::make_unique<test::HiddenDisplay>();
        if (!m_display->start())
            QFAIL("Xvfb is needed");
    }
}

void TestFaultyWindows::cleanup()
{
    m_folder.reset();
    if (m_display)
        m_display->setResources({});
}

std::unique_ptr<QProcess> TestFaultyWindows::start(const QStringList& arguments, const Faults& faults)
{
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = test::environmentWith(faults);
    const std::pair<const char*, QString> usual[] = {
        {"DISPLAY", m_display->name()}, {"QT_QPA_PLATFORM", "xcb"}, {"HOME", path("home")}};
    for (const auto& [variable, value] : usual) {
        if (!environment.contains(variable))
            environment.insert(variable, value);
    }
    process->setProcessEnvironment(environment);
    process->start(QStringLiteral(GABOR_PROGRAM), arguments);
    return process;
}

QJsonObject TestFaultyWindows::settings() const
{
    return QJsonDocument::fromJson(test::contentOf(path("home/.config/gabor/settings.json"))).object();
}

void TestFaultyWindows::aDisplayThatDiesEndsTheProgramWithASentence()
{
    QVERIFY(QDir().mkpath(path("home/.config/gabor")));
    const std::string kept = R"({"selectTool": true})";
    test::write(path("home/.config/gabor/settings.json").toStdString(), kept);
    const auto program = start({sound()});
    QVERIFY(m_display->waitForWindow("sound.wav"));
    QTRY_VERIFY(notes().size() == 2);
    m_display->kill();
    m_display.reset();
    QVERIFY(program->waitForFinished(patienceMs));
    const QString said = QString::fromUtf8(program->readAllStandardError());
    QVERIFY2(program->exitStatus() == QProcess::NormalExit, qPrintable(said));
    QCOMPARE(program->exitCode(), 1);
    QVERIFY2(said.contains("gabor: The display is gone") && said.count(u'\n') <= 4, qPrintable(said));
    QVERIFY2(said.contains("offered at the next start"), qPrintable(said));
    QCOMPARE(test::contentOf(path("home/.config/gabor/settings.json")), QByteArray::fromStdString(kept));
    QCOMPARE(notes().size(), 2); // what was open is offered at the next start
}

void TestFaultyWindows::nothingIsPromisedThatIsNotKept()
{
    const auto program = start({"--fresh", sound()});
    QVERIFY(m_display->waitForWindow("sound.wav"));
    m_display->kill();
    m_display.reset();
    QVERIFY(program->waitForFinished(patienceMs));
    const QString said = QString::fromUtf8(program->readAllStandardError());
    QVERIFY2(said.contains("gabor: The display is gone"), qPrintable(said));
    QVERIFY2(!said.contains("next start"), qPrintable(said));
    QCOMPARE(notes(), QStringList());
}

void TestFaultyWindows::whatKeepsQtFromStartingIsSaid()
{
    const auto program = start({}, {{"QT_QPA_PLATFORM", "nosuchplatform"}});
    QVERIFY(program->waitForFinished(patienceMs));
    const QString said = QString::fromUtf8(program->readAllStandardError());
    QCOMPARE(program->exitCode(), 1);
    QVERIFY2(said.startsWith("gabor: No window can be opened") && said.count(u'\n') == 1, qPrintable(said));
    QVERIFY2(said.contains("\"nosuchplatform\""), qPrintable(said));
}

void TestFaultyWindows::aDeadFileSystemDoesNotKeepTheProgram_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<Faults>("faults");
    const QString mount = "/mount/";
    QTest::newRow("nothing can be read") << "Gabor" << Faults{{"FIO_MATCH", mount}, {"FIO_READ_HANG_AFTER", "0"}};
    QTest::newRow("the server dies") << "Gabor" << Faults{{"FIO_MATCH", mount}, {"FIO_READ_HANG_AFTER", "100000"}};
    QTest::newRow("nobody can even look") << "Gabor" << Faults{{"FIO_MATCH", mount}, {"FIO_LOOK_HANG", "1"}};
}

void TestFaultyWindows::aDeadFileSystemDoesNotKeepTheProgram()
{
    QFETCH(QString, title);
    QFETCH(Faults, faults);
    const auto program = start({sound()}, faults);
    QVERIFY(m_display->waitForWindow(title));
    QVERIFY(!program->waitForFinished(500)); // until it hangs
    QElapsedTimer time;
    time.start();
    m_display->closeWindows();
    QVERIFY(program->waitForFinished(patienceMs));
    qInfo("the program was gone after %lld ms", time.elapsed());
    QCOMPARE(program->exitStatus(), QProcess::NormalExit);
    QCOMPARE(program->exitCode(), 0);
    QCOMPARE(program->readAllStandardError(), QByteArray());
    QVERIFY(settings().contains("theme"));
    QCOMPARE(notes(), QStringList());
}

void TestFaultyWindows::aRequestToEndClosesTheWindow_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl+C in the terminal") << SIGINT;
    QTest::newRow("the terminal is closed") << SIGHUP;
    QTest::newRow("the system shuts down") << SIGTERM;
}

void TestFaultyWindows::aRequestToEndClosesTheWindow()
{
    QFETCH(int, signal);
    const auto program = start({sound()});
    QVERIFY(m_display->waitForWindow("sound.wav"));
    QTRY_VERIFY(!notes().isEmpty());
    ::kill(static_cast<pid_t>(program->processId()), signal);
    QVERIFY(program->waitForFinished(patienceMs));
    QCOMPARE(program->exitStatus(), QProcess::CrashExit); // by the signal, as a shell expects
    QCOMPARE(program->exitCode(), signal);
    QCOMPARE(settings()["recentFiles"].toArray(), QJsonArray{sound()});
    QCOMPARE(notes(), QStringList());
}

void TestFaultyWindows::aSlowDiskKeepsNoWindowAndLosesNoSettings_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("closed by hand") << 0;
    QTest::newRow("the system shuts down") << SIGTERM;
}

/// Longer than anything else that a program waits for at its end.
void TestFaultyWindows::aSlowDiskKeepsNoWindowAndLosesNoSettings()
{
    QFETCH(int, signal);
    const auto program = start({sound()}, {{"FIO_MATCH", path("home/.config/gabor")}, {"FIO_FSYNC_DELAY_MS", "1000"}});
    QVERIFY(m_display->waitForWindow("sound.wav"));
    if (signal == 0)
        m_display->closeWindows();
    else
        ::kill(static_cast<pid_t>(program->processId()), signal);
    QTRY_VERIFY(m_display->windows().isEmpty());
    QVERIFY(!program->waitForFinished(0)); // it writes, twice a second long
    QVERIFY(settings().isEmpty());
    QVERIFY(program->waitForFinished(patienceMs));
    QCOMPARE(program->exitCode(), signal);
    QCOMPARE(program->readAllStandardError(), QByteArray());
    QCOMPARE(settings()["recentFiles"].toArray(), QJsonArray{sound()});
    QCOMPARE(test::everythingIn(path("home/.config/gabor")), QStringList{"settings.json"});
}

void TestFaultyWindows::itStartsAndEndsOnOddSystems_data()
{
    QTest::addColumn<Faults>("environment");
    for (const char* const factor : {"0.3", "1.25", "2", "3.7"})
        QTest::addRow("scaled by %s", factor) << Faults{{"QT_SCALE_FACTOR", factor}};
    for (const char* const dpi : {"1", "10000"})
        QTest::addRow("fonts for %s dots per inch", dpi) << Faults{{"QT_FONT_DPI", dpi}};
    QTest::newRow("no fonts") << Faults{{"FONTCONFIG_FILE", "/dev/null"}, {"QT_QPA_FONTDIR", "/none"}};
    QTest::newRow("no fonts, offscreen") << Faults{
        {"FONTCONFIG_FILE", "/dev/null"}, {"QT_QPA_FONTDIR", "/none"}, {"QT_QPA_PLATFORM", "offscreen"}};
    QTest::newRow("no home") << Faults{{"HOME", "/dev/null/home"}};
    QTest::newRow("an unknown locale") << Faults{{"LC_ALL", "xx_YY"}};
    for (const char* const seconds : {"-1700000000", "3000000000"}) // 1970 or so, and after 2038
        QTest::addRow("a clock that is %s s ahead", seconds) << Faults{{"FIO_CLOCK_AHEAD_S", seconds}};
    QTest::newRow("a clock that jumps back and forth")
        << Faults{{"FIO_CLOCK_AHEAD_S", "1000000"}, {"FIO_CLOCK_JUMPS", "1"}};
}

void TestFaultyWindows::itStartsAndEndsOnOddSystems()
{
    QFETCH(Faults, environment);
    const auto program = start({sound()}, environment);
    if (environment.value("QT_QPA_PLATFORM") == "offscreen") {
        QTRY_VERIFY_WITH_TIMEOUT(notes().size() == 2, patienceMs);
        ::kill(static_cast<pid_t>(program->processId()), SIGTERM);
        QVERIFY(program->waitForFinished(patienceMs));
        QCOMPARE(program->exitCode(), SIGTERM);
        return;
    }
    QVERIFY(m_display->waitForWindow("sound.wav"));
    m_display->closeWindows();
    QVERIFY(program->waitForFinished(patienceMs));
    const QString said = QString::fromUtf8(program->readAllStandardError());
    QVERIFY2(program->exitStatus() == QProcess::NormalExit && program->exitCode() == 0, qPrintable(said));
}

void TestFaultyWindows::anAbsurdResolutionOfTheServerCountsAsTheUsualOne_data()
{
    QTest::addColumn<QByteArray>("dotsPerInch");
    for (const char* const dotsPerInch : {"0", "-5", "800", "100000", "1e9", "99999999999", "nan"})
        QTest::newRow(dotsPerInch) << QByteArray(dotsPerInch);
}

void TestFaultyWindows::anAbsurdResolutionOfTheServerCountsAsTheUsualOne()
{
    QFETCH(QByteArray, dotsPerInch);
    m_display->setResources("Xft.dpi:\t" + dotsPerInch + '\n');
    const auto program = start({sound()});
    QVERIFY(m_display->waitForWindow("sound.wav"));
    for (const test::HiddenDisplay::Window& window : m_display->windows())
        QVERIFY2(window.width <= 1280 && window.height <= 1024, // which is the screen
                 qPrintable(QStringLiteral("%1 x %2").arg(window.width).arg(window.height)));
    m_display->closeWindows();
    QVERIFY(program->waitForFinished(patienceMs));
    const QString said = QString::fromUtf8(program->readAllStandardError());
    QVERIFY2(program->exitStatus() == QProcess::NormalExit && program->exitCode() == 0, qPrintable(said));
    QCOMPARE(said, QString());
}

void TestFaultyWindows::namesThatAreNotUtf8Open_data()
{
    QTest::addColumn<QString>("locale");
    for (const char* const locale : {"C", "C.UTF-8", "xx_YY", "de_DE.ISO-8859-1"})
        QTest::newRow(locale) << locale;
}

void TestFaultyWindows::namesThatAreNotUtf8Open()
{
    QFETCH(QString, locale);
    for (const char* const bytes : {"caf\xe9 \xff.wav", "caf\xc3\xa9.wav"}) {
        const std::string file = path("").toStdString() + bytes;
        std::filesystem::copy_file(sound().toStdString(), file);
        // By way of a shell, as a QProcess takes text.
        const QByteArray script = "exec '" + QByteArray(GABOR_PROGRAM) + "' \"$(printf '"
            + QByteArray::fromStdString(file).replace("\xe9", "\\351").replace("\xff", "\\377") + "')\"";
        QProcess program;
        QProcessEnvironment environment = test::environmentWith(
            {{"LC_ALL", locale}, {"DISPLAY", m_display->name()}, {"QT_QPA_PLATFORM", "xcb"}, {"HOME", path("home")}});
        program.setProcessEnvironment(environment);
        test::write(path("start").toStdString(), script.toStdString());
        program.start("/bin/sh", {path("start")});
        QVERIFY2(m_display->waitForWindow("caf"), qPrintable(name(bytes)));
        m_display->closeWindows();
        QVERIFY(program.waitForFinished(patienceMs));
        QCOMPARE(program.exitCode(), 0);
        std::filesystem::remove(file);
    }
}

void TestFaultyWindows::sixProgramsAtOnceKeepWhatEachHasOpened()
{
    constexpr int count = 6;
    std::vector<std::unique_ptr<QProcess>> programs;
    QStringList expected;
    for (int i = 0; i < count; ++i) {
        const QString file = path(QStringLiteral("sound-%1.wav").arg(i));
        QVERIFY(QFile::copy(sound(), file));
        expected << file;
        programs.push_back(start({file}));
    }
    for (int i = 0; i < count; ++i)
        QVERIFY(m_display->waitForWindow(QStringLiteral("sound-%1.wav").arg(i)));
    m_display->closeWindows();
    for (const auto& program : programs) {
        QVERIFY(program->waitForFinished(patienceMs));
        QVERIFY(program->exitStatus() == QProcess::NormalExit && program->exitCode() == 0);
        QCOMPARE(program->readAllStandardError(), QByteArray());
    }
    QStringList kept;
    for (const QJsonValue file : settings()["recentFiles"].toArray())
        kept << file.toString();
    kept.sort();
    QCOMPARE(kept, expected);
    QCOMPARE(test::everythingIn(path("home/.config/gabor")), QStringList{"settings.json"});
}

QTEST_GUILESS_MAIN(TestFaultyWindows)
#include "tst_faultywindows.moc"
