// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/figurerenderer.h"
#include "app/export/pngencoder.h"
#include "core/audio/demosignal.h"
#include "widgets/panes/figuretext.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <optional>

using namespace gabor;

namespace {

constexpr int patienceMs = 60'000;
const QByteArray recipeText = "{\"title\":\"Wöl<f & \\\"Gans\\\" ]]>\",\"n\":[1,2.5e-3]}";

FigureRequest demoRequest()
{
    FigureRequest request;
    request.content.source = demoSignal();
    request.content.spec.source = 1;
    request.title = QStringLiteral("A title");
    request.pixels = {900, 600};
    return request;
}

/// Mean difference of all channels, 0 to 255.
double difference(const QImage& a, const QImage& b, QRect area)
{
    double sum = 0;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            const QColor one = a.pixelColor(x, y);
            const QColor other = b.pixelColor(x, y);
            sum += std::abs(one.red() - other.red()) + std::abs(one.green() - other.green())
                + std::abs(one.blue() - other.blue());
        }
    }
    return sum / (3.0 * area.width() * area.height());
}

/// The most memory that this process has had.
std::size_t peakBytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    static const QRegularExpression line(QStringLiteral("VmHWM:\\s*(\\d+) kB"));
    return line.match(QString::fromLatin1(status.readAll())).captured(1).toULongLong() * 1024;
}

