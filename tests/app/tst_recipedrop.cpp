// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/exportflow.h"
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>

using namespace gabor;

/// A picture is exported from one window and brought to another, whose settings are others.
class TestRecipeDrop : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_drive.reset(); }

    void theVeryViewReturns();
    void compressedSoundsReturnToTheirView();
    void theSoundIsFoundAmongRecentFiles();
    void theSoundIsFoundInTheLastFolder();
    void aMissingSoundIsAskedFor();
    void anotherContentIsWarnedAbout();
    void aPictureOfTheDemoOpensTheDemo();
    void aPictureWithoutARecipeSaysSo();
    void aDamagedPictureSaysSo();
    void whatIsOpenedNextCounts();
    void theDemoChosenMeanwhileCounts();
    void aFileThatChangedIsNotSaidToBeTheSame();

private:
    QString path(const QString& name) const { return m_folder->filePath(name); }
    /// Exports what the window shows. @return whether it was written
    bool exportTo(const QString& file);
    /// Looks at a part of the open sound in every way that is not usual.
    void lookClosely();
    void startAnew() { m_drive = std::make_unique<test::WindowDriver>(); }
    void drop(const QStringList& files);
    /// Waits for a message that contains @p words.
    bool says(const QString& words);

    std::unique_ptr<QTemporaryDir> m_folder;
    QTemporaryDir m_config;
    std::unique_ptr<test::WindowDriver> m_drive;
};

void TestRecipeDrop::initTestCase()
{
    qputenv("XDG_CONFIG_HOME", m_config.path().toUtf8()); // a file dialog keeps its own settings
}

void TestRecipeDrop::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(QDir(m_folder->path()).mkpath("elsewhere"));
    test::writeWav(path("stereo.wav"), test::richStereo());
    startAnew();
}

bool TestRecipeDrop::exportTo(const QString& file)
{
    FigureRequest request;
    request.content = m_drive->window().session().content();
    request.span = m_drive->span();
    request.pixels = {640, 400};
    auto* const flow = m_drive->window().findChild<ExportFlow*>();
    const QSignalSpy done(flow, &ExportFlow::done);
    const QSignalSpy failed(flow, &ExportFlow::failed);
    flow->exportTo(file, request, {});
    return QTest::qWaitFor([&] { return done.count() + failed.count() > 0; }, test::patienceMs) && !done.isEmpty();
}

void TestRecipeDrop::lookClosely()
{
    Session& session = m_drive->window().session();
    session.setChannel({1});
    session.setStft({.window = {WindowKind::Kaiser, {8.6}, true},
                     .windowLength = 777,
                     .hop = 99,
                     .nfft = 1001,
                     .detrend = Detrend::Linear,
                     .boundary = FrameBoundary::Padded});
    session.setReduction(Reduction::MeanPower);
    DisplayParameters display;
    display.shading = Shading::Flat;
    display.colormap = {ColormapKind::Magma, true};
    display.low = -87.125;
    display.high = -12.0625;
    display.automaticLevels = false;
    display.frequencyAxis.scale = FrequencyScale::Mel;
    session.setDisplay(display);
    m_drive->view().show({12345.678, 98765.4321, 321.123, 9876.54321});
}

void TestRecipeDrop::drop(const QStringList& files)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& file : files)
        urls << QUrl::fromLocalFile(file);
    data.setUrls(urls);
    const QPoint at(400, 300);
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&m_drive->window(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&m_drive->window(), &event);
}

bool TestRecipeDrop::says(const QString& words)
{
    return QTest::qWaitFor([&] { return m_drive->message().contains(words); }, test::patienceMs);
}

void TestRecipeDrop::theVeryViewReturns()
{
    for (const char* const suffix : {"png", "svg"}) {
        const QString picture = path(QStringLiteral("picture.") + QLatin1String(suffix));
        QVERIFY(m_drive->open(path("stereo.wav")));
        lookClosely();
        const FigureContent before = m_drive->window().session().content();
        const PictureSpan span = m_drive->span();
        QVERIFY(m_drive->settle());
        const QImage image = m_drive->picture();
        QVERIFY(exportTo(picture));

        startAnew();
        drop({picture});
        QVERIFY2(says("picture"), qPrintable(m_drive->message()));
        QCOMPARE(m_drive->openFile(), path("stereo.wav"));
        const FigureContent& after = m_drive->window().session().content();
        QVERIFY(after.spec.channel == before.spec.channel);
        QVERIFY(after.spec.stft == before.spec.stft);
        QCOMPARE(after.spec.reduction, before.spec.reduction);
        QVERIFY(after.display == before.display);
        QVERIFY(m_drive->span() == span); // to the last bit
        QVERIFY2(!m_drive->message().contains("differs"), qPrintable(m_drive->message()));
        m_drive->hands->control<MessageBar>("messageBar")->hide(); // it takes room
        QTRY_COMPARE(m_drive->figure().imageSize(), image.size());
        QVERIFY(m_drive->settle());
        QVERIFY(m_drive->picture() == image);
        startAnew();
    }
}

