// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/exportdialog.h"
#include "app/export/exportflow.h"
#include "app/export/figurepreview.h"
#include "app/export/imagefile.h"
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QSpinBox>

#include <array>
#include <csignal>

#include <sys/resource.h>

using namespace gabor;

class TestExport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { m_drive.reset(); }

    void atTheWindowsSizeItIsTheWindow_data();
    void atTheWindowsSizeItIsTheWindow();
    void everySizeAndScaleIsExact_data();
    void everySizeAndScaleIsExact();
    void scaleMakesTextLarger();
    void aPartOfTheSoundIsExported();
    void theOpenSoundIsNeverWrittenOver();
    void targetsThatAreNoFileAreRefused_data();
    void targetsThatAreNoFileAreRefused();
    void impossibleSizesAreRefused_data();
    void impossibleSizesAreRefused();
    void aFullDiskLeavesTheOldFile();
    void copyPutsImageAndTextOnTheClipboard();
    void theDialogExportsByClicks();
    void theDialogSaysWhatCannotBe();
    void theDialogShowsAndRemembersWhatIsChosen();
    void everyControlOfTheDialogSaysWhatItIs();

private:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    FigureRequest asWindow();
    /// The sentence of an export that came to its end, and whether it was done.
    std::pair<bool, QString> exported(const QString& file, const FigureRequest& request);

    QTemporaryDir m_folder;
    std::unique_ptr<test::WindowDriver> m_drive;
    ExportFlow* m_flow = nullptr;
};

void TestExport::initTestCase()
{
    // A file dialog keeps its own settings; a full disk is reported by the call that meets it, as in main().
    qputenv("XDG_CONFIG_HOME", path("config").toUtf8());
    std::signal(SIGXFSZ, SIG_IGN);
    test::writeWav(path("stereo.wav"), test::richStereo());
}

void TestExport::init()
{
    m_drive = std::make_unique<test::WindowDriver>();
    m_flow = m_drive->window().findChild<ExportFlow*>();
    QVERIFY(m_drive->open(path("stereo.wav")));
    QFile::remove(path("out.png"));
}

FigureRequest TestExport::asWindow()
{
    FigureRequest request;
    request.content = m_drive->window().session().content();
    request.content.display.automaticLevels = false;
    request.span = m_drive->span();
    request.paneHeights = m_drive->figure().paneHeights();
    request.pixels = m_drive->figure().imageSize();
    return request;
}

std::pair<bool, QString> TestExport::exported(const QString& file, const FigureRequest& request)
{
    QSignalSpy done(m_flow, &ExportFlow::done);
    QSignalSpy failed(m_flow, &ExportFlow::failed);
    m_flow->exportTo(file, request, {path("stereo.wav")});
    if (!QTest::qWaitFor([&] { return done.count() + failed.count() > 0; }, test::patienceMs))
        return {false, QStringLiteral("no end")};
    return {!done.isEmpty(), (done.isEmpty() ? failed : done).first().first().toString()};
}

void TestExport::atTheWindowsSizeItIsTheWindow_data()
{
    QTest::addColumn<QString>("colors");
    QTest::addColumn<bool>("zoomed");
    QTest::addColumn<bool>("flat");
    QTest::newRow("as it opens") << "Viridis" << false << false;
    QTest::newRow("zoomed") << "Magma" << true << false;
    QTest::newRow("flat cells") << "Gray" << true << true;
}

