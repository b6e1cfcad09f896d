// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/sampleconvert.h"
#include "tests/support/soundfiles.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace gabor;
using test::Bytes;

namespace {

const double notANumber = std::numeric_limits<double>::quiet_NaN();
const double infinity = std::numeric_limits<double>::infinity();

template <class Real>
struct Converted
{
    std::vector<Real> values;
    std::int64_t nonFinite = 0;
};

template <class Real>
Converted<Real> convert(const Bytes& bytes, const InterleavedSamples& layout, ChannelChoice channel)
{
    Converted<Real> result;
    result.values.resize(bytes.size() / static_cast<std::size_t>(layout.blockBytes()));
    result.nonFinite = convertSamples(layout, std::as_bytes(std::span(bytes)), channel, std::span<Real>(result.values));
    return result;
}

} // namespace

class TestSampleConvert : public QObject
{
    Q_OBJECT
private slots:
    void everyFormatKeepsItsValues_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<double>("step");
        QTest::newRow("u8") << int(SampleFormat::Unsigned8) << std::ldexp(1.0, -7);
        QTest::newRow("s8") << int(SampleFormat::Signed8) << std::ldexp(1.0, -7);
        QTest::newRow("s16") << int(SampleFormat::Signed16) << std::ldexp(1.0, -15);
        QTest::newRow("s24") << int(SampleFormat::Signed24) << std::ldexp(1.0, -23);
        QTest::newRow("s32") << int(SampleFormat::Signed32) << std::ldexp(1.0, -31);
        QTest::newRow("s64") << int(SampleFormat::Signed64) << std::ldexp(1.0, -47);
        QTest::newRow("f32") << int(SampleFormat::Float32) << std::ldexp(1.0, -24);
        QTest::newRow("f64") << int(SampleFormat::Float64) << 0.0;
    }
    void everyFormatKeepsItsValues()
    {
        QFETCH(int, format);
        QFETCH(double, step);
        const auto sampleFormat = static_cast<SampleFormat>(format);
        const test::Channels channels{{0, 0.5, -0.5, -1, 0.123456789, 1 - std::ldexp(1.0, -20)},
                                      {0.25, -0.25, 0.75, 0.3, -0.987654321, 0}};
        for (const std::endian order : {std::endian::little, std::endian::big}) {
            const InterleavedSamples layout{sampleFormat, order, 2, 0};
            const Bytes bytes = test::pcm(channels, sampleFormat, order);
            for (std::size_t channel = 0; channel < 2; ++channel) {
                const ChannelChoice choice{.index = static_cast<int>(channel)};
                const auto doubles = convert<double>(bytes, layout, choice);
                const auto floats = convert<float>(bytes, layout, choice);
                for (std::size_t i = 0; i < channels[channel].size(); ++i) {
                    QVERIFY(std::abs(doubles.values[i] - channels[channel][i]) <= step);
                    QCOMPARE(floats.values[i], static_cast<float>(doubles.values[i]));
                }
            }
        }
    }
    void lawsFollowG711_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("value");
        QTest::newRow("A loudest") << int(SampleFormat::ALaw) << 0xAA << 32256;
        QTest::newRow("A most negative") << int(SampleFormat::ALaw) << 0x2A << -32256;
        QTest::newRow("A smallest") << int(SampleFormat::ALaw) << 0xD5 << 8;
        QTest::newRow("A end of segment 1") << int(SampleFormat::ALaw) << 0xC5 << 264;
        QTest::newRow("mu loudest") << int(SampleFormat::MuLaw) << 0x80 << 32124;
        QTest::newRow("mu most negative") << int(SampleFormat::MuLaw) << 0x00 << -32124;
        QTest::newRow("mu zero") << int(SampleFormat::MuLaw) << 0xFF << 0;
        QTest::newRow("mu one step") << int(SampleFormat::MuLaw) << 0xFE << 8;
    }
    void lawsFollowG711()
    {
        QFETCH(int, format);
        QFETCH(int, code);
        QFETCH(int, value);
        const InterleavedSamples layout{static_cast<SampleFormat>(format), std::endian::little, 1, 0};
        const auto result = convert<double>(Bytes(1, static_cast<char>(code)), layout, {.index = 0});
        QCOMPARE(result.values.front() * 32768.0, double(value));
    }
    void mixIsTheMean()
    {
        for (const std::size_t count : {1U, 2U, 3U, 6U}) {
            test::Channels channels(count);
            double mean = 0;
            for (std::size_t channel = 0; channel < count; ++channel) {
                channels[channel] = {0.125 * static_cast<double>(channel), -0.5};
                mean += 0.125 * static_cast<double>(channel) / static_cast<double>(count);
            }
            const InterleavedSamples layout{SampleFormat::Float32, std::endian::little, static_cast<int>(count), 0};
            const auto result = convert<float>(test::pcm(channels, SampleFormat::Float32), layout, {});
            QVERIFY(std::abs(double(result.values[0]) - mean) < 1e-7);
            QVERIFY(std::abs(double(result.values[1]) + 0.5) < 1e-7);
        }
    }
    void bytesOfZeroMeanTheSameInAnyNumberOfChannels()
    {
        for (const SampleFormat format : {SampleFormat::Unsigned8, SampleFormat::Signed8, SampleFormat::Signed16,
                                          SampleFormat::Signed24, SampleFormat::Signed32, SampleFormat::Float32,
                                          SampleFormat::Float64, SampleFormat::ALaw, SampleFormat::MuLaw}) {
            const auto first = [&](int channelCount) {
                const InterleavedSamples layout{format, std::endian::little, channelCount, 0};
                const Bytes zeros(static_cast<std::size_t>(5 * layout.blockBytes()), '\0');
                return convert<float>(zeros, layout, {.index = 0}).values;
            };
            QCOMPARE(first(3), first(1));
            QCOMPARE(first(2), first(1));
        }
    }
    void nonFiniteBecomesZeroAndIsCounted()
    {
        for (const SampleFormat format : {SampleFormat::Float32, SampleFormat::Float64}) {
            const InterleavedSamples layout{format, std::endian::big, 2, 0};
            const Bytes bytes =
                test::pcm({{notANumber, 0.5, -infinity}, {0.25, 0.5, infinity}}, format, std::endian::big);
            const auto first = convert<float>(bytes, layout, {.index = 0});
            QCOMPARE(first.values, (std::vector<float>{0.0F, 0.5F, 0.0F}));
            QCOMPARE(first.nonFinite, 2);
            const auto mean = convert<double>(bytes, layout, {});
            QCOMPARE(mean.values, (std::vector<double>{0.125, 0.5, 0.0}));
            QCOMPARE(mean.nonFinite, 3);
            QCOMPARE(countNonFinite(layout, std::as_bytes(std::span(bytes))), 3);
        }
    }
    void hugeNumbersStayFinite()
    {
        const double most = std::numeric_limits<double>::max();
        for (const int count : {1, 2, 3}) {
            const test::Channels channels(static_cast<std::size_t>(count), {most, -most});
            const InterleavedSamples layout{SampleFormat::Float64, std::endian::little, count, 0};
            const Bytes bytes = test::pcm(channels, SampleFormat::Float64);
            QCOMPARE(convert<float>(bytes, layout, {}).values.front(), std::numeric_limits<float>::max());
            QVERIFY(std::isfinite(convert<double>(bytes, layout, {}).values.back()));
        }
    }
    void aLongRunEqualsItsSamplesOneByOne()
    {
        std::vector<double> ramp(10'007);
        for (std::size_t i = 0; i < ramp.size(); ++i)
            ramp[i] = static_cast<double>(i) / 32768.0 - 0.1;
        const InterleavedSamples layout{SampleFormat::Signed16, std::endian::little, 1, 0};
        const auto result = convert<float>(test::pcm({ramp}, SampleFormat::Signed16), layout, {});
        for (std::size_t i = 0; i < ramp.size(); ++i)
            QCOMPARE(result.values[i], static_cast<float>(std::round(ramp[i] * 32768.0) / 32768.0));
    }
};

QTEST_GUILESS_MAIN(TestSampleConvert)
#include "tst_sampleconvert.moc"
