// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/decodecache.h"

#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <thread>

#include <sys/resource.h>
#include <sys/stat.h>

using namespace gabor;

class TestDecodeCache : public QObject
{
    Q_OBJECT
private slots:
    void whatIsAppendedCanBeRead()
    {
        auto cache = create();
        const std::vector<std::byte> first(5000, std::byte{1});
        const std::vector<std::byte> second(3000, std::byte{2});
        QCOMPARE(cache->append(first), 0);
        QCOMPARE(cache->append(second), 0);
        QCOMPARE(cache->size(), 8000);
        std::vector<std::byte> out(8000);
        QCOMPARE(readAt(cache->file(), 0, out).count, 8000U);
        QVERIFY(out[4999] == std::byte{1} && out[5000] == std::byte{2});
    }
    void leavesNoNameBehind()
    {
        const auto cache = create();
        QVERIFY(cache);
        QVERIFY(std::filesystem::is_empty(m_folder.path().toStdString()));
    }
    void silenceTakesNoRoom()
    {
        auto cache = create();
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(cache->append(std::vector<std::byte>(1 << 20)), 0);
        QCOMPARE(cache->size(), std::int64_t{1000} << 20);
        struct stat status = {};
        QCOMPARE(fstat(cache->file().number(), &status), 0);
        QVERIFY(status.st_blocks * 512 < 1 << 20);
    }
    void aHoleIsKnownWithoutBeingRead()
    {
        auto cache = create();
        constexpr std::int64_t part = 1 << 20;
        QCOMPARE(cache->append(std::vector<std::byte>(part)), 0);
        QCOMPARE(cache->append(std::vector<std::byte>(part, std::byte{1})), 0);
        QCOMPARE(cache->append(std::vector<std::byte>(part)), 0);
        if (!cache->isHole(0, part))
            QSKIP("this file system does not tell its holes");
        QVERIFY(cache->isHole(2 * part, 3 * part));
        QVERIFY(!cache->isHole(0, part + 1));
        QVERIFY(!cache->isHole(part, 2 * part));
        QVERIFY(!cache->isHole(2 * part - 1, 3 * part));
    }
    void aFolderThatIsMissingIsAnError()
    {
        const auto cache = DecodeCache::createIn(m_folder.filePath("missing").toStdString());
        QVERIFY(!cache);
        QCOMPARE(cache.fault(), ENOENT);
    }
    void whatCannotGrowSaysSoAndKeepsWhatItHas()
    {
        auto cache = create();
        QCOMPARE(cache->append(std::vector<std::byte>(60'000, std::byte{1})), 0);
        struct rlimit old = {};
        getrlimit(RLIMIT_FSIZE, &old);
        const auto oldAction = std::signal(SIGXFSZ, SIG_IGN);
        const struct rlimit limit = {.rlim_cur = 65'536, .rlim_max = old.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
        const auto restore = qScopeGuard([&] {
            setrlimit(RLIMIT_FSIZE, &old);
            std::signal(SIGXFSZ, oldAction);
        });
        QCOMPARE(cache->append(std::vector<std::byte>(60'000, std::byte{1})), EFBIG);
        QCOMPARE(cache->size(), 60'000);
    }
    void growsToItsLimitAndNoFurther()
    {
        auto limited = DecodeCache::createIn(m_folder.path().toStdString(), 10'000);
        QVERIFY(limited);
        const std::unique_ptr<DecodeCache> cache = std::move(limited).value();
        QCOMPARE(cache->append(std::vector<std::byte>(9000, std::byte{1})), 0);
        QCOMPARE(cache->append(std::vector<std::byte>(1001)), EFBIG);
        QCOMPARE(cache->append(std::vector<std::byte>(1000)), 0);
        QCOMPARE(cache->size(), 10'000);
    }
    void readersSeeOnlyWhatIsWhole()
    {
        auto cache = create();
        bool good = true;
        std::jthread reader([&](const std::stop_token& stop) {
            std::vector<std::byte> out(4096);
            while (!stop.stop_requested())
                if (const std::int64_t size = cache->size(); size >= 4096) {
                    good = good && readAt(cache->file(), size - 4096, out).count == out.size();
                    for (const std::byte byte : out)
                        good = good && byte == std::byte{7};
                }
        });
        for (int i = 0; i < 2000; ++i)
            QCOMPARE(cache->append(std::vector<std::byte>(4096, std::byte{7})), 0);
        reader.request_stop();
        reader.join();
        QVERIFY(good);
    }

private:
    std::unique_ptr<DecodeCache> create() const
    {
        auto cache = DecodeCache::createIn(m_folder.path().toStdString());
        return cache ? std::move(cache).value() : nullptr;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestDecodeCache)
#include "tst_decodecache.moc"
