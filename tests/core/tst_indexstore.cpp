// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/index/indexstore.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>

using namespace gabor;
using namespace std::chrono_literals;

namespace {

IndexContent content(std::size_t checkpoints = 3)
{
    IndexContent made{.format = {SampleFormat::Signed16, 2, 48000},
                      .samplesOfPacket = 1152,
                      .preroll = 6912,
                      .rawBegin = 1105,
                      .length = {.rawSamples = 3'000'000'000, .rawEnd = 2'999'999'000},
                      .spacing = 24000,
                      .checkpoints = {}};
    for (std::size_t i = 0; i < checkpoints; ++i)
        made.checkpoints.push_back({.begin = static_cast<std::int64_t>(i) * 24192,
                                    .byte = static_cast<std::int64_t>(i % 90),
                                    .time = static_cast<std::int64_t>(i) * 7,
                                    .samples = 1152,
                                    .size = 90,
                                    .hash = static_cast<std::uint32_t>(i)});
    return made;
}

} // namespace

/// Kept indexes return as they were, and nothing that is wrong returns at all.
class TestIndexStore : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        write("sound", std::string(100, 's'));
    }
    void whatIsKeptReturns()
    {
        const IndexStore store(path("index"));
        QVERIFY(isNothing(store.find(*sound())));
        store.keep(*sound(), content());
        const IndexStore::Finding found = store.find(*sound());
        QVERIFY(std::holds_alternative<IndexContent>(found));
        QVERIFY(std::get<IndexContent>(found) == content());
        store.keep(*sound(), NotIndexable{});
        QVERIFY(std::holds_alternative<NotIndexable>(store.find(*sound())));
    }
    void aSoundIsKnownWhereverItLies()
    {
        const IndexStore store(path("index"));
        store.keep(*sound(), content());
        std::filesystem::rename(path("sound"), path("moved"));
        QVERIFY(!isNothing(store.find(*ByteSource::open(path("moved")).value())));
    }
    void anotherStateOfTheSoundIsAnother()
    {
        const IndexStore store(path("index"));
        store.keep(*sound(), content());
        const auto time = std::filesystem::last_write_time(path("sound"));
        write("sound", std::string(99, 's') + 'x');
        std::filesystem::last_write_time(path("sound"), time);
        QVERIFY(isNothing(store.find(*sound())));
        write("sound", std::string(101, 's'));
        std::filesystem::last_write_time(path("sound"), time);
        QVERIFY(isNothing(store.find(*sound())));
        write("sound", std::string(100, 's'));
        std::filesystem::last_write_time(path("sound"), time + 1s);
        QVERIFY(isNothing(store.find(*sound())));
        std::filesystem::last_write_time(path("sound"), time);
        QVERIFY(!isNothing(store.find(*sound())));
    }
    void everyDamageIsSeen()
    {
        const IndexStore store(path("index"));
        store.keep(*sound(), content());
        const std::filesystem::path kept = onlyFile();
        const std::string good = bytesOf(kept);
        for (std::size_t i = 0; i < good.size(); ++i) {
            std::string bad = good;
            bad[i] = static_cast<char>(bad[i] ^ 0x10);
            writeTo(kept, bad);
            QVERIFY2(isNothing(store.find(*sound())), qPrintable(QString::number(i)));
            writeTo(kept, good.substr(0, i));
            QVERIFY(isNothing(store.find(*sound())));
        }
        writeTo(kept, good + '\0');
        QVERIFY(isNothing(store.find(*sound())));
        writeTo(kept, good);
        QVERIFY(!isNothing(store.find(*sound())));
    }
    void numbersThatCannotBeAreNotTaken_data()
    {
        QTest::addColumn<int>("which");
        for (int i = 0; i < 11; ++i)
            QTest::addRow("%d", i) << i;
    }
    void numbersThatCannotBeAreNotTaken()
    {
        QFETCH(int, which);
        IndexContent bad = content();
        Checkpoint& last = bad.checkpoints.back();
        const std::array<std::function<void()>, 11> deeds{
            [&] { bad.format.channelCount = 0; },
            [&] { bad.format.sampleRate = -1; },
            [&] { bad.length.rawEnd = bad.length.rawSamples + 1; },
            [&] { bad.rawBegin = bad.length.rawEnd; },
            [&] { bad.checkpoints.clear(); },
            [&] { bad.checkpoints.front().begin = 1; },
            [&] { last.begin = bad.checkpoints.front().begin; },
            [&] { last.byte = 100; },
            [&] { last.size = 0; },
            [&] { last.samples = -1; },
            [&] { bad.preroll = -1; },
        };
        deeds.at(static_cast<std::size_t>(which))();
        const IndexStore store(path("index"));
        store.keep(*sound(), bad);
        QVERIFY(isNothing(store.find(*sound())));
    }
    void theFolderKeepsToItsLimitAndTheOldestGoFirst()
    {
        const IndexStore store(path("index"), 10'000);
        for (int i = 0; i < 10; ++i) {
            write("sound" + std::to_string(i), "sound " + std::to_string(i) + std::string(93, ' '));
            const auto bytes = ByteSource::open(path("sound" + std::to_string(i))).value();
            store.keep(*bytes, content(60));
            QVERIFY(!isNothing(store.find(*bytes)));
            QTest::qWait(5);
        }
        QVERIFY(folderBytes() <= 10'000 && folderBytes() > 5000);
        QVERIFY(isNothing(store.find(*ByteSource::open(path("sound0")).value())));
    }
    void withoutAFolderNothingIsKept()
    {
        const IndexStore none;
        none.keep(*sound(), content());
        QVERIFY(isNothing(none.find(*sound())));
        write("file", "no folder");
        const IndexStore wrong(path("file"));
        wrong.keep(*sound(), content());
        QVERIFY(isNothing(wrong.find(*sound())));
    }

private:
    static bool isNothing(const IndexStore::Finding& finding)
    {
        return std::holds_alternative<std::monostate>(finding);
    }
    static void writeTo(const std::filesystem::path& file, const std::string& bytes)
    {
        std::ofstream(file, std::ios::binary) << bytes;
    }
    static std::string bytesOf(const std::filesystem::path& file)
    {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    std::filesystem::path path(const std::string& name) const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }
    void write(const std::string& name, const std::string& bytes) const { writeTo(path(name), bytes); }
    std::shared_ptr<const ByteSource> sound() const { return ByteSource::open(path("sound")).value(); }
    std::filesystem::path onlyFile() const { return std::filesystem::directory_iterator(path("index"))->path(); }
    std::int64_t folderBytes() const
    {
        std::int64_t sum = 0;
        for (const auto& entry : std::filesystem::directory_iterator(path("index")))
            sum += static_cast<std::int64_t>(entry.file_size());
        return sum;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestIndexStore)
#include "tst_indexstore.moc"
