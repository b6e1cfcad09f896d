// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/soundfile.h"
#include "core/audio/soundsurvey.h"
#include "tests/support/signals.h"
#include "tests/support/soundfiles.h"
#include "tests/support/wholesound.h"

#include <QElapsedTimer>
#include <QFile>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cmath>
#include <complex>
#include <csignal>
#include <fstream>
#include <numbers>
#include <thread>

#include <sys/resource.h>

using namespace gabor;
using Kind = SoundNotice::Kind;
using test::has;

namespace {

constexpr int rate = 48000;
constexpr double onset = 0.3; // s
constexpr std::int64_t length = 57'607;

/// Silence, then from the onset on 1 kHz on the left and 3 kHz on the right.
const test::Channels& tones()
{
    static const test::Channels channels = [] {
        test::Channels made{test::sine(length, 1000, rate, 0.5), test::sine(length, 3000, rate, 0.25)};
        for (std::vector<double>& channel : made)
            std::fill_n(channel.begin(), static_cast<std::size_t>(onset * rate), 0.0);
        return made;
    }();
    return channels;
}

std::vector<float> samples(const SampleSource& source, std::int64_t first, std::size_t count,
                           ChannelChoice channel = {})
{
    std::vector<float> out(count, -9.0F);
    source.read(first, channel, std::span(out));
    return out;
}

/// Amplitude of a frequency in a run of samples, by its Fourier coefficient.
double amplitudeAt(double frequencyHz, const std::vector<float>& run)
{
    std::complex<double> sum;
    for (std::size_t n = 0; n < run.size(); ++n)
        sum += double(run[n]) * std::polar(1.0, -2 * std::numbers::pi * frequencyHz * static_cast<double>(n) / rate);
    return 2 * std::abs(sum) / static_cast<double>(run.size());
}

} // namespace