void TestRecipeDrop::compressedSoundsReturnToTheirView()
{
    test::Channels tone = test::richStereo();
    for (std::vector<double>& channel : tone) {
        const std::vector<double> once = channel;
        for (int i = 0; i < 20; ++i) // a minute, which is not decoded in a moment
            channel.insert(channel.end(), once.begin(), once.end());
    }
    test::writeWav(path("long.wav"), tone);
    if (!test::encode(path("long.wav").toStdString(), "-b:a 64k", path("long.mp3").toStdString()))
        QSKIP("there is no ffmpeg command that makes MP3");
    QVERIFY(m_drive->open(path("long.mp3")));
    QTRY_VERIFY_WITH_TIMEOUT(m_drive->window().session().content().source->isComplete(), test::patienceMs);
    lookClosely();
    m_drive->view().show({2'500'000.25, 2'900'000.75, 100, 8000});
    const PictureSpan span = m_drive->span();
    QVERIFY(exportTo(path("picture.png")));
    startAnew();
    drop({path("picture.png")});
    QVERIFY(says("restored"));
    QTRY_VERIFY_WITH_TIMEOUT(m_drive->span() == span, test::patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_drive->window().session().content().source->isComplete(), test::patienceMs);
    QVERIFY(m_drive->span() == span);
}

void TestRecipeDrop::theSoundIsFoundAmongRecentFiles()
{
    QVERIFY(m_drive->open(path("stereo.wav")));
    QVERIFY(exportTo(path("elsewhere/picture.png")));
    // Another one of its name lies beside the picture.
    test::writeWav(path("elsewhere/stereo.wav"), {test::sine(48000, 500, 48000, 0.5)});
    m_drive->window().session().openDemo(); // the file is in the recent files
    drop({path("elsewhere/picture.png")});
    QVERIFY(says("restored"));
    QCOMPARE(m_drive->openFile(), path("stereo.wav"));
}

void TestRecipeDrop::theSoundIsFoundInTheLastFolder()
{
    QVERIFY(m_drive->open(path("stereo.wav")));
    QVERIFY(exportTo(path("elsewhere/picture.png")));
    test::writeWav(path("other.wav"), {test::sine(48000, 500, 48000, 0.5)});
    startAnew();
    QVERIFY(m_drive->open(path("other.wav")));
    drop({path("elsewhere/picture.png")});
    QVERIFY(says("restored"));
    QCOMPARE(m_drive->openFile(), path("stereo.wav"));
}

void TestRecipeDrop::aMissingSoundIsAskedFor()
{
    QVERIFY(m_drive->open(path("stereo.wav")));
    lookClosely();
    const PictureSpan span = m_drive->span();
    QVERIFY(exportTo(path("picture.png")));
    QVERIFY(QFile::rename(path("stereo.wav"), path("elsewhere/renamed.wav")));
    startAnew();
    drop({path("picture.png")});
    QFileDialog* dialog = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((dialog = m_drive->window().findChild<QFileDialog*>("recipeSoundDialog")),
                             test::patienceMs);
    QTRY_VERIFY(dialog->isVisible());
    QVERIFY(dialog->windowTitle().contains("stereo.wav"));
    auto* const name = dialog->findChild<QLineEdit*>("fileNameEdit");
    QVERIFY(name);
    name->selectAll();
    QTest::keyClicks(name, path("elsewhere/renamed.wav"));
    QTest::mouseClick(dialog->findChild<QDialogButtonBox*>("buttonBox")->button(QDialogButtonBox::Open),
                      Qt::LeftButton);
    QVERIFY(says("restored"));
    QCOMPARE(m_drive->openFile(), path("elsewhere/renamed.wav"));
    QVERIFY(m_drive->span() == span);
    QVERIFY2(!m_drive->message().contains("differs"), qPrintable(m_drive->message()));
}

