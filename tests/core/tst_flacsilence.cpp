// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/avdecoder.h"
#include "core/audio/flacsilence.h"
#include "core/audio/soundfile.h"
#include "tests/support/soundfiles.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace gabor;

namespace {

/// What the decoder library gives for every packet of a file, beside what is said of the packet.
struct Comparison
{
    int packets = 0;
    int silent = 0;       ///< all of whose samples are 0
    int recognised = 0;   ///< said to be silent
    int recognisedOf = 0; ///< of those with the bits of a byte turned
    bool agrees = true;
};

bool isSilence(const std::vector<std::byte>& bytes)
{
    return std::ranges::all_of(bytes, [](std::byte byte) { return byte == std::byte{0}; });
}

Comparison compared(const std::filesystem::path& path)
{
    Comparison all;
    auto bytes = ByteSource::open(path);
    auto input = AvInput::open(std::move(bytes).value(), {});
    AvInput& sound = *input.value();
    const AvPointer<AVCodecContext> codec = openCodec(sound.stream(), Trimming::ByOwner);
    const AvPointer<AVPacket> packet = newPacket();
    const AvPointer<AVFrame> frame = newFrame();
    FlacSilence silence(sound.stream());
    while (sound.readPacket(*packet) == 0) {
        const int said = silence.samplesIn(*packet);
        for (int i = 0; said > 0 && i < packet->size - 2; ++i) { // the checksum behind is nobody's concern
            packet->data[i] ^= 0x10;
            all.recognisedOf += FlacSilence(silence).samplesIn(*packet) > 0 ? 1 : 0;
            packet->data[i] ^= 0x10;
        }
        if (gabor::avcodec_send_packet(codec.get(), packet.get()) < 0
            || gabor::avcodec_receive_frame(codec.get(), frame.get()) < 0)
            return {};
        std::vector<std::byte> samples;
        appendSamples(*frame, samples);
        ++all.packets;
        all.silent += isSilence(samples) ? 1 : 0;
        all.recognised += said > 0 ? 1 : 0;
        all.agrees = all.agrees && (said == 0 || (said == frame->nb_samples && isSilence(samples)));
        silence.learn(*frame);
        gabor::av_packet_unref(packet.get());
    }
    return all;
}

} // namespace

class TestFlacSilence : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { test::write(path("seed.wav"), test::wav({}, test::pcm({{0, 0}}, SampleFormat::Signed16))); }
    void whatIsCalledSilenceIsSilence_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("options");
        QTest::addColumn<QString>("name");
        const auto row = [](const char* name, const char* format, const char* options = "",
                            const char* file = "a.flac") { QTest::newRow(name) << format << options << file; };
        row("16 bit, mono", "s16:44100:mono");
        row("16 bit, stereo", "s16:44100:stereo");
        row("left and side", "s16:44100:stereo", "-ch_mode left_side");
        row("mid and side", "s16:44100:stereo", "-ch_mode mid_side");
        row("24 bit, 5.1", "s32:96000:5.1");
        row("short frames", "s16:48000:stereo", "-frame_size 200");
        row("a frame size of its own", "s16:48000:stereo", "-frame_size 5000");
        row("long frames", "s16:192000:mono", "-frame_size 32768");
        row("in Ogg", "s16:48000:stereo", "", "a.oga");
        row("in Matroska", "s16:48000:stereo", "", "a.mka");
        row("in MP4", "s16:48000:stereo", "-strict -2", "a.mp4");
    }
    /// Half a second of sound, nine of silence and sound again.
    void whatIsCalledSilenceIsSilence()
    {
        QFETCH(QString, format);
        QFETCH(QString, options);
        QFETCH(QString, name);
        const QString filter =
            QStringLiteral("-c:a flac -filter_complex aevalsrc='if(lt(t\\,0.5)+gt(t\\,10)\\,sin(999*t)\\,0)"
                           "':d=11:s=%1,aformat=%2 %3 -bitexact")
                .arg(format.section(u':', 1, 1), format, options);
        QVERIFY2(test::encode(path("seed.wav"), filter.toStdString(), path(name)), "the ffmpeg command is needed");
        const Comparison found = compared(path(name));
        QVERIFY(found.packets > 20);
        QVERIFY(found.agrees);
        QCOMPARE(found.recognisedOf, 0);
        QVERIFY(found.silent > 10);
        // The first packet of silence may be the first of its kind, of channels that are not differences.
        QVERIFY(found.recognised == found.silent || found.recognised == found.silent - 1);
    }
    void otherEncodingsAreLeftToTheirDecoders()
    {
        QVERIFY(
            test::encode(path("seed.wav"), "-filter_complex anullsrc=d=2:r=48000 -c:a alac -bitexact", path("a.m4a")));
        const Comparison found = compared(path("a.m4a"));
        QVERIFY(found.silent > 10);
        QCOMPARE(found.recognised, 0);
    }

private:
    std::filesystem::path path(const QString& name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name.toStdString();
    }
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestFlacSilence)
#include "tst_flacsilence.moc"
