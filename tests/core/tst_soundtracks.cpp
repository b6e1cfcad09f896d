// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/index/indexedsource.h"
#include "core/audio/soundfile.h"
#include "core/exact/strongestfrequency.h"
#include "tests/support/soundfiles.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace gabor;

namespace {

using Source = std::shared_ptr<const SampleSource>;

bool sounds(const Source& source, double frequencyHz)
{
    const std::optional<double> strongest = strongestFrequencyHz(source, {.index = 0}, {});
    return strongest && std::abs(*strongest - frequencyHz) < 10;
}

} // namespace

/// Every sound track of a container opens as a sound of its own.
class TestSoundTracks : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        test::write(path("seed.wav"), test::wav({1, 48000}, test::pcm({{0, 0}}, SampleFormat::Signed16)));
    }
    void everyTrackOpens_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("encoder");
        QTest::addColumn<bool>("byIndex");
        QTest::newRow("FLAC in Matroska") << "a.mka"
                                          << "-c:a flac" << true;
        QTest::newRow("AAC in MP4") << "b.mp4"
                                    << "-c:a aac -aac_pns 0" << true;
        QTest::newRow("AAC in a transport stream") << "c.ts"
                                                    << "-c:a aac" << false;
    }
    void everyTrackOpens()
    {
        QFETCH(QString, file);
        QFETCH(QString, encoder);
        QFETCH(bool, byIndex);
        QVERIFY(encodeTracks(file, encoder));
        for (const int track : {2, 0, 1, 2}) { // the last time by what was kept of the first
            const Source source = open(file, track);
            QVERIFY(source);
            const SoundDescription& sound = source->description();
            QCOMPARE(sound.tracks.size(), std::size_t{3});
            QCOMPARE(sound.reading.track, std::optional(track));
            QCOMPARE(sound.channelCount, track == 2 ? 1 : 2);
            const auto* const indexed = dynamic_cast<const IndexedSource*>(source.get());
            QCOMPARE(indexed && indexed->readsByIndex(), byIndex);
            QVERIFY(sounds(source, 1000.0 * (track + 1)));
            QVERIFY(isSameAsWhole(*source, *open(file, track, {.decodesWhole = true})));
        }
    }
    void tracksAreDescribed()
    {
        QVERIFY(encodeTracks("d.mka", "-c:a:0 flac -c:a:1 libvorbis -c:a:2 aac"));
        const Source source = open("d.mka", std::nullopt);
        QVERIFY(source);
        const std::vector<SoundTrack> expected{
            {.encoding = "FLAC", .language = "deu", .title = "Möwe", .sampleRate = 48000, .channelCount = 2},
            {.encoding = "Vorbis", .language = "fre", .title = "a b", .sampleRate = 48000, .channelCount = 2},
            {.encoding = "AAC", .language = "", .title = "", .sampleRate = 48000, .channelCount = 1}};
        QVERIFY(source->description().tracks == expected);
    }
    void theMarkedTrackIsTheUsualOne()
    {
        QVERIFY(encodeTracks("e.mka", "-c:a flac -disposition:a:0 0 -disposition:a:1 default -disposition:a:2 0"));
        const Source source = open("e.mka", std::nullopt);
        QVERIFY(source);
        QCOMPARE(source->description().reading.track, std::optional(1));
        QVERIFY(sounds(source, 2000));
    }
    void whatHasOneTrackSaysNothingOfIt()
    {
        QVERIFY(test::encode(path("seed.wav"), "-filter_complex sine=d=1 -c:a flac", path("one.mka")));
        QCOMPARE(open("one.mka", 0)->description().reading, SoundReading());
        QCOMPARE(open("seed.wav", 0)->description().reading, SoundReading());
    }
    void aTrackThatIsNotThereIsRefused_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("track");
        QTest::addColumn<int>("count");
        QTest::newRow("too high") << "f.mka" << 3 << 3;
        QTest::newRow("far too high") << "f.mka" << std::numeric_limits<int>::max() << 3;
        QTest::newRow("negative") << "f.mka" << -1 << 3;
        QTest::newRow("PCM") << "seed.wav" << 1 << 1;
        QTest::newRow("negative in PCM") << "seed.wav" << -1 << 1;
    }
    void aTrackThatIsNotThereIsRefused()
    {
        QFETCH(QString, file);
        QFETCH(int, track);
        QFETCH(int, count);
        QVERIFY(encodeTracks("f.mka", "-c:a flac"));
        const auto opened = openSound(path(file), {}, {.reading = {.track = track}});
        QVERIFY(!opened);
        QCOMPARE(opened.fault().kind, OpenFault::Kind::NoSuchTrack);
        QCOMPARE(opened.fault().trackCount, count);
    }

private:
    std::filesystem::path path(const QString& name) const { return m_folder.filePath(name).toStdString(); }

    /// Three tracks of 40 seconds: 1 and 2 kHz in stereo, 3 kHz in mono.
    bool encodeTracks(const QString& file, const QString& encoder) const
    {
        const QString tracks =
            QStringLiteral("-filter_complex \"sine=f=1000:r=48000:d=40,aformat=channel_layouts=stereo[a];"
                           "sine=f=2000:r=48000:d=40,aformat=channel_layouts=stereo[b];sine=f=3000:r=48000:d=40[c]\" "
                           "-map [a] -map [b] -map [c] -metadata:s:a:0 language=deu -metadata:s:a:0 title=Möwe "
                           "-metadata:s:a:1 language=fre -metadata:s:a:1 title=\"a\tb\" ");
        return test::encode(path("seed.wav"), (tracks + encoder).toStdString(), path(file));
    }
    Source open(const QString& file, std::optional<int> track, OpeningOptions options = {}) const
    {
        options.indexFolder = path("index");
        options.reading.track = track;
        const auto opened = openSound(path(file), {}, options);
        if (!opened)
            return nullptr;
        if (opened.value().finishDecoding)
            opened.value().finishDecoding({});
        return opened.value().source;
    }
    static bool isSameAsWhole(const SampleSource& source, const SampleSource& whole)
    {
        if (source.availableSamples() != whole.availableSamples())
            return false;
        for (const std::int64_t first : {0, 1'900'000, 700'000, 1'234'567}) {
            std::vector<float> run(5000);
            std::vector<float> same(5000);
            source.read(first, {.index = 0}, run);
            whole.read(first, {.index = 0}, same);
            if (run != same)
                return false;
        }
        return true;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestSoundTracks)
#include "tst_soundtracks.moc"
