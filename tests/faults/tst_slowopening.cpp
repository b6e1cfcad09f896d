// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/index/indexedsource.h"
#include "tests/faults/faultswitch.h"
#include "tests/support/soundfiles.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cerrno>

using namespace gabor;

namespace {

constexpr int rate = 48000;
constexpr std::int64_t length = std::int64_t{120} * rate;

bool readsByIndex(const OpenedSound& sound)
{
    const auto* const indexed = dynamic_cast<const IndexedSource*>(sound.source.get());
    return indexed != nullptr && indexed->readsByIndex();
}

} // namespace

/// Whoever opens a file is not kept waiting for ever. What is open already takes the time that it takes: a file system
/// that is slow today says nothing about the file.
class TestSlowOpening : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanup() { m_faults.set({}); }

    void openingEndsWithASentence();
    void timeThatRunsOutInTheFirstPacketsEndsOpeningToo();
    void whatIsOpenIsReadOn_data() { codings(); }
    void whatIsOpenIsReadOn();
    void whatIsOpenIsLookedThrough_data() { codings(); }
    void whatIsOpenIsLookedThrough();

private:
    static void codings();
    std::filesystem::path path(const QString& name) const { return m_folder.filePath(name).toStdString(); }
    void everyReadLasts(const QByteArray& seconds)
    {
        m_faults.set({{"FIO_MATCH", m_folder.path().toUtf8()}, {"FIO_READ_LASTS_S", seconds}});
    }

    QTemporaryDir m_folder;
    test::FaultSwitch m_faults;
};

void TestSlowOpening::codings()
{
    QTest::addColumn<QString>("file");
    for (const char* const file : {"a.flac", "a.mp3", "a.ogg"})
        QTest::newRow(file) << file;
}

void TestSlowOpening::initTestCase()
{
    test::write(path("seed.wav"), test::wav({1, rate}, test::pcm({{0, 0}}, SampleFormat::Signed16)));
    for (const char* const file : {"a.flac", "a.mp3", "a.ogg"})
        QVERIFY2(test::encode(path("seed.wav"),
                              "-filter_complex anoisesrc=r=48000:a=0.3:seed=1:d=120,aformat=s16:48000:mono -bitexact",
                              path(file)),
                 "the ffmpeg command is needed");
}

void TestSlowOpening::openingEndsWithASentence()
{
    everyReadLasts("40");
    const auto opened = openSound(path("a.mp3"));
    QVERIFY(!opened);
    QCOMPARE(opened.fault().kind, OpenFault::Kind::CannotRead);
    QCOMPARE(opened.fault().errorNumber, ETIMEDOUT);
}

/// Wherever time runs out, the sound is never taken for one that has to be decoded whole.
void TestSlowOpening::timeThatRunsOutInTheFirstPacketsEndsOpeningToo()
{
    int opened = 0;
    int late = 0;
    for (int seconds = 1; seconds <= 12; ++seconds) {
        everyReadLasts(QByteArray::number(seconds));
        const auto sound = openSound(path("a.flac"));
        if (sound) {
            QVERIFY2(readsByIndex(sound.value()), qPrintable(QString::number(seconds)));
            ++opened;
        } else {
            QCOMPARE(sound.fault().errorNumber, ETIMEDOUT);
            ++late;
        }
    }
    QVERIFY(opened > 0 && late > 0);
}

void TestSlowOpening::whatIsOpenIsReadOn()
{
    QFETCH(QString, file);
    const OpenedSound sound = openSound(path(file)).value();
    sound.finishDecoding({});
    QVERIFY(sound.source->isComplete() && readsByIndex(sound));
    everyReadLasts("40");
    const long before = faultio_lastedSeconds();
    std::vector<float> out(1000);
    QCOMPARE(sound.source->read(length / 2, {.index = 0}, std::span(out)).errorNumber, 0);
    QVERIFY(faultio_lastedSeconds() > before + 30); // so that it would have been too late to open it
    QVERIFY(std::ranges::any_of(out, [](float x) { return x != 0; }));
    QVERIFY(readsByIndex(sound));
    QCOMPARE(sound.source->revision(), 0U);
}

void TestSlowOpening::whatIsOpenIsLookedThrough()
{
    QFETCH(QString, file);
    const OpeningOptions options{.indexFolder = path("kept-" + file)};
    const OpenedSound sound = openSound(path(file), {}, options).value();
    everyReadLasts("40");
    sound.finishDecoding({});
    QVERIFY(sound.source->isComplete() && readsByIndex(sound));
    QVERIFY(sound.source->notices().empty());
    m_faults.set({});
    QVERIFY(openSound(path(file), {}, options).value().source->isComplete());
}

QTEST_GUILESS_MAIN(TestSlowOpening)
#include "tst_slowopening.moc"
