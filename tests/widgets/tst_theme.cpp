// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QPalette>
#include <QStyle>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <thread>
#include <utility>

using namespace gabor;

namespace {

const QStringList iconNames{"open",    "export-image", "copy",           "pan",          "select", "fit",
                            "zoom-in", "zoom-out",     "zoom-selection", "back",         "theme",  "reset",
                            "warning", "info",         "chevron-down",   "chevron-right"};

/// Relative luminance and contrast as the Web Content Accessibility Guidelines 2.1 define them.
double luminance(const QColor& color)
{
    const auto linear = [](float c) {
        const double v = static_cast<double>(c);
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const auto [low, high] = std::minmax({luminance(a), luminance(b)}); // by value: a list, not references
    return (high + 0.05) / (low + 0.05);
}

QImage painted(const QIcon& icon, QIcon::Mode mode, const QColor& ground)
{
    QImage image(48, 48, QImage::Format_RGB32);
    image.fill(ground);
    QPainter painter(&image);
    icon.paint(&painter, image.rect(), Qt::AlignCenter, mode);
    return image;
}

/// The pixel that stands out most.
double strongestContrast(const QImage& image, const QColor& ground)
{
    double strongest = 1;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            strongest = std::max(strongest, contrast(image.pixelColor(x, y), ground));
    }
    return strongest;
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void whatTheIconsOfTheStyleSheetNeedIsLoadedAhead();
    void textIsReadableOnEveryGround_data();
    void textIsReadableOnEveryGround();
    void paletteTextIsReadable_data() { textIsReadableOnEveryGround_data(); }
    void paletteTextIsReadable();
    void waveformAndMarksStandOut_data() { textIsReadableOnEveryGround_data(); }
    void waveformAndMarksStandOut();
    void everyIconIsThereAndStandsOut_data() { textIsReadableOnEveryGround_data(); }
    void everyIconIsThereAndStandsOut();
    void iconsFollowASwitchAtRunTime();
    void disabledIconsArePaler();
    void iconsAreSharpAtEveryScale();
    void iconsDrawnAheadAreTheSame();
    void unknownIconIsNull();
    void applicationIconIsManyColored();
    void systemFollowsTheFirstPalette();
    void widgetsTellTheThemeByTheirPalette();
    void theSignForMoreIsOfOurOwn();
};

/// By another thread than that which will paint them.
void TestTheme::whatTheIconsOfTheStyleSheetNeedIsLoadedAhead()
{
    std::thread(loadIconFormats).join();
    QFile maps(QStringLiteral("/proc/self/maps"));
    if (!maps.open(QIODevice::ReadOnly))
        QSKIP("The system does not tell which libraries are loaded.");
    const QByteArray loaded = maps.readAll();
    for (const char* const plugin : {"imageformats/libqsvg", "iconengines/libqsvgicon"})
        QVERIFY2(loaded.contains(plugin), plugin);
}

void TestTheme::textIsReadableOnEveryGround_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("dark") << true;
    QTest::newRow("light") << false;
}

void TestTheme::textIsReadableOnEveryGround()
{
    QFETCH(bool, dark);
    const ThemeColors c = themeColors(dark);
    const std::pair<QColor, QColor> pairs[] = {
        {c.text, c.window},       {c.text, c.panel},      {c.text, c.field},
        {c.mutedText, c.window},  {c.mutedText, c.panel}, {c.mutedText, c.field},
        {c.accentText, c.accent}, {c.link, c.window},     {c.link, c.panel},
        {c.warning, c.window},    {c.warning, c.panel},   {c.error, c.window},
        {c.error, c.panel},       {c.plotText, c.window}, {c.plotText, c.plotBackground}};
    for (const auto& [text, ground] : pairs)
        QVERIFY2(contrast(text, ground) >= 4.5,
                 qPrintable(QString("%1 on %2: %3").arg(text.name(), ground.name()).arg(contrast(text, ground))));
}

void TestTheme::paletteTextIsReadable()
{
    QFETCH(bool, dark);
    const QPalette p = themePalette(themeColors(dark));
    QVERIFY(contrast(p.color(QPalette::WindowText), p.color(QPalette::Window)) >= 4.5);
    QVERIFY(contrast(p.color(QPalette::Text), p.color(QPalette::Base)) >= 4.5);
    QVERIFY(contrast(p.color(QPalette::ButtonText), p.color(QPalette::Button)) >= 4.5);
    QVERIFY(contrast(p.color(QPalette::HighlightedText), p.color(QPalette::Highlight)) >= 4.5);
    QVERIFY(contrast(p.color(QPalette::ToolTipText), p.color(QPalette::ToolTipBase)) >= 4.5);
    QVERIFY(contrast(p.color(QPalette::PlaceholderText), p.color(QPalette::Base)) >= 4.5);
}

void TestTheme::waveformAndMarksStandOut()
{
    QFETCH(bool, dark);
    const ThemeColors c = themeColors(dark);
    QVERIFY(contrast(c.waveformRms, c.plotBackground) >= 4.5);
    QVERIFY(contrast(c.waveformPeak, c.plotBackground) >= 2);
    QVERIFY(contrast(c.waveformRms, c.waveformPeak) >= 2);
    QVERIFY(contrast(c.plotFrame, c.plotBackground) >= 3);
    QVERIFY(contrast(c.cursor, c.plotBackground) >= 3);
    QVERIFY(contrast(c.playhead, c.plotBackground) >= 3);
    QVERIFY(contrast(c.selectionEdge, c.plotBackground) >= 3);
    QVERIFY(contrast(c.accent, c.panel) >= 3);
}

