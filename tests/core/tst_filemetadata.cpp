// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/sounddecoding.h"
#include "core/audio/soundfile.h"
#include "tests/support/soundfiles.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace gabor;
using namespace std::string_literals;
using test::Bytes;
using test::chunk;
using test::number;
using Kind = SoundMarker::Kind;

namespace {

constexpr auto little = std::endian::little;
constexpr auto big = std::endian::big;

const Bytes& halfSecond()
{
    static const Bytes data = test::pcm({std::vector<double>(4000, 0.25)}, SampleFormat::Signed16);
    return data;
}

Bytes cuePoint(unsigned name, std::uint32_t place, std::endian order)
{
    return number(name, 4, order) + number(place, 4, order) + "data" + number(0, 4, order) + number(0, 4, order)
        + number(place, 4, order);
}

/// A cue point, a region and a broadcast description, as recorders and editors write them.
Bytes wavChunks(std::endian order = little)
{
    const Bytes cues = chunk("cue ", number(2, 4, order) + cuePoint(7, 3000, order) + cuePoint(3, 1000, order), order);
    const Bytes words =
        chunk("LIST",
              "adtl" + chunk("labl", number(3, 4, order) + "Wren\0"s, order)
                  + chunk("labl", number(7, 4, order) + "M\xF6we\0"s, order)
                  + chunk("note", number(7, 4, order) + "far\naway\0"s, order)
                  + chunk("ltxt", number(7, 4, order) + number(500, 4, order) + "rgn " + Bytes(8, '\0'), order)
                  + chunk("labl", number(99, 4, order) + "of no cue point\0"s, order),
              order);
    const Bytes info = chunk("LIST",
                             "INFO" + chunk("INAM", "Dawn\0"s, order) + chunk("IART", "A. Field", order)
                                 + chunk("ICMT", "\x1B[2Jwind\0"s, order) + chunk("IXYZ", "odd one", order),
                             order);
    Bytes broadcast = "Wood, north edge";
    broadcast.resize(256);
    broadcast += "Recorder 7";
    broadcast.resize(288);
    broadcast += "REF1";
    broadcast.resize(320);
    broadcast += "2024-05-0604:30:00" + number(1'000'000'007, 4, order) + number(2, 4, order);
    broadcast.resize(602);
    broadcast += "A=PCM,F=8000\r\n";
    return cues + words + info + chunk("bext", broadcast, order);
}

SoundMetadata expectedOfWav()
{
    SoundMetadata expected;
    expected.tags = {{"title", "Dawn"},
                     {"artist", "A. Field"},
                     {"comment", "[2Jwind"},
                     {"description", "Wood, north edge"},
                     {"originator", "Recorder 7"},
                     {"ixyz", "odd one"},
                     {"originator_reference", "REF1"},
                     {"origination_date", "2024-05-06"},
                     {"origination_time", "04:30:00"},
                     {"coding_history", "A=PCM,F=8000"}};
    expected.markers = {{.kind = Kind::Cue, .span = {1000, 1000}, .label = "Wren"},
                        {.kind = Kind::Region, .span = {3000, 3500}, .label = "Möwe", .note = "far away"}};
    expected.samplesSinceMidnight = (std::int64_t{2} << 32) + 1'000'000'007;
    return expected;
}

Bytes aiffWith(const Bytes& chunks)
{
    Bytes file = test::aiff({1, 8000, SampleFormat::Signed16, big}, halfSecond()) + chunks;
    return file.replace(4, 4, number(file.size() - 8, 4, big));
}

Bytes aiffChunks()
{
    const Bytes markers = number(2, 2, big) + number(1, 2, big) + number(2500, 4, big) + "\x04Late\0"s
        + number(2, 2, big) + number(5, 4, big) + "\x05" + "Early";
    const Bytes comments = number(2, 2, big) + number(0, 4, big) + number(1, 2, big) + number(3, 2, big) + "owl\0"s
        + number(0, 4, big) + number(0, 2, big) + number(4, 2, big) + "cold";
    return chunk("COMT", comments, big) + chunk("MARK", markers, big) + chunk("NAME", "Night", big)
        + chunk("AUTH", "B. Meadow", big) + chunk("(c) ", "2020", big) + chunk("ANNO", "wet", big);
}

Bytes cafWith(const Bytes& chunks)
{
    const Bytes whole = test::caf({1, 8000, SampleFormat::Signed16, big}, halfSecond(),
                                  static_cast<std::int64_t>(halfSecond().size()) + 4);
    return whole + chunks;
}

Bytes cafChunk(const Bytes& id, const Bytes& body)
{
    return id + number(body.size(), 8, big) + body;
}

/// One marker that has a name.
Bytes cafMarker(double place, unsigned name)
{
    return cafChunk("mark",
                    number(0, 4) + number(1, 4, big) + number(0, 4)
                        + number(std::bit_cast<std::uint64_t>(place), 8, big) + number(name, 4, big) + Bytes(12, '\0'));
}

Bytes cafChunks()
{
    const auto marker = [](double place, unsigned name) {
        return number(0, 4) + number(std::bit_cast<std::uint64_t>(place), 8, big) + number(name, 4, big)
            + Bytes(12, '\0');
    };
    return cafChunk("strg", number(1, 4, big) + number(9, 4, big) + number(0, 8, big) + "Frog\0"s)
        + cafChunk("info", number(2, 4, big) + "title\0Pond\0artist\0C. Reed\0"s)
        + cafChunk("mark", number(0, 4) + number(3, 4, big) + marker(77, 9) + marker(-1, 5) + marker(12.6, 6));
}

} // namespace

/// Tags, cue points, regions and chapters of every kind of file reach the description of its sound.
class TestFileMetadata : public QObject
{
    Q_OBJECT
private slots:
    void chunksOfWavAreRead_data()
    {
        QTest::addColumn<QByteArray>("file");
        const auto row = [](const char* name, const Bytes& file) {
            QTest::newRow(name) << QByteArray::fromStdString(file);
        };
        row("RIFF", test::wav({1, 8000}, halfSecond(), {}, wavChunks()));
        row("before the samples", test::wav({1, 8000}, halfSecond(), wavChunks()));
        row("RIFX",
            test::wav({.sampleRate = 8000, .order = big}, test::pcm({{0, 0.5}}, SampleFormat::Signed16, big), {},
                      wavChunks(big)));
        row("RF64", test::rf64({1, 8000}, halfSecond()) + wavChunks());
        row("BW64", test::rf64({1, 8000}, halfSecond(), "BW64") + wavChunks());
    }
    void chunksOfWavAreRead()
    {
        QFETCH(QByteArray, file);
        test::write(path("a.wav"), file.toStdString());
        QVERIFY(metadataOf("a.wav") == expectedOfWav());
    }
    void markersOfRf64MayLieBeyondWhatCuePointsReach()
    {
        constexpr std::uint64_t far = std::uint64_t{5} << 32;
        const auto entry = [](unsigned flags, std::uint64_t place, Bytes label, unsigned labelNumber) {
            label.resize(256);
            return number(flags, 4) + number(place, 8) + Bytes(16, '\0') + label + number(labelNumber, 4)
                + Bytes(32, '\0');
        };
        const Bytes markers = chunk("r64m",
                                    entry(1, far, "Owl", 0) + entry(0, 10, "deleted", 0) + entry(1, 20, "", 3)
                                        + entry(1, 1000, "", 3) + entry(1, ~0ULL, "nowhere", 0));
        for (const char* const id : {"RF64", "BW64"}) {
            test::write(path("long.wav"), test::rf64({1, 8000}, halfSecond(), id) + markers + wavChunks());
            SoundMetadata expected = expectedOfWav();
            expected.markers.insert(expected.markers.begin(), {.span = {20, 20}, .label = "Wren"});
            expected.markers.push_back({.span = {std::int64_t{far}, std::int64_t{far}}, .label = "Owl"});
            QVERIFY(metadataOf("long.wav").markers == expected.markers);
        }
    }
    void markersOfWave64AreRead()
    {
        const auto guidChunk = [](const Bytes& guid, const Bytes& body) {
            return guid + number(body.size() + 24, 8) + body + Bytes((8 - body.size() % 8) % 8, '\0');
        };
        const auto marker = [](std::uint64_t begin, std::uint64_t length, const Bytes& name) {
            return number(1, 4) + number(0, 4) + number(begin, 8) + number(length, 8) + number(name.size(), 4)
                + number(0, 4) + name;
        };
        const Bytes unknown = "\xBC\x94\x5F\x92\x5A\x52\xD2\x11\x86\xDC\x00\xC0\x4F\x8E\xDB\x8A"s;
        const Bytes guid = "\x56\x62\xF7\xAB\x2D\x39\xD2\x11\x86\xC7\x00\xC0\x4F\x8E\xDB\x8A"s;
        const Bytes body = number(3, 4) + marker(100, ~0ULL, "M\0\xF6\0w\0e\0\0\0"s)
            + marker(std::uint64_t{5} << 32, 500, "\x3D\xD8\x26\xDC"s) + marker(7, 0, "");
        const Bytes whole = test::wave64({1, 8000}, halfSecond()) + guidChunk(unknown, "x") + guidChunk(guid, body);
        test::write(path("a.w64"), whole);
        constexpr std::int64_t far = std::int64_t{5} << 32;
        const std::vector<SoundMarker> markers{
            {.span = {7, 7}},
            {.span = {100, 100}, .label = "Möwe"},
            {.kind = Kind::Region, .span = {far, far + 500}, .label = "\xF0\x9F\x90\xA6"}};
        QVERIFY(metadataOf("a.w64").markers == markers);
        for (std::size_t size = whole.size() - body.size(); size < whole.size(); ++size) {
            test::write(path("cut.w64"), whole.substr(0, size));
            QVERIFY(metadataOf("cut.w64").markers.size() < 4); // no more than that it comes back
        }
    }
    void cuePointsOfCompressedWavAreRead()
    {
        test::write(path("pcm.wav"), test::wav({1, 8000}, halfSecond()));
        QVERIFY(test::encode(path("pcm.wav"), "-c:a adpcm_ms -metadata title=Dusk", path("ms.wav")));
        QFile file(m_folder.filePath("ms.wav"));
        QVERIFY(file.open(QIODevice::Append));
        const Bytes cues = chunk("cue ", number(1, 4) + cuePoint(1, 2222, little));
        file.write(QByteArray::fromStdString(cues));
        file.close();
        const SoundMetadata metadata = metadataOf("ms.wav");
        QCOMPARE(metadata.text("title"), std::string_view("Dusk"));
        QCOMPARE(metadata.markers.size(), std::size_t{1});
        QCOMPARE(metadata.markers.front().span.begin, std::int64_t{2222});
    }
    void chunksOfAiffAreRead()
    {
        test::write(path("a.aiff"), aiffWith(aiffChunks()));
        const SoundMetadata metadata = metadataOf("a.aiff");
        const std::vector<SoundTag> tags{{"title", "Night"},
                                         {"artist", "B. Meadow"},
                                         {"comment", "wet"},
                                         {"comment", "cold"},
                                         {"copyright", "2020"}};
        const std::vector<SoundMarker> markers{{.span = {5, 5}, .label = "Early"},
                                               {.span = {2500, 2500}, .label = "Late", .note = "owl"}};
        QVERIFY(metadata.tags == tags);
        QVERIFY(metadata.markers == markers);
    }
    void chunksOfCafAreRead()
    {
        test::write(path("a.caf"), cafWith(cafChunks()));
        const SoundMetadata metadata = metadataOf("a.caf");
        const std::vector<SoundTag> tags{{"title", "Pond"}, {"artist", "C. Reed"}};
        const std::vector<SoundMarker> markers{{.span = {13, 13}}, {.span = {77, 77}, .label = "Frog"}};
        QVERIFY(metadata.tags == tags);
        QVERIFY(metadata.markers == markers);
    }
    void labelsOfCafStandBehindTheListOfAllOfThem()
    {
        constexpr unsigned count = SoundMetadata::mostMarkers + 1000;
        Bytes entries;
        for (unsigned i = 0; i < count; ++i)
            entries += number(i, 4, big) + number(0, 8, big);
        test::write(path("labels.caf"),
                    cafWith(cafChunk("strg", number(count, 4, big) + entries + "Frog\0"s) + cafMarker(77, 5500)));
        const SoundMetadata metadata = metadataOf("labels.caf");
        QCOMPARE(metadata.markers.size(), std::size_t{1});
        QCOMPARE(metadata.markers.front().label, "Frog"s);
    }
    void aLabelBeyondAllFilesIsNone()
    {
        const Bytes labels = number(1, 4, big) + number(9, 4, big) + number(0x7FFFFFFFFFFFFFFF, 8, big) + "Frog\0"s;
        test::write(path("far.caf"), cafWith(cafMarker(77, 9) + "strg" + number(0xFFFFFFFFFFFFFFFF, 8, big) + labels));
        const SoundMetadata metadata = metadataOf("far.caf");
        QCOMPARE(metadata.markers.size(), std::size_t{1});
        QCOMPARE(metadata.markers.front().label, Bytes());
    }
    void theRestOfALongTextIsNoTag()
    {
        const Bytes comment = "comment\0"s + Bytes(30'000, 'x') + '\0';
        test::write(path("long.caf"), cafWith(cafChunk("info", number(2, 4, big) + comment + "title\0Pond\0"s)));
        const SoundMetadata metadata = metadataOf("long.caf");
        QCOMPARE(metadata.tags.size(), std::size_t{2});
        QCOMPARE(metadata.text("title"), std::string_view("Pond"));
    }
    void aLongTextInUtf8StaysUtf8()
    {
        Bytes words;
        while (words.size() < 3 * SoundMetadata::mostTextBytes)
            words += "öö"; // for one of the beginnings the bound of what is read falls into one of them
        for (const char* const beginning : {"", "a"}) {
            test::write(
                path("long.wav"),
                test::wav({1, 8000}, halfSecond(), {}, chunk("LIST", "INFO" + chunk("ICMT", beginning + words))));
            QVERIFY(metadataOf("long.wav").text("comment").ends_with("öö…"));
        }
    }
    void theRemarkOfAuIsRead()
    {
        Bytes file = test::au({1, 8000}, halfSecond());
        file.replace(24, 8, "loud\0\0\0\0"s);
        test::write(path("a.au"), file);
        QCOMPARE(metadataOf("a.au").text("comment"), std::string_view("loud"));
    }
    void tagsAndChaptersOfOtherFilesAreRead_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("encoder");
        QTest::addColumn<bool>("hasChapters");
        QTest::newRow("MP3") << "c.mp3"
                             << "-c:a libmp3lame" << true;
        QTest::newRow("M4A") << "c.m4a"
                             << "-c:a aac" << true;
        QTest::newRow("Matroska") << "c.mka"
                                  << "-c:a flac" << true;
        QTest::newRow("Vorbis") << "c.ogg"
                                << "-c:a libvorbis -metadata CHAPTER001=00:00:00.000 -metadata CHAPTER001NAME=Toads "
                                   "-metadata CHAPTER002=00:00:01.250 -metadata CHAPTER002NAME=Frösche"
                                << true;
        QTest::newRow("Opus") << "c.opus"
                              << "-c:a libopus" << true;
        QTest::newRow("FLAC") << "c.flac"
                              << "-c:a flac" << false;
        QTest::newRow("WavPack") << "c.wv"
                                 << "-c:a wavpack" << false;
        QTest::newRow("TTA") << "c.tta"
                             << "-c:a tta" << false;
        QTest::newRow("Windows Media") << "c.wma"
                                       << "-c:a wmav2" << false;
        QTest::newRow("ID3 in AIFF") << "c.aiff"
                                     << "-write_id3v2 1" << false;
    }
    void tagsAndChaptersOfOtherFilesAreRead()
    {
        QFETCH(QString, file);
        QFETCH(QString, encoder);
        QFETCH(bool, hasChapters);
        test::write(path("long.wav"),
                    test::wav({1, 48000}, test::pcm({std::vector<double>(96'000, 0.1)}, SampleFormat::Signed16)));
        test::write(path("chapters.txt"),
                    ";FFMETADATA1\ntitle=Dämmerung\nartist=D. Bog\nalbum=Marsh\ndate=1999\ncomment=cold\n"
                    "[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1250\ntitle=Toads\n"
                    "[CHAPTER]\nTIMEBASE=1/1000\nSTART=1250\nEND=2000\ntitle=Frösche\n");
        const std::string arguments = "-f ffmetadata -i '" + path("chapters.txt").native()
            + "' -map 0:a -map_metadata 1 -map_chapters 1 " + encoder.toStdString();
        QVERIFY(test::encode(path("long.wav"), arguments, path(file)));
        const SoundMetadata metadata = metadataOf(file);
        const std::vector<SoundTag> first{
            {"title", "Dämmerung"}, {"artist", "D. Bog"}, {"album", "Marsh"}, {"date", "1999"}, {"comment", "cold"}};
        QVERIFY(metadata.tags.size() >= first.size());
        QVERIFY(std::equal(first.begin(), first.end(), metadata.tags.begin()));
        if (!hasChapters)
            return;
        QCOMPARE(metadata.markers.size(), std::size_t{2});
        const SoundMarker& frogs = metadata.markers.back();
        QCOMPARE(frogs.kind, Kind::Chapter);
        QCOMPARE(frogs.label, "Frösche"s);
        QCOMPARE(frogs.span.begin, std::int64_t{60'000});
        QCOMPARE(metadata.markers.front().span.begin, std::int64_t{0});
    }
    /// Chunks may lie far apart in a slow file: nothing more is read once somebody wants no answer any longer.
    void aStopEndsTheReading()
    {
        test::write(path("pcm.wav"),
                    test::wav({1, 8000}, test::pcm({std::vector<double>(400'000, 0.1)}, SampleFormat::Signed16)));
        QVERIFY(test::encode(path("pcm.wav"), "-c:a adpcm_ms", path("far.wav")));
        QFile file(m_folder.filePath("far.wav"));
        QVERIFY(file.open(QIODevice::Append));
        file.write(QByteArray::fromStdString(chunk("cue ", number(1, 4) + cuePoint(1, 2222, little))));
        file.close();
        auto bytes = ByteSource::open(path("far.wav"));
        QVERIFY(bytes);
        std::stop_source stop;
        const auto input = AvInput::open(std::move(bytes).value(), stop.get_token());
        QVERIFY(input);
        const FrameFormat format{SampleFormat::Signed16, 1, 8000};
        const auto cuePoints = [&] {
            const SoundMetadata metadata = describe(*input.value(), format, 0).metadata;
            return std::ranges::count(metadata.markers, Kind::Cue, &SoundMarker::kind);
        };
        QCOMPARE(cuePoints(), 1);
        stop.request_stop();
        QCOMPARE(cuePoints(), 0);
    }
    void whatHasNoneSaysNothing()
    {
        test::write(path("bare.wav"), test::wav({1, 8000}, halfSecond()));
        QVERIFY(metadataOf("bare.wav").isEmpty());
    }
    void countsThatLieEndWithTheFile()
    {
        const Bytes cues = chunk("cue ", number(0xFFFFFFFF, 4) + cuePoint(1, 10, little));
        const Bytes endless = "LIST" + number(0xFFFFFFF8, 4) + "INFO" + "INAM" + number(0xFFFFFFF8, 4) + "Dawn";
        test::write(path("lies.wav"), test::wav({1, 8000}, halfSecond(), {}, cues + endless));
        const SoundMetadata metadata = metadataOf("lies.wav");
        QCOMPARE(metadata.markers.size(), std::size_t{1});
        QCOMPARE(metadata.text("title"), std::string_view("Dawn"));
        const Bytes many = number(0xFFFF, 2, big) + number(1, 2, big) + number(2500, 4, big) + "\x01L"s;
        test::write(path("lies.aiff"), aiffWith(chunk("MARK", many, big)));
        QCOMPARE(metadataOf("lies.aiff").markers.size(), std::size_t{1});
    }
    void manyMarkersAreBounded()
    {
        Bytes points;
        for (unsigned i = 0; i < 20'000; ++i)
            points += cuePoint(i, i, little);
        test::write(path("many.wav"),
                    test::wav({1, 8000}, halfSecond(), {}, chunk("cue ", number(20'000, 4) + points)));
        QCOMPARE(metadataOf("many.wav").markers.size(), SoundMetadata::mostMarkers);
    }
    void damagedMetadataDoNoHarm_data()
    {
        QTest::addColumn<QByteArray>("file");
        const auto row = [](const char* name, const Bytes& file) {
            QTest::newRow(name) << QByteArray::fromStdString(file);
        };
        row("WAV", test::wav({1, 8000}, halfSecond(), {}, wavChunks()));
        row("AIFF", aiffWith(aiffChunks()));
        row("CAF", cafWith(cafChunks()));
    }
    void damagedMetadataDoNoHarm()
    {
        QFETCH(QByteArray, file);
        const Bytes good = file.toStdString();
        std::mt19937 random(1);
        for (int i = 0; i < 300; ++i) {
            Bytes bad = good;
            for (int changes = 0; changes < 4; ++changes) {
                const std::size_t place = good.size() - 1 - random() % (good.size() - halfSecond().size() - 40);
                bad[place] = static_cast<char>(random() % 3 == 0 ? 0xFF : random() % 256);
            }
            if (random() % 4 == 0)
                bad.resize(good.size() - random() % 600);
            test::write(path("bad"), bad);
            const auto opened = openSound(path("bad"));
            if (!opened)
                continue;
            const SoundMetadata& metadata = opened.value().source->description().metadata;
            for (const SoundTag& tag : metadata.tags)
                QCOMPARE(tag.text, cleanText(tag.text));
            for (const SoundMarker& marker : metadata.markers) {
                QCOMPARE(marker.label, cleanText(marker.label));
                QVERIFY(marker.span.begin >= 0 && marker.span.end >= marker.span.begin);
            }
        }
    }

private:
    std::filesystem::path path(const QString& name) const { return m_folder.filePath(name).toStdString(); }
    SoundMetadata metadataOf(const QString& name) const
    {
        const auto opened = openSound(path(name));
        return opened ? opened.value().source->description().metadata : SoundMetadata();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestFileMetadata)
#include "tst_filemetadata.moc"