void TestExport::atTheWindowsSizeItIsTheWindow()
{
    QFETCH(QString, colors);
    QFETCH(bool, zoomed);
    QFETCH(bool, flat);
    m_drive->hands->choose("colormapCombo", colors);
    if (flat)
        m_drive->hands->click("shadingFlatButton");
    if (zoomed)
        m_drive->view().show({50'000, 60'000, 500, 4000});
    m_drive->figure().setPaneHeights({300, 400});
    QVERIFY(m_drive->settle());
    const QImage window = m_drive->figure().toImage(1).convertToFormat(QImage::Format_RGB32);
    // What stands around the pictures lies on paper, and on the window's ground on the screen.
    std::vector<QRect> insides;
    const QPoint origin = m_drive->waveform().mapTo(&m_drive->figure(), QPoint(0, 0));
    for (PlotPane* const pane : std::array<PlotPane*, 2>{&m_drive->waveform(), &m_drive->spectrogram()})
        insides.push_back(pane->inside().translated(pane->mapTo(&m_drive->figure(), QPoint(0, 0)) - origin));
    const auto [done, sentence] = exported(path("out.png"), asWindow());
    QVERIFY2(done, qPrintable(sentence));
    QVERIFY2(m_drive->message().contains("out.png"), qPrintable(m_drive->message()));
    const QImage file = QImage(path("out.png")).convertToFormat(QImage::Format_RGB32);
    QCOMPARE(file.size(), window.size());
    for (const QRect& inside : insides)
        QCOMPARE(file.copy(inside), window.copy(inside));
    QCOMPARE(file.pixel(0, 0), qRgb(255, 255, 255));
}

void TestExport::everySizeAndScaleIsExact_data()
{
    QTest::addColumn<QSize>("pixels");
    QTest::addColumn<double>("scale");
    QTest::newRow("usual") << QSize(1600, 900) << 1.0;
    QTest::newRow("odd") << QSize(1001, 503) << 1.0;
    QTest::newRow("fine") << QSize(2400, 1400) << 2.0;
    QTest::newRow("between") << QSize(1333, 777) << 1.5;
    QTest::newRow("smallest") << QSize(320, 320) << 1.0;
}

void TestExport::everySizeAndScaleIsExact()
{
    QFETCH(QSize, pixels);
    QFETCH(double, scale);
    FigureRequest request = asWindow();
    request.pixels = pixels;
    request.scale = scale;
    const auto [done, sentence] = exported(path("out.png"), request);
    QVERIFY2(done, qPrintable(sentence));
    const QImage file(path("out.png"));
    QCOMPARE(file.size(), pixels);
    // Its last row and column are painted.
    QCOMPARE(file.pixel(pixels.width() - 1, pixels.height() - 1), file.pixel(0, 0));
}

void TestExport::scaleMakesTextLarger()
{
    // Everything beside the frame, which holds all numbers and captions, gets twice the pixels in both directions.
    const auto frameLeft = [this](QSize pixels, double scale) {
        FigureRequest request = asWindow();
        request.pixels = pixels;
        request.scale = scale;
        if (!exported(path("out.png"), request).first)
            return -1;
        const QImage file(path("out.png"));
        const auto frameInRow = [&](int y) {
            int x = 0;
            for (int last = 0; x < file.width() / 2; ++x) {
                if (file.pixel(x, y) != file.pixel(0, file.height() - 1))
                    last = x;
                else if (last > 0)
                    last = 0;
                if (last > 0 && file.pixel(x, y) != file.pixel(0, 0) && x > 60 * scale)
                    break;
            }
            return x;
        };
        const int y = file.height() * 3 / 4;
        return std::max(frameInRow(y), frameInRow(y + static_cast<int>(4 * scale))); // one of them may hold a tick
    };
    const int once = frameLeft({1000, 600}, 1);
    const int twice = frameLeft({2000, 1200}, 2);
    QVERIFY(once > 0);
    QVERIFY2(std::abs(twice - 2 * once) <= 2, qPrintable(QStringLiteral("%1, %2").arg(once).arg(twice)));
}

void TestExport::aPartOfTheSoundIsExported()
{
    FigureRequest request = asWindow();
    QVERIFY(exported(path("whole.png"), request).first);
    request.span = PictureSpan{0, 48000, 0, 4000};
    QVERIFY(exported(path("part.png"), request).first);
    QVERIFY(QImage(path("whole.png")) != QImage(path("part.png")));
}

