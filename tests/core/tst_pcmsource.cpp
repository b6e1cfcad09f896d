// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/soundfile.h"
#include "tests/support/signals.h"
#include "tests/support/soundfiles.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <fstream>
#include <limits>
#include <thread>

using namespace gabor;
using test::Bytes;
using test::PcmDescription;
using Kind = SoundNotice::Kind;

namespace {

constexpr auto big = std::endian::big;

std::int64_t residentBytes()
{
    std::ifstream statm("/proc/self/statm");
    std::int64_t total = 0;
    std::int64_t resident = 0;
    statm >> total >> resident;
    return resident * 4096;
}

} // namespace

class TestPcmSource : public QObject
{
    Q_OBJECT
private slots:
    void everyContainerGivesItsSamples_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("container");
        QTest::addColumn<QString>("encoding");
        QTest::addColumn<double>("tolerance");
        using enum SampleFormat;
        const auto row = [&](const char* name, const Bytes& file, const char* container, SampleFormat format) {
            const bool isFloat = format == Float32 || format == Float64;
            const double step = isFloat ? 1e-7 : std::ldexp(1.1, 1 - 8 * std::min(bytesPerSample(format), 4));
            QTest::newRow(name) << QByteArray::fromStdString(file) << container << nameOf(format) << step;
        };
        const auto data = [](SampleFormat format, std::endian order = std::endian::little) {
            return test::pcm(tones(), format, order);
        };
        const auto as = [](SampleFormat format, std::endian order = std::endian::little) {
            return PcmDescription{2, 48000, format, order};
        };
        const Bytes junk = test::chunk("JUNK", Bytes(27, 'x')) + test::chunk("LIST", Bytes(9, 'y'));
        for (const SampleFormat format : {Unsigned8, Signed16, Signed24, Signed32, Signed64, Float32, Float64}) {
            row(qPrintable(QString("WAV ") + nameOf(format)), test::wav(as(format), data(format), junk, junk), "WAV",
                format);
            row(qPrintable(QString("RF64 ") + nameOf(format)), test::rf64(as(format), data(format)), "RF64", format);
            row(qPrintable(QString("W64 ") + nameOf(format)), test::wave64(as(format), data(format)), "Wave64", format);
        }
        for (const SampleFormat format : {Signed16, Signed24, Signed32, Float32, Float64}) {
            const Bytes samples = data(format, big);
            const auto caf = static_cast<std::int64_t>(samples.size()) + 4;
            row(qPrintable(QString("RIFX ") + nameOf(format)), test::wav(as(format, big), samples), "WAV", format);
            row(qPrintable(QString("AIFF ") + nameOf(format)), test::aiff(as(format, big), samples), "AIFF", format);
            row(qPrintable(QString("AU ") + nameOf(format)), test::au(as(format, big), samples) + "tail", "AU", format);
            row(qPrintable(QString("CAF ") + nameOf(format)), test::caf(as(format, big), samples, caf), "CAF", format);
            row(qPrintable(QString("CAF little ") + nameOf(format)), test::caf(as(format), data(format), -1), "CAF",
                format);
        }
        row("AIFF 8-bit", test::aiff(as(Signed8, big), data(Signed8)), "AIFF", Signed8);
        row("AIFC raw", test::aiff(as(Unsigned8), data(Unsigned8)), "AIFF", Unsigned8);
        row("AIFC sowt", test::aiff(as(Signed16), data(Signed16)), "AIFF", Signed16);
        row("AU 8-bit", test::au(as(Signed8, big), data(Signed8)), "AU", Signed8);
        row("BW64", test::rf64(as(Signed24), data(Signed24), "BW64"), "BW64", Signed24);
    }
    void everyContainerGivesItsSamples()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, container);
        QFETCH(QString, encoding);
        QFETCH(double, tolerance);
        const auto source = open(file.toStdString());
        QVERIFY(source);
        QCOMPARE(QString::fromStdString(source->description().container), container);
        QCOMPARE(QString::fromStdString(source->description().encoding), encoding);
        QCOMPARE(source->description().sampleRate, 48000.0);
        QCOMPARE(source->description().channelCount, 2);
        QCOMPARE(source->availableSamples(), std::int64_t(tones().front().size()));
        QVERIFY(source->isComplete());
        QVERIFY(source->notices().empty());
        for (const int channel : {0, 1}) {
            const auto read = samples(*source, 0, 1003, {.index = channel});
            const auto& wanted = tones()[static_cast<std::size_t>(channel)];
            for (std::size_t i = 0; i < read.size(); ++i)
                QVERIFY(std::abs(read[i] - (i < wanted.size() ? wanted[i] : 0.0)) <= tolerance);
        }
    }
    void extensibleWavIsReadByItsSubFormat()
    {
        const PcmDescription description{6, 48000, SampleFormat::Signed24};
        const test::Channels six(6, {0.5, -0.5});
        const Bytes body =
            "WAVE" + test::wavFormat(description, true) + test::chunk("data", test::pcm(six, SampleFormat::Signed24));
        const auto source = open("RIFF" + test::number(body.size(), 4) + body);
        QVERIFY(source);
        QCOMPARE(source->description().channelCount, 6);
        QCOMPARE(samples(*source, 0, 2, {.index = 5}), (std::vector<double>{0.5, -0.5}));
    }
    void aThousandChannelsOpen()
    {
        test::Channels channels(1024, std::vector<double>(3));
        channels[1023] = {0.25, 0.5, 0.75};
        const auto source = open(test::wav({1024, 8000}, test::pcm(channels, SampleFormat::Signed16)));
        QVERIFY(source);
        QCOMPARE(samples(*source, 0, 3, {.index = 1023}), channels[1023]);
    }
    void aLengthThatLiesIsReplacedByTheTruth_data()
    {
        QTest::addColumn<quint32>("claim");
        QTest::addColumn<int>("bytes");
        QTest::addColumn<bool>("cut");
        QTest::newRow("0, samples follow") << 0U << 2000 << false;
        QTest::newRow("unknown") << 0xFFFFFFFFU << 2000 << false;
        QTest::newRow("beyond the end") << 4000U << 2000 << false;
        QTest::newRow("cut within a sample") << 4000U << 2001 << true;
        QTest::newRow("negative as int") << 0x80000000U << 2000 << false;
        QTest::newRow("less than a sample") << 1U << 2000 << false;
    }
    void aLengthThatLiesIsReplacedByTheTruth()
    {
        QFETCH(quint32, claim);
        QFETCH(int, bytes);
        QFETCH(bool, cut);
        const auto source = open(test::wavThatClaims({}, Bytes(static_cast<std::size_t>(bytes), 'a'), claim));
        QVERIFY(source);
        QCOMPARE(source->availableSamples(), 1000);
        const auto notices = source->notices();
        QVERIFY(std::ranges::count(notices, SoundNotice{.kind = Kind::LengthDiffers, .count = 1000}) == 1);
        QCOMPARE(std::ranges::count(notices, Kind::CutOff, &SoundNotice::kind) == 1, cut);
    }
    void emptyDataWithChunksBehindItHasNoAudio()
    {
        const Bytes file = test::wav({}, {}, {}, test::chunk("LIST", Bytes(30, 'x')));
        test::write(path(), file);
        const auto opened = openSound(path());
        QVERIFY(!opened);
        QCOMPARE(opened.fault().kind, OpenFault::Kind::NoAudio);
    }
    void theSizeOfWave64MayNeverHaveBeenFilledIn()
    {
        Bytes file = test::wave64({}, Bytes(2000, 'a'));
        const std::size_t data = file.find("data");
        QVERIFY(data != Bytes::npos);
        file.replace(data + 16, 8, test::number(0, 8));
        const auto source = open(file);
        QVERIFY(source);
        QCOMPARE(source->availableSamples(), 1000);
        QCOMPARE(source->notices(), (std::vector<SoundNotice>{{.kind = Kind::LengthDiffers, .count = 1000}}));
    }
    void samplesAreFoundByNameWhereSizesLeadPastThem_data()
    {
        QTest::addColumn<QByteArray>("file");

        const Bytes samples(2000, 'a');
        const auto row = [](const char* what, const Bytes& file) {
            QTest::newRow(what) << QByteArray::fromStdString(file);
        };
        Bytes unpadded = test::chunk("LIST", Bytes(5, 'x'));
        unpadded.pop_back();
        row("a pad byte was forgotten", test::wav({}, samples, unpadded));
        for (const std::uint32_t size : {0U, 1U, 0x7FFFFFFFU, 0xFFFFFFFFU}) {
            Bytes file = test::wav({}, samples, test::chunk("LIST", Bytes(70'000, 'x')));
            const std::size_t list = file.find("LIST");
            row(qPrintable(QString("list of %1 bytes").arg(size)), file.replace(list + 4, 4, test::number(size, 4)));
        }
    }
    void samplesAreFoundByNameWhereSizesLeadPastThem()
    {
        QFETCH(QByteArray, file);
        const auto source = open(file.toStdString());
        QVERIFY(source);
        QCOMPARE(source->availableSamples(), 1000);
        QCOMPARE(source->notices(), (std::vector<SoundNotice>{{.kind = Kind::DamagedData, .count = 1}}));
    }
    void nonFiniteSamplesAreCountedOnceEach()
    {
        constexpr double inf = std::numeric_limits<double>::infinity();
        std::vector<double> left(200'000, 0.5);
        std::vector<double> right(200'000, 0.25);
        left[7] = left[150'000] = inf;
        right[7] = std::numeric_limits<double>::quiet_NaN();
        const auto source =
            open(test::wav({2, 48000, SampleFormat::Float32}, test::pcm({left, right}, SampleFormat::Float32)));
        QVERIFY(source);
        std::vector<float> out(10);
        QCOMPARE(source->read(0, {.index = 0}, std::span(out)).nonFinite, 1);
        QCOMPARE(out[7], 0.0F);
        QCOMPARE(out[6], 0.5F);
        QCOMPARE(source->read(5, {}, std::span(out)).nonFinite, 2);
        QCOMPARE(source->notices(), (std::vector<SoundNotice>{{.kind = Kind::NonFiniteSamples, .count = 2}}));
        samples(*source, 0, 200'000, {.index = 0});
        samples(*source, 100'000, 100'000, {});
        QCOMPARE(source->notices(), (std::vector<SoundNotice>{{.kind = Kind::NonFiniteSamples, .count = 3}}));
    }
    void whatLiesOutsideIsSilence()
    {
        const auto source = open(test::wav({}, test::pcm({{0.5, 0.25}}, SampleFormat::Signed16)));
        QVERIFY(source);
        QCOMPARE(samples(*source, -2, 6), (std::vector<double>{0, 0, 0.5, 0.25, 0, 0}));
        for (const std::int64_t far : {INT64_MIN, std::int64_t(-4), std::int64_t(2), INT64_MAX - 3})
            QCOMPARE(samples(*source, far, 4), (std::vector<double>(4, 0.0)));
    }
    void threeGigabytesOpenAtOnceAndInLittleMemory()
    {
        constexpr std::uint32_t dataBytes = 3'000'000'000U;
        test::write(path(), test::wavThatClaims({2, 48000}, Bytes(8, '\0'), dataBytes));
        const auto header = static_cast<std::int64_t>(std::filesystem::file_size(path())) - 8;
        std::filesystem::resize_file(path(), static_cast<std::uintmax_t>(header) + dataBytes);
        const std::int64_t before = residentBytes();
        const auto opened = openSound(path());
        QVERIFY(opened);
        QVERIFY(!opened.value().finishDecoding);
        const auto& source = *opened.value().source;
        QCOMPARE(source.availableSamples(), std::int64_t(dataBytes / 4));
        std::vector<float> out(100'000, 1.0F);
        for (std::int64_t first = 0; first < source.availableSamples(); first += source.availableSamples() / 50)
            QCOMPARE(source.read(first, {}, std::span(out)).errorNumber, 0);
        QCOMPARE(out, std::vector<float>(out.size(), 0.0F));
        QVERIFY(residentBytes() - before < 16 << 20);
    }
    void aFileThatShrinksWhileOpenGivesSilenceAndANotice()
    {
        const auto source = open(test::wav({}, test::pcm({std::vector<double>(10'000, 0.5)}, SampleFormat::Signed16)));
        QVERIFY(source);
        std::filesystem::resize_file(path(), 44 + 2 * 4000 + 1);
        std::vector<double> out(6000, 1.0);
        QCOMPARE(source->read(1000, {}, std::span(out)).errorNumber, ENODATA);
        QCOMPARE(out[2999], 0.5);
        QCOMPARE(out[3000], 0.0);
        QCOMPARE(out.back(), 0.0);
        QCOMPARE(source->notices(), (std::vector<SoundNotice>{{.kind = Kind::CutOff, .count = 4000}}));
    }
    void manyThreadsReadTheSame()
    {
        const std::vector<double> noise = test::noise(300'000, 0.9);
        const auto source =
            open(test::wav({1, 48000, SampleFormat::Float64}, test::pcm({noise}, SampleFormat::Float64)));
        QVERIFY(source);
        std::array<bool, 4> same{};
        std::vector<std::jthread> threads;
        for (std::size_t t = 0; t < same.size(); ++t)
            threads.emplace_back([&, t] {
                same[t] = true;
                for (std::int64_t first = 0; first < 200'000; first += 7001 + 100 * static_cast<std::int64_t>(t)) {
                    const auto read = samples(*source, first, 50'000);
                    same[t] = same[t] && std::equal(read.begin(), read.end(), noise.begin() + first);
                }
            });
        threads.clear();
        QCOMPARE(same, (std::array<bool, 4>{true, true, true, true}));
    }

private:
    static const test::Channels& tones()
    {
        static const test::Channels channels{test::sine(1001, 1000, 48000, 0.7), test::sine(1001, 3000, 48000, 0.3)};
        return channels;
    }
    std::filesystem::path path() const { return m_folder.filePath("sound").toStdString(); }

    std::shared_ptr<const SampleSource> open(const Bytes& file)
    {
        test::write(path(), file);
        auto opened = openSound(path());
        return opened ? opened.value().source : nullptr;
    }
    static std::vector<double> samples(const SampleSource& source, std::int64_t first, std::size_t count,
                                       ChannelChoice channel = {})
    {
        std::vector<double> out(count, -9.0);
        source.read(first, channel, std::span(out));
        return out;
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestPcmSource)
#include "tst_pcmsource.moc"