void TestTheme::everyIconIsThereAndStandsOut()
{
    QFETCH(bool, dark);
    applyTheme(*qApp, dark ? ThemeChoice::Dark : ThemeChoice::Light);
    const ThemeColors colors = themeColors(dark);
    for (const QString& name : iconNames) {
        const QIcon icon = themedIcon(name);
        QVERIFY2(!icon.isNull(), qPrintable(name));
        for (const QColor& ground : {colors.window, colors.panel, QApplication::palette().color(QPalette::Button)})
            QVERIFY2(strongestContrast(painted(icon, QIcon::Normal, ground), ground) >= 3, qPrintable(name));
    }
}

void TestTheme::iconsFollowASwitchAtRunTime()
{
    QToolButton button;
    button.setIcon(themedIcon(QStringLiteral("fit")));
    button.setIconSize(QSize(32, 32));
    button.resize(40, 40);
    for (const ThemeChoice choice : {ThemeChoice::Dark, ThemeChoice::Light, ThemeChoice::Dark}) {
        applyTheme(*qApp, choice);
        const QImage image = button.grab().toImage();
        QVERIFY(strongestContrast(image, image.pixelColor(0, 0)) >= 3);
        QColor strongest = image.pixelColor(0, 0);
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, image.height() / 2);
            if (contrast(pixel, image.pixelColor(0, 0)) > contrast(strongest, image.pixelColor(0, 0)))
                strongest = pixel;
        }
        QCOMPARE(luminance(strongest) > 0.5, choice == ThemeChoice::Dark);
    }
}

void TestTheme::disabledIconsArePaler()
{
    for (const ThemeChoice choice : {ThemeChoice::Dark, ThemeChoice::Light}) {
        applyTheme(*qApp, choice);
        const QColor ground = QApplication::palette().color(QPalette::Window);
        const QIcon icon = themedIcon(QStringLiteral("open"));
        QVERIFY(strongestContrast(painted(icon, QIcon::Disabled, ground), ground)
                < 0.6 * strongestContrast(painted(icon, QIcon::Normal, ground), ground));
    }
}

void TestTheme::iconsAreSharpAtEveryScale()
{
    for (const double scale : {1.0, 1.5, 2.0, 3.0}) {
        const QPixmap pixmap = themedIcon(QStringLiteral("theme")).pixmap(QSize(24, 24), scale);
        QCOMPARE(pixmap.width(), qRound(24 * scale));
        QCOMPARE(pixmap.devicePixelRatio(), scale);
    }
}

void TestTheme::iconsDrawnAheadAreTheSame()
{
    const QIcon icon = themedIcon(QStringLiteral("zoom-in"));
    for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Disabled}) {
        const IconLook look{QStringLiteral("zoom-in"), QSize(37, 37), iconColor(mode, QIcon::Off)};
        QVERIFY(!isIconDrawn(look));
        std::thread([&look] { drawIconAhead(look); }).join();
        QVERIFY(isIconDrawn(look));
        QImage direct(look.pixels, QImage::Format_ARGB32_Premultiplied);
        direct.fill(Qt::transparent);
        QPainter painter(&direct);
        paintIcon(painter, look.name, direct.rect(), look.color);
        painter.end();
        QCOMPARE(icon.pixmap(look.pixels, 1.0, mode).toImage().convertToFormat(direct.format()), direct);
    }
    drawIconAhead({QStringLiteral("no such icon"), QSize(20, 20), Qt::black});
    QVERIFY(!isIconDrawn({QStringLiteral("no such icon"), QSize(20, 20), Qt::black}));
}

void TestTheme::unknownIconIsNull()
{
    QVERIFY(themedIcon(QStringLiteral("no such icon")).isNull());
}

void TestTheme::applicationIconIsManyColored()
{
    for (const int size : {16, 24, 48, 256}) {
        const QImage image = applicationIcon().pixmap(size, size).toImage();
        QCOMPARE(image.size(), QSize(size, size));
        QCOMPARE(image.pixelColor(0, 0).alpha(), 0);
        QCOMPARE(image.pixelColor(size / 2, size - 1 - size / 12).alpha(), 255);
    }
}

void TestTheme::systemFollowsTheFirstPalette()
{
    const bool platformDark = qApp->property("gaborPlatformIsDark").toBool();
    applyTheme(*qApp, platformDark ? ThemeChoice::Light : ThemeChoice::Dark);
    applyTheme(*qApp, ThemeChoice::System);
    QCOMPARE(themeColors(QApplication::palette()).dark, platformDark);
}

void TestTheme::widgetsTellTheThemeByTheirPalette()
{
    QLabel label;
    applyTheme(*qApp, ThemeChoice::Light);
    QVERIFY(!themeColors(label.palette()).dark);
    applyTheme(*qApp, ThemeChoice::Dark);
    QVERIFY(themeColors(label.palette()).dark);
}

/// Qt's own picture of it is black, and would bring a plugin for each image format into every start.
void TestTheme::theSignForMoreIsOfOurOwn()
{
    for (const ThemeChoice choice : {ThemeChoice::Dark, ThemeChoice::Light, ThemeChoice::Dark}) {
        applyTheme(*qApp, choice);
        const QIcon sign = QApplication::style()->standardIcon(QStyle::SP_ToolBarHorizontalExtensionButton);
        QCOMPARE(sign.name(), QStringLiteral("chevron-down"));
        const QColor ground = QApplication::palette().color(QPalette::Button);
        QVERIFY(strongestContrast(painted(sign, QIcon::Normal, ground), ground) >= 3);
    }
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