/// The same, which is forgotten where the system lets that be.
std::size_t peakBytesFromNow()
{
    QFile peak(QStringLiteral("/proc/self/clear_refs"));
    if (peak.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        peak.write("5");
    return peakBytes();
}

QByteArray bigEndian(quint32 number)
{
    return QByteArray::fromHex(QByteArray::number(number, 16).rightJustified(8, '0'));
}

/// What a program says, or nothing where there is no such program.
std::optional<QByteArray> outputOf(const QString& program, const QStringList& arguments)
{
    if (QStandardPaths::findExecutable(program).isEmpty())
        return std::nullopt;
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(patienceMs) || process.exitCode() != 0)
        qWarning("%s: %s", qPrintable(program), process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

} // namespace

class TestFigureFormats : public QObject
{
    Q_OBJECT

private slots:
    void everyFormatCarriesItsRecipe_data();
    void everyFormatCarriesItsRecipe();
    void formatsOfPixelsReadBackAsThePng_data();
    void formatsOfPixelsReadBackAsThePng();
    void aPngIsSmallerThanAFastWriterMakesIt();
    void aPdfLooksLikeThePng_data() { figures(); }
    void aPdfLooksLikeThePng();
    void anSvgLooksLikeThePng_data() { figures(); }
    void anSvgLooksLikeThePng();
    void textInAPdfIsText();
    void anSvgHoldsThreeImagesAndText();
    void paperSizesAreRight_data();
    void paperSizesAreRight();
    void partsAreThereOrNot_data();
    void partsAreThereOrNot();
    void withoutAxesThePictureFillsTheImage();
    void aDarkFigureInALightProgram();
    void drawnAgainItIsTheSame();
    void twoAreDrawnAtOnce();
    void theDescriptionNamesTheReduction();
    void aPreviewHasTheShapeOfTheFigure();
    void damagedImagesDoNoHarm_data() { formats(); }
    void damagedImagesDoNoHarm();
    void aSmallFileTakesLittleMemory_data();
    void aSmallFileTakesLittleMemory();
    void whatIsNoImageHasNoRecipe();
    void hardLinksToASoundAreRefused();

private:
    static void formats();
    static void figures();
    QString path(const QString& name) const { return m_folder.filePath(name); }
    /// Draws @p request into a file of each of the formats, all of the same name.
    void write(const FigureRequest& request, const QList<ImageFormat>& formats, const QString& name);
    QImage drawn(const FigureRequest& request);

    QTemporaryDir m_folder;
    JobQueue m_queue{2};
};

void TestFigureFormats::formats()
{
    QTest::addColumn<ImageFormat>("format");
    for (const ImageFormatInfo& info : imageFormatCatalog())
        QTest::newRow(std::string(info.name).c_str()) << info.format;
}

void TestFigureFormats::figures()
{
    QTest::addColumn<double>("scale");
    QTest::addColumn<bool>("dark");
    QTest::newRow("1x light") << 1.0 << false;
    QTest::newRow("2x dark") << 2.0 << true;
}

void TestFigureFormats::write(const FigureRequest& request, const QList<ImageFormat>& formats, const QString& name)
{
    FigureRenderer renderer(m_queue);
    QSignalSpy settled(&renderer, &FigureRenderer::settled);
    renderer.start(request);
    QVERIFY(QTest::qWaitFor([&] { return !settled.isEmpty(); }, patienceMs));
    for (const ImageFormat format : formats)
        QCOMPARE(writeFigure(renderer.paint(format, recipeText), path(name + '.' + suffixOf(format))), QString());
}

QImage TestFigureFormats::drawn(const FigureRequest& request)
{
    FigureRenderer renderer(m_queue);
    QSignalSpy settled(&renderer, &FigureRenderer::settled);
    renderer.start(request);
    if (!QTest::qWaitFor([&] { return !settled.isEmpty(); }, patienceMs))
        return {};
    return renderer.paint(ImageFormat::Png, {}).pixels;
}

void TestFigureFormats::everyFormatCarriesItsRecipe_data()
{
    formats();
}

void TestFigureFormats::everyFormatCarriesItsRecipe()
{
    QFETCH(ImageFormat, format);
    write(demoRequest(), {format}, QStringLiteral("recipe"));
    const auto recipe = recipeInImage(path("recipe." + suffixOf(format)));
    QVERIFY2(recipe, recipe ? "" : qPrintable(recipe.fault()));
    QCOMPARE(recipe.value(), recipeText);

    // Whoever renames it loses nothing.
    QFile::remove(path("renamed.bin"));
    QVERIFY(QFile::copy(path("recipe." + suffixOf(format)), path("renamed.bin")));
    QVERIFY(recipeInImage(path("renamed.bin")));
}

void TestFigureFormats::formatsOfPixelsReadBackAsThePng_data()
{
    QTest::addColumn<ImageFormat>("format");
    QTest::addColumn<double>("tolerance");
    QTest::newRow("JPEG") << ImageFormat::Jpeg << 4.0; // its colors have half the resolution
    QTest::newRow("WebP") << ImageFormat::WebP << 0.0;
    QTest::newRow("TIFF") << ImageFormat::Tiff << 0.0;
}

void TestFigureFormats::formatsOfPixelsReadBackAsThePng()
{
    QFETCH(ImageFormat, format);
    QFETCH(double, tolerance);
    FigureRequest request = demoRequest();
    request.scale = 1.5;
    request.dotsPerInch = 144;
    write(request, {ImageFormat::Png, format}, QStringLiteral("pixels"));
    const QImage png(path("pixels.png"));
    QCOMPARE(png.size(), request.pixels);
    QCOMPARE(png.dotsPerMeterX(), qRound(144 / 0.0254));
    QVERIFY(png.text("Software").startsWith("Gabor"));
    QVERIFY(png.text("Description").contains("Hann window of 2048 samples"));
    if (!QImageReader::supportedImageFormats().contains(suffixOf(format).toLatin1()))
        QSKIP("Qt cannot read this format here.");
    const QImage other(path("pixels." + suffixOf(format)));
    QCOMPARE(other.size(), png.size());
    QVERIFY2(difference(png, other, png.rect()) <= tolerance,
             qPrintable(QString::number(difference(png, other, png.rect()))));
    if (format != ImageFormat::WebP) // there its resolution is in the XMP alone
        QVERIFY(std::abs(other.dotsPerMeterX() - png.dotsPerMeterX()) <= 40);
}

void TestFigureFormats::aPngIsSmallerThanAFastWriterMakesIt()
{
    const QImage image = drawn(demoRequest());
    QBuffer byQt;
    QVERIFY(byQt.open(QIODevice::WriteOnly) && image.save(&byQt, "PNG", 80)); // by zlib's level 1
    const std::optional<QByteArray> file = pngFile(image, {});
    QVERIFY(file);
    QVERIFY2(file->size() < byQt.size(), qPrintable(QStringLiteral("%1, %2").arg(file->size()).arg(byQt.size())));
}

void TestFigureFormats::aPdfLooksLikeThePng()
{
    QFETCH(double, scale);
    QFETCH(bool, dark);
    FigureRequest request = demoRequest();
    request.scale = scale;
    request.dotsPerInch = 96 * scale;
    request.pixels *= scale;
    request.dark = dark;
    write(request, {ImageFormat::Png, ImageFormat::Pdf}, QStringLiteral("figure"));
    if (!outputOf("pdftoppm",
                  {"-r", QString::number(96 * scale), "-png", "-singlefile", path("figure.pdf"), path("figure-pdf")}))
        QSKIP("There is no pdftoppm here.");
    const QImage png(path("figure.png"));
    const QImage pdf(path("figure-pdf.png"));
    QVERIFY2(std::abs(pdf.width() - png.width()) <= 1 && std::abs(pdf.height() - png.height()) <= 1,
             qPrintable(QStringLiteral("%1 × %2").arg(pdf.width()).arg(pdf.height())));
    const QRect all = png.rect().intersected(pdf.rect());
    QVERIFY2(difference(png, pdf, all) < 8, qPrintable(QString::number(difference(png, pdf, all))));

    // That program lays pixels onto others of its own; what lies in the file is the very picture. At its edges the
    // frame covers it.
    outputOf("pdfimages", {"-png", path("figure.pdf"), path("figure-image")});
    const QImage embedded(path("figure-image-001.png"));
    const QRect middle = embedded.rect().marginsRemoved({40, 10, 40, 10});
    QVERIFY(middle.isValid());
    const auto left = static_cast<int>(PlotPane::leftMargin * scale);
    double least = 255;
    for (int top = png.height() - embedded.height(); top >= 0; --top) {
        const QImage shown = png.copy(middle.translated(left, top));
        if (shown.pixel(0, 0) == embedded.pixel(middle.topLeft()))
            least = std::min(least, difference(shown, embedded.copy(middle), shown.rect()));
    }
    QCOMPARE(least, 0.0);
}

void TestFigureFormats::anSvgLooksLikeThePng()
{
    QFETCH(double, scale);
    QFETCH(bool, dark);
    FigureRequest request = demoRequest();
    request.scale = scale;
    request.dotsPerInch = 96 * scale;
    request.pixels *= scale;
    request.dark = dark;
    write(request, {ImageFormat::Png, ImageFormat::Svg}, QStringLiteral("figure"));
    const QString dpi = QString::number(96 * scale);
    if (!outputOf("rsvg-convert", {"-d", dpi, "-p", dpi, "-o", path("figure-svg.png"), path("figure.svg")}))
        QSKIP("There is no rsvg-convert here.");
    const QImage png(path("figure.png"));
    const QImage svg(path("figure-svg.png"));
    QVERIFY2(std::abs(svg.width() - png.width()) <= 1 && std::abs(svg.height() - png.height()) <= 1,
             qPrintable(QStringLiteral("%1 × %2").arg(svg.width()).arg(svg.height())));
    const QRect picture(png.width() / 5, png.height() * 2 / 5, png.width() / 2, png.height() * 2 / 5);
    QVERIFY2(difference(png, svg, picture) < 4, qPrintable(QString::number(difference(png, svg, picture))));
    const QRect all = png.rect().intersected(svg.rect());
    QVERIFY2(difference(png, svg, all) < 8, qPrintable(QString::number(difference(png, svg, all))));
}

void TestFigureFormats::textInAPdfIsText()
{
    FigureRequest request = demoRequest();
    request.parts.title = request.parts.description = true;
    write(request, {ImageFormat::Pdf}, QStringLiteral("text"));
    const auto text = outputOf("pdftotext", {path("text.pdf"), "-"});
    const auto fonts = outputOf("pdffonts", {path("text.pdf")});
    if (!text || !fonts)
        QSKIP("There is no poppler here.");
    for (const QByteArray& word : {QByteArray("Time"), QByteArray("A title"), QByteArray("Frequency (Hz)"),
                                   QByteArray("Hann window of 2048"), QByteArray("maximum")})
        QVERIFY2(text->contains(word), text->constData());
    const QStringList lines = QString::fromUtf8(*fonts).split('\n', Qt::SkipEmptyParts);
    QVERIFY(lines.size() > 2);
    for (const QString& line : lines.mid(2))
        QVERIFY2(line.contains(QRegularExpression(" yes ")), qPrintable(line));
    const auto images = outputOf("pdfimages", {"-list", path("text.pdf")});
    QCOMPARE(images->count('\n'), 2 + 3); // below a head: waveform, spectrogram, color bar
}

void TestFigureFormats::anSvgHoldsThreeImagesAndText()
{
    write(demoRequest(), {ImageFormat::Svg}, QStringLiteral("parts"));
    QFile file(path("parts.svg"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray svg = file.readAll();
    QCOMPARE(svg.count("<image"), 3);
    QVERIFY(svg.count("<text") > 10);
    QVERIFY(svg.contains(">Frequency (Hz)"));
    QVERIFY(svg.contains("<title>A title</title>"));
    FigureRequest nameless = demoRequest();
    nameless.title.clear();
    write(nameless, {ImageFormat::Svg}, QStringLiteral("nameless"));
    QVERIFY(recipeInImage(path("nameless.svg")));
    QVERIFY2(svg.size() < 3'000'000, qPrintable(QString::number(svg.size())));
}

void TestFigureFormats::paperSizesAreRight_data()
{
    QTest::addColumn<double>("textScale");
    QTest::newRow("text as usual") << 1.0;
    QTest::newRow("small text") << 0.75;
    QTest::newRow("no even number") << 0.7;
}

/// Of the page and of what stands on it, whatever the size of its text.
void TestFigureFormats::paperSizesAreRight()
{
    QFETCH(double, textScale);
    FigureRequest request = demoRequest();
    request.pixels = {1051, 886}; // 89 × 75 mm
    request.scale = 300.0 / 96 * textScale;
    request.dotsPerInch = 300;
    write(request, {ImageFormat::Pdf, ImageFormat::Svg, ImageFormat::Png}, QStringLiteral("paper"));
    QFile svg(path("paper.svg"));
    QVERIFY(svg.open(QIODevice::ReadOnly));
    const QByteArray head = svg.read(2000);
    const auto match = QRegularExpression("width=\"([0-9.]+)mm\" height=\"([0-9.]+)mm\"").match(head);
    QVERIFY2(match.hasMatch(), head.constData());
    QVERIFY(std::abs(match.captured(1).toDouble() - 89) < 0.1 && std::abs(match.captured(2).toDouble() - 75) < 0.1);
    QCOMPARE(qRound(QImage(path("paper.png")).dotsPerMeterX() * 0.0254), 300);
    const auto facts = outputOf("pdfinfo", {path("paper.pdf")});
    if (!facts)
        QSKIP("There is no pdfinfo here.");
    const auto page = QRegularExpression("Page size: +([0-9.]+) x ([0-9.]+) pts").match(*facts);
    QVERIFY2(page.hasMatch(), facts->constData());
    QVERIFY2(std::abs(page.captured(1).toDouble() / 72 * 25.4 - 89) < 0.3, facts->constData());
    QVERIFY2(std::abs(page.captured(2).toDouble() / 72 * 25.4 - 75) < 0.3, facts->constData());
    outputOf("pdftoppm", {"-r", "300", "-png", "-singlefile", path("paper.pdf"), path("paper-pdf")});
    const QImage png(path("paper.png"));
    const QImage pdf(path("paper-pdf.png"));
    const QRect all = png.rect().intersected(pdf.rect());
    QVERIFY2(all.width() >= 1050 && all.height() >= 885, qPrintable(QString::number(all.width())));
    QVERIFY2(difference(png, pdf, all) < 8, qPrintable(QString::number(difference(png, pdf, all))));
}

void TestFigureFormats::partsAreThereOrNot_data()
{
    QTest::addColumn<int>("part");
    QTest::addColumn<QRect>("place"); // where it stands, in a figure of 900 × 600
    QTest::newRow("title") << 0 << QRect(70, 0, 200, 26);
    QTest::newRow("color bar") << 3 << QRect(800, 200, 100, 300);
    QTest::newRow("description") << 5 << QRect(0, 570, 500, 30);
}

void TestFigureFormats::partsAreThereOrNot()
{
    QFETCH(int, part);
    QFETCH(QRect, place);
    bool FigureParts::*const parts[] = {&FigureParts::title,    &FigureParts::waveform, &FigureParts::axes,
                                        &FigureParts::colorBar, &FigureParts::grid,     &FigureParts::description};
    const auto background = themeColors(false).window.rgb();
    const auto inkWith = [&](bool shown) {
        FigureRequest request = demoRequest();
        request.parts = {
            .title = true, .waveform = true, .axes = true, .colorBar = true, .grid = false, .description = true};
        if (part == 3)
            request.parts.waveform = false; // its frame would be as wide as the image
        request.parts.*parts[part] = shown;
        const QImage image = drawn(request);
        int ink = 0;
        for (int y = place.top(); y <= place.bottom(); ++y) {
            for (int x = place.left(); x <= place.right(); ++x)
                ink += image.pixel(x, y) != background ? 1 : 0;
        }
        return std::pair(ink, image);
    };
    const auto [with, shown] = inkWith(true);
    const auto [without, hidden] = inkWith(false);
    QVERIFY(with > 40);
    QVERIFY(shown != hidden);
    QCOMPARE(shown.size(), hidden.size());
}

void TestFigureFormats::withoutAxesThePictureFillsTheImage()
{
    FigureRequest request = demoRequest();
    request.parts = {
        .title = false, .waveform = false, .axes = false, .colorBar = false, .grid = false, .description = false};
    // Where no window fits at the ends there is hatching, so the middle is looked at.
    request.span = PictureSpan{20'000, 60'000, 0, 4000};
    const QImage bare = drawn(request);
    const QRgb background = themeColors(false).window.rgb();
    for (const QPoint at : {QPoint(0, 0), QPoint(899, 0), QPoint(0, 599), QPoint(899, 599), QPoint(450, 300)})
        QVERIFY(bare.pixel(at) != background && bare.pixel(at) != 0xffffffffU);
    request.parts.grid = true;
    const QImage grid = drawn(request);
    QVERIFY(difference(bare, grid, bare.rect()) > 0.3);
}

void TestFigureFormats::aDarkFigureInALightProgram()
{
    const QPalette before = QApplication::palette();
    FigureRequest request = demoRequest();
    const QImage light = drawn(request);
    request.dark = true;
    const QImage dark = drawn(request);
    QCOMPARE(light.pixel(0, 0), qRgb(255, 255, 255)); // paper
    QCOMPARE(dark.pixel(0, 0), themeColors(true).window.rgb());
    QCOMPARE(dark.pixel(899, 599), themeColors(true).window.rgb());
    QCOMPARE(QApplication::palette(), before);
    applyTheme(*qApp, ThemeChoice::Dark);
    request.dark = false;
    QCOMPARE(drawn(request), light);
    applyTheme(*qApp, ThemeChoice::Light);
    request.dark = true;
    QCOMPARE(drawn(request), dark);
}

void TestFigureFormats::drawnAgainItIsTheSame()
{
    FigureRequest request = demoRequest();
    request.parts.title = request.parts.description = true;
    request.pixels = {1333, 777};
    request.scale = 1.5;
    FigureRenderer renderer(m_queue);
    QSignalSpy settled(&renderer, &FigureRenderer::settled);
    renderer.start(request);
    QVERIFY(QTest::qWaitFor([&] { return !settled.isEmpty(); }, patienceMs));
    const FigurePicture first = renderer.paint(ImageFormat::Png, {});
    const FigureRequest found = renderer.request();
    QVERIFY(!renderer.isBusy());
    renderer.finish();
    QVERIFY(!found.content.display.automaticLevels);
    QVERIFY(found.span);
    QCOMPARE(found.paneHeights.size(), 2);
    QCOMPARE(drawn(found), first.pixels);
}

void TestFigureFormats::twoAreDrawnAtOnce()
{
    FigureRenderer one(m_queue);
    FigureRenderer other(m_queue);
    QSignalSpy oneSettled(&one, &FigureRenderer::settled);
    QSignalSpy otherSettled(&other, &FigureRenderer::settled);
    FigureRequest request = demoRequest();
    one.start(request);
    other.start(request);
    QVERIFY(QTest::qWaitFor([&] { return !oneSettled.isEmpty() && !otherSettled.isEmpty(); }, patienceMs));
    QCOMPARE(one.paint(ImageFormat::Png, {}).pixels, other.paint(ImageFormat::Png, {}).pixels);
}

void TestFigureFormats::theDescriptionNamesTheReduction()
{
    FigureContent content = demoRequest().content;
    QVERIFY2(figureDescription(content).contains("maximum"), qPrintable(figureDescription(content)));
    content.spec.reduction = Reduction::MeanPower;
    QVERIFY(figureDescription(content).contains("mean power"));
    for (const char* part : {"Hann window of 2048 samples", "hop 512", "NFFT 4096", "dBFS", "linear frequency"})
        QVERIFY2(figureDescription(content).contains(part), part);
}

void TestFigureFormats::aPreviewHasTheShapeOfTheFigure()
{
    FigureRequest request = demoRequest();
    request.pixels = {8000, 4000};
    FigureRenderer renderer(m_queue);
    QSignalSpy settled(&renderer, &FigureRenderer::settled);
    renderer.startPreview(request, {400, 400});
    QVERIFY(QTest::qWaitFor([&] { return !settled.isEmpty(); }, patienceMs));
    const QImage preview = renderer.preview();
    QCOMPARE(preview.size(), QSize(400, 200));
    QVERIFY(preview.pixel(200, 120) != preview.pixel(0, 0));
}

void TestFigureFormats::damagedImagesDoNoHarm()
{
    QFETCH(ImageFormat, format);
    write(demoRequest(), {format}, QStringLiteral("good"));
    QFile good(path("good." + suffixOf(format)));
    QVERIFY(good.open(QIODevice::ReadOnly));
    const QByteArray bytes = good.readAll();
    const auto look = [&](const QByteArray& damaged) {
        QFile file(path("damaged"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(damaged);
        file.close();
        const auto recipe = recipeInImage(path("damaged"));
        QVERIFY(recipe ? recipe.value().size() <= longestRecipe : recipe.fault().contains("damaged"));
    };
    QRandomGenerator random(1);
    const auto interesting = std::min<qsizetype>(bytes.size(), 4000);
    for (int round = 0; round < 300; ++round) {
        look(bytes.first(random.bounded(static_cast<int>(interesting))));
        QByteArray damaged = bytes;
        for (int i = 0; i < 8; ++i)
            damaged[random.bounded(static_cast<int>(interesting))] = static_cast<char>(random.bounded(256));
        // The directory of a TIFF, and the chunks of a WebP, stand at the end.
        for (int i = 0; i < 8; ++i)
            damaged[bytes.size() - 1 - random.bounded(static_cast<int>(interesting))] =
                static_cast<char>(random.bounded(2) == 0 ? 255 : random.bounded(256));
        look(damaged);
    }
}

void TestFigureFormats::aSmallFileTakesLittleMemory_data()
{
    constexpr qsizetype headBytes = 8 + 12 + 13; // signature and header of a PNG
    const auto withChunks = [](const QByteArray& chunks) {
        QByteArray png;
        QBuffer buffer(&png);
        buffer.open(QIODevice::WriteOnly);
        QImage(1, 1, QImage::Format_Grayscale8).save(&buffer, "PNG");
        return png.insert(headBytes, chunks);
    };
    QByteArray longText("zTXtother\0\0", 11);
    longText += qCompress(QByteArray(7'000'000, 'a'), 9).sliced(4); // behind its length
    const QByteArray sum = bigEndian(static_cast<quint32>(
        ::crc32(0, reinterpret_cast<const Bytef*>(longText.constData()), static_cast<uInt>(longText.size()))));
    const QByteArray chunk = bigEndian(static_cast<quint32>(longText.size() - 4)) + longText + sum;

    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a chunk that claims to hold gigabytes")
        << withChunks(QByteArray("\x60\0\0\0tEXtgabor-recipe\0{}", 23));
    QTest::newRow("texts that are long when they are unpacked") << withChunks(chunk.repeated(60));
    QTest::newRow("elements within each other") << QByteArray("<svg>") + QByteArray("<a>").repeated(1'000'000);
}

void TestFigureFormats::aSmallFileTakesLittleMemory()
{
    QFETCH(QByteArray, bytes);
    QFile file(path("small"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    const std::size_t before = peakBytesFromNow();
    QVERIFY(recipeInImage(path("small")).fault().contains("no recipe"));
    QCOMPARE_LE(peakBytes() - before, std::size_t{64} << 20);
}

void TestFigureFormats::whatIsNoImageHasNoRecipe()
{
    const auto fault = [&](const QString& name) {
        const auto recipe = recipeInImage(path(name));
        return recipe ? QString() : recipe.fault();
    };
    QVERIFY(fault("missing.png").contains("could not be read"));
    QDir().mkdir(path("folder.png"));
    QVERIFY(fault("folder.png").contains("could not be read"));
    QCOMPARE(::mkfifo(QFile::encodeName(path("pipe.png")).constData(), 0600), 0);
    QVERIFY(fault("pipe.png").contains("could not be read"));
    QFile text(path("text.png"));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("Dear diary");
    text.close();
    QVERIFY(fault("text.png").contains("none of the images"));
    QVERIFY(QImage(4, 4, QImage::Format_RGB32).save(path("foreign.png")));
    QVERIFY(fault("foreign.png").contains("no recipe"));
}

void TestFigureFormats::hardLinksToASoundAreRefused()
{
    QFile sound(path("sound.wav"));
    QVERIFY(sound.open(QIODevice::WriteOnly));
    sound.close();
    QCOMPARE(
        ::link(QFile::encodeName(path("sound.wav")).constData(), QFile::encodeName(path("linked.pdf")).constData()), 0);
    QVERIFY(targetFault(path("linked.pdf"), {path("sound.wav")}).contains("the sound that is open"));
    QCOMPARE(targetFault(path("other.tiff"), {path("sound.wav")}), QString());
    QVERIFY(targetFault(path("other.gif"), {}).contains(".webp"));
}

QTEST_MAIN(TestFigureFormats)
#include "tst_figureformats.moc"
