// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"
#include "tests/support/processfacts.h"

#include <QAction>

#include <latch>

using namespace gabor;

namespace {

constexpr int openings = 500;
constexpr std::size_t mebibyte = 1U << 20U;

/// What a process holds when it rests.
struct Holding
{
    int descriptors = 0;
    int threads = 0;
    std::size_t heapBytes = 0;
    std::size_t residentBytes = 0;
};

} // namespace

class TestManyFiles : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void closedFilesLeaveNothingBehind();

private:
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    [[nodiscard]] bool openOrFail(test::WindowDriver& drive, const QString& file)
    {
        drive.window().openFiles({file});
        return QTest::qWaitFor([&] { return drive.window().session().opening().empty(); }, test::patienceMs);
    }
    Holding holdingAtRest(test::WindowDriver& drive);

    QTemporaryDir m_folder;
    QStringList m_files; ///< good and bad in turn
};

void TestManyFiles::initTestCase()
{
    QVERIFY(m_folder.isValid());
    const test::Channels stereo = test::richStereo();
    test::writeWav(path("stereo.wav"), stereo);
    test::writeWav(path("mono.wav"), {stereo[0]}, 44100);
    test::write(path("empty.wav").toStdString(), {});
    test::write(path("text.flac").toStdString(), "this is no sound at all");
    test::write(path("cut.wav").toStdString(),
                test::wav({}, test::pcm({stereo[1]}, SampleFormat::Signed16)).substr(0, 99));
    const std::filesystem::path source = path("stereo.wav").toStdString();
    for (const char* name : {"coded.flac", "coded.mp3", "coded.ogg"}) {
        if (test::encode(source, "", path(name).toStdString()))
            m_files << path(name);
    }
    QFile coded(m_files.isEmpty() ? path("mono.wav") : m_files.first());
    QVERIFY(coded.open(QIODevice::ReadOnly));
    const QByteArray half = coded.read(coded.size() / 2);
    test::write(path("half.flac").toStdString(), half.toStdString());
    m_files << path("stereo.wav") << path("empty.wav") << path("mono.wav") << path("text.flac") << path("cut.wav")
            << path("missing.wav") << path("half.flac");
}

/// With the demo open, no work left, and what is free given back.
Holding TestManyFiles::holdingAtRest(test::WindowDriver& drive)
{
    drive.window().session().openDemo();
    if (!drive.drain())
        return {};
    // The worker that opens files drops what it held only after it has said so: each has to come to another job.
    const auto together = std::make_shared<std::latch>(test::WindowDriver::loadWorkers);
    for (int worker = 0; worker < test::WindowDriver::loadWorkers; ++worker)
        drive.loadQueue().submit(JobQueue::Urgency::Background, {}, [together] { together->arrive_and_wait(); });
    if (!QTest::qWaitFor([&together] { return together->try_wait(); }, test::patienceMs))
        qFatal("a worker that opens files does not come to rest");
    QTest::qWait(50);
    return {test::openDescriptorCount(), test::ownThreadCount(), test::heapBytesInUse(), test::residentBytes()};
}

void TestManyFiles::closedFilesLeaveNothingBehind()
{
    test::WindowDriver drive;
    QVERIFY(drive.settle());
    for (int i = 0; i < 3 * m_files.size(); ++i) // libraries load what they keep, lists of fonts and codecs
        QVERIFY2(openOrFail(drive, m_files[i % m_files.size()]), qPrintable(m_files[i % m_files.size()]));
    const Holding before = holdingAtRest(drive);
    QVERIFY(before.descriptors > 0);
    for (int i = 0; i < openings; ++i) {
        QVERIFY2(openOrFail(drive, m_files[i % m_files.size()]), qPrintable(m_files[i % m_files.size()]));
        if (i % 25 == 0)
            QVERIFY(drive.settle());
    }
    const Holding after = holdingAtRest(drive);
    QCOMPARE(after.descriptors, before.descriptors);
    QCOMPARE(after.threads, before.threads);
    qInfo("heap %zu -> %zu bytes, resident %zu -> %zu", before.heapBytes, after.heapBytes, before.residentBytes,
          after.residentBytes);
    QVERIFY2(after.heapBytes < before.heapBytes + mebibyte, "memory is not given back");
#ifndef __SANITIZE_ADDRESS__ // which keeps what has been freed for a while
    QVERIFY2(after.residentBytes < before.residentBytes + 40 * mebibyte, "pages are not given back");
#endif
}

QTEST_MAIN(TestManyFiles)
#include "tst_manyfiles.moc"
