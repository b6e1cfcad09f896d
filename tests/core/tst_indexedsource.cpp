// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/index/indexedsource.h"
#include "tests/support/soundfiles.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <thread>

using namespace gabor;
using Kind = SoundNotice::Kind;

namespace {

constexpr int rate = 48000;
constexpr std::int64_t length = std::int64_t{120} * rate;

const IndexedSource* indexed(const OpenedSound& sound)
{
    return dynamic_cast<const IndexedSource*>(sound.source.get());
}

std::vector<float> samples(const SampleSource& source, std::int64_t first, std::size_t count)
{
    std::vector<float> out(count, -9.0F);
    source.read(first, {.index = 0}, std::span(out));
    return out;
}

bool has(const SampleSource& source, Kind kind)
{
    return std::ranges::count(source.notices(), kind, &SoundNotice::kind) == 1;
}

void overwrite(const std::filesystem::path& path, std::int64_t place, std::size_t count)
{
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(place);
    file << std::string(count, '\x55');
}

} // namespace

/// The life of a sound that is read by an index of its packets.
class TestIndexedSource : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        test::write(path("seed.wav"), test::wav({1, rate}, test::pcm({{0, 0}}, SampleFormat::Signed16)));
        for (const char* const file : {"a.flac", "a.mp3", "a.ogg"})
            QVERIFY2(
                test::encode(path("seed.wav"),
                             "-filter_complex anoisesrc=r=48000:a=0.3:seed=1:d=120,aformat=s16:48000:mono -bitexact",
                             path(file)),
                "the ffmpeg command is needed");
    }
    void memoryKeepsToItsBudget()
    {
        const OpenedSound sound = open("a.flac");
        sound.finishDecoding({});
        for (std::int64_t first = 0; first < length; first += 65536) {
            samples(*sound.source, first, 65536);
            QVERIFY(indexed(sound)->cachedBytes() <= IndexedSource::cacheBytes);
        }
        QVERIFY(indexed(sound)->cachedBytes() > 0);
    }
    void growsWhileItIsLookedThrough()
    {
        const std::vector<float> whole = everything("a.mp3");
        const OpenedSound sound = open("a.mp3");
        const std::int64_t head = sound.source->availableSamples();
        QVERIFY(head > 0 && head < 2 * rate && !sound.source->isComplete());
        QVERIFY(sound.source->expectedSamples() >= length);
        bool equal = true;
        bool monotonic = true;
        {
            const std::jthread indexer([&] { sound.finishDecoding({}); });
            std::int64_t last = head;
            for (bool complete = false; !complete;) {
                complete = sound.source->isComplete();
                const std::int64_t available = sound.source->availableSamples();
                monotonic = monotonic && available >= last;
                last = available;
                const std::vector<float> run = samples(*sound.source, available - 3000, 3000);
                equal = equal && std::equal(run.begin(), run.end(), whole.begin() + available - 3000);
            }
        }
        QVERIFY(equal);
        QVERIFY(monotonic);
        QCOMPARE(sound.source->availableSamples(), static_cast<std::int64_t>(whole.size()));
        QCOMPARE(sound.source->revision(), 0U);
    }
    void outsideIsSilence()
    {
        const OpenedSound sound = open("a.flac");
        sound.finishDecoding({});
        const std::vector<float> before = samples(*sound.source, -100, 300);
        QVERIFY(std::all_of(before.begin(), before.begin() + 100, [](float x) { return x == 0; }));
        QVERIFY(std::any_of(before.begin() + 100, before.end(), [](float x) { return x != 0; }));
        const std::vector<float> behind = samples(*sound.source, length - 100, 300);
        QVERIFY(std::any_of(behind.begin(), behind.begin() + 100, [](float x) { return x != 0; }));
        QVERIFY(std::all_of(behind.begin() + 100, behind.end(), [](float x) { return x == 0; }));
    }
    void whoeverAsksWhileItIsFinishedDoesNotDisturb()
    {
        std::filesystem::copy_file(path("a.flac"), path("cut.flac"));
        std::filesystem::resize_file(path("cut.flac"), std::filesystem::file_size(path("a.flac")) * 8 / 10);
        const OpenedSound sound = open("cut.flac");
        QVERIFY(indexed(sound));
        {
            const std::jthread finishing([&] { sound.finishDecoding({}); });
            QVERIFY(QTest::qWaitFor([&] { return sound.source->revision() > 0; }, 30'000));
            for (int i = 0; i < 3; ++i)
                sound.finishDecoding({}); // as those do who have seen that it has to be decoded in another way
        }
        QVERIFY(sound.source->isComplete());
        QVERIFY(has(*sound.source, Kind::CutOff) || has(*sound.source, Kind::LengthDiffers));
        const OpenedSound alone = open("cut.flac");
        alone.finishDecoding({});
        QCOMPARE(sound.source->availableSamples(), alone.source->availableSamples());
        QCOMPARE(samples(*sound.source, length / 2, 65536), samples(*alone.source, length / 2, 65536));
    }
    void aStoppedLookGoesOnWhereItWas()
    {
        const OpenedSound sound = open("a.flac");
        std::stop_source stop;
        stop.request_stop();
        sound.finishDecoding(stop.get_token());
        QVERIFY(!sound.source->isComplete());
        QVERIFY(sound.source->notices().empty());
        sound.finishDecoding({});
        QVERIFY(sound.source->isComplete() && indexed(sound)->readsByIndex());
        QCOMPARE(sound.source->availableSamples(), length);
    }
    void theSecondOpeningIsCompleteAtOnce()
    {
        for (const char* const file : {"a.flac", "a.mp3", "a.ogg"}) {
            const OpeningOptions options{.indexFolder = path("kept")};
            open(file, options).finishDecoding({});
            const OpenedSound again = open(file, options);
            QVERIFY(again.source->isComplete());
            QVERIFY(indexed(again)->readsByIndex());
            const std::vector<float> whole = everything(file);
            QCOMPARE(again.source->availableSamples(), static_cast<std::int64_t>(whole.size()));
            QVERIFY(samples(*again.source, 0, whole.size()) == whole);
        }
    }
    void whatCannotBeEnteredIsRememberedToo()
    {
        const OpeningOptions options{.indexFolder = path("refused")};
        QVERIFY(test::encode(path("a.flac"), "-c:a aac", path("noise.m4a")));
        const OpenedSound first = open("noise.m4a", options);
        QVERIFY(indexed(first));
        first.finishDecoding({});
        QVERIFY(!indexed(first)->readsByIndex());
        QVERIFY(first.source->isComplete());
        QVERIFY(!indexed(open("noise.m4a", options)));
    }
    void damageThatOnlyReadingFindsStartsTheSoundOver()
    {
        // A packet in the middle, changed behind the back of a kept index without a trace in size and time.
        std::filesystem::copy_file(path("a.flac"), path("turned.flac"));
        const OpenedSound sound = open("turned.flac");
        sound.finishDecoding({});
        QVERIFY(sound.source->isComplete());
        overwrite(path("turned.flac"), static_cast<std::int64_t>(std::filesystem::file_size(path("turned.flac")) / 2),
                  30'000);
        const std::uint64_t before = sound.source->revision();
        std::vector<float> out(65536);
        for (std::int64_t first = 0; first < length && sound.source->revision() == before; first += 65536)
            sound.source->read(first, {.index = 0}, std::span(out));
        QCOMPARE(sound.source->revision(), before + 1);
        QVERIFY(!sound.source->isComplete());
        QVERIFY(sound.source->availableSamples() < rate * 2);
        sound.finishDecoding({});
        QVERIFY(sound.source->isComplete());
        QVERIFY(has(*sound.source, Kind::SilentDamage));
        QVERIFY(samples(*sound.source, 0, static_cast<std::size_t>(sound.source->availableSamples()))
                == everything("turned.flac"));
    }
    void aFileThatShrinksIsSaidToBeCutOff()
    {
        std::filesystem::copy_file(path("a.mp3"), path("shrinks.mp3"));
        const OpenedSound sound = open("shrinks.mp3");
        sound.finishDecoding({});
        std::filesystem::resize_file(path("shrinks.mp3"), std::filesystem::file_size(path("shrinks.mp3")) / 2);
        std::vector<float> out(1000, -9.0F);
        const ReadOutcome outcome = sound.source->read(length - 20 * rate, {.index = 0}, std::span(out));
        QCOMPARE(outcome.errorNumber, ENODATA);
        QVERIFY(std::ranges::all_of(out, [](float x) { return x == 0; }));
        QVERIFY(has(*sound.source, Kind::CutOff));
        QVERIFY(indexed(sound)->readsByIndex());
        QCOMPARE(sound.source->read(10 * rate, {.index = 0}, std::span(out)).errorNumber, 0);
    }
    void damageThatTheLookFindsIsDecodedWhole_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("FLAC") << "a.flac";
        QTest::newRow("MP3") << "a.mp3";
        QTest::newRow("Vorbis") << "a.ogg";
    }
    void damageThatTheLookFindsIsDecodedWhole()
    {
        QFETCH(QString, file);
        const QString broken = "broken-" + file;
        std::filesystem::copy_file(path(file), path(broken));
        overwrite(path(broken), static_cast<std::int64_t>(std::filesystem::file_size(path(file)) / 2), 30'000);
        const OpenedSound sound = open(broken);
        sound.finishDecoding({});
        const OpenedSound whole = open(broken, {.decodesWhole = true});
        whole.finishDecoding({});
        QCOMPARE(sound.source->availableSamples(), whole.source->availableSamples());
        QVERIFY(sound.source->notices() == whole.source->notices());
        QVERIFY(samples(*sound.source, 0, static_cast<std::size_t>(length)) == samples(*whole.source, 0, length));
    }

private:
    std::filesystem::path path(const QString& name) const { return m_folder.filePath(name).toStdString(); }
    OpenedSound open(const QString& name, const OpeningOptions& options = {}) const
    {
        return openSound(path(name), {}, options).value();
    }
    std::vector<float> everything(const QString& name) const
    {
        const OpenedSound sound = open(name, {.decodesWhole = true});
        sound.finishDecoding({});
        return samples(*sound.source, 0, static_cast<std::size_t>(sound.source->availableSamples()));
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestIndexedSource)
#include "tst_indexedsource.moc"
