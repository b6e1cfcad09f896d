// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/index/indexedsource.h"
#include "core/audio/index/packetscan.h"
#include "tests/support/soundfiles.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <random>
#include <thread>

using namespace gabor;

namespace {

using Source = std::shared_ptr<const SampleSource>;

std::vector<float> samples(const SampleSource& source, std::int64_t first, std::size_t count, ChannelChoice channel)
{
    std::vector<float> out(count, -9.0F);
    source.read(first, channel, std::span(out));
    return out;
}

bool readsByIndex(const Source& source)
{
    const auto* const indexed = dynamic_cast<const IndexedSource*>(source.get());
    return indexed && indexed->readsByIndex();
}

/// Whether a run of samples is what the sound decoded from beginning to end has there.
bool isSame(const SampleSource& source, const std::vector<float>& whole, std::int64_t first, std::size_t count)
{
    const std::vector<float> run = samples(source, first, count, {.index = 0});
    return std::equal(run.begin(), run.end(), whole.begin() + first);
}

/// The first place where random reads differ from the whole, or -1.
std::int64_t firstDifference(const SampleSource& source, const std::vector<float>& whole, unsigned seed, int reads)
{
    std::mt19937 random(seed);
    const auto length = static_cast<std::int64_t>(whole.size());
    for (int i = 0; i < reads; ++i) {
        const std::int64_t first = std::uniform_int_distribution<std::int64_t>(0, length - 1)(random);
        const std::int64_t longest = std::min<std::int64_t>(length - first, i % 10 == 0 ? 100'000 : 3000);
        const auto count = static_cast<std::size_t>(std::uniform_int_distribution<std::int64_t>(1, longest)(random));
        if (!isSame(source, whole, first, count))
            return first;
    }
    return -1;
}

} // namespace

/// Entering compressed sound anywhere gives the very samples that decoding it from beginning to end gives.
class TestPacketIndex : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        // A minute with a silence in it, where all packets are alike.
        const std::string noise = "-filter_complex \"anoisesrc=r=48000:a=0.3:seed=1:d=60,"
                                  "volume=0:enable='between(t,20,27)',aformat=s16:48000:stereo\" -bitexact";
        test::write(path("seed.wav"), test::wav({1, 48000}, test::pcm({{0, 0}}, SampleFormat::Signed16)));
        QVERIFY2(test::encode(path("seed.wav"), noise, path("minute.wav")), "the ffmpeg command is needed");
    }
    void randomReadsEqualTheWhole_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<bool>("byIndex");
        const auto row = [](const char* name, const char* file, const char* arguments, bool byIndex) {
            QTest::newRow(name) << QString(file) << QString(arguments) << byIndex;
        };
        row("FLAC", "a.flac", "-c:a flac", true);
        row("Ogg FLAC", "b.ogg", "-c:a flac", true);
        row("FLAC in Matroska", "c.mka", "-c:a flac", true);
        row("24-bit FLAC", "d.flac", "-c:a flac -sample_fmt s32", true);
        row("ALAC", "e.m4a", "-c:a alac", true);
        row("ALAC in CAF", "f.caf", "-c:a alac", true); // though its header counts whole packets only
        row("WavPack", "g.wv", "-c:a wavpack", true);
        row("TTA", "h.tta", "-c:a tta", true);
        row("Vorbis", "i.ogg", "-c:a libvorbis -q:a 4", true);
        row("Vorbis in Matroska", "j.mka", "-c:a libvorbis", true);
        row("Vorbis of one channel", "k.ogg", "-c:a libvorbis -ac 1 -ar 22050", true);
        row("Opus", "l.opus", "-ss 28 -c:a libopus", true);
        row("Opus in WebM", "m.webm", "-ss 28 -c:a libopus", true);
        row("Opus with silence", "dd.opus", "-c:a libopus", false); // what is left there never quite dies away
        row("MP3", "n.mp3", "-c:a libmp3lame -b:a 128k", true);
        row("MP3 without tag", "o.mp3", "-c:a libmp3lame -b:a 192k -write_xing 0", true);
        row("MP3 of changing rate", "p.mp3", "-c:a libmp3lame -q:a 7", true);
        row("small MP3", "q.mp3", "-c:a libmp3lame -b:a 16k -ac 1 -ar 22050", true);
        row("MP3 in Matroska", "r.mka", "-c:a libmp3lame", true);
        row("MP2", "s.mp2", "-c:a mp2", true);
        row("M4A", "t.m4a", "-c:a aac", false);
        row("M4A without noise substitution", "u.m4a", "-c:a aac -aac_pns 0", true);
        row("ADTS", "v.aac", "-c:a aac -aac_pns 0", true);
        row("AAC in fragments", "w.mp4",
            "-c:a aac -aac_pns 0 -movflags frag_keyframe+empty_moov -frag_duration 1000000", true);
        row("AAC in Matroska", "x.mka", "-c:a aac -aac_pns 0", true);
        row("M4A that begins late", "y.m4a", "-ss 1.013 -c:a aac -aac_pns 0", true);
        row("AC-3", "z.ac3", "-c:a ac3", false);
        row("Windows Media", "aa.wma", "-c:a wmav2", false);
        row("IMA ADPCM", "bb.wav", "-c:a adpcm_ima_wav", false);
        row("Microsoft ADPCM", "cc.wav", "-c:a adpcm_ms", false);
    }
    void randomReadsEqualTheWhole()
    {
        QFETCH(QString, file);
        QFETCH(QString, arguments);
        QFETCH(bool, byIndex);
        QVERIFY(encoded(file, arguments));
        const Source whole = open(file, {.decodesWhole = true});
        const Source source = open(file);
        QVERIFY(whole && source && source->isComplete());
        QVERIFY(!readsByIndex(whole));
        QCOMPARE(readsByIndex(source), byIndex);
        QCOMPARE(source->availableSamples(), whole->availableSamples());
        QCOMPARE(source->expectedSamples(), whole->expectedSamples());
        QVERIFY(source->notices() == whole->notices());
        QCOMPARE(source->description().encoding, whole->description().encoding);
        const std::vector<float> all = everything(*whole);
        QCOMPARE(firstDifference(*source, all, 1, 100), -1);
        std::atomic<std::int64_t> difference = -1;
        {
            std::vector<std::jthread> threads;
            for (unsigned seed = 2; seed < 6; ++seed)
                threads.emplace_back([&, seed] {
                    if (const std::int64_t place = firstDifference(*source, all, seed, 50); place >= 0)
                        difference = place;
                });
        }
        QCOMPARE(difference.load(), -1);
        QVERIFY(isSame(*source, all, 0, all.size()));
        QCOMPARE(readsByIndex(source), byIndex);
        QCOMPARE(source->revision(), readsByIndex(source) ? 0U : source->revision());
    }
    /// An edit list may leave out the beginning, and all of what it leaves out is decoded before there is anything to see:
    /// of so much that memory would feel it, no index is made.
    void whatIsLeftOutAtTheBeginningIsBounded_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<bool>("byIndex");
        QTest::newRow("20 s, 7 MiB") << 20 << true;
        QTest::newRow("45 s, 17 MiB") << 45 << false;
    }
    void whatIsLeftOutAtTheBeginningIsBounded()
    {
        QFETCH(int, seconds);
        QFETCH(bool, byIndex);
        QVERIFY(encoded("edited.m4a", "-c:a aac -aac_pns 0"));
        QFile file(QString::fromStdString(path("edited.m4a").native()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        constexpr qint64 placeOfDuration = 12; // behind the name, the flags and the count
        const qint64 place = file.readAll().indexOf("elst") + placeOfDuration;
        QVERIFY(place > placeOfDuration);
        file.seek(place);
        const auto leftOut = static_cast<std::uint64_t>(seconds);
        const test::Bytes edit = test::number((60 - leftOut) * 1000, 4, std::endian::big)
            + test::number(leftOut * 48000, 4, std::endian::big);
        QCOMPARE(file.write(edit.data(), 8), 8);
        file.close();
        const Source whole = open("edited.m4a", {.decodesWhole = true});
        const Source source = open("edited.m4a");
        QVERIFY(whole && source);
        QCOMPARE(readsByIndex(source), byIndex);
        QCOMPARE(source->availableSamples(), whole->availableSamples());
        QVERIFY(qAbs(source->availableSamples() - (60 - seconds) * 48000) < 3000);
        const std::vector<float> all = everything(*whole);
        QVERIFY(isSame(*source, all, 0, all.size()));
    }
    /// How far back an MP3 reaches depends on how small its packets are, which any one of them may make smaller.
    void thePrerollOfSmallPacketsIsBounded()
    {
        QVERIFY(encoded("q.mp3", "-c:a libmp3lame -b:a 8k -ac 1 -ar 8000"));
        std::unique_ptr<AvInput> input = AvInput::open(ByteSource::open(path("q.mp3")).value(), {}).value();
        const CodingTraits traits = *codingTraitsOf(*input);
        const std::unique_ptr<PacketScan> scan = PacketScan::begin(std::move(input), traits);
        QVERIFY(scan);
        while (scan->next() == PacketScan::Step::Packet) { }
        const int ofPacket = scan->index()->samplesOfPacket();
        QVERIFY(scan->preroll() > traits.preroll + 4 * ofPacket);
        QVERIFY(scan->preroll() <= traits.preroll + 40 * ofPacket);
    }
    /// A list of the packets that were read would be slower to insert into the longer it is.
    void readersKeepNoListOfWhatTheyRead()
    {
        QVERIFY(encoded("i.ogg", "-c:a libvorbis -q:a 4"));
        const std::shared_ptr<const ByteSource> bytes = ByteSource::open(path("i.ogg")).value();
        std::unique_ptr<AvInput> input = AvInput::open(bytes, {}).value();
        const CodingTraits traits = *codingTraitsOf(*input);
        const std::unique_ptr<PacketScan> scan = PacketScan::begin(std::move(input), traits);
        QVERIFY(scan);
        while (scan->next() == PacketScan::Step::Packet) { }
        const std::unique_ptr<PacketReader> reader = PacketReader::open(bytes, scan->index(), traits, {});
        QVERIFY(reader);
        for (const std::int64_t second : {40, 30, 2}) {
            std::vector<std::byte> out;
            QVERIFY(reader->read({second * 48000, (second + 8) * 48000}, out));
            QVERIFY(!out.empty());
        }
        QVERIFY2(reader->containerEntries() < 10, qPrintable(QString::number(reader->containerEntries())));
    }

private:
    std::filesystem::path path(const QString& name) const { return m_folder.filePath(name).toStdString(); }
    bool encoded(const QString& name, const QString& arguments) const
    {
        return test::encode(path("minute.wav"), arguments.toStdString(), path(name));
    }
    Source open(const QString& name, const OpeningOptions& options = {}) const
    {
        const auto opened = openSound(path(name), {}, options);
        if (!opened)
            return nullptr;
        if (opened.value().finishDecoding)
            opened.value().finishDecoding({});
        return opened.value().source;
    }
    static std::vector<float> everything(const SampleSource& source)
    {
        return samples(source, 0, static_cast<std::size_t>(source.availableSamples()), {.index = 0});
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestPacketIndex)
#include "tst_packetindex.moc"
