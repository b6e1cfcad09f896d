// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/soundfile.h"
#include "tests/support/signals.h"
#include "tests/support/soundfiles.h"
#include "tests/support/wholesound.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace gabor;
using Kind = SoundNotice::Kind;
using test::has;

namespace {

constexpr int rate = 48000;
constexpr std::int64_t length = 8 * rate + 123;

std::vector<float> samplesOf(const SampleSource& source)
{
    std::vector<float> out(static_cast<std::size_t>(source.availableSamples()), -9.0F);
    source.read(0, {}, std::span(out));
    return out;
}

/// From the first sample that differs to the last.
SampleInterval difference(const std::vector<float>& a, const std::vector<float>& b, float tolerance)
{
    SampleInterval found{};
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        if (std::abs(a[i] - b[i]) > tolerance) {
            const auto place = static_cast<std::int64_t>(i);
            found = found.empty() ? SampleInterval{place, place + 1} : SampleInterval{found.begin, place + 1};
        }
    return found;
}

std::int64_t silentSamples(const SampleSource& source)
{
    std::int64_t samples = 0;
    for (const SoundNotice& notice : source.notices())
        if (notice.kind == Kind::SilentDamage || notice.kind == Kind::EstimatedDamage)
            samples += notice.count;
    return samples;
}

/// Byte at which the page of Ogg with that number begins, counted from 0.
qsizetype pageByte(const QByteArray& file, int number)
{
    qsizetype place = 0;
    for (int i = 0; i < number; ++i)
        place = file.indexOf("OggS", place + 4);
    return place;
}

} // namespace