void TestExport::theOpenSoundIsNeverWrittenOver()
{
    const QString disguised = path("sound.png");
    QVERIFY(QFile::link(path("stereo.wav"), disguised));
    const auto [done, sentence] = exported(disguised, asWindow());
    QVERIFY(!done);
    QVERIFY2(sentence.contains("it is the sound that is open"), qPrintable(sentence));
    QCOMPARE(m_drive->message(), sentence);
    QVERIFY(QFileInfo(disguised).isSymLink());
    QCOMPARE(QFileInfo(path("stereo.wav")).size(), 44 + 3 * 48000 * 4);
}

void TestExport::targetsThatAreNoFileAreRefused_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("why");
    QTest::newRow("folder") << path("folder.png") << "folder or a device";
    QTest::newRow("device") << path("device.png") << "folder or a device";
    QTest::newRow("missing folder") << path("nowhere/out.png") << "does not exist";
    QTest::newRow("other kind") << path("out.gif") << "end in one of .png";
    QTest::newRow("no ending") << path("out") << "end in one of .png";
}

void TestExport::targetsThatAreNoFileAreRefused()
{
    QFETCH(QString, target);
    QFETCH(QString, why);
    QDir().mkdir(path("folder.png"));
    QFile::link("/dev/null", path("device.png"));
    const auto [done, sentence] = exported(target, asWindow());
    QVERIFY(!done);
    QVERIFY2(sentence.contains(why), qPrintable(sentence));
    QCOMPARE(m_drive->message(), sentence);
}

void TestExport::impossibleSizesAreRefused_data()
{
    QTest::addColumn<QSize>("pixels");
    QTest::addColumn<double>("scale");
    QTest::newRow("too large") << QSize(20000, 900) << 1.0;
    QTest::newRow("too small") << QSize(239, 900) << 1.0;
    QTest::newRow("too small for its scale") << QSize(900, 900) << 4.0;
    QTest::newRow("scale below 1") << QSize(900, 900) << 0.5;
    QTest::newRow("scale 0") << QSize(900, 900) << 0.0;
    QTest::newRow("no number") << QSize(900, 900) << std::nan("");
}

void TestExport::impossibleSizesAreRefused()
{
    QFETCH(QSize, pixels);
    QFETCH(double, scale);
    FigureRequest request = asWindow();
    request.pixels = pixels;
    request.scale = scale;
    const auto [done, sentence] = exported(path("out.png"), request);
    QVERIFY(!done);
    QVERIFY(!sentence.isEmpty());
    QVERIFY(!QFileInfo::exists(path("out.png")));
}

void TestExport::aFullDiskLeavesTheOldFile()
{
    QVERIFY(exported(path("out.png"), asWindow()).first);
    QFile old(path("out.png"));
    QVERIFY(old.open(QIODevice::ReadOnly));
    const QByteArray before = old.readAll();
    const QStringList files = QDir(m_folder.path()).entryList();

    rlimit limit{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &limit), 0);
    const auto restored = qScopeGuard([limit] { ::setrlimit(RLIMIT_FSIZE, &limit); });
    const rlimit tiny{4096, limit.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &tiny), 0);
    FigureRequest request = asWindow();
    request.pixels = {1500, 800};
    const auto [done, sentence] = exported(path("out.png"), request);
    QVERIFY(!done);
    QVERIFY2(sentence.contains("out.png") && sentence.contains("not written"), qPrintable(sentence));
    old.seek(0);
    QFile now(path("out.png"));
    QVERIFY(now.open(QIODevice::ReadOnly));
    QCOMPARE(now.readAll(), before);
    QCOMPARE(QDir(m_folder.path()).entryList(), files); // and no half-written one beside it
}

