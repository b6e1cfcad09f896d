// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"
#include "tests/support/processfacts.h"

#include <random>

using namespace gabor;

namespace {

constexpr int changes = 1000;

} // namespace

/// Everything at once and in no order: afterwards the window shows what it would show if nothing had happened before.
class TestStorm : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void afterAThousandChangesThePictureIsTheTruth_data();
    void afterAThousandChangesThePictureIsTheTruth();
    void aStormLeavesNoMemoryBehind();

private:
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    int below(int limit) { return static_cast<int>(m_random() % static_cast<unsigned>(limit)); }
    double share() { return below(1000) / 1000.0; }
    template <class Choices>
    auto oneOf(const Choices& choices)
    {
        return choices[static_cast<std::size_t>(below(static_cast<int>(std::size(choices))))];
    }

    void storm(test::WindowDriver& drive, int count);
    void changeSomething(test::WindowDriver& drive);
    void changeAnalysis(Session& session);
    void changeDisplay(test::WindowDriver& drive);
    void changeView(test::WindowDriver& drive);
    /// Nothing is being opened or decoded, and no job is left.
    [[nodiscard]] bool calm(test::WindowDriver& drive);
    QImage drawnAlone(test::WindowDriver& drive);

    QTemporaryDir m_folder;
    QStringList m_files;
    std::mt19937 m_random;
};

void TestStorm::initTestCase()
{
    QVERIFY(m_folder.isValid());
    test::writeWav(path("stereo.wav"), test::richStereo());
    test::writeLongWav(path("long.wav"), 200);
    test::write(path("text.flac").toStdString(), "this is no sound at all");
    test::write(path("empty.wav").toStdString(), {});
    m_files << path("stereo.wav") << path("long.wav") << path("text.flac") << path("empty.wav") << path("missing.wav");
    for (const char* name : {"coded.flac", "coded.ogg", "coded.mp3"}) {
        if (test::encode(path("stereo.wav").toStdString(), "", path(name).toStdString()))
            m_files << path(name);
    }
}

void TestStorm::changeAnalysis(Session& session)
{
    constexpr std::array lengths{64, 256, 400, 1024, 2048, 3000};
    constexpr std::array kinds{WindowKind::Hann, WindowKind::Kaiser, WindowKind::Boxcar};
    StftParameters stft;
    stft.windowLength = oneOf(lengths);
    stft.window = initialWindow(oneOf(kinds), stft.windowLength);
    stft.hop = std::max(16, stft.windowLength / (1 + below(8)));
    stft.nfft = stft.windowLength * (1 + below(2));
    stft.boundary = below(2) == 0 ? FrameBoundary::Inside : FrameBoundary::Padded;
    session.setStft(stft);
}

void TestStorm::changeDisplay(test::WindowDriver& drive)
{
    DisplayParameters display = drive.display();
    switch (below(5)) {
    case 0:
        display.shading = below(2) == 0 ? Shading::Flat : Shading::Gouraud;
        break;
    case 1:
        display.automaticLevels = true;
        break;
    case 2:
        display.frequencyAxis.scale = below(2) == 0 ? FrequencyScale::Linear : FrequencyScale::Mel;
        break;
    case 3:
        display.levelScale = below(2) == 0 ? LevelScale::FullScale : LevelScale::Phase;
        break;
    case 4:
        display.calibrationDb = below(3) * 10;
        break;
    }
    drive.figure().changeDisplay(display);
}

void TestStorm::changeView(test::WindowDriver& drive)
{
    ViewModel& view = drive.view();
    const PictureSpan span = view.span();
    switch (below(5)) {
    case 0:
        view.fitAll();
        break;
    case 1:
        view.zoomTime(0.3 + share(), span.beginSample + share() * (span.endSample - span.beginSample));
        break;
    case 2:
        view.zoomFrequency(0.5 + share(), view.middleHz());
        break;
    case 3:
        view.moveBy((share() - 0.5) * (span.endSample - span.beginSample), 0);
        break;
    case 4:
        view.goBack();
        break;
    }
}

