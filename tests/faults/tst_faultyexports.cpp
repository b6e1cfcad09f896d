// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/sounds.h"
#include "tests/faults/faultyrun.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace gabor;
using test::contentOf;
using test::everythingIn;
using test::Faults;
using test::Outcome;

/// Whatever fails while a file is written: what was there before stays, byte for byte, nothing else is left, and one
/// sentence says which file was not written and why.
class TestFaultyExports : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void theOldFileSurvives_data();
    void theOldFileSurvives();
    void nothingIsLeftWhereNothingWas_data() { kinds(); }
    void nothingIsLeftWhereNothingWas();
    void slowAndShortWritesMakeTheSameFile_data() { kinds(); }
    void slowAndShortWritesMakeTheSameFile();
    void aLimitOfTheFileSizeIsNoEnd_data() { kinds(); }
    void aLimitOfTheFileSizeIsNoEnd();
    void targetsThatAreNoFilesAreRefused_data() { kinds(); }
    void targetsThatAreNoFilesAreRefused();
    void aLinkStaysALinkAndTheModeStays_data() { kinds(); }
    void aLinkStaysALinkAndTheModeStays();
    void theSoundIsRefusedByWhateverName_data() { kinds(); }
    void theSoundIsRefusedByWhateverName();
    void aNameOf255BytesIsWritten_data() { kinds(); }
    void aNameOf255BytesIsWritten();
    void aKilledProgramLeavesTheOldFileOrTheNewOne_data();
    void aKilledProgramLeavesTheOldFileOrTheNewOne();
    void aProgramKilledWhileItReplacesTheFileLeavesNothingBeside();
    void aFolderThatIsNotSafeIsSaid();
    void aClosedPipeIsNoEnd();

private:
    void kinds();
    QString path(const QString& name) const { return m_folder->filePath(name); }
    QString sound() const { return m_sounds.filePath("sound.wav"); }
    /// A file of the target's kind that is no new one: what the command writes of another sound.
    [[nodiscard]] bool makeOldFile(const QString& target);

    QTemporaryDir m_sounds;
    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

/// The command that writes @p target: what the kind of file asks for.
constexpr int patienceMs = 60'000;

QStringList commandFor(const QString& sound, const QString& target)
{
    const QString ending = target.section(u'.', -1);
    if (QStringList{"npy", "npz", "csv"}.contains(ending))
        return {"compute", sound, "--output", target};
    if (target.contains("sheet"))
        return {"render", sound, "--output", target, "--contact-sheet", "--force"};
    return {"--export", target, "--force", "--width", "320", "--height", "200", sound};
}

} // namespace

void TestFaultyExports::initTestCase()
{
    test::writeWav(sound(), {test::noise(6000, 0.3)});
    test::writeWav(m_sounds.filePath("other.wav"), {test::sine(6000, 3000, 48000, 0.5)});
}

void TestFaultyExports::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestFaultyExports::kinds()
{
    QTest::addColumn<QString>("name");
    for (const char* const name :
         {"a.png", "a.jpg", "a.webp", "a.tiff", "a.svg", "a.pdf", "a.npy", "a.npz", "a.csv", "sheet.pdf"})
        QTest::newRow(name) << name;
}

bool TestFaultyExports::makeOldFile(const QString& target)
{
    const QString kept = m_sounds.filePath(QFileInfo(target).fileName());
    if (!QFile::exists(kept) && test::run(commandFor(m_sounds.filePath("other.wav"), kept)).exitCode != 0)
        return false;
    QFile::remove(target);
    return QFile::copy(kept, target);
}

void TestFaultyExports::theOldFileSurvives_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Faults>("faults");
    QTest::addColumn<QString>("reason");
    const struct
    {
        const char* what;
        Faults faults;
        const char* reason;
    } all[] = {{"the disk is full at once", {{"FIO_WRITE_ENOSPC_AFTER", "0"}}, "No space left on device"},
               {"full after a byte", {{"FIO_WRITE_ENOSPC_AFTER", "1"}}, "No space left on device"},
               {"full after 512 bytes", {{"FIO_WRITE_ENOSPC_AFTER", "512"}}, "No space left on device"},
               {"the data do not reach the disk", {{"FIO_FSYNC_ERRNO", "5"}}, "Input/output error"},
               {"the place may not be taken", {{"FIO_RENAME_ERRNO", "13"}}, "Permission denied"},
               {"the disk is read-only", {{"FIO_RENAME_ERRNO", "30"}}, "Read-only file system"},
               {"too many files are open", {{"FIO_OPEN_ERRNO", "24"}}, "Too many open files"}};
    for (const char* const name :
         {"a.png", "a.jpg", "a.webp", "a.tiff", "a.svg", "a.pdf", "a.npy", "a.npz", "a.csv", "sheet.pdf"}) {
        for (const auto& fault : all)
            QTest::newRow(qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(name), QLatin1String(fault.what))))
                << name << fault.faults << fault.reason;
    }
}

