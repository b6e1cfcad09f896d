// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/avinput.h"
#include "core/audio/flacdecoder.h"
#include "core/audio/packetdecoder.h"
#include "tests/support/soundfiles.h"

#include <QTemporaryDir>
#include <QTest>

#include <FLAC/stream_encoder.h>

#include <random>

using namespace gabor;

namespace {

constexpr unsigned blockSize = 1152;
constexpr int samplesOfSound = 20'000; ///< of each channel

/// A tone with noise, silence in the middle, and the largest numbers that there are.
std::vector<FLAC__int32> sound(int bits, int channels)
{
    std::mt19937 random(7);
    const double top = std::ldexp(1.0, bits - 1);
    std::uniform_real_distribution<double> noise(-0.01 * top, 0.01 * top);
    std::vector<FLAC__int32> samples;
    for (int i = 0; i < samplesOfSound; ++i) {
        for (int channel = 0; channel < channels; ++channel) {
            const double value = 0.9 * top * std::sin(0.05 * i * (channel + 1)) + noise(random);
            const bool silent = i > 8000 && i < 14'000;
            const bool extreme = i == 500 || i == 501;
            const double full = i == 500 ? -top : top - 1;
            samples.push_back(static_cast<FLAC__int32>(silent ? 0 : extreme ? full : std::round(value)));
        }
    }
    return samples;
}

bool encode(const std::vector<FLAC__int32>& samples, int bits, int channels, const std::filesystem::path& path)
{
    FLAC__StreamEncoder* const encoder = FLAC__stream_encoder_new();
    FLAC__stream_encoder_set_channels(encoder, static_cast<unsigned>(channels));
    FLAC__stream_encoder_set_bits_per_sample(encoder, static_cast<unsigned>(bits));
    FLAC__stream_encoder_set_sample_rate(encoder, 32'000);
    FLAC__stream_encoder_set_compression_level(encoder, 8);
    FLAC__stream_encoder_set_blocksize(encoder, blockSize);
    FLAC__stream_encoder_set_streamable_subset(encoder, 0);
    const bool done =
        FLAC__stream_encoder_init_file(encoder, path.c_str(), nullptr, nullptr) == FLAC__STREAM_ENCODER_INIT_STATUS_OK
        && FLAC__stream_encoder_process_interleaved(encoder, samples.data(), samplesOfSound) != 0
        && FLAC__stream_encoder_finish(encoder) != 0;
    FLAC__stream_encoder_delete(encoder);
    return done;
}

/// As FFmpeg's decoder gives them: at the top of 16 or 32 bits.
std::vector<std::byte> atTheTop(const std::vector<FLAC__int32>& samples, int bits)
{
    const int width = bits <= 16 ? 16 : 32;
    std::vector<std::byte> bytes;
    for (const FLAC__int32 sample : samples) {
        const auto moved = static_cast<std::int32_t>(static_cast<std::uint32_t>(sample) << (width - bits));
        const auto* const first = reinterpret_cast<const std::byte*>(&moved); // little-endian
        bytes.insert(bytes.end(), first, first + width / 8);
    }
    return bytes;
}

/// A file whose packets are at hand.
struct Opened
{
    explicit Opened(const std::filesystem::path& path)
        : input(AvInput::open(ByteSource::open(path).value(), {}).value())
    {
        while (true) {
            packets.push_back(newPacket());
            if (input->readPacket(*packets.back()) != 0)
                break;
        }
        packets.pop_back();
    }

    const AVStream& stream() const { return input->stream(); }

    std::unique_ptr<AvInput> input;
    std::vector<AvPointer<AVPacket>> packets;
};

std::vector<std::byte> samplesOf(FlacDecoder& decoder)
{
    const AvPointer<AVFrame> frame = newFrame();
    decoder.give(*frame);
    std::vector<std::byte> samples;
    appendSamples(*frame, samples);
    return samples;
}

/// All that a decoder of packets gives; nothing when it fails.
std::vector<std::byte> decoded(PacketDecoder& decoder, const Opened& file)
{
    std::vector<std::byte> samples;
    const AvPointer<AVFrame> frame = newFrame();
    for (const auto& packet : file.packets) {
        if (decoder.send(packet.get()) != 0 || decoder.receive(*frame) != 0)
            return {};
        appendSamples(*frame, samples);
        if (decoder.receive(*frame) != AVERROR(EAGAIN))
            return {};
    }
    return decoder.send(nullptr) == 0 && decoder.receive(*frame) == AVERROR_EOF ? samples : std::vector<std::byte>();
}

} // namespace

class TestFlacDecoder : public QObject
{
    Q_OBJECT
private slots:
    void everyFormatComesBackBitByBit_data()
    {
        QTest::addColumn<int>("bits");
        QTest::addColumn<int>("channels");
        for (const int bits : {4, 8, 12, 16, 17, 20, 24, 32})
            for (const int channels : {1, 2, 5, 8})
                QTest::addRow("%d bits, %d channels", bits, channels) << bits << channels;
    }
    void everyFormatComesBackBitByBit()
    {
        QFETCH(int, bits);
        QFETCH(int, channels);
        const std::vector<FLAC__int32> samples = sound(bits, channels);
        QVERIFY(encode(samples, bits, channels, path()));
        const Opened file(path());
        QCOMPARE(file.packets.size(), std::size_t((samplesOfSound + blockSize - 1) / blockSize));

        const std::unique_ptr<FlacDecoder> decoder = FlacDecoder::open(file.stream());
        QVERIFY(decoder != nullptr);
        const AvPointer<AVFrame> frame = newFrame();
        std::vector<std::byte> all;
        for (const auto& packet : file.packets) {
            QVERIFY(decoder->decode(*packet));
            decoder->give(*frame);
            const FrameFormat format = {bits <= 16 ? SampleFormat::Signed16 : SampleFormat::Signed32, channels, 32'000};
            QVERIFY(formatOf(*frame) == format);
            appendSamples(*frame, all);
        }
        const std::vector<std::byte> expected = atTheTop(samples, bits);
        QVERIFY(all == expected);
        const std::unique_ptr<PacketDecoder> packets = PacketDecoder::open(file.stream(), Trimming::ByOwner);
        QVERIFY(decoded(*packets, file) == expected);
    }

    void packetsMayComeInAnyOrder()
    {
        QVERIFY(encode(sound(16, 2), 16, 2, path()));
        const Opened file(path());
        const std::unique_ptr<FlacDecoder> decoder = FlacDecoder::open(file.stream());
        std::vector<std::vector<std::byte>> forward;
        for (const auto& packet : file.packets) {
            QVERIFY(decoder->decode(*packet));
            forward.push_back(samplesOf(*decoder));
        }
        for (int turn = 0; turn < 3; ++turn) { // more samples by far than the file's header says that there are
            for (std::size_t i = file.packets.size(); i-- > 0;) {
                QVERIFY(decoder->decode(*file.packets[i]));
                QVERIFY(samplesOf(*decoder) == forward[i]);
            }
        }
    }

    /// The checksums tell of every turned bit; what is left of it is forgotten before the next packet.
    void damagedPacketsAreRefused()
    {
        QVERIFY(encode(sound(16, 2), 16, 2, path()));
        const Opened file(path());
        const std::unique_ptr<FlacDecoder> decoder = FlacDecoder::open(file.stream());
        AVPacket& damaged = *file.packets[2];
        const AVPacket& whole = *file.packets[3];
        QVERIFY(decoder->decode(whole));
        const std::vector<std::byte> expected = samplesOf(*decoder);
        for (int i = 0; i < damaged.size; ++i) {
            const int bit = 1 << (i % 8);
            damaged.data[i] ^= bit;
            QVERIFY2(!decoder->decode(damaged), qPrintable(QString::number(i)));
            damaged.data[i] ^= bit;
            QVERIFY(decoder->decode(whole));
            QVERIFY(samplesOf(*decoder) == expected);
        }
        QVERIFY(decoder->decode(damaged)); // it is whole again
    }

    void packetsThatAreCutOrTooLongAreRefused()
    {
        QVERIFY(encode(sound(24, 1), 24, 1, path()));
        const Opened file(path());
        const std::unique_ptr<FlacDecoder> decoder = FlacDecoder::open(file.stream());
        AVPacket& packet = *file.packets[0];
        const int size = packet.size;
        for (packet.size = 0; packet.size < size; ++packet.size)
            QVERIFY(!decoder->decode(packet));
        std::vector<std::uint8_t> both(packet.data, packet.data + size);
        both.insert(both.end(), packet.data, packet.data + size);
        AVPacket twice = packet;
        twice.data = both.data();
        twice.size = static_cast<int>(both.size());
        QVERIFY(!decoder->decode(twice));
        twice.size = size + 1;
        QVERIFY(!decoder->decode(twice));
        QVERIFY(decoder->decode(packet));
    }

    void framesOfAnotherKindAreRefused()
    {
        const std::filesystem::path other = path().concat("2");
        QVERIFY(encode(sound(16, 2), 16, 2, path()));
        const Opened file(path());
        const std::unique_ptr<FlacDecoder> decoder = FlacDecoder::open(file.stream());
        for (const auto& [bits, channels] : {std::pair(24, 2), std::pair(16, 1), std::pair(16, 3)}) {
            QVERIFY(encode(sound(bits, channels), bits, channels, other));
            const Opened unlike(other);
            QVERIFY(!decoder->decode(*unlike.packets[0]));
            QVERIFY(decoder->decode(*file.packets[0]));
        }
    }

    /// What FlacDecoder refuses, FFmpeg's decoder judges, and the two take turns.
    void damagedSoundIsLeftToTheDecoderLibrary()
    {
        QVERIFY(encode(sound(16, 1), 16, 1, path()));
        const Opened file(path());
        file.packets[2]->data[200] ^= 0x10;
        file.packets[9]->data[5] ^= 0x10; // within silence
        const AvPointer<AVCodecContext> library = openCodec(file.stream(), Trimming::ByOwner);
        const std::unique_ptr<PacketDecoder> decoder = PacketDecoder::open(file.stream(), Trimming::ByOwner);
        const AvPointer<AVFrame> frame = newFrame();
        const AvPointer<AVFrame> expected = newFrame();
        for (const auto& packet : file.packets) {
            const int sent = decoder->send(packet.get());
            QCOMPARE(sent, gabor::avcodec_send_packet(library.get(), packet.get()));
            const int received = decoder->receive(*frame);
            QCOMPARE(received, gabor::avcodec_receive_frame(library.get(), expected.get()));
            if (received != 0)
                continue;
            QVERIFY(formatOf(*frame) == formatOf(*expected));
            std::vector<std::byte> a;
            std::vector<std::byte> b;
            appendSamples(*frame, a);
            appendSamples(*expected, b);
            QVERIFY(a == b);
        }
    }

    void otherEncodingsAreLeftToTheDecoderLibrary()
    {
        const std::filesystem::path wav = path().concat(".wav");
        test::write(wav, test::wav({}, test::pcm({{0, 0}}, SampleFormat::Signed16)));
        const std::filesystem::path alac = path().concat(".m4a");
        QVERIFY(test::encode(wav, "-c:a alac", alac));
        QVERIFY(FlacDecoder::open(Opened(alac).stream()) == nullptr);
    }

private:
    std::filesystem::path path() const { return std::filesystem::path(m_folder.path().toStdString()) / "a.flac"; }
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestFlacDecoder)
#include "tst_flacdecoder.moc"