class TestCodedSource : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        test::write(path("tone.wav"), test::wav({2, rate}, test::pcm(tones(), SampleFormat::Signed16)));
        QVERIFY2(encoded("probe.flac", "-c:a flac"), "the ffmpeg command is needed");
    }
    void rateLengthStartAndToneAreRight_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QString>("container");
        QTest::addColumn<QString>("encoding");
        QTest::addColumn<int>("least");
        QTest::addColumn<int>("most");
        QTest::addColumn<double>("late"); // s by which the start may be late: delay that the file does not tell of
        const int exact = length;
        QTest::newRow("FLAC") << "a.flac"
                              << "-c:a flac"
                              << "FLAC"
                              << "FLAC" << exact << exact << 0.0;
        QTest::newRow("Ogg FLAC") << "a.ogg"
                                  << "-c:a flac"
                                  << "Ogg"
                                  << "FLAC" << exact << exact << 0.0;
        QTest::newRow("Vorbis") << "b.ogg"
                                << "-c:a libvorbis -q:a 6"
                                << "Ogg"
                                << "Vorbis" << exact << exact << 0.0;
        QTest::newRow("Opus") << "c.opus"
                              << "-c:a libopus -b:a 128k"
                              << "Ogg"
                              << "Opus" << exact << exact << 0.0;
        QTest::newRow("MP3") << "d.mp3"
                             << "-c:a libmp3lame -b:a 192k"
                             << "MP3"
                             << "MP3" << exact << exact + 1152 << 0.0;
        QTest::newRow("MP3 without tag") << "e.mp3"
                                         << "-c:a libmp3lame -b:a 192k -write_xing 0"
                                         << "MP3"
                                         << "MP3" << exact << exact + 4 * 1152 << 0.03;
        QTest::newRow("M4A") << "f.m4a"
                             << "-c:a aac -b:a 192k"
                             << "MP4"
                             << "AAC" << exact << exact + 1024 << 0.0;
        QTest::newRow("ADTS") << "g.aac"
                              << "-c:a aac -b:a 192k"
                              << "ADTS"
                              << "AAC" << exact << exact + 3072 << 0.03;
        QTest::newRow("ALAC") << "h.m4a"
                              << "-c:a alac"
                              << "MP4"
                              << "Apple Lossless" << exact << exact << 0.0;
        QTest::newRow("WavPack") << "i.wv"
                                 << "-c:a wavpack"
                                 << "WavPack"
                                 << "WavPack" << exact << exact << 0.0;
        QTest::newRow("Matroska") << "j.mka"
                                  << "-c:a flac"
                                  << "Matroska"
                                  << "FLAC" << exact << exact << 0.0;
        QTest::newRow("WebM") << "k.webm"
                              << "-c:a libopus"
                              << "WebM"
                              << "Opus" << exact << exact + 960 << 0.0;
        QTest::newRow("PCM in QuickTime") << "l.mov"
                                          << "-c:a pcm_s24le"
                                          << "QuickTime"
                                          << "24-bit PCM" << exact << exact << 0.0;
        QTest::newRow("AC-3") << "m.ac3"
                              << "-c:a ac3 -b:a 384k"
                              << "AC-3"
                              << "AC-3" << exact << exact + 2 * 1536 + 256 << 0.01;
        QTest::newRow("ADPCM in WAV") << "n.wav"
                                      << "-c:a adpcm_ima_wav"
                                      << "WAV"
                                      << "IMA ADPCM" << exact << exact + 2048 << 0.0;
    }
    void rateLengthStartAndToneAreRight()
    {
        QFETCH(QString, file);
        QFETCH(QString, arguments);
        QFETCH(QString, container);
        QFETCH(QString, encoding);
        QFETCH(int, least);
        QFETCH(int, most);
        QFETCH(double, late);
        QVERIFY(encoded(file, arguments));
        const auto source = openWhole(file);
        QVERIFY(source);
        QCOMPARE(QString::fromStdString(source->description().container), container);
        QCOMPARE(QString::fromStdString(source->description().encoding), encoding);
        QCOMPARE(source->description().sampleRate, double(rate));
        QCOMPARE(source->description().channelCount, 2);
        QVERIFY(source->isComplete());
        QCOMPARE(source->expectedSamples(), source->availableSamples());
        QVERIFY2(source->availableSamples() >= least && source->availableSamples() <= most,
                 qPrintable(QString::number(source->availableSamples())));
        QVERIFY(source->notices().empty());
        for (const int channel : {0, 1}) {
            const double amplitude = channel == 0 ? 0.5 : 0.25;
            const auto run = samples(*source, 24'000, 24'000, {.index = channel});
            QVERIFY(std::abs(amplitudeAt(channel == 0 ? 1000 : 3000, run) / amplitude - 1) < 0.05);
            const auto all = samples(*source, 0, 30'000, {.index = channel});
            const auto loud = std::ranges::find_if(all, [=](float x) { return std::abs(double(x)) > 0.4 * amplitude; });
            const double start = static_cast<double>(loud - all.begin()) / rate;
            QVERIFY2(start > onset - 0.003 && start < onset + 0.002 + late, qPrintable(QString::number(start)));
        }
    }
    void anMp3IsAsLongAsItsTagSays()
    {
        QVERIFY(encoded("tag.mp3", "-c:a libmp3lame -b:a 128k -id3v2_version 0"));
        QFile file(m_folder.filePath("tag.mp3"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string bytes = file.readAll().toStdString();
        const std::size_t info = bytes.find("Info");
        const std::size_t lame = bytes.find("Lavc", info);
        QVERIFY(info != std::string::npos && lame != std::string::npos);
        const auto byte = [&](std::size_t at) { return std::int64_t{static_cast<unsigned char>(bytes[at])}; };
        const std::int64_t frames = byte(info + 10) << 8 | byte(info + 11);
        const std::int64_t delay = byte(lame + 21) << 4 | byte(lame + 22) >> 4;
        const std::int64_t padding = (byte(lame + 22) & 15) << 8 | byte(lame + 23);
        const auto source = openWhole("tag.mp3");
        QVERIFY(source);
        QCOMPARE(source->availableSamples(), frames * 1152 - delay - padding);
    }
    void losslessIsExact()
    {
        QVERIFY(encoded("exact.flac", "-c:a flac"));
        const auto source = openWhole("exact.flac");
        QVERIFY(source);
        const auto left = samples(*source, 0, length, {.index = 0});
        for (std::size_t i = 0; i < left.size(); ++i)
            QCOMPARE(double(left[i]), std::round(tones()[0][i] * 32768) / 32768);
    }
    void bytesOfZeroAreTheLowestValueOfUnsignedSamples()
    {
        // Where the system says that a part of the decoded sound was never written, its bytes are 0, which is not silence
        // in every encoding.
        const QString bytes = QStringLiteral("-filter_complex aevalsrc=-1:d=3:s=48000,aformat=u8 -c:a pcm_u8");
        QVERIFY(encoded("lowest.mkv", bytes));
        const auto source = openWhole("lowest.mkv");
        QVERIFY(source);
        QCOMPARE(samples(*source, 70'000, 10), std::vector<float>(10, -1.0F));
    }
    void silenceIsKnownWithoutReadingItAndOnlyWhereItIs()
    {
        QVERIFY(encoded("gap.flac",
                        "-filter_complex aevalsrc='if(lt(t\\,1)+gte(t\\,19)\\,0.5\\,0)':d=20:s=48000,aformat=s16"));
        const auto source = openWhole("gap.flac");
        QVERIFY(source);
        QVERIFY(source->isKnownSilent({5 * 48000, 15 * 48000}));
        QVERIFY(!source->isKnownSilent({0, 100}));
        QVERIFY(!source->isKnownSilent({5 * 48000, 20 * 48000}));
        QVERIFY(!source->isKnownSilent({15 * 48000, 21 * 48000}));
        QVERIFY(!source->isKnownSilent({-10, 10}));
        const SoundSurvey survey = surveyOf(*source);
        QCOMPARE(survey.values, 20 * 48000);
        QCOMPARE(survey.zeros, 18 * 48000);
        QCOMPARE(survey.peak, 0.5);
        QCOMPARE(firstSampleReaching(0.5, *source), 0);
    }
    void openingIsQuickAndTheLengthIsKnownBeforeTheEnd()
    {
        QVERIFY(encodeLong("long.flac"));
        QElapsedTimer timer;
        timer.start();
        const auto opened = openSound(path("long.flac"));
        QVERIFY(opened);
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(opened.value().finishDecoding);
        const auto source = opened.value().source;
        QVERIFY(source->availableSamples() > 0 && source->availableSamples() < 100'000);
        QVERIFY(!source->isComplete());
        QCOMPARE(source->expectedSamples(), longLength);
        opened.value().finishDecoding({});
        QVERIFY(source->isComplete());
        QCOMPARE(source->availableSamples(), longLength);
    }
    void randomAccessEqualsTheWholeWhileTheCacheGrows()
    {
        QVERIFY(encodeLong("grow.ogg"));
        const auto whole = openWhole("grow.ogg");
        QVERIFY(whole);
        const auto all = samples(*whole, 0, static_cast<std::size_t>(whole->availableSamples()), {.index = 1});
        auto opened = openSound(path("grow.ogg"));
        QVERIFY(opened);
        const auto source = opened.value().source;
        std::jthread decoder([&] { opened.value().finishDecoding({}); });
        bool complete = false;
        for (unsigned turn = 1; !complete || turn < 200; ++turn) {
            complete = source->isComplete();
            const std::int64_t available = source->availableSamples();
            QVERIFY(source->expectedSamples() >= available);
            const auto first = static_cast<std::int64_t>(turn * 2'654'435'761U) % available;
            const auto count = static_cast<std::size_t>(std::min<std::int64_t>(2048, available - first));
            const auto run = samples(*source, first, count, {.index = 1});
            QVERIFY(std::equal(run.begin(), run.end(), all.begin() + first));
        }
        QCOMPARE(source->availableSamples(), whole->availableSamples());
    }
    void aStopTokenStopsAndKeepsWhatIsThere()
    {
        QVERIFY(encodeLong("stop.flac"));
        const auto opened = openSound(path("stop.flac"));
        QVERIFY(opened);
        std::stop_source stop;
        stop.request_stop();
        opened.value().finishDecoding(stop.get_token());
        QVERIFY(!opened.value().source->isComplete());
        QVERIFY(opened.value().source->availableSamples() > 0);
        QVERIFY(opened.value().source->availableSamples() < longLength);
        QCOMPARE(opened.value().source->expectedSamples(), longLength);
    }
    void aCutFileKeepsWhatIsWhole_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("arguments");
        QTest::newRow("FLAC") << "cut.flac"
                              << "-c:a flac";
        QTest::newRow("Vorbis") << "cut.ogg"
                                << "-c:a libvorbis -page_duration 100000";
        QTest::newRow("MP3") << "cut.mp3"
                             << "-c:a libmp3lame";
        QTest::newRow("Matroska") << "cut.mka"
                                  << "-c:a libvorbis -cluster_time_limit 100";
    }
    void aCutFileKeepsWhatIsWhole()
    {
        QFETCH(QString, file);
        QFETCH(QString, arguments);
        QVERIFY(encoded(file, arguments));
        std::filesystem::resize_file(path(file), std::filesystem::file_size(path(file)) * 6 / 10);
        const auto source = openWhole(file);
        QVERIFY(source);
        QVERIFY(source->availableSamples() > 8192 && source->availableSamples() < length);
        QVERIFY(has(*source, Kind::CutOff) || has(*source, Kind::LengthDiffers));
    }
    void gigabytesOfZerosBehindTheSoundAreNotRead_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("arguments");
        QTest::newRow("MP3") << "zeros.mp3"
                             << "-c:a libmp3lame";
        QTest::newRow("FLAC") << "zeros.flac"
                              << "-c:a flac";
        QTest::newRow("AC-3") << "zeros.ac3"
                              << "-c:a ac3";
        QTest::newRow("ADTS") << "zeros.aac"
                              << "-c:a aac";
        QTest::newRow("MPEG") << "zeros.mpg"
                              << "-c:a mp2";
        QTest::newRow("Flash") << "zeros.flv"
                               << "-c:a aac -ar 44100";
    }
    /// The library reads all of them for one more packet, and holds them in memory where it looks for one without a
    /// container.
    void gigabytesOfZerosBehindTheSoundAreNotRead()
    {
        QFETCH(QString, file);
        QFETCH(QString, arguments);
        constexpr qint64 patienceMs = 10'000;
        QVERIFY(encoded(file, arguments));
        std::filesystem::resize_file(path(file), std::uintmax_t{100} << 30);
        QElapsedTimer timer;
        timer.start();
        const auto source = openWhole(file);
        QVERIFY(source);
        QVERIFY(timer.elapsed() < patienceMs);
        QVERIFY(source->availableSamples() > length * 8 / 10);
        QVERIFY(has(*source, Kind::DamagedData));
        std::filesystem::remove(path(file));
    }
    void damageIsSilent()
    {
        QVERIFY(encodeLong("damaged.flac"));
        std::fstream file(path("damaged.flac"), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(static_cast<std::streamoff>(std::filesystem::file_size(path("damaged.flac")) / 2));
        file << std::string(3000, '\x55');
        file.close();
        const auto source = openWhole("damaged.flac");
        QVERIFY(source);
        QCOMPARE(source->availableSamples(), longLength);
        QVERIFY(has(*source, Kind::SilentDamage));
    }
    void aChangeOfRateEndsTheSound()
    {
        QVERIFY(encoded("one.mp3", "-c:a libmp3lame -write_xing 0 -id3v2_version 0"));
        QVERIFY(encoded("two.mp3", "-c:a libmp3lame -write_xing 0 -id3v2_version 0 -ar 32000"));
        std::ofstream(path("both.mp3"), std::ios::binary) << std::ifstream(path("one.mp3"), std::ios::binary).rdbuf()
                                                          << std::ifstream(path("two.mp3"), std::ios::binary).rdbuf();
        const auto source = openWhole("both.mp3");
        QVERIFY(source);
        QCOMPARE(source->description().sampleRate, double(rate));
        QVERIFY(has(*source, Kind::FormatChanges));
        QVERIFY(std::abs(source->availableSamples() - length) < 4 * 1152);
    }
    void aFullDiskKeepsWhatWasDecoded()
    {
        QVERIFY(encodeLong("full.flac"));
        struct rlimit old = {};
        getrlimit(RLIMIT_FSIZE, &old);
        const auto oldAction = std::signal(SIGXFSZ, SIG_IGN);
        const struct rlimit limit = {.rlim_cur = 1 << 20, .rlim_max = old.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
        const auto restore = qScopeGuard([&] {
            setrlimit(RLIMIT_FSIZE, &old);
            std::signal(SIGXFSZ, oldAction);
        });
        const auto source = openWhole("full.flac", {.decodesWhole = true});
        QVERIFY(source);
        QVERIFY(source->isComplete());
        const std::int64_t kept = source->availableSamples();
        QVERIFY(kept > 100'000 && kept <= (1 << 20) / 4); // 16 bits, two channels
        QCOMPARE(source->notices(),
                 (std::vector<SoundNotice>{{.kind = Kind::CacheFull, .count = kept, .errorNumber = EFBIG}}));
    }
    void soundBesidePicturesIsFound()
    {
        QVERIFY(
            encoded("film.mkv", "-f lavfi -i color=c=red:s=64x48:r=10:d=1.2 -map 1:v -map 0:a -c:v mpeg4 -c:a flac"));
        const auto source = openWhole("film.mkv");
        QVERIFY(source);
        QCOMPARE(source->availableSamples(), length);
    }
    void picturesAloneHaveNoAudio()
    {
        QVERIFY(encoded("silent.mkv", "-f lavfi -i color=c=red:s=64x48:r=10:d=1.2 -map 1:v -c:v mpeg4"));
        QCOMPARE(openSound(path("silent.mkv")).fault().kind, OpenFault::Kind::NoAudio);
    }

private:
    static constexpr std::int64_t longLength = length * 100;

    std::filesystem::path path(const QString& name) const { return m_folder.filePath(name).toStdString(); }
    bool encoded(const QString& name, const QString& arguments) const
    {
        return test::encode(path("tone.wav"), arguments.toStdString(), path(name));
    }
    /// Two minutes of noise, which compress little.
    bool encodeLong(const QString& name) const
    {
        const std::string noise = "-filter_complex anoisesrc=r=48000:a=0.3:seed=1,atrim=end_sample="
            + std::to_string(longLength) + ",aformat=s16:48000:stereo -bitexact";
        return test::encode(path("tone.wav"), noise, path(name));
    }
    std::shared_ptr<const SampleSource> openWhole(const QString& name, const OpeningOptions& options = {}) const
    {
        return test::openWhole(path(name), options);
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestCodedSource)
#include "tst_codedsource.moc"