void TestFaultyExports::theOldFileSurvives()
{
    QFETCH(QString, name);
    QFETCH(Faults, faults);
    QFETCH(QString, reason);
    QVERIFY(makeOldFile(path(name)));
    const QByteArray before = contentOf(path(name));
    QVERIFY(!before.isEmpty());
    faults["FIO_MATCH"] = m_folder->path();
    const Outcome outcome = test::runWith(faults, commandFor(sound(), path(name)));
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(test::isOneSentence(outcome.err) && outcome.err.contains(name) && outcome.err.contains(reason),
             qPrintable(outcome.err));
    QVERIFY(contentOf(path(name)) == before);
    QCOMPARE(everythingIn(m_folder->path()), QStringList{name});
}

void TestFaultyExports::nothingIsLeftWhereNothingWas()
{
    QFETCH(QString, name);
    for (const char* const fault : {"FIO_WRITE_ENOSPC_AFTER", "FIO_FSYNC_ERRNO", "FIO_RENAME_ERRNO"}) {
        const Outcome outcome = test::runWith({{fault, "100"}, {"FIO_MATCH", m_folder->path()}}, // 100: an errno, too
                                              commandFor(sound(), path(name)));
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(test::isOneSentence(outcome.err) && outcome.err.contains(name), qPrintable(outcome.err));
        QCOMPARE(everythingIn(m_folder->path()), QStringList());
    }
}

void TestFaultyExports::slowAndShortWritesMakeTheSameFile()
{
    QFETCH(QString, name);
    QCOMPARE(test::run(commandFor(sound(), path(name))).exitCode, 0);
    const QByteArray whole = contentOf(path(name));
    QVERIFY(QFile::remove(path(name)));
    const Outcome outcome =
        test::runWith({{"FIO_WRITE_SHORT", "4099"}, {"FIO_MATCH", m_folder->path()}}, commandFor(sound(), path(name)));
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
    const QByteArray again = contentOf(path(name));
    QCOMPARE(again.size(), whole.size());
    if (!name.endsWith("pdf")) // which says when it was made
        QVERIFY(again == whole);
}

void TestFaultyExports::aLimitOfTheFileSizeIsNoEnd()
{
    QFETCH(QString, name);
    QVERIFY(makeOldFile(path(name)));
    const QByteArray before = contentOf(path(name));
    QProcess process;
    process.setProcessEnvironment(test::environmentWith({}));
    process.setChildProcessModifier([] {
        const rlimit limit{512, 512};
        setrlimit(RLIMIT_FSIZE, &limit);
    });
    process.start(QStringLiteral(GABOR_PROGRAM), commandFor(sound(), path(name)));
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 1);
    const QString said = QString::fromUtf8(process.readAllStandardError());
    QVERIFY2(said.contains(name) && said.contains("File too large"), qPrintable(said));
    QVERIFY(contentOf(path(name)) == before);
    QCOMPARE(everythingIn(m_folder->path()), QStringList{name});
}

void TestFaultyExports::targetsThatAreNoFilesAreRefused()
{
    QFETCH(QString, name);
    const QString ending = name.section(u'.', 1);
    const QString prefix = name.section(u'.', 0, 0);
    const auto refused = [&](const QString& what) {
        const QString target = path(prefix + what + u'.' + ending);
        const Outcome outcome = test::run(commandFor(sound(), target));
        return outcome.exitCode == 1 && test::isOneSentence(outcome.err)
            && outcome.err.contains(QFileInfo(target).fileName());
    };
    QCOMPARE(mkfifo(qPrintable(path(prefix + "-fifo." + ending)), 0666), 0);
    QVERIFY(refused("-fifo"));
    QVERIFY(QFile::link("/dev/full", path(prefix + "-full." + ending)));
    QVERIFY(refused("-full"));
    QVERIFY(QFile::link("/dev/null", path(prefix + "-null." + ending)));
    QVERIFY(refused("-null"));
    if (name != "sheet.pdf") { // a folder is where its pages go
        QVERIFY(QDir(m_folder->path()).mkdir(prefix + "-folder." + ending));
        QVERIFY(refused("-folder"));
    }
    QVERIFY(refused("-none/" + prefix));
}

void TestFaultyExports::aLinkStaysALinkAndTheModeStays()
{
    QFETCH(QString, name);
    QVERIFY(makeOldFile(path(name)));
    const QByteArray before = contentOf(path(name));
    QVERIFY(QFile::setPermissions(path(name), QFile::ReadOwner | QFile::WriteOwner));
    const QString link = path("link-" + name);
    QVERIFY(QFile::link(path(name), link));
    const Outcome outcome = test::run(commandFor(sound(), link));
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
    QCOMPARE(QFile::symLinkTarget(link), path(name));
    QVERIFY(contentOf(path(name)) != before);
    struct stat status = {};
    QCOMPARE(::stat(qPrintable(path(name)), &status), 0);
    QCOMPARE(status.st_mode & 07777, 0600U);
}

