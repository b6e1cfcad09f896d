// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/dataexportflow.h"
#include "app/export/exportflow.h"
#include "core/exact/cursorreading.h"
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"
#include "tests/support/npy.h"

#include <QAction>
#include <QClipboard>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QProgressDialog>
#include <QPushButton>
#include <QRadioButton>
#include <QScopeGuard>
#include <QSemaphore>
#include <QSignalSpy>

#include <cmath>
#include <csignal>

#include <sys/resource.h>

using namespace gabor;

class TestDataExport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_drive.reset(); }

    void theWholeIsExportedByClicks();
    void thePartsAreTheScreensColumnsAndRows_data();
    void thePartsAreTheScreensColumnsAndRows();
    void whatDoesNotExistCannotBeChosen();
    void cancellingLeavesNothing();
    void closingAsksBeforeAnExportIsLost();
    void nobodyIsAskedWithoutNeed();
    void closingAsksForAnImageOnItsWayIntoAFile();
    void theQuestionGoesWithTheExport();
    void aFullDiskLeavesTheOldFile();
    void targetsThatCannotBeAreRefused_data();
    void targetsThatCannotBeAreRefused();
    void aSoundShorterThanTheWindowHasNoNumbers();
    void copiesGoToTheClipboard();
    void theDemoIsNoFile();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QByteArray content(const QString& name) const;
    DataScope scope();
    /// A text of gigabytes, which nobody would wait for.
    DataRequest endlessRequest();
    QMessageBox* question() { return m_drive->window().findChild<QMessageBox*>("closingQuestion"); }
    /// The sentence of an export that came to its end, and whether it was done.
    std::pair<bool, QString> exported(const QString& file, const DataRequest& request);
    /// Opens the dialog by its keys.
    QDialog* dialog();
    void saveAs(const QString& name);
    QAction* action(const char* name) { return m_drive->window().findChild<QAction*>(QLatin1String(name)); }

    QTemporaryDir m_folder;
    std::unique_ptr<test::WindowDriver> m_drive;
    DataExportFlow* m_flow = nullptr;
};

void TestDataExport::initTestCase()
{
    // A file dialog keeps its own settings; a full disk is reported by the call that meets it, as in main().
    qputenv("XDG_CONFIG_HOME", path("config").toUtf8());
    std::signal(SIGXFSZ, SIG_IGN);
    test::writeWav(path("stereo.wav"), test::richStereo());
    test::writeWav(path("short.wav"), {test::sine(500, 1000, 48000, 0.4)});
}

void TestDataExport::init()
{
    m_drive = std::make_unique<test::WindowDriver>();
    m_flow = m_drive->window().findChild<DataExportFlow*>();
    QVERIFY(m_drive->open(path("stereo.wav")));
    for (const char* name : {"out.npy", "out.npz", "out.csv", "part.npy"})
        QFile::remove(path(QLatin1String(name)));
}

