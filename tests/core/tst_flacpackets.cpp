// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/avinput.h"
#include "core/audio/avpointers.h"
#include "core/audio/flacpackets.h"
#include "tests/support/soundfiles.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace gabor;

namespace {

struct Packet
{
    std::int64_t byte = 0;
    std::vector<std::uint8_t> bytes;

    friend bool operator==(const Packet&, const Packet&) = default;
};

std::shared_ptr<const ByteSource> opened(const std::filesystem::path& path)
{
    return ByteSource::open(path).value();
}

Packet contentOf(const AVPacket& packet)
{
    return {packet.pos, {packet.data, packet.data + packet.size}};
}

/// As the decoder library finds them.
std::vector<Packet> packetsOfLibrary(const std::filesystem::path& path)
{
    std::vector<Packet> packets;
    const auto input = AvInput::open(opened(path), {});
    const AvPointer<AVPacket> packet = newPacket();
    while (input.value()->readPacket(*packet) == 0) {
        packets.push_back(contentOf(*packet));
        gabor::av_packet_unref(packet.get());
    }
    return packets;
}

struct Found
{
    std::vector<Packet> packets;
    int end = 0; ///< what the last call said
};

Found packetsFrom(const std::filesystem::path& path, std::int64_t first)
{
    Found found;
    const std::shared_ptr<const ByteSource> bytes = opened(path);
    FlacPackets frames(bytes, first, bytes->size());
    const AvPointer<AVPacket> packet = newPacket();
    while ((found.end = frames.next(*packet)) == 0) {
        found.packets.push_back(contentOf(*packet));
        gabor::av_packet_unref(packet.get());
    }
    return found;
}

} // namespace

class TestFlacPackets : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { test::write(path("seed.wav"), test::wav({}, test::pcm({{0, 0}}, SampleFormat::Signed16))); }
    void framesAreThoseOfTheLibrary_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("options");
        const auto row = [](const char* name, const char* format, const char* options = "") {
            QTest::newRow(name) << format << options;
        };
        row("16 bit, stereo", "s16:48000:stereo");
        row("8 kHz, mono", "s16:8000:mono");
        row("24 bit, 5.1", "s32:96000:5.1");
        row("a rate that is spelled out", "s16:12345:stereo");
        row("a rate in tens", "s16:123450:mono");
        row("a rate in thousands", "s16:37000:mono");
        row("short frames", "s16:48000:mono", "-frame_size 16");
        row("longest frames", "s16:48000:5.1", "-frame_size 65535");
        row("level 0", "s16:48000:stereo", "-compression_level 0");
    }
    void framesAreThoseOfTheLibrary()
    {
        QFETCH(QString, format);
        QFETCH(QString, options);
        QVERIFY2(encoded("a.flac", format, options), "the ffmpeg command is needed");
        const std::vector<Packet> expected = packetsOfLibrary(path("a.flac"));
        QVERIFY(expected.size() > 3);
        const Found found = packetsFrom(path("a.flac"), expected.front().byte);
        QCOMPARE(found.end, AVERROR_EOF);
        QVERIFY(found.packets == expected);
    }
    void readingGoesOnAnywhere()
    {
        QVERIFY(encoded("a.flac", "s16:48000:stereo", ""));
        const std::vector<Packet> expected = packetsOfLibrary(path("a.flac"));
        const std::shared_ptr<const ByteSource> bytes = opened(path("a.flac"));
        FlacPackets frames(bytes, expected.front().byte, bytes->size());
        const AvPointer<AVPacket> packet = newPacket();
        for (const std::size_t number : {20U, 21U, 3U, 0U, 40U, 39U}) {
            frames.seek(expected[number].byte);
            QCOMPARE(frames.next(*packet), 0);
            QVERIFY(contentOf(*packet) == expected[number]);
            gabor::av_packet_unref(packet.get());
        }
        for (const std::int64_t nowhere : {std::int64_t{0}, expected[5].byte + 1}) {
            frames.seek(nowhere);
            QCOMPARE(frames.next(*packet), AVERROR_INVALIDDATA);
        }
        frames.seek(std::int64_t{1} << 40);
        QCOMPARE(frames.next(*packet), AVERROR_EOF);
    }
    /// Nothing more can be read then; the attempt moves what has been read.
    void whatLooksLikeAHeaderMayStandJustBeforeTheEnd()
    {
        QVERIFY(encoded("a.flac", "s16:48000:stereo", ""));
        const std::vector<Packet> expected = packetsOfLibrary(path("a.flac"));
        const std::string tail(12, '\xFF');
        std::ofstream(path("a.flac"), std::ios::binary | std::ios::app) << tail;
        const Found found = packetsFrom(path("a.flac"), expected.front().byte);
        QCOMPARE(found.end, AVERROR_EOF);
        QCOMPARE(found.packets.size(), expected.size());
        QCOMPARE(found.packets.back().bytes.size(), expected.back().bytes.size() + tail.size());
    }
    /// What is missing or turned is not guessed over: no frame is given that reaches over it.
    void damageEndsIt_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("a frame is gone") << 0;
        QTest::newRow("a header is damaged") << 1;
        QTest::newRow("something lies between frames") << 2;
    }
    void damageEndsIt()
    {
        QFETCH(int, kind);
        constexpr std::size_t number = 12;
        QVERIFY(encoded("a.flac", "s16:48000:stereo", ""));
        const std::vector<Packet> expected = packetsOfLibrary(path("a.flac"));
        std::ifstream file(path("a.flac"), std::ios::binary);
        test::Bytes bytes{std::istreambuf_iterator<char>(file), {}};
        const auto byte = static_cast<std::size_t>(expected[number].byte);
        const std::size_t size = expected[number].bytes.size();
        if (kind == 0)
            bytes.erase(byte, size);
        else if (kind == 1)
            bytes[byte + 2] = static_cast<char>(bytes[byte + 2] ^ 0x10);
        else
            bytes.insert(byte, test::Bytes(20 << 20, 'x'));
        test::write(path("bad.flac"), bytes);
        const Found found = packetsFrom(path("bad.flac"), expected.front().byte);
        QVERIFY(found.end != 0);
        const auto good = static_cast<std::ptrdiff_t>(number) - 1;
        QVERIFY(std::ssize(found.packets) >= good && std::ssize(found.packets) < std::ssize(expected));
        QVERIFY(std::equal(expected.begin(), expected.begin() + good, found.packets.begin()));
    }

private:
    std::filesystem::path path(const QString& name) const { return m_folder.filePath(name).toStdString(); }
    bool encoded(const QString& name, const QString& format, const QString& options) const
    {
        const QString arguments =
            QStringLiteral(
                "-c:a flac -filter_complex anoisesrc=d=5:a=0.3:seed=1:r=%1,aformat=%2 %3 -strict -2 -bitexact")
                .arg(format.section(u':', 1, 1), format, options);
        return test::encode(path("seed.wav"), arguments.toStdString(), path(name));
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestFlacPackets)
#include "tst_flacpackets.moc"