void TestFaultyExports::theSoundIsRefusedByWhateverName()
{
    QFETCH(QString, name);
    QVERIFY(QFile::copy(sound(), path(name))); // its ending does not make it anything else
    const QString hard = path("hard-" + name);
    const QString soft = path("soft-" + name);
    QCOMPARE(::link(qPrintable(path(name)), qPrintable(hard)), 0);
    QVERIFY(QFile::link(path(name), soft));
    const QByteArray before = contentOf(path(name));
    for (const QString& target : {path(name), m_folder->path() + "/./" + name, hard, soft}) {
        const Outcome outcome = test::run(commandFor(path(name), target));
        QVERIFY2(outcome.exitCode == 1 || outcome.exitCode == 2, qPrintable(outcome.err));
        QVERIFY2(test::isOneSentence(outcome.err) && outcome.err.contains(name), qPrintable(outcome.err));
        QVERIFY(contentOf(path(name)) == before);
    }
    QCOMPARE(everythingIn(m_folder->path()).size(), 3);
}

void TestFaultyExports::aNameOf255BytesIsWritten()
{
    QFETCH(QString, name);
    const QString longName = QString(255 - name.size(), u'n') + name;
    const Outcome outcome = test::run(commandFor(sound(), path(longName)));
    QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.err));
    QCOMPARE(everythingIn(m_folder->path()), QStringList{longName});
}

void TestFaultyExports::aKilledProgramLeavesTheOldFileOrTheNewOne_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("picture") << "a.png";
    QTest::newRow("array") << "a.npz";
}

void TestFaultyExports::aKilledProgramLeavesTheOldFileOrTheNewOne()
{
    QFETCH(QString, name);
    QCOMPARE(test::run(commandFor(sound(), path(name))).exitCode, 0);
    const QByteArray newOne = contentOf(path(name));
    QVERIFY(makeOldFile(path(name)));
    const QByteArray oldOne = contentOf(path(name));
    const test::Faults slow{{"FIO_WRITE_DELAY_MS", "3"}, {"FIO_WRITE_SHORT", "8000"}, {"FIO_MATCH", m_folder->path()}};
    QElapsedTimer time;
    time.start();
    QCOMPARE(test::runWith(slow, commandFor(sound(), path(name))).exitCode, 0);
    const auto wholeMs = static_cast<int>(time.elapsed());
    QRandomGenerator random(7);
    int survived = 0;
    constexpr int kills = 50; // of a picture, and of an array
    for (int i = 0; i < kills; ++i) {
        test::write(path(name).toStdString(), oldOne.toStdString());
        QProcess process;
        process.setProcessEnvironment(test::environmentWith(slow));
        process.start(QStringLiteral(GABOR_PROGRAM), commandFor(sound(), path(name)));
        process.waitForFinished(static_cast<int>(random.bounded(wholeMs / 4, wholeMs * 5 / 4)));
        process.kill();
        process.waitForFinished();
        QTRY_COMPARE_WITH_TIMEOUT(everythingIn(m_folder->path()), QStringList{name}, patienceMs);
        const QByteArray there = contentOf(path(name));
        QVERIFY(there == oldOne || there == newOne);
        survived += there == oldOne ? 1 : 0;
    }
    qInfo("%d of %d kills found the old file", survived, kills);
}

/// A file without a name gets one for a moment before it can replace another.
void TestFaultyExports::aProgramKilledWhileItReplacesTheFileLeavesNothingBeside()
{
    const QString name = QStringLiteral("a.npy");
    QVERIFY(makeOldFile(path(name)));
    const QByteArray oldOne = contentOf(path(name));
    QProcess process;
    process.setProcessEnvironment(
        test::environmentWith({{"FIO_RENAME_DELAY_MS", "300"}, {"FIO_MATCH", m_folder->path()}}));
    process.start(QStringLiteral(GABOR_PROGRAM), commandFor(sound(), path(name)));
    QTRY_COMPARE_WITH_TIMEOUT(everythingIn(m_folder->path()).size(), 2, patienceMs);
    process.kill();
    QVERIFY(process.waitForFinished(patienceMs));
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    QTRY_COMPARE_WITH_TIMEOUT(everythingIn(m_folder->path()), QStringList{name}, patienceMs);
    QVERIFY(contentOf(path(name)) != oldOne);
}

void TestFaultyExports::aFolderThatIsNotSafeIsSaid()
{
    QVERIFY(makeOldFile(path("a.npy")));
    const Outcome outcome =
        test::runWith({{"FIO_FSYNC_ERRNO", "5"}, {"FIO_FSYNC_FOLDERS", "1"}, {"FIO_MATCH", m_folder->path()}},
                      commandFor(sound(), path("a.npy")));
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(test::isOneSentence(outcome.err) && outcome.err.contains("was written, but"), qPrintable(outcome.err));
    QVERIFY(contentOf(path("a.npy")) != contentOf(m_sounds.filePath("a.npy"))); // the new one
}

void TestFaultyExports::aClosedPipeIsNoEnd()
{
    QProcess process;
    process.setProcessEnvironment(test::environmentWith({}));
    process.start("/bin/sh",
                  {"-c",
                   QStringLiteral("%1 info '%2' 2>/dev/null | true; exit ${PIPESTATUS:-0}")
                       .arg(QStringLiteral(GABOR_PROGRAM), sound())});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestFaultyExports)
#include "tst_faultyexports.moc"