QByteArray TestDataExport::content(const QString& name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

DataScope TestDataExport::scope()
{
    const FigureContent& content = m_drive->window().session().content();
    return {.source = content.source,
            .channel = content.spec.channel,
            .stft = content.spec.stft,
            .visible = m_drive->span(),
            .selection = m_drive->view().selection()};
}

std::pair<bool, QString> TestDataExport::exported(const QString& file, const DataRequest& request)
{
    QSignalSpy done(m_flow, &DataExportFlow::done);
    QSignalSpy failed(m_flow, &DataExportFlow::failed);
    m_flow->exportTo(file, request);
    if (!QTest::qWaitFor([&] { return done.count() + failed.count() > 0; }, test::patienceMs))
        return {false, QStringLiteral("no end")};
    return {!done.isEmpty(), (done.isEmpty() ? failed : done).first().first().toString()};
}

QDialog* TestDataExport::dialog()
{
    m_drive->key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    return m_drive->window().findChild<QDialog*>("dataExportDialog");
}

void TestDataExport::saveAs(const QString& name)
{
    QFileDialog* files = nullptr;
    QTRY_VERIFY((files = m_drive->window().findChild<QFileDialog*>("dataExportFileDialog")));
    QTRY_VERIFY(files->isVisible());
    files->setDirectory(m_folder.path());
    auto* field = files->findChild<QLineEdit*>("fileNameEdit");
    QVERIFY(field);
    QCOMPARE(field->text(), QStringLiteral("stereo.npy"));
    field->selectAll();
    QTest::keyClicks(field, name);
    QTest::mouseClick(files->findChild<QDialogButtonBox*>("buttonBox")->button(QDialogButtonBox::Save), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_drive->message().contains(name), test::patienceMs);
}

void TestDataExport::theWholeIsExportedByClicks()
{
    auto* const asked = dialog();
    QVERIFY(asked);
    const test::PanelDriver hands(*asked);
    const StftParameters stft = m_drive->stft();
    const auto columns = static_cast<std::size_t>(frameCount(stft, 3 * 48000));
    const auto rows = static_cast<std::size_t>(stft.binCount());
    const QString size = hands.control<QLabel>("dataSizeLabel")->text();
    QVERIFY2(size.startsWith(QStringLiteral("%1 × %2, ").arg(rows).arg(columns)), qPrintable(size));
    const double megabytes = static_cast<double>(rows * columns * sizeof(double)) / 1e6;
    QVERIFY2(size.endsWith(QStringLiteral("%1 MB").arg(megabytes, 0, 'f', 1)), qPrintable(size));
    hands.click("dataAcceptButton");
    saveAs("clicked"); // the ending comes by itself

    const test::NpyArray array = test::readNpy(path("clicked.npy").toStdString());
    QCOMPARE(array.shape, (std::vector<std::size_t>{rows, columns}));
    const std::vector<double> window = windowCoefficients(stft.window, stft.windowLength);
    const DataScope now = scope();
    for (const std::size_t row : {std::size_t{0}, std::size_t{85}, rows - 1}) {
        const CursorReading reading = readCursor(*now.source, now.channel, stft, window, 17, static_cast<int>(row), 1);
        QVERIFY(std::abs(array.values[row * columns + 17] - reading.levelDb) < 1e-6);
    }
}

void TestDataExport::thePartsAreTheScreensColumnsAndRows_data()
{
    QTest::addColumn<bool>("selected");
    QTest::addColumn<PictureSpan>("span");
    QTest::newRow("visible") << false << PictureSpan{30'000, 50'000, 1000, 4000};
    QTest::newRow("selected") << true << PictureSpan{40'000, 45'000, 2000, 3000};
    QTest::newRow("smaller than a cell") << true << PictureSpan{40'100, 40'101, 2001, 2001.5};
}

void TestDataExport::thePartsAreTheScreensColumnsAndRows()
{
    QFETCH(bool, selected);
    QFETCH(PictureSpan, span);
    if (selected)
        m_drive->view().select(span);
    else
        m_drive->view().show(span);
    auto* const asked = dialog();
    QVERIFY(asked);
    const test::PanelDriver hands(*asked);
    hands.check(selected ? "dataTimeSelectionButton" : "dataTimeVisibleButton");
    hands.check(selected ? "dataFrequencySelectionButton" : "dataFrequencyVisibleButton");
    const QString size = hands.control<QLabel>("dataSizeLabel")->text();
    hands.click("dataAcceptButton");
    saveAs("part");

    const StftParameters stft = m_drive->stft();
    std::vector<std::int64_t> frames;
    for (std::int64_t frame = 0; frame < frameCount(stft, 3 * 48000); ++frame) {
        const double center = frameCenter(stft, static_cast<double>(frame));
        if (center >= span.beginSample && center <= span.endSample)
            frames.push_back(frame);
    }
    if (frames.empty())
        frames.push_back(*frameNearest(stft, span.beginSample, frameCount(stft, 3 * 48000)));
    std::vector<int> bins;
    for (int bin = 0; bin < stft.binCount(); ++bin) {
        const double hz = bin * binSpacingHz(stft, 48000);
        if (hz >= span.lowHz && hz <= span.highHz)
            bins.push_back(bin);
    }
    if (bins.empty())
        bins.push_back(binNearest(stft, span.lowHz, 48000));

    const test::NpyArray array = test::readNpy(path("part.npy").toStdString());
    QCOMPARE(array.shape, (std::vector<std::size_t>{bins.size(), frames.size()}));
    QVERIFY2(size.startsWith(QStringLiteral("%1 × %2, ").arg(bins.size()).arg(frames.size())), qPrintable(size));
    const std::vector<double> window = windowCoefficients(stft.window, stft.windowLength);
    const DataScope now = scope();
    for (const std::size_t row : {std::size_t{0}, bins.size() - 1}) {
        for (const std::size_t column : {std::size_t{0}, frames.size() - 1}) {
            const CursorReading reading =
                readCursor(*now.source, now.channel, stft, window, frames[column], bins[row], 1);
            QVERIFY(std::abs(array.values[row * frames.size() + column] - reading.levelDb) < 1e-6);
        }
    }
}

void TestDataExport::whatDoesNotExistCannotBeChosen()
{
    auto* const asked = dialog();
    QVERIFY(asked);
    const test::PanelDriver hands(*asked);
    QVERIFY(!hands.control("dataTimeSelectionButton")->isEnabled());
    QVERIFY(!hands.control("dataFrequencySelectionButton")->isEnabled());
    hands.check("dataTimeSelectionButton");
    QVERIFY(hands.control<QRadioButton>("dataTimeWholeButton")->isChecked());
    const QString before = hands.control<QLabel>("dataSizeLabel")->text();
    hands.choose("dataQuantityCombo", "Complex (FS)");
    const QString complex = hands.control<QLabel>("dataSizeLabel")->text();
    QVERIFY(complex != before);
    hands.choose("dataPrecisionCombo", "32-bit float");
    QCOMPARE(hands.control<QLabel>("dataSizeLabel")->text(), before);
    QTest::keyClick(asked, Qt::Key_Escape);
    QTRY_VERIFY(!m_drive->window().findChild<QDialog*>("dataExportDialog"));
    QVERIFY(!m_drive->window().findChild<QFileDialog*>());
}

DataRequest TestDataExport::endlessRequest()
{
    DataScope endless = scope();
    endless.stft = {.windowLength = 8192, .hop = 1, .nfft = 8192};
    return requestOf(endless, {});
}

void TestDataExport::cancellingLeavesNothing()
{
    const QStringList files = QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden);
    QSignalSpy done(m_flow, &DataExportFlow::done);
    m_flow->exportTo(path("out.csv"), endlessRequest());
    QVERIFY(m_flow->isBusy());
    QProgressDialog* progress = nullptr;
    QTRY_VERIFY((progress = m_drive->window().findChild<QProgressDialog*>("dataExportProgress"))
                && progress->isVisible());
    QVERIFY(!progress->isModal());
    QSignalSpy refused(m_flow, &DataExportFlow::failed);
    m_flow->exportTo(path("out.npy"), requestOf(scope(), {}));
    QCOMPARE(refused.count(), 1);          // one at a time
    m_drive->view().zoomTime(0.5, 70'000); // the window goes on working
    QVERIFY(m_drive->settle());
    QTest::mouseClick(progress->findChild<QPushButton*>(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(done.count(), 1, test::patienceMs);
    QVERIFY2(m_drive->message().contains("nothing was written"), qPrintable(m_drive->message()));
    QVERIFY(!m_flow->isBusy());
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden), files);
    QVERIFY(exported(path("out.npy"), requestOf(scope(), {})).first); // and the next one goes well
}

void TestDataExport::closingAsksBeforeAnExportIsLost()
{
    const auto press = [this](QMessageBox::ButtonRole role) {
        for (QAbstractButton* const button : question()->buttons()) {
            if (question()->buttonRole(button) == role)
                QTest::mouseClick(button, Qt::LeftButton);
        }
    };
    m_flow->exportTo(path("out.csv"), endlessRequest());
    QVERIFY(!m_drive->window().close());
    QTRY_VERIFY(question() && question()->isVisible());
    QVERIFY(!m_drive->window().close());
    QCOMPARE(m_drive->window().findChildren<QMessageBox*>().size(), 1); // not twice
    press(QMessageBox::RejectRole);
    QTRY_VERIFY(!question());
    QVERIFY(m_drive->window().isVisible() && m_flow->isBusy());

    QVERIFY(!m_drive->window().close());
    QTRY_VERIFY(question() && question()->isVisible());
    press(QMessageBox::DestructiveRole);
    QTRY_VERIFY(!m_drive->window().isVisible());
    cleanup();
    QVERIFY(!QFile::exists(path("out.csv")));
}

void TestDataExport::nobodyIsAskedWithoutNeed()
{
    // Behind a signal there is nobody who could answer.
    m_flow->exportTo(path("out.csv"), endlessRequest());
    m_drive->window().closeUnasked();
    QVERIFY(!m_drive->window().isVisible() && !question());
    cleanup();
    init();
    QVERIFY(m_drive->window().close());
}

void TestDataExport::closingAsksForAnImageOnItsWayIntoAFile()
{
    auto* const images = m_drive->window().findChild<ExportFlow*>();
    FigureRequest figure;
    figure.content = m_drive->window().session().content();
    figure.content.display.automaticLevels = false;
    figure.span = m_drive->span();
    figure.pixels = {640, 400};
    const auto drawing = std::make_shared<QSemaphore>(); // not before it may
    const auto released = qScopeGuard([drawing] { drawing->release(); });
    m_drive->tileQueue().submit(JobQueue::Urgency::Visible, {}, [drawing] { drawing->acquire(); });
    images->exportTo(path("out.png"), figure, {});
    QTRY_VERIFY_WITH_TIMEOUT(images->isDrawingFile(), test::patienceMs);
    QVERIFY(!m_drive->window().close());
    QVERIFY(question());
    drawing->release();
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path("out.png")), test::patienceMs);
    QTRY_VERIFY(!question());
}