void TestExport::copyPutsImageAndTextOnTheClipboard()
{
    QGuiApplication::clipboard()->clear();
    m_drive->spectrogram().setFocus();
    m_drive->key(Qt::Key_Right); // brings the cursor
    QTRY_VERIFY(!m_drive->textOf("readoutLevel").isEmpty());
    const QSize window = m_drive->figure().imageSize();
    m_drive->key(Qt::Key_C, Qt::ControlModifier);
    const QMimeData* content = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((content = QGuiApplication::clipboard()->mimeData()) && content->hasImage(),
                             test::patienceMs);
    QCOMPARE(qvariant_cast<QImage>(content->imageData()).size(), window * 2);
    const QStringList lines = content->text().split(u'\n');
    QVERIFY2(lines.first().startsWith("stereo.wav"), qPrintable(content->text()));
    QVERIFY2(content->text().contains("WAV, 16-bit PCM"), qPrintable(content->text()));
    QVERIFY2(lines.last().contains("0:01.5") && lines.last().contains("dBFS"), qPrintable(content->text()));
    QTRY_VERIFY(m_drive->message().contains("clipboard"));
}

void TestExport::theDialogExportsByClicks()
{
    m_flow->setDirectory(m_folder.path());
    m_drive->key(Qt::Key_E, Qt::ControlModifier);
    auto* dialog = m_drive->window().findChild<QDialog*>("exportDialog");
    QVERIFY(dialog);
    QCOMPARE(dialog->findChild<QSpinBox*>("exportWidthSpin")->value(), m_drive->figure().imageSize().width());
    const test::PanelDriver hands(*dialog);
    hands.write("exportWidthSpin", "800");
    hands.write("exportHeightSpin", "500");
    hands.click("exportAcceptButton");

    QFileDialog* files = nullptr;
    QTRY_VERIFY((files = m_drive->window().findChild<QFileDialog*>("exportFileDialog")));
    QTRY_VERIFY(files->isVisible());
    auto* name = files->findChild<QLineEdit*>("fileNameEdit");
    QVERIFY(name);
    QCOMPARE(name->text(), QStringLiteral("stereo.png"));
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("clicked")); // the ending comes by itself
    auto* buttons = files->findChild<QDialogButtonBox*>("buttonBox");
    QVERIFY(buttons);
    QTest::mouseClick(buttons->button(QDialogButtonBox::Save), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_drive->message().contains("clicked.png"), test::patienceMs);
    QCOMPARE(QImage(path("clicked.png")).size(), QSize(800, 500));
}

void TestExport::theDialogSaysWhatCannotBe()
{
    m_drive->key(Qt::Key_E, Qt::ControlModifier);
    auto* dialog = m_drive->window().findChild<QDialog*>("exportDialog");
    QVERIFY(dialog);
    const test::PanelDriver hands(*dialog);
    auto* fault = hands.control<QLabel>("exportFaultLabel");
    auto* accept = hands.control<QPushButton>("exportAcceptButton");
    QVERIFY(accept->isEnabled());
    hands.write("exportWidthSpin", "20000");
    QVERIFY(!accept->isEnabled());
    QVERIFY(fault->text().contains("at most"));
    hands.choose("exportPresetCombo", "As on screen");
    QVERIFY(accept->isEnabled());
    QCOMPARE(fault->text(), QString());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_drive->window().findChild<QDialog*>("exportDialog"));
    QVERIFY(!m_drive->window().findChild<QFileDialog*>("exportFileDialog"));
}

