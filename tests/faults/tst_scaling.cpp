// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/displayscale.h"
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"
#include "widgets/panes/spectrogrampane.h"

#include <QProcess>

#include <algorithm>
#include <cmath>
#include <cstdio>

using namespace gabor;

namespace {

const char* const insideArgument = "--inside";

/// The share of columns that are as the one before: noise has none, but where its pixels have been made larger.
double repeatedColumns(const QImage& image)
{
    int repeated = 0;
    for (int x = 1; x < image.width(); ++x) {
        bool isSame = true;
        for (int y = 0; y < image.height() && isSame; ++y)
            isSame = image.pixel(x, y) == image.pixel(x - 1, y);
        repeated += isSame ? 1 : 0;
    }
    return static_cast<double>(repeated) / std::max(1, image.width() - 1);
}

/// In a process of its own, which alone can have another scale. @return what is wrong; empty: nothing
QString faultAtScale(double factor)
{
    const QTemporaryDir folder;
    test::writeWav(folder.filePath("noise.wav"), {test::noise(120 * 48000, 0.3)});
    test::WindowDriver drive;
    drive.window().resize(700, 500);
    drive.window().show();
    if (!drive.open(folder.filePath("noise.wav")))
        return "the sound did not open";
    drive.hands->click("shadingFlatButton");
    if (!drive.settle())
        return "the picture did not settle";
    SpectrogramPane& pane = drive.spectrogram();
    const QImage image = pane.grab().toImage();
    if (std::abs(image.devicePixelRatio() - factor) > 1e-3) // Qt keeps it a little coarser
        return QStringLiteral("the picture is of scale %1").arg(image.devicePixelRatio());
    const QSize wanted = (QSizeF(pane.size()) * factor).toSize();
    if (std::abs(image.width() - wanted.width()) > 1 || std::abs(image.height() - wanted.height()) > 1)
        return QStringLiteral("%1 x %2 pixels").arg(image.width()).arg(image.height());
    const QRectF inside(QPointF(pane.inside().topLeft()) * factor, QSizeF(pane.inside().size()) * factor);
    const double repeated = repeatedColumns(image.copy(inside.toAlignedRect().adjusted(4, 4, -4, -4)));
    return repeated < 0.02 ? QString() : QStringLiteral("%1 of the columns are repeated").arg(repeated);
}

} // namespace

/// Whatever the display's scale: what is drawn is drawn for its pixels.
class TestScaling : public QObject
{
    Q_OBJECT

private slots:
    void everyDevicePixelIsDrawn_data();
    void everyDevicePixelIsDrawn();
};

void TestScaling::everyDevicePixelIsDrawn_data()
{
    QTest::addColumn<QString>("factor");
    for (const char* const factor : {"0.3", "1", "1.25", "1.5", "2", "3", "3.7"})
        QTest::newRow(factor) << factor;
}

void TestScaling::everyDevicePixelIsDrawn()
{
    QFETCH(QString, factor);
    QProcess inside;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("QT_SCALE_FACTOR", factor);
    inside.setProcessEnvironment(environment);
    inside.start(QCoreApplication::applicationFilePath(), {insideArgument, factor});
    QVERIFY(inside.waitForFinished(60'000));
    const QByteArray fault = inside.readAllStandardOutput();
    QVERIFY2(inside.exitStatus() == QProcess::NormalExit && fault.isEmpty(), fault.constData());
}

int main(int argc, char* argv[])
{
    if (argc == 3 && qstrcmp(argv[1], insideArgument) == 0) {
        boundDisplayScale(); // as the program does
        const QApplication app(argc, argv);
        std::fputs(qPrintable(faultAtScale(std::clamp(QByteArray(argv[2]).toDouble(), 1.0, 8.0))), stdout);
        return 0;
    }
    const QCoreApplication app(argc, argv);
    TestScaling test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_scaling.moc"
