// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/settingsplacecheck.h"
#include "tests/app/programrun.h"
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"

#include <QDir>

#include <csignal>
#include <sys/resource.h>

using namespace gabor;

/// Where settings cannot be kept, the program works, and says so while somebody sees it.
class TestSettingsPlace : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void thatNothingWillBeKeptIsSaidInTheWindowAtTheStart();
    void aFullDiskIsFoundBeforehand();

private:
    QString path(const QString& name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSettingsPlace::thatNothingWillBeKeptIsSaidInTheWindowAtTheStart()
{
    test::write(path("file").toStdString(), "in the way of a folder");
    test::WindowDriver drive;
    drive.window().messages().show(MessageBar::Kind::Warning, "something else");
    const SettingsPlaceCheck check(SettingsFile(path("file/settings.json")), drive.window().session(),
                                   drive.window().messages(), drive.loadQueue());
    QTest::qWait(100);
    QCOMPARE(drive.message(), QStringLiteral("something else"));
    drive.hands->click("messageCloseButton");
    QTRY_VERIFY2(drive.message().startsWith("Settings will not be kept: "), qPrintable(drive.message()));
    QVERIFY(drive.message().contains("settings.json") && drive.message().contains("Not a directory"));

    test::WindowDriver other; // where nothing is wrong nothing is said
    const SettingsFile kept(path("new folder/settings.json"));
    const SettingsPlaceCheck otherCheck(kept, other.window().session(), other.window().messages(), other.loadQueue());
    QTRY_VERIFY(QFileInfo(path("new folder")).isDir());
    QVERIFY(other.drain());
    QCOMPARE(other.message(), QString());
    QVERIFY(QDir(path("new folder")).isEmpty());
}

void TestSettingsPlace::aFullDiskIsFoundBeforehand()
{
    const SettingsFile file(path("settings.json"));
    QCOMPARE(file.save(Settings()), QString());
    const QByteArray before = test::contentOf(path("settings.json"));
    rlimit usual{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &usual), 0);
    const rlimit little{1024, usual.rlim_max};
    const auto beforeSignal = std::signal(SIGXFSZ, SIG_IGN);
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &little), 0);
    const QString fault = file.placeFault();
    setrlimit(RLIMIT_FSIZE, &usual);
    std::signal(SIGXFSZ, beforeSignal);
    QVERIFY2(fault.contains("File too large"), qPrintable(fault));
    QCOMPARE(file.placeFault(), QString());
    QCOMPARE(test::contentOf(path("settings.json")), before);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{"settings.json"});
}

QTEST_MAIN(TestSettingsPlace)
#include "tst_settingsplace.moc"
