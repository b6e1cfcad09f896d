// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/soundfile.h"
#include "tests/support/signals.h"
#include "tests/support/soundfiles.h"

#include <QDataStream>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <bit>

using namespace gabor;
using Knowledge = EncoderDelay::Knowledge;

Q_DECLARE_METATYPE(gabor::EncoderDelay::Knowledge)

namespace {

constexpr std::uint32_t rate = 48000;
constexpr std::int64_t length = 96'017; ///< no multiple of any packet
constexpr std::int64_t clickPlace = 50'003;
constexpr std::int64_t clickLength = 480;
constexpr std::int64_t farthest = 4000; ///< that a click is looked for from its place

/// Ten milliseconds of noise: what an encoder keeps of it fits at one place only, to the sample.
const std::vector<double>& click()
{
    static const std::vector<double> samples = test::noise(clickLength, 0.6);
    return samples;
}

test::Channels soundWithClick()
{
    std::vector<double> samples = test::sine(length, 1000, rate, 0.02);
    std::copy(click().begin(), click().end(), samples.begin() + clickPlace);
    return {samples, samples};
}

/// How many samples the click stands too late.
std::int64_t lateness(const SampleSource& source)
{
    std::vector<double> around(static_cast<std::size_t>(2 * farthest + clickLength));
    source.read(clickPlace - farthest, {.index = 0}, around);
    std::int64_t best = 0;
    double most = 0;
    for (std::int64_t shift = 0; shift <= 2 * farthest; ++shift) {
        double sum = 0;
        for (std::size_t i = 0; i < click().size(); ++i)
            sum += click()[i] * around[static_cast<std::size_t>(shift) + i];
        if (sum > most) {
            most = sum;
            best = shift - farthest;
        }
    }
    return best;
}

} // namespace

