// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/soundfile.h"
#include "tests/support/soundfiles.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

using namespace gabor;

Q_DECLARE_METATYPE(gabor::RawSound)

/// Samples without a header are read as what they are said to be, and what cannot be is refused with its reason.
class TestRawSound : public QObject
{
    Q_OBJECT
private slots:
    void everyEncodingGivesItsSamples_data()
    {
        QTest::addColumn<int>("encoding");
        for (std::size_t i = 0; i < rawEncodings().size(); ++i)
            QTest::newRow(std::string(rawEncodings()[i].name).c_str()) << static_cast<int>(i);
    }
    void everyEncodingGivesItsSamples()
    {
        QFETCH(int, encoding);
        const RawEncoding& chosen = rawEncodings()[static_cast<std::size_t>(encoding)];
        const test::Channels channels{{0, -1, 0, 0.75}, {0, 0, 0.75, -1}};
        const RawSound raw{.format = chosen.format,
                           .byteOrder = chosen.byteOrder,
                           .sampleRate = 22050.5,
                           .channelCount = 2,
                           .offset = 3};
        test::write(path("a"), "abc" + test::pcm(channels, chosen.format, chosen.byteOrder));
        const auto opened = openSound(path("a"), {}, {.reading = {.raw = raw}});
        QVERIFY(opened);
        const SampleSource& source = *opened.value().source;
        QVERIFY(source.isComplete());
        QVERIFY(source.notices().empty());
        QCOMPARE(source.availableSamples(), std::int64_t{4});
        QCOMPARE(source.description().sampleRate, 22050.5);
        QCOMPARE(source.description().channelCount, 2);
        QCOMPARE(source.description().encoding, std::string(nameOf(chosen.format)));
        QVERIFY(source.description().reading.raw == raw);
        const bool knowsOnlyFull = chosen.format == SampleFormat::ALaw || chosen.format == SampleFormat::MuLaw;
        const double tolerance = knowsOnlyFull ? 0.3 : bytesPerSample(chosen.format) == 1 ? 0.01 : 1e-4;
        for (int channel = 0; channel < 2; ++channel) {
            std::vector<double> samples(4);
            source.read(0, {.index = channel}, samples);
            for (std::size_t i = 0; i < samples.size(); ++i)
                QVERIFY2(std::abs(samples[i] - channels[static_cast<std::size_t>(channel)][i]) <= tolerance,
                         qPrintable(QString::number(samples[i])));
        }
    }
    void encodingsAreFoundByTheirNames()
    {
        for (const RawEncoding& encoding : rawEncodings()) {
            const auto found = rawEncodingNamed(encoding.name);
            QVERIFY(found);
            QCOMPARE(found->name, encoding.name);
            QCOMPARE(encodingNameOf({.format = encoding.format, .byteOrder = encoding.byteOrder}), encoding.name);
        }
        QCOMPARE(rawEncodingNamed("s16")->name, std::string_view("s16le"));
        QCOMPARE(rawEncodingNamed("ulaw")->name, std::string_view("mulaw"));
        for (const char* const none : {"", "s", "le", "S16", "s17le", "u16", "mulawle"})
            QVERIFY2(!rawEncodingNamed(none), none);
    }
    void whatCannotBeIsRefused_data()
    {
        constexpr auto most = std::numeric_limits<std::int64_t>::max();
        constexpr auto least = std::numeric_limits<std::int64_t>::min();
        QTest::addColumn<RawSound>("raw");
        QTest::addColumn<int>("rule");
        const auto row = [](const char* name, const RawSound& raw, RawFault::Rule rule) {
            QTest::newRow(name) << raw << static_cast<int>(rule);
        };
        using Rule = RawFault::Rule;
        row("no rate", {.sampleRate = 0}, Rule::SampleRate);
        row("negative rate", {.sampleRate = -44100}, Rule::SampleRate);
        row("rate that is no number", {.sampleRate = std::nan("")}, Rule::SampleRate);
        row("infinite rate", {.sampleRate = std::numeric_limits<double>::infinity()}, Rule::SampleRate);
        row("no channel", {.channelCount = 0}, Rule::ChannelCount);
        row("fewer than no channels", {.channelCount = least}, Rule::ChannelCount);
        row("too many channels", {.channelCount = 1025}, Rule::ChannelCount);
        row("far too many channels", {.channelCount = most}, Rule::ChannelCount);
        row("offset before the file", {.offset = -1}, Rule::Offset);
        row("offset far before the file", {.offset = least}, Rule::Offset);
        row("offset at the end", {.offset = 1000}, Rule::Offset);
        row("offset far beyond the end", {.offset = most}, Rule::Offset);
        row("half a sample left", {.offset = 999}, Rule::TooShort);
        row("fewer bytes than channels", {.channelCount = 501}, Rule::TooShort);
    }
    void whatCannotBeIsRefused()
    {
        QFETCH(RawSound, raw);
        QFETCH(int, rule);
        test::write(path("thousand"), test::Bytes(1000, 'x'));
        const auto opened = openSound(path("thousand"), {}, {.reading = {.raw = raw}});
        QVERIFY(!opened);
        QCOMPARE(opened.fault().kind, OpenFault::Kind::BadRaw);
        QVERIFY(opened.fault().raw);
        QCOMPARE(static_cast<int>(opened.fault().raw->rule), rule);
        QCOMPARE(opened.fault().raw->fileBytes, std::int64_t{1000});
        QCOMPARE(sampleCount(raw, 1000), std::int64_t{0});
    }
    void aCountNeverOverflows()
    {
        constexpr auto most = std::numeric_limits<std::int64_t>::max();
        const RawSound wide{.format = SampleFormat::Float64, .channelCount = 1024, .offset = most - 8192};
        QCOMPARE(sampleCount(wide, most), std::int64_t{1});
        QCOMPARE(sampleCount({.format = SampleFormat::Signed8}, most), most);
    }
    void aRestOfASampleIsLeftOutWithANotice()
    {
        test::write(path("odd"), test::Bytes(11, '\1'));
        const auto opened = openSound(path("odd"), {}, {.reading = {.raw = RawSound{.channelCount = 2}}});
        QVERIFY(opened);
        const SampleSource& source = *opened.value().source;
        QCOMPARE(source.availableSamples(), std::int64_t{2});
        QCOMPARE(source.notices().size(), std::size_t{1});
        QCOMPARE(source.notices().front().kind, SoundNotice::Kind::CutOff);
    }
    void aFileWithAHeaderCanBeTakenAsSamples()
    {
        const test::Bytes file = test::wav({1, 8000}, test::pcm({{0.5, -0.5}}, SampleFormat::Signed16));
        test::write(path("a.wav"), file);
        const auto opened = openSound(path("a.wav"), {}, {.reading = {.raw = RawSound{}}});
        QVERIFY(opened);
        QCOMPARE(opened.value().source->availableSamples(), static_cast<std::int64_t>(file.size() / 2));
        QCOMPARE(opened.value().source->description().container, std::string("raw"));
    }

private:
    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestRawSound)
#include "tst_rawsound.moc"