void TestStorm::changeSomething(test::WindowDriver& drive)
{
    Session& session = drive.window().session();
    constexpr std::array reductions{Reduction::Maximum, Reduction::MeanPower, Reduction::Sample};
    switch (below(20)) {
    case 0:
    case 1:
    case 2:
        changeAnalysis(session);
        break;
    case 3:
        session.setReduction(oneOf(reductions));
        break;
    case 4:
        session.setChannel({below(3) - 1});
        break;
    case 5:
        drive.window().resize(640 + below(400), 480 + below(200));
        break;
    case 6:
        drive.window().openFiles({m_files[below(static_cast<int>(m_files.size()))]});
        break;
    case 7:
        session.cancelOpening();
        break;
    case 8:
        drive.figure().setPaused(below(3) == 0);
        break;
    case 9:
        drive.figure().setByteBudget(std::size_t(1 + below(64)) << 20U);
        break;
    case 10:
        drive.view().setCursor(share() < 0.3 ? std::optional<ViewModel::Cursor>()
                                             : ViewModel::Cursor{share() * drive.view().sampleCount(), 5000.0});
        break;
    case 11:
    case 12:
    case 13:
    case 14:
        changeDisplay(drive);
        break;
    default:
        changeView(drive);
    }
}

void TestStorm::storm(test::WindowDriver& drive, int count)
{
    for (int change = 0; change < count; ++change) {
        changeSomething(drive);
        if (below(4) == 0)
            QApplication::processEvents();
    }
    drive.figure().setPaused(false);
}

bool TestStorm::calm(test::WindowDriver& drive)
{
    const Session& session = drive.window().session();
    const auto isOver = [&] { return session.opening().empty() && session.content().source->isComplete(); };
    return QTest::qWaitFor(isOver, test::patienceMs) && drive.drain()
        && QTest::qWaitFor([&] { return drive.spectrogram().feed().runningJobs() == 0; }, test::patienceMs);
}

/// What somebody sees who has never seen anything else.
QImage TestStorm::drawnAlone(test::WindowDriver& drive)
{
    JobQueue queue(2);
    FigureView figure(queue, 0);
    figure.setAttribute(Qt::WA_DontShowOnScreen);
    figure.resize(drive.figure().size());
    figure.show();
    FigureContent content = drive.window().session().content();
    content.display.automaticLevels = false; // as they have been found
    figure.setContent(content);
    figure.setPaneHeights(drive.figure().paneHeights());
    figure.view().show(drive.span());
    if (!QTest::qWaitFor([&] { return figure.progress().settled; }, test::patienceMs))
        return {};
    return figure.toImage(1);
}

void TestStorm::afterAThousandChangesThePictureIsTheTruth_data()
{
    QTest::addColumn<unsigned>("seed");
    for (const unsigned seed : {1U, 2U, 3U})
        QTest::newRow(QByteArray::number(seed).constData()) << seed;
}

void TestStorm::afterAThousandChangesThePictureIsTheTruth()
{
    QFETCH(unsigned, seed);
    m_random.seed(seed);
    test::WindowDriver drive;
    storm(drive, changes);
    QVERIFY(calm(drive));
    const QImage shown = drive.picture();
    const QImage alone = drawnAlone(drive);
    if (shown != alone) {
        shown.save(QStringLiteral("storm-%1-shown.png").arg(seed));
        alone.save(QStringLiteral("storm-%1-alone.png").arg(seed));
    }
    QCOMPARE(shown, alone);
}

void TestStorm::aStormLeavesNoMemoryBehind()
{
    m_random.seed(7);
    test::WindowDriver drive;
    const auto heapAtRest = [&] {
        drive.window().session().openDemo();
        drive.window().session().setStft({});
        drive.window().resize(800, 600);
        return calm(drive) ? test::heapBytesInUse() : 0;
    };
    storm(drive, changes / 4);
    const std::size_t before = heapAtRest();
    storm(drive, changes / 2);
    const std::size_t after = heapAtRest();
    QVERIFY(before > 0);
    QVERIFY2(after <= before + before / 10, qPrintable(QStringLiteral("%1 -> %2").arg(before).arg(after)));
}

QTEST_MAIN(TestStorm)
#include "tst_storm.moc"
