// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/moviepadding.h"
#include "tests/support/soundfiles.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace gabor;
using test::Bytes;
using test::number;

namespace {

constexpr auto big = std::endian::big;

Bytes box(const char* type, const Bytes& body)
{
    return number(body.size() + 8, 4, big) + type + body;
}

Bytes timeToSample(const std::vector<std::pair<unsigned, unsigned>>& runs)
{
    Bytes body = number(0, 4) + number(runs.size(), 4, big);
    for (const auto& [count, length] : runs)
        body += number(count, 4, big) + number(length, 4, big);
    return box("stts", body);
}

Bytes track(const char* handler, const Bytes& times)
{
    const Bytes header = box("mdhd", Bytes(12, '\0') + number(48'000, 4, big) + number(0, 8));
    return box(
        "trak",
        box("mdia", header + box("hdlr", number(0, 8) + handler + Bytes(13, '\0')) + box("minf", box("stbl", times))));
}

} // namespace

/// The padding that MP4 tells of by the length of the last packet.
class TestMoviePadding : public QObject
{
    Q_OBJECT
private slots:
    void theLastPacketTellsIt()
    {
        const Bytes movie = box("ftyp", "M4A ") + box("mdat", Bytes(1000, 'x'))
            + box("moov",
                  track("vide", timeToSample({{50, 1}})) + track("soun", timeToSample({{94, 1024}, {1, 785}}))
                      + track("soun", timeToSample({{10, 960}, {30, 960}, {1, 1}})));
        QVERIFY(paddingOf(movie, 0) == (MoviePadding{.packets = 95, .samples = 239, .timescale = 48'000}));
        QVERIFY(paddingOf(movie, 1) == (MoviePadding{.packets = 41, .samples = 959, .timescale = 48'000}));
        QVERIFY(!paddingOf(movie, 2));
    }
    void whateverElseTellsNothing_data()
    {
        QTest::addColumn<QByteArray>("times");
        const auto row = [](const char* name, const Bytes& times) {
            QTest::newRow(name) << QByteArray::fromStdString(times);
        };
        row("no packets, as in fragments", timeToSample({}));
        row("all alike", timeToSample({{95, 1024}}));
        row("a longer one at the end", timeToSample({{94, 1024}, {1, 1025}}));
        row("an empty one at the end", timeToSample({{94, 1024}, {1, 0}}));
        row("two short ones", timeToSample({{94, 1024}, {2, 785}}));
        row("a short one on the way", timeToSample({{94, 1024}, {1, 785}, {3, 1024}}));
        row("more runs than are there", box("stts", number(0, 4) + number(9, 4, big)));
        row("countless runs", box("stts", number(0, 4) + number(0xFFFFFFFF, 4, big)));
        row("nothing", {});
    }
    void whateverElseTellsNothing()
    {
        QFETCH(QByteArray, times);
        QVERIFY(!paddingOf(box("moov", track("soun", times.toStdString())), 0));
    }
    void boxesThatLieEndWithTheFile()
    {
        const Bytes good = box("moov", track("soun", timeToSample({{94, 1024}, {1, 785}})));
        for (std::size_t size = 0; size < good.size(); ++size)
            paddingOf(good.substr(0, size), 0); // no more than that it comes back
        std::mt19937 random(1);
        for (int i = 0; i < 500; ++i) {
            Bytes bad = good;
            for (int changes = 0; changes < 3; ++changes)
                bad[random() % bad.size()] = static_cast<char>(random() % 3 == 0 ? 0xFF : random() % 4);
            if (const std::optional<MoviePadding> padding = paddingOf(bad, 0))
                QVERIFY(padding->samples > 0 && padding->packets > 0);
        }
    }

private:
    std::optional<MoviePadding> paddingOf(const Bytes& file, int trackNumber) const
    {
        const std::filesystem::path path = m_folder.filePath("movie").toStdString();
        test::write(path, file);
        const auto bytes = ByteSource::open(path);
        if (!bytes)
            return std::nullopt;
        HeaderReader reader(*bytes.value());
        return moviePadding(reader, trackNumber);
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestMoviePadding)
#include "tst_moviepadding.moc"