void TestDataExport::theQuestionGoesWithTheExport()
{
    m_flow->exportTo(path("out.csv"), endlessRequest());
    QVERIFY(!m_drive->window().close());
    QTRY_VERIFY(question() && question()->isVisible());
    m_flow->cancel();
    QTRY_VERIFY_WITH_TIMEOUT(!question(), test::patienceMs);
    QVERIFY(m_drive->window().isVisible());
    QVERIFY2(m_drive->message().contains("nothing was written"), qPrintable(m_drive->message()));
    QVERIFY(m_drive->window().close());
}

void TestDataExport::aFullDiskLeavesTheOldFile()
{
    const DataRequest request = requestOf(scope(), {});
    QVERIFY(exported(path("out.npy"), request).first);
    const QByteArray before = content("out.npy");
    const QStringList files = QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden);
    rlimit limit{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &limit), 0);
    const auto restored = qScopeGuard([limit] { ::setrlimit(RLIMIT_FSIZE, &limit); });
    const rlimit tiny{4096, limit.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &tiny), 0);
    for (const char* name : {"out.npy", "out.npz", "out.csv"}) {
        const auto [done, sentence] = exported(path(QLatin1String(name)), request);
        QVERIFY(!done);
        QVERIFY2(sentence.contains(QLatin1String(name)) && sentence.contains("not written"), qPrintable(sentence));
        QCOMPARE(m_drive->message(), sentence);
    }
    QCOMPARE(content("out.npy"), before);
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden), files);
}