void TestExport::theDialogShowsAndRemembersWhatIsChosen()
{
    m_flow->setDirectory(m_folder.path());
    m_drive->key(Qt::Key_E, Qt::ControlModifier);
    auto* dialog = m_drive->window().findChild<ExportDialog*>("exportDialog");
    QVERIFY(dialog);
    const test::PanelDriver hands(*dialog);
    auto* preview = dialog->findChild<FigurePreview*>("exportPreview");
    QVERIFY(preview);
    QTRY_VERIFY_WITH_TIMEOUT(preview->isSettled(), test::patienceMs);
    const QImage before = preview->picture();
    hands.choose("exportFormatCombo", "PDF");
    hands.choose("exportPresetCombo", "Journal, one column (89 mm, 300 dpi)");
    hands.choose("exportThemeCombo", "Dark");
    hands.check("exportWaveformCheck");
    hands.check("exportGridCheck");
    hands.check("exportTitleCheck");
    QVERIFY(!hands.control<QSpinBox>("exportWidthSpin")->isVisible());
    QCOMPARE(hands.control<QDoubleSpinBox>("exportWidthMmSpin")->value(), 89.0);
    QVERIFY(hands.control<QDoubleSpinBox>("exportScaleSpin")->isVisible());
    QCOMPARE(hands.control<QDoubleSpinBox>("exportScaleSpin")->value(), 0.75);
    const ExportChoice chosen = dialog->choice();
    QCOMPARE(chosen.format, ImageFormat::Pdf);
    QVERIFY(chosen.dark && !chosen.parts.waveform && chosen.parts.grid && chosen.parts.title);
    QCOMPARE(dialog->request().pixels, QSize(1051, 886));
    QTRY_VERIFY_WITH_TIMEOUT(preview->isSettled(), test::patienceMs);
    const QImage now = preview->picture();
    QVERIFY(now != before);
    QVERIFY(std::abs(now.width() / static_cast<double>(now.height()) - 1051 / 886.0) < 0.02);
    QVERIFY(QColor(now.pixel(1, 1)).lightness() < 100);
    hands.write("exportWidthMmSpin", "90");
    hands.write("exportScaleSpin", "0.8");
    QCOMPARE(dialog->request().dotsPerInch, 300.0);
    QCOMPARE(dialog->request().scale, 300 / 96.0 * 0.8);
    QCOMPARE(hands.control<QComboBox>("exportPresetCombo")->currentText(), QStringLiteral("Custom"));
    hands.click("exportAcceptButton");

    QFileDialog* files = nullptr;
    QTRY_VERIFY((files = m_drive->window().findChild<QFileDialog*>("exportFileDialog")));
    QTRY_VERIFY(files->isVisible());
    auto* name = files->findChild<QLineEdit*>("fileNameEdit");
    QCOMPARE(name->text(), QStringLiteral("stereo.pdf"));
    QTest::mouseClick(files->findChild<QDialogButtonBox*>("buttonBox")->button(QDialogButtonBox::Save), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_drive->message().contains("stereo.pdf"), test::patienceMs);
    const auto recipe = recipeInImage(path("stereo.pdf"));
    QVERIFY2(recipe, recipe ? "" : qPrintable(recipe.fault()));
    QVERIFY(recipe.value().contains("stereo.wav"));

    m_drive->window().activateWindow();
    QTRY_VERIFY(m_drive->window().isActiveWindow());
    m_drive->key(Qt::Key_E, Qt::ControlModifier);
    auto* again = m_drive->window().findChild<ExportDialog*>("exportDialog");
    QVERIFY(again);
    ExportChoice remembered = chosen;
    remembered.size.millimeters.setWidth(90);
    remembered.size.textScale = 0.8;
    QCOMPARE(again->choice(), remembered);
    again->reject();
}

void TestExport::everyControlOfTheDialogSaysWhatItIs()
{
    m_drive->key(Qt::Key_E, Qt::ControlModifier);
    auto* dialog = m_drive->window().findChild<QDialog*>("exportDialog");
    QVERIFY(dialog);
    QList<QWidget*> controls;
    for (auto* combo : dialog->findChildren<QComboBox*>())
        controls << combo;
    for (auto* spin : dialog->findChildren<QAbstractSpinBox*>())
        controls << spin;
    QSet<QWidget*> buddies;
    for (const auto* label : dialog->findChildren<QLabel*>())
        buddies << label->buddy();
    QCOMPARE(controls.size(), 10);
    for (const QWidget* control : controls) {
        QVERIFY2(!control->toolTip().isEmpty(), qPrintable(control->objectName()));
        QVERIFY2(!control->accessibleName().isEmpty(), qPrintable(control->objectName()));
        QVERIFY2(buddies.contains(const_cast<QWidget*>(control)), qPrintable(control->objectName()));
    }
    for (const auto* check : dialog->findChildren<QCheckBox*>())
        QVERIFY2(!check->toolTip().isEmpty(), qPrintable(check->objectName()));
    dialog->reject();
}

QTEST_MAIN(TestExport)
#include "tst_export.moc"