void TestRecipeDrop::anotherContentIsWarnedAbout()
{
    QVERIFY(m_drive->open(path("stereo.wav")));
    lookClosely();
    const PictureSpan span = m_drive->span();
    QVERIFY(exportTo(path("picture.png")));
    test::Channels other = test::richStereo();
    other[1][5] = -0.9;
    test::writeWav(path("stereo.wav"), other);
    startAnew();
    drop({path("picture.png")});
    QVERIFY(says("differs"));
    QCOMPARE(m_drive->openFile(), path("stereo.wav"));
    QVERIFY(m_drive->span() == span);
}

void TestRecipeDrop::aPictureOfTheDemoOpensTheDemo()
{
    QVERIFY(m_drive->settle());
    m_drive->view().show({1000, 20000, 100, 3000});
    const PictureSpan span = m_drive->span();
    QVERIFY(exportTo(path("picture.png")));
    QVERIFY(m_drive->open(path("stereo.wav")));
    m_drive->window().openFiles({path("picture.png")}); // as from the command line
    QVERIFY(says("restored"));
    QVERIFY(m_drive->window().session().isDemo());
    QVERIFY(m_drive->span() == span);
}

void TestRecipeDrop::aPictureWithoutARecipeSaysSo()
{
    QVERIFY(QImage(64, 64, QImage::Format_RGB32).save(path("plain.png")));
    QVERIFY(m_drive->open(path("stereo.wav")));
    const PictureSpan span = m_drive->span();
    drop({path("plain.png")});
    QVERIFY2(says("recipe") && m_drive->message().contains("plain.png"), qPrintable(m_drive->message()));
    QCOMPARE(m_drive->openFile(), path("stereo.wav"));
    QVERIFY(m_drive->span() == span);
}

void TestRecipeDrop::aDamagedPictureSaysSo()
{
    QVERIFY(m_drive->open(path("stereo.wav")));
    QVERIFY(exportTo(path("picture.svg"))); // whose recipe is plain text
    QFile file(path("picture.svg"));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray bytes = file.readAll();
    QVERIFY(bytes.contains("nperseg"));
    bytes.replace("nperseg", "np_rseg");
    file.seek(0);
    file.write(bytes);
    file.close();
    drop({path("picture.svg")});
    QVERIFY2(says("damaged") && m_drive->message().contains("analysis"), qPrintable(m_drive->message()));
    QCOMPARE(m_drive->stft().windowLength, 2048);
}

void TestRecipeDrop::whatIsOpenedNextCounts()
{
    QVERIFY(m_drive->open(path("stereo.wav")));
    lookClosely();
    QVERIFY(exportTo(path("picture.png")));
    test::writeWav(path("other.wav"), {test::sine(48000, 500, 48000, 0.5)});
    startAnew();
    const StftParameters before = m_drive->stft();
    drop({path("picture.png")});
    QVERIFY(m_drive->open(path("other.wav")));
    QTest::qWait(200);
    QCOMPARE(m_drive->openFile(), path("other.wav"));
    QVERIFY(m_drive->stft() == before);
}

void TestRecipeDrop::theDemoChosenMeanwhileCounts()
{
    QVERIFY(m_drive->open(path("stereo.wav")));
    QVERIFY(exportTo(path("picture.png")));
    drop({path("picture.png")});
    m_drive->window().session().openDemo();
    QTest::qWait(300);
    QVERIFY(m_drive->window().session().isDemo());
}

void TestRecipeDrop::aFileThatChangedIsNotSaidToBeTheSame()
{
    QVERIFY(m_drive->open(path("stereo.wav")));
    test::Channels other = test::richStereo();
    other[1][5] = -0.9;
    test::writeWav(path("new.wav"), other);
    QVERIFY(QFile::remove(path("stereo.wav")) && QFile::rename(path("new.wav"), path("stereo.wav")));
    QVERIFY(exportTo(path("picture.png"))); // of the old bytes, which only the program still has
    QVERIFY2(m_drive->message().contains("changed"), qPrintable(m_drive->message()));
    drop({path("picture.png")});
    QVERIFY(says("does not say whether"));
    QCOMPARE(m_drive->openFile(), path("stereo.wav"));
}

QTEST_MAIN(TestRecipeDrop)
#include "tst_recipedrop.moc"