void TestDataExport::targetsThatCannotBeAreRefused_data()
{
    QTest::addColumn<QString>("target");
    QTest::newRow("the sound itself by another name") << "alias.npy";
    QTest::newRow("unknown ending") << "out.txt";
    QTest::newRow("no ending") << "out";
    QTest::newRow("no such folder") << "nowhere/out.npy";
    QTest::newRow("a folder") << "folder.npy";
}

void TestDataExport::targetsThatCannotBeAreRefused()
{
    QFETCH(QString, target);
    QFile::link(path("stereo.wav"), path("alias.npy"));
    QDir(m_folder.path()).mkdir("folder.npy");
    const QByteArray sound = content("stereo.wav");
    const auto [done, sentence] = exported(path(target), requestOf(scope(), {}));
    QVERIFY(!done);
    QVERIFY2(sentence.contains("not written"), qPrintable(sentence));
    QCOMPARE(content("stereo.wav"), sound);
    QVERIFY(!QFileInfo(path("out.txt")).exists() && !QFileInfo(path("out")).exists());
}

void TestDataExport::aSoundShorterThanTheWindowHasNoNumbers()
{
    QVERIFY(m_drive->open(path("short.wav")));
    QVERIFY(!dialog());
    QVERIFY2(m_drive->message().contains("shorter window"), qPrintable(m_drive->message()));
    action("copyPythonAction")->trigger();
    QVERIFY2(m_drive->message().contains("shorter window"), qPrintable(m_drive->message()));
}

void TestDataExport::copiesGoToTheClipboard()
{
    m_drive->key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    const QString script = QGuiApplication::clipboard()->text();
    QVERIFY2(script.contains("signal.spectrogram(") && script.contains("stereo.wav'"), qPrintable(script));
    QVERIFY(m_drive->message().contains("script"));
    action("copyCommandAction")->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith("gabor compute "));
    QVERIFY(m_drive->message().contains("command line"));
}

void TestDataExport::theDemoIsNoFile()
{
    QVERIFY(action("copyPythonAction")->isEnabled() && action("copyCommandAction")->isEnabled());
    action("openDemoAction")->trigger();
    for (const char* name : {"copyPythonAction", "copyCommandAction"}) {
        QVERIFY(!action(name)->isEnabled());
        QVERIFY(action(name)->toolTip().contains("demo"));
        for (QObject* const place : action(name)->associatedObjects()) { // where the reason can be read
            if (const auto* const menu = qobject_cast<QMenu*>(place))
                QVERIFY(menu->toolTipsVisible());
        }
    }
    QVERIFY(action("exportDataAction")->isEnabled());
    QVERIFY(m_drive->settle());
    const auto [done, sentence] = exported(path("out.npy"), requestOf(scope(), {}));
    QVERIFY2(done, qPrintable(sentence));
}

QTEST_MAIN(TestDataExport)
#include "tst_dataexport.moc"
