// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/flacframes.h"
#include "core/audio/flacheader.h"
#include "tests/support/signals.h"
#include "tests/support/soundfiles.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gabor;

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes together(std::initializer_list<Bytes> parts)
{
    Bytes all;
    for (const Bytes& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

Bytes copyOf(const FlacPart& part)
{
    return {part.bytes.begin(), part.bytes.end()};
}

} // namespace

class TestFlacFrames : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase()
    {
        const std::filesystem::path wav = std::filesystem::path(m_folder.path().toStdString()) / "noise.wav";
        const std::filesystem::path flac = wav.parent_path() / "noise.flac";
        test::write(wav, test::wav({}, test::pcm({test::noise(5000, 0.5)}, SampleFormat::Signed16)));
        QVERIFY2(test::encode(wav, "-c:a flac -frame_size 1000", flac), "the ffmpeg command is needed");
        QFile file(QString::fromStdString(flac.string()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray all = file.readAll();
        const QByteArray sound = all.mid(all.indexOf("\xff\xf8"));
        const Bytes bytes(sound.begin(), sound.end());
        for (const FlacPart& part : flacPartsOf(bytes)) {
            QVERIFY(part.isWhole);
            m_frames.push_back(copyOf(part));
        }
    }

    void wholeFramesFollowEachOther()
    {
        QCOMPARE(m_frames.size(), std::size_t{5});
        for (std::size_t i = 0; i < m_frames.size(); ++i) {
            QVERIFY(isWholeFlacFrame(m_frames[i]));
            QCOMPARE(flacHeaderOf(m_frames[i])->number, i);
        }
    }

    void everyTurnedBitIsSeen()
    {
        Bytes frame = m_frames[1];
        for (std::size_t i = 0; i < frame.size(); ++i) {
            frame[i] ^= 1U << (i % 8);
            QVERIFY2(!isWholeFlacFrame(frame), qPrintable(QString::number(i)));
            frame[i] ^= 1U << (i % 8);
        }
        QVERIFY(isWholeFlacFrame(frame));
    }

    void framesBetweenDamageAreFound()
    {
        const Bytes junk(700, 0x55);
        Bytes cut = m_frames[1];
        cut.resize(cut.size() / 2);
        const Bytes bytes = together({junk, m_frames[0], cut, junk, m_frames[2], m_frames[3], junk});
        const std::vector<FlacPart> parts = flacPartsOf(bytes);
        // What stands behind a frame may be a part of it, as far as anybody can tell who does not decode it.
        QCOMPARE(parts.size(), std::size_t{4});
        QVERIFY(parts[0].isWhole && copyOf(parts[0]) == m_frames[0]);
        QVERIFY(!parts[1].isWhole && copyOf(parts[1]) == together({cut, junk}));
        QVERIFY(parts[2].isWhole && copyOf(parts[2]) == m_frames[2]);
        QVERIFY(!parts[3].isWhole && copyOf(parts[3]) == together({m_frames[3], junk}));
    }

    void whatHasNoFramesHasNoParts()
    {
        QVERIFY(flacPartsOf({}).empty());
        QVERIFY(flacPartsOf(Bytes(1000, 0xFF)).empty());
    }

    /// Headers alone, each of which might be the beginning of a frame that ends at any other one.
    void bytesThatWereMadeToTakeLongDoNot()
    {
        const Bytes header(m_frames[0].begin(),
                           m_frames[0].begin() + static_cast<std::ptrdiff_t>(flacHeaderOf(m_frames[0])->bytes));
        Bytes bytes;
        while (bytes.size() < (std::size_t{1} << 20))
            bytes.insert(bytes.end(), header.begin(), header.end());
        const std::vector<FlacPart> parts = flacPartsOf(bytes);
        std::size_t size = 0;
        for (const FlacPart& part : parts)
            size += part.bytes.size();
        QCOMPARE(size, bytes.size());
    }

private:
    QTemporaryDir m_folder;
    std::vector<Bytes> m_frames;
};

QTEST_GUILESS_MAIN(TestFlacFrames)
#include "tst_flacframes.moc"