/// Sound behind damage stays where it was, sample by sample.
class TestDamagedSound : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        test::write(path("noise.wav"),
                    test::wav({1, rate}, test::pcm({test::noise(length, 0.5)}, SampleFormat::Signed16)));
        QVERIFY2(encoded("probe.flac", "-c:a flac"), "the ffmpeg command is needed");
    }
    void whatIsLostIsSilent_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<float>("tolerance"); // of a decoder that has to find its way again
        QTest::addColumn<double>("last");     // part of the file behind which damage is not tried
        QTest::addColumn<int>("padding");     // samples at the end that may be left when packets were lost
        QTest::newRow("FLAC") << "a.flac"
                              << "-c:a flac" << 0.0F << 1.0 << 0;
        QTest::newRow("FLAC, short frames") << "b.flac"
                                            << "-c:a flac -frame_size 256" << 0.0F << 1.0 << 0;
        QTest::newRow("Ogg FLAC") << "c.oga"
                                  << "-c:a flac" << 0.0F << 1.0 << 0;
        QTest::newRow("FLAC in Matroska") << "d.mka"
                                          << "-c:a flac" << 0.0F << 1.0 << 0;
        QTest::newRow("Vorbis") << "e.ogg"
                                << "-c:a libvorbis -q:a 6" << 1e-6F << 1.0 << 0;
        QTest::newRow("Opus") << "f.opus"
                              << "-c:a libopus -b:a 128k" << 0.05F << 1.0 << 0;
        QTest::newRow("AAC") << "g.m4a"
                             << "-c:a aac -b:a 192k" << 1e-6F << 1.0 << 0;
        QTest::newRow("AAC in Matroska") << "h.mka"
                                         << "-c:a aac -b:a 192k" << 1e-6F << 0.5 << 0;
        QTest::newRow("Apple Lossless") << "i.m4a"
                                        << "-c:a alac" << 0.0F << 1.0 << 0;
        QTest::newRow("Apple Lossless in CAF") << "j.caf"
                                               << "-c:a alac" << 0.0F << 1.0 << 0;
        QTest::newRow("TTA") << "k.tta"
                             << "-c:a tta" << 0.0F << 1.0 << 0;
        QTest::newRow("WavPack") << "l.wv"
                                 << "-c:a wavpack" << 0.0F << 1.0 << 0;
        QTest::newRow("MP3") << "m.mp3"
                             << "-c:a libmp3lame -b:a 128k" << 1e-6F << 1.0 << 1152;
        QTest::newRow("MP3 without tag") << "n.mp3"
                                         << "-c:a libmp3lame -b:a 128k -write_xing 0" << 1e-6F << 1.0 << 0;
        QTest::newRow("MP3 in MP4") << "o.mp4"
                                    << "-c:a libmp3lame -b:a 192k" << 1e-6F << 1.0 << 0;
        QTest::newRow("AC-3") << "p.ac3"
                              << "-c:a ac3 -b:a 192k" << 1e-6F << 1.0 << 0;
    }
    void whatIsLostIsSilent()
    {
        QFETCH(QString, file);
        QFETCH(QString, arguments);
        QFETCH(float, tolerance);
        QFETCH(double, last);
        QFETCH(int, padding);
        QVERIFY(encoded(file, arguments));
        const QByteArray good = bytesOf(file);
        const std::vector<float> expected = samplesOf(*openWhole(file));
        QVERIFY(std::ssize(expected) >= length);
        for (const double part : {0.2, 0.37, 0.5, 0.81}) {
            if (part > last) // there the library does not find its way again
                break;
            const auto source =
                openDamaged(file, good, static_cast<qsizetype>(part * static_cast<double>(good.size())));
            QVERIFY(source);
            const std::vector<float> found = samplesOf(*source);
            const SampleInterval differs = difference(expected, found, tolerance);
            const QByteArray said = QString("at %1: %2 samples of %3, other ones from %4 to %5")
                                        .arg(part)
                                        .arg(found.size())
                                        .arg(expected.size())
                                        .arg(differs.begin)
                                        .arg(differs.end)
                                        .toUtf8();
            const std::ptrdiff_t longer = std::ssize(found) - std::ssize(expected);
            QVERIFY2(longer >= 0 && longer <= padding, said);
            const auto middle = static_cast<std::int64_t>(part * static_cast<double>(length));
            QVERIFY2(differs.begin > middle - 4 * rate && differs.end < middle + 4 * rate, said);
            QVERIFY2(has(*source, Kind::SilentDamage) && !has(*source, Kind::DamagedData), said);
            QVERIFY2(!has(*source, Kind::LengthDiffers), said);
        }
    }
    /// Packets of any length, of which nothing says how many are lost, or a clock of milliseconds.
    void howMuchIsLostMayBeAGuess_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("arguments");
        QTest::newRow("ADTS") << "a.aac"
                              << "-c:a aac -b:a 128k";
        QTest::newRow("MP3 of a varying bit rate") << "b.mp3"
                                                   << "-c:a libmp3lame -q:a 2";
        QTest::newRow("Vorbis in Matroska") << "c.mka"
                                            << "-c:a libvorbis -q:a 6";
    }
    void howMuchIsLostMayBeAGuess()
    {
        QFETCH(QString, file);
        QFETCH(QString, arguments);
        QVERIFY(encoded(file, arguments));
        const std::int64_t expected = openWhole(file)->availableSamples();
        const QByteArray good = bytesOf(file);
        const auto source = openDamaged(file, good, good.size() / 2);
        QVERIFY(source);
        QVERIFY2(std::abs(source->availableSamples() - expected) <= 1152,
                 qPrintable(QString::number(source->availableSamples() - expected)));
        QVERIFY(has(*source, Kind::EstimatedDamage) && !has(*source, Kind::DamagedData));
    }
    void textBetweenTwoSoundsIsNoDamage()
    {
        QVERIFY(encoded("one.mp3", "-c:a libmp3lame -b:a 128k -write_xing 0 -id3v2_version 0"));
        const QByteArray one = bytesOf("one.mp3");
        const QByteArray picture(4000, 'p');
        test::write(path("two.mp3"), (one + QByteArray("ID3\x03\0\0\0\0\x1f\x20", 10) + picture + one).toStdString());
        const auto source = openWhole("two.mp3");
        QVERIFY(source);
        const std::int64_t both = 2 * openWhole("one.mp3")->availableSamples();
        QVERIFY2(std::abs(source->availableSamples() - both) <= 1152,
                 qPrintable(QString::number(source->availableSamples() - both)));
        QVERIFY(silentSamples(*source) <= 1152); // of the frame that the library takes for a part of the picture
    }
    /// The last frame of the first sound takes the first bytes of the tag for its own.
    void textBehindACutFrameIsNoDamage()
    {
        QVERIFY(encoded("one.mp3", "-c:a libmp3lame -b:a 128k -write_xing 0 -id3v2_version 0"));
        const QByteArray one = bytesOf("one.mp3");
        const QByteArray tag = QByteArray("ID3\x03\0\0\0\x0f\x21\x20", 10) + QByteArray(250'016, 'p');
        test::write(path("podcast.mp3"), (one.chopped(100) + tag + one).toStdString());
        const auto source = openWhole("podcast.mp3");
        QVERIFY(source);
        QVERIFY2(silentSamples(*source) <= 2 * 1152, qPrintable(QString::number(silentSamples(*source))));
    }
    /// Where nothing tells how many samples a frame had but the frame itself.
    void aLostFirstFrameIsSilentInAnyContainer()
    {
        QVERIFY(encoded("first.mka", "-c:a flac -frame_size 4096"));
        QByteArray bytes = bytesOf("first.mka");
        const std::vector<float> expected = samplesOf(*openWhole("first.mka"));
        const qsizetype frame = bytes.indexOf("\xff\xf8\xca\x08"); // 4096 samples, 48 kHz, mono, 16 bits
        QVERIFY(frame > 0);
        bytes[frame + 1000] = static_cast<char>(bytes[frame + 1000] ^ 1);
        test::write(path("damaged-first.mka"), bytes.toStdString());
        const auto source = openWhole("damaged-first.mka");
        QVERIFY(source);
        const SampleInterval differs = difference(expected, samplesOf(*source), 0);
        QCOMPARE(source->availableSamples(), std::ssize(expected));
        QVERIFY(differs.begin < 4096 && differs.end <= 4096);
        QVERIFY(has(*source, Kind::SilentDamage));
    }
    /// The library gives the last frame as a part of the damaged one before it, and then again.
    void theLastFrameComesOnce()
    {
        QVERIFY(encoded("end.flac", "-c:a flac -frame_size 4096"));
        QByteArray bytes = bytesOf("end.flac");
        const std::vector<float> expected = samplesOf(*openWhole("end.flac"));
        const auto frames = static_cast<int>(length / 4096); // and a shorter one
        const char number = static_cast<char>(frames - 1);
        const qsizetype frame = bytes.indexOf(QByteArray("\xff\xf8\xca\x08", 4) + number);
        QVERIFY(frame > 0);
        bytes[frame + 4] = static_cast<char>(number ^ 1);
        test::write(path("damaged-end.flac"), bytes.toStdString());
        const auto source = openWhole("damaged-end.flac");
        QVERIFY(source);
        QCOMPARE(source->availableSamples(), std::ssize(expected));
        const SampleInterval differs = difference(expected, samplesOf(*source), 0);
        QVERIFY(differs.begin >= (frames - 2) * 4096 && differs.end <= frames * 4096);
    }
    /// The first one's header claims a length that the second one goes beyond.
    void damageInTheSecondOfTwoJoinedSoundsIsSilent()
    {
        QVERIFY(encoded("half.flac", "-c:a flac"));
        const QByteArray half = bytesOf("half.flac");
        test::write(path("both.flac"), (half + half).toStdString());
        const std::int64_t expected = openWhole("both.flac")->availableSamples();
        const auto source = openDamaged("both.flac", half + half, half.size() * 3 / 2);
        QVERIFY(source);
        QCOMPARE(source->availableSamples(), expected);
        QVERIFY(has(*source, Kind::SilentDamage) && !has(*source, Kind::DamagedData));
    }
    void whoListensInOnTheWayLosesNothing_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("arguments");
        QTest::newRow("Vorbis") << "a.ogg"
                                << "-c:a libvorbis -q:a 6 -page_duration 100000";
        QTest::newRow("Opus") << "b.opus"
                              << "-c:a libopus -b:a 128k -page_duration 100000";
    }
    void whoListensInOnTheWayLosesNothing()
    {
        QFETCH(QString, file);
        QFETCH(QString, arguments);
        QVERIFY(encoded(file, arguments));
        QByteArray bytes = bytesOf(file);
        const qsizetype begin = pageByte(bytes, 2);
        bytes.remove(begin, pageByte(bytes, 22) - begin);
        test::write(path("joined-" + file), bytes.toStdString());
        const auto source = openWhole("joined-" + file);
        QVERIFY(source);
        QVERIFY(source->availableSamples() < length - rate);
        QCOMPARE(silentSamples(*source), 0);
    }
    /// A packet that is longer than the shortest gap that is taken for one, and of which most is cut off.
    void whatIsCutOffAtTheBeginningIsNoGap()
    {
        QVERIFY(encoded("slow.m4a", "-ar 8000 -c:a alac"));
        QVERIFY(test::encode(path("slow.m4a"), "-ss 5 -c copy", path("cut.m4a")));
        const auto source = openWhole("cut.m4a");
        QVERIFY(source);
        QCOMPARE(silentSamples(*source), 0);
    }
    void aLostBeginningIsSilent_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<float>("tolerance");
        QTest::newRow("FLAC") << "a.flac"
                              << "-c:a flac" << 0.0F;
        QTest::newRow("Vorbis") << "b.ogg"
                                << "-c:a libvorbis -q:a 6" << 1e-6F;
        QTest::newRow("Opus") << "c.opus"
                              << "-c:a libopus -b:a 128k" << 0.05F;
        QTest::newRow("AAC") << "d.m4a"
                             << "-c:a aac -b:a 192k" << 1e-6F;
        QTest::newRow("Apple Lossless") << "e.m4a"
                                        << "-c:a alac" << 0.0F;
    }
    void aLostBeginningIsSilent()
    {
        QFETCH(QString, file);
        QFETCH(QString, arguments);
        QFETCH(float, tolerance);
        QVERIFY(encoded(file, arguments));
        const QByteArray good = bytesOf(file);
        const std::vector<float> expected = samplesOf(*openWhole(file));
        const qsizetype begin = file.endsWith(".flac") ? good.indexOf("\xff\xf8")
            : file.endsWith(".m4a")                    ? good.indexOf("mdat") + 4
                                                       : pageByte(good, 2);
        const auto source = openDamaged(file, good, begin);
        QVERIFY(source);
        const std::vector<float> found = samplesOf(*source);
        QCOMPARE(found.size(), expected.size());
        const SampleInterval differs = difference(expected, found, tolerance);
        QVERIFY2(differs.end > 0 && differs.end < 2 * rate, qPrintable(QString::number(differs.end)));
        QVERIFY(has(*source, Kind::SilentDamage));
    }
    /// As programs do that cut sound out of a file, or put files together, without decoding it.
    void numbersThatJumpAreNoGap_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("arguments");
        QTest::newRow("FLAC") << "a.flac"
                              << "-c:a flac -frame_size 1024";
        QTest::newRow("Ogg FLAC") << "b.oga"
                                  << "-c:a flac -frame_size 1024";
    }
    void numbersThatJumpAreNoGap()
    {
        QFETCH(QString, file);
        QFETCH(QString, arguments);
        QVERIFY(encoded(file, arguments));
        QVERIFY(test::encode(path(file), "-ss 2 -c:a copy", path("cut-" + file)));
        const auto source = openWhole("cut-" + file);
        QVERIFY(source);
        QVERIFY2(std::abs(source->availableSamples() - (length - 2 * rate)) < rate / 2,
                 qPrintable(QString::number(source->availableSamples())));
        QVERIFY(!has(*source, Kind::SilentDamage));
    }
    /// Whole frames were cut out of it, by somebody who left no trace but the numbers.
    void aFileThatWasCutInTheMiddleHasNoGap()
    {
        QVERIFY(encoded("whole.flac", "-c:a flac -frame_size 4096"));
        QByteArray bytes = bytesOf("whole.flac");
        const qsizetype begin = bytes.indexOf("\xff\xf8\xca\x08\x14"); // frame 20
        const qsizetype end = bytes.indexOf("\xff\xf8\xca\x08\x1e");   // frame 30
        QVERIFY(begin > 0 && end > begin);
        bytes.remove(begin, end - begin);
        test::write(path("shorter.flac"), bytes.toStdString());
        const auto source = openWhole("shorter.flac");
        QVERIFY(source);
        QCOMPARE(source->availableSamples(), length - 10 * 4096);
        QVERIFY(!has(*source, Kind::SilentDamage));
    }

private:
    std::filesystem::path path(const QString& name) const { return m_folder.filePath(name).toStdString(); }
    bool encoded(const QString& name, const QString& arguments) const
    {
        return test::encode(path("noise.wav"), arguments.toStdString(), path(name));
    }
    QByteArray bytesOf(const QString& name) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    std::shared_ptr<const SampleSource> openDamaged(const QString& name, QByteArray bytes, qsizetype byte) const
    {
        bytes.replace(byte, 3000, QByteArray(3000, '\x55'));
        test::write(path("damaged-" + name), bytes.toStdString());
        return openWhole("damaged-" + name);
    }
    std::shared_ptr<const SampleSource> openWhole(const QString& name) const { return test::openWhole(path(name)); }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestDamagedSound)
#include "tst_damagedsound.moc"
