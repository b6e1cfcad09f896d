// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/pathlock.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <fstream>
#include <thread>

using namespace gabor;
using namespace std::chrono_literals;

/// Two descriptors of one process are to the system what two processes are.
class TestPathLock : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        std::ofstream(path("lock")).flush();
    }
    void oneAloneHasIt()
    {
        std::optional<PathLock> first = PathLock::take(path("lock"));
        QVERIFY(first);
        QVERIFY(!PathLock::take(path("lock")));
        first.reset();
        QVERIFY(PathLock::take(path("lock")));
        QVERIFY(PathLock::take(path("."))); // a folder can be locked as well
        QVERIFY(!PathLock::take(path("nothing")));
    }
    void whatIsGoneMeanwhileIsNotHad()
    {
        std::optional<PathLock> first = PathLock::take(path("lock"));
        std::optional<PathLock> second;
        {
            const std::jthread waiting([&] { second = PathLock::take(path("lock"), 10s); });
            std::this_thread::sleep_for(100ms);
            std::filesystem::remove(path("lock"));
            first.reset();
        }
        QVERIFY(!second);
    }
    void whatIsThereInsteadIsLocked()
    {
        std::optional<PathLock> first = PathLock::take(path("lock"));
        std::optional<PathLock> second;
        {
            const std::jthread waiting([&] { second = PathLock::take(path("lock"), 10s); });
            std::this_thread::sleep_for(100ms);
            std::filesystem::remove(path("lock"));
            std::ofstream(path("lock")).flush();
            first.reset();
        }
        QVERIFY(second);
        QVERIFY(!PathLock::take(path("lock")));
    }
    void whatIsExchangedAgainAndAgainIsLockedByOne()
    {
        std::atomic<int> had = 0;
        std::atomic<int> hadByTwo = 0;
        {
            const std::jthread asking([&](const std::stop_token& stop) {
                while (!stop.stop_requested()) {
                    const std::optional<PathLock> lock = PathLock::take(path("lock"));
                    had += lock ? 1 : 0;
                    hadByTwo += lock && PathLock::take(path("lock")) ? 1 : 0;
                }
            });
            for (int i = 0; i < 10'000; ++i)
                if (const std::optional<PathLock> lock = PathLock::take(path("lock"))) {
                    std::ofstream(path("next")).flush();
                    std::filesystem::rename(path("next"), path("lock"));
                }
        }
        QVERIFY(had > 0);
        QCOMPARE(hadByTwo, 0);
    }
    void whatIsMadeIsLockedFromTheBeginning()
    {
        for (int i = 0; i < 300; ++i) {
            std::filesystem::remove(path("lock"));
            std::optional<PathLock> made;
            const std::jthread making([&] { made = PathLock::make(path("lock")); });
            while (!std::filesystem::exists(path("lock")))
                std::this_thread::yield();
            QVERIFY(!PathLock::take(path("lock")));
        }
        QVERIFY(!PathLock::make(path("no/such/folder")));
    }
    void nothingElseIsLeftOfMakingOne()
    {
        QVERIFY(PathLock::make(path("lock")));
        std::filesystem::create_directory(path("folder"));
        QVERIFY(!PathLock::make(path("folder")));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                 QStringList({"folder", "lock"}));
    }

private:
    std::filesystem::path path(const char* name) const { return m_folder->filePath(name).toStdString(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestPathLock)
#include "tst_pathlock.moc"