/// The same recording in whatever file: the click stands at its place to the sample and the length is the true one; or
/// the sound says that its format cannot know.
class TestClickPlace : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        test::write(path("click.wav"), test::wav({2, rate}, test::pcm(soundWithClick(), SampleFormat::Signed16)));
    }
    void aClickKeepsItsPlace_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<Knowledge>("knowledge");
        QTest::addColumn<qint64>("samples");
        const auto row = [](const char* file, const char* arguments, Knowledge knowledge,
                            std::int64_t samples = length) {
            QTest::newRow(file) << QString(file) << QString(arguments) << knowledge << qint64{samples};
        };
        constexpr auto none = Knowledge::None;
        constexpr auto cut = Knowledge::CutOff;
        constexpr auto unknown = Knowledge::Unknown;
        row("a.flac", "-c:a flac", none);
        row("a.oga", "-c:a flac", none);
        row("a.ogg", "-c:a libvorbis", none);
        row("a.opus", "-c:a libopus", cut);
        row("a.mp3", "-c:a libmp3lame", cut);
        row("untagged.mp3", "-c:a libmp3lame -write_xing 0", unknown);
        row("a.mp2", "-c:a mp2", unknown);
        row("a.m4a", "-c:a aac", cut);
        row("alac.m4a", "-c:a alac", none);
        row("alac.caf", "-c:a alac", none);
        row("fragments.mp4", "-c:a aac -movflags frag_keyframe+empty_moov", unknown);
        row("a.mov", "-c:a aac", cut);
        row("pcm.mov", "-c:a pcm_s24be", none);
        row("mp3.mp4", "-c:a libmp3lame", cut);
        row("ac3.mp4", "-c:a ac3", cut, 96'512); // whose last packet is not said to be shorter
        row("flac.mp4", "-c:a flac -strict -2", none);
        row("opus.mp4", "-c:a libopus", cut);
        row("a.3gp", "-c:a aac", cut);
        row("a.aac", "-c:a aac", unknown);
        row("a.latm", "-c:a aac -f latm", unknown);
        row("a.caf", "-c:a pcm_s16le", none);
        row("opus.caf", "-c:a libopus", unknown);
        row("a.wma", "-c:a wmav2", unknown);
        row("v1.wma", "-c:a wmav1", unknown);
        row("mp3.asf", "-c:a libmp3lame", unknown);
        row("a.ac3", "-c:a ac3", unknown);
        row("a.eac3", "-c:a eac3", unknown);
        row("a.dts", "-c:a dca -strict -2", unknown);
        row("a.thd", "-c:a truehd -strict -2", none);
        row("a.mlp", "-c:a mlp -strict -2", none, 96'040);
        row("a.tta", "-c:a tta", none);
        row("a.wv", "-c:a wavpack", none);
        row("a.mka", "-c:a flac", none);
        row("vorbis.mka", "-c:a libvorbis", none, 96'192);
        row("opus.mka", "-c:a libopus", cut);
        row("aac.mka", "-c:a aac", unknown);
        row("mp3.mka", "-c:a libmp3lame", unknown);
        row("ac3.mka", "-c:a ac3", unknown);
        row("wavpack.mka", "-c:a wavpack", none);
        row("alac.mka", "-c:a alac", none);
        row("pcm.mka", "-c:a pcm_f32le", none);
        row("a.webm", "-c:a libopus", cut);
        row("vorbis.webm", "-c:a libvorbis", none, 96'192);
        row("mp3.avi", "-c:a libmp3lame", unknown);
        row("pcm.avi", "-c:a pcm_s16le", none);
        row("aac.flv", "-c:a aac", unknown);
        row("aac.ts", "-c:a aac", unknown);
        row("mp2.ts", "-c:a mp2", unknown);
        row("ac3.ts", "-c:a ac3", unknown);
        row("s302m.ts", "-c:a s302m -strict -2", none);
        row("mp2.mpg", "-c:a mp2", unknown);
        row("a.nut", "-c:a flac", none);
        row("opus.nut", "-c:a libopus", cut, 96'648);
        row("ima.wav", "-c:a adpcm_ima_wav", none, 96'615);
        row("ms.wav", "-c:a adpcm_ms", none, 96'140);
        row("yamaha.wav", "-c:a adpcm_yamaha", none, 96'256);
        row("mp3.wav", "-c:a libmp3lame", unknown);
        row("ima.aifc", "-c:a adpcm_ima_qt -f aiff", none, 96'064);
        row("a.w64", "-c:a pcm_s16le", none, length + 1); // what fills it up to 8 bytes counts there
        row("ms.w64", "-c:a adpcm_ms", none, 96'140);
        row("opatom.mxf", "-f mxf_opatom -c:a pcm_s16le -ac 1", none, 97'920); // whole pictures' worth
        row("a.wtv", "-c:a ac3", unknown);
        row("a.voc", "-c:a pcm_s16le", none);
        row("a.sox", "-c:a pcm_s32le", none);
        row("ac3.rm", "-c:a ac3", unknown);
        row("a.adx", "-c:a adpcm_adx", none, 96'032);
        row("a.ircam", "-c:a pcm_s16le", none);
    }
    void aClickKeepsItsPlace()
    {
        QFETCH(QString, file);
        QFETCH(QString, arguments);
        QFETCH(Knowledge, knowledge);
        QFETCH(qint64, samples);
        QVERIFY(test::encode(path("click.wav"), arguments.toStdString(), path(file)));
        const auto opened = openSound(path(file));
        QVERIFY(opened);
        if (opened.value().finishDecoding)
            opened.value().finishDecoding({});
        const SampleSource& source = *opened.value().source;
        const EncoderDelay delay = source.description().delay;
        QCOMPARE(delay.knowledge, knowledge);
        QCOMPARE(delay.samples > 0, knowledge == Knowledge::CutOff);
        if (knowledge != Knowledge::Unknown) {
            QCOMPARE(lateness(source), std::int64_t{0});
            QCOMPARE(source.availableSamples(), std::int64_t{samples});
        }
    }
    /// Of a short sound, which is decoded whole, and of a longer one, which is read by an index.
    void theDelayThatWasCutOffIsSaid_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("encoder");
        QTest::addColumn<int>("delay");
        QTest::newRow("AAC in MP4") << "m4a"
                                    << "-c:a aac -aac_pns 0" << 1024;
        QTest::newRow("MP3") << "mp3"
                             << "-c:a libmp3lame" << 1105;
        QTest::newRow("Opus") << "opus"
                              << "-c:a libopus" << 312;
    }
    void theDelayThatWasCutOffIsSaid()
    {
        QFETCH(QString, file);
        QFETCH(QString, encoder);
        QFETCH(int, delay);
        for (const QString repeats : {"0", "20"}) {
            const std::string arguments =
                QStringLiteral("-af aloop=%1:size=96017 %2").arg(repeats, encoder).toStdString();
            QVERIFY(test::encode(path("click.wav"), arguments, path("delayed." + file)));
            const auto opened = openSound(path("delayed." + file));
            QVERIFY(opened);
            QCOMPARE(opened.value().source->description().delay.samples, std::int64_t{delay});
        }
    }
    /// The encoders here do not write down what they put before and behind the sound; those of other systems do.
    void whatCafSaysOfItsPacketsIsCutOff_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("encoder");
        QTest::addColumn<int>("delay");
        QTest::newRow("MP3") << "told.mp3.caf"
                             << "libmp3lame" << 1105;
        QTest::newRow("Opus") << "told.opus.caf"
                              << "libopus" << 312;
    }
    void whatCafSaysOfItsPacketsIsCutOff()
    {
        QFETCH(QString, file);
        QFETCH(QString, encoder);
        QFETCH(int, delay);
        QVERIFY(test::encode(path("click.wav"), "-c:a " + encoder.toStdString(), path(file)));
        QFile caf(m_folder.filePath(file));
        QVERIFY(caf.open(QIODevice::ReadWrite));
        const auto table = caf.readAll().indexOf("pakt");
        QVERIFY(table > 0);
        constexpr int headerBytes = 12;
        caf.seek(table + headerBytes);
        QDataStream stream(&caf);
        qint64 packets = 0;
        qint64 all = 0;
        stream >> packets >> all;
        caf.seek(table + headerBytes + 8);
        const auto behind = static_cast<qint32>(all - length - delay);
        stream << qint64{length} << qint32{delay} << behind;
        caf.close();
        const auto opened = openSound(path(file));
        QVERIFY(opened);
        if (opened.value().finishDecoding)
            opened.value().finishDecoding({});
        const SampleSource& source = *opened.value().source;
        QCOMPARE(source.description().delay.knowledge, Knowledge::CutOff);
        QCOMPARE(source.description().delay.samples, std::int64_t{delay});
        QCOMPARE(lateness(source), std::int64_t{0});
        QCOMPARE(source.availableSamples(), length);
        QVERIFY(source.notices().empty());
    }
    /// As the encoder of macOS has it, by hand, since nothing here writes AAC into CAF.
    void aacInCafIsCutOffAsToldToo()
    {
        constexpr auto big = std::endian::big;
        QVERIFY(test::encode(path("click.wav"), "-c:a aac -aac_pns 0", path("of.m4a")));
        QVERIFY(test::encode(path("of.m4a"), "-c:a copy -f adts", path("of.aac")));
        QFile adts(m_folder.filePath("of.aac"));
        QFile movie(m_folder.filePath("of.m4a"));
        QVERIFY(adts.open(QIODevice::ReadOnly) && movie.open(QIODevice::ReadOnly));
        const test::Bytes frames = adts.readAll().toStdString();
        test::Bytes sizes;
        test::Bytes packets;
        std::int64_t count = 0;
        constexpr std::size_t headerBytes = 7;
        for (std::size_t place = 0; place + headerBytes < frames.size(); ++count) {
            const auto byte = [&](std::size_t i) { return std::size_t{static_cast<unsigned char>(frames[place + i])}; };
            const std::size_t bytes = (byte(3) & 3U) << 11U | byte(4) << 3U | byte(5) >> 5U;
            const std::size_t size = bytes - headerBytes;
            sizes += test::number(0x80 | size >> 7U, 1) + test::number(size & 0x7FU, 1);
            packets += frames.substr(place + headerBytes, size);
            place += bytes;
        }
        const test::Bytes head = movie.readAll().toStdString();
        const std::size_t cookie = head.find("esds");
        QVERIFY(cookie != test::Bytes::npos && count > 0);
        const std::size_t cookieEnd = cookie - 4 + static_cast<unsigned char>(head[cookie - 1]);
        const auto chunk = [](const test::Bytes& id, const test::Bytes& body) {
            return id + test::number(body.size(), 8, std::endian::big) + body;
        };
        constexpr std::int64_t delay = 1024;
        const std::int64_t padding = count * 1024 - length - delay;
        const test::Bytes description = test::number(std::bit_cast<std::uint64_t>(48'000.0), 8, big) + "aac "
            + test::number(0, 8) + test::number(1024, 4, big) + test::number(2, 4, big) + test::number(0, 4);
        const test::Bytes table = test::number(static_cast<std::uint64_t>(count), 8, big)
            + test::number(static_cast<std::uint64_t>(length), 8, big) + test::number(delay, 4, big)
            + test::number(static_cast<std::uint64_t>(padding), 4, big) + sizes;
        test::write(path("aac.caf"),
                    "caff" + test::number(1, 2, big) + test::number(0, 2) + chunk("desc", description)
                        + chunk("kuki", head.substr(cookie + 8, cookieEnd - cookie - 8)) + chunk("pakt", table)
                        + chunk("data", test::number(0, 4) + packets));
        const auto opened = openSound(path("aac.caf"));
        QVERIFY(opened);
        if (opened.value().finishDecoding)
            opened.value().finishDecoding({});
        const SampleSource& source = *opened.value().source;
        QCOMPARE(source.description().delay.samples, delay);
        QCOMPARE(lateness(source), std::int64_t{0});
        QCOMPARE(source.availableSamples(), length);
    }
    /// Only what fills up the last block is cut off: a count that says more than that is not believed.
    void theLastBlockOfAdpcmEndsWhereTheFileSays_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("countBytes");
        QTest::addColumn<qint64>("stated");
        QTest::addColumn<qint64>("samples");
        QTest::newRow("IMA") << "ima.wav" << 4 << qint64{length} << qint64{length};
        QTest::newRow("Microsoft") << "ms.wav" << 4 << qint64{length} << qint64{length};
        QTest::newRow("Wave64") << "ms.w64" << 8 << qint64{length} << qint64{length};
        QTest::newRow("too few") << "ima.wav" << 4 << qint64{90'000} << qint64{96'615};
        QTest::newRow("none") << "ima.wav" << 4 << qint64{0} << qint64{96'615};
        QTest::newRow("too many") << "ima.wav" << 4 << qint64{96'616} << qint64{96'615};
    }
    void theLastBlockOfAdpcmEndsWhereTheFileSays()
    {
        QFETCH(QString, file);
        QFETCH(int, countBytes);
        QFETCH(qint64, stated);
        QFETCH(qint64, samples);
        const char* const encoder = file.startsWith("ima") ? "-c:a adpcm_ima_wav" : "-c:a adpcm_ms";
        QVERIFY(test::encode(path("click.wav"), encoder, path(file)));
        QFile sound(m_folder.filePath(file));
        QVERIFY(sound.open(QIODevice::ReadWrite));
        const auto fact = sound.readAll().indexOf("fact");
        QVERIFY(fact > 0);
        sound.seek(fact + (countBytes == 8 ? 24 : 8));
        const test::Bytes count = test::number(static_cast<std::uint64_t>(stated), countBytes);
        sound.write(count.data(), static_cast<qint64>(count.size()));
        sound.close();
        const auto opened = openSound(path(file));
        QVERIFY(opened);
        if (opened.value().finishDecoding)
            opened.value().finishDecoding({});
        const SampleSource& source = *opened.value().source;
        QCOMPARE(source.availableSamples(), std::int64_t{samples});
        QCOMPARE(lateness(source), std::int64_t{0});
    }
    void monkeysAudioIsLetIn()
    {
        // Nothing here writes it, but its frames can say that they are silent and leave out all the rest.
        constexpr std::uint64_t blocksOfFrame = 294'912;
        constexpr std::uint64_t blocksAtEnd = 50'000;
        using test::number;
        const test::Bytes frame = number(0x80000000, 4) + number(3, 4) + test::Bytes(16, '\0');
        constexpr std::uint64_t firstFrame = 52 + 24 + 8;
        const test::Bytes file = "MAC " + number(3990, 2) + number(0, 2) + number(52, 4) + number(24, 4) + number(8, 4)
            + number(0, 4) + number(2 * frame.size(), 4) + number(0, 8) + test::Bytes(16, '\0') // the descriptor
            + number(2000, 2) + number(32, 2) + number(blocksOfFrame, 4) + number(blocksAtEnd, 4) + number(2, 4)
            + number(16, 2) + number(2, 2) + number(44'100, 4) // the header
            + number(firstFrame, 4) + number(firstFrame + frame.size(), 4) + frame + frame;
        test::write(path("silence.ape"), file);
        const auto opened = openSound(path("silence.ape"));
        QVERIFY(opened);
        if (opened.value().finishDecoding)
            opened.value().finishDecoding({});
        const SampleSource& source = *opened.value().source;
        QCOMPARE(source.description().container, std::string("Monkey's Audio"));
        QCOMPARE(source.description().sampleRate, 44'100.0);
        QCOMPARE(source.description().delay.knowledge, Knowledge::None);
        QCOMPARE(source.availableSamples(), static_cast<std::int64_t>(blocksOfFrame + blocksAtEnd));
        QVERIFY(source.notices().empty());
    }

private:
    std::filesystem::path path(const QString& name) const { return m_folder.filePath(name).toStdString(); }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestClickPlace)
#include "tst_clickplace.moc"
