// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/index/indexformat.h"

#include <QTest>

#include <limits>

using namespace gabor;
Q_DECLARE_METATYPE(IndexContent)

namespace {

constexpr std::int64_t fileBytes = 1'000'000;

IndexContent content()
{
    return {.format = {SampleFormat::Signed16, 2, 44100},
            .samplesOfPacket = 1024,
            .preroll = 2048,
            .rawBegin = 1024,
            .length = {.rawSamples = 90'000, .rawEnd = 89'000},
            .spacing = 22'050,
            .checkpoints = {{.begin = 0, .byte = 40, .time = 0, .samples = 1024, .size = 300, .hash = 7},
                            {.begin = 22'528, .byte = 9000, .time = 22'528, .samples = 1024, .size = 290, .hash = 8}}};
}

KeptIndex keptOf(const IndexContent& content)
{
    const std::string bytes = toBytes("a file\n", content);
    return keptIndexFrom(std::as_bytes(std::span(bytes)), "a file\n", fileBytes);
}

} // namespace

class TestIndexFormat : public QObject
{
    Q_OBJECT
private slots:
    void whatIsKeptReturns() { QVERIFY(keptOf(content()).content == content()); }
    void numbersBeyondBeliefAreNotBelieved_data()
    {
        QTest::addColumn<IndexContent>("damaged");
        const auto row = [](const char* name, auto damage) {
            IndexContent damaged = content();
            damage(damaged);
            QTest::newRow(name) << damaged;
        };
        constexpr auto most = std::numeric_limits<std::int64_t>::max();
        row("spacing of everything", [](IndexContent& c) { c.spacing = most; });
        row("no spacing", [](IndexContent& c) { c.spacing = 0; });
        row("endless", [](IndexContent& c) { c.length.rawSamples = most; });
        row("ends behind its end", [](IndexContent& c) { c.length.rawEnd = 90'001; });
        row("begins behind its end", [](IndexContent& c) { c.rawBegin = 89'000; });
        row("nowhere to enter", [](IndexContent& c) { c.checkpoints.clear(); });
        row("beyond the file", [](IndexContent& c) { c.checkpoints[1].byte = fileBytes; });
        row("out of order", [](IndexContent& c) { c.checkpoints[1].begin = 5; });
        row("endless packet", [](IndexContent& c) { c.samplesOfPacket = std::numeric_limits<std::int32_t>::max(); });
    }
    void numbersBeyondBeliefAreNotBelieved()
    {
        QFETCH(IndexContent, damaged);
        QVERIFY(!keptOf(damaged).isGood);
    }
};

QTEST_GUILESS_MAIN(TestIndexFormat)
#include "tst_indexformat.moc"
