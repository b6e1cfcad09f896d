// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/icons.h"

#include <QCache>
#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QImage>
#include <QImageReader>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QSvgRenderer>

#include <mutex>

/// A static library's resources are dropped by the linker unless somebody asks for them. Outside of every namespace,
/// as the macro needs it.
static void initializeIconResources()
{
    Q_INIT_RESOURCE(gabor);
}

namespace gabor {
namespace {

QByteArray iconSource(const QString& name)
{
    initializeIconResources();
    QFile file(QStringLiteral(":/gabor/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QRectF squareIn(const QRectF& rect)
{
    const qreal side = qMin(rect.width(), rect.height());
    return {rect.center().x() - side / 2, rect.center().y() - side / 2, side, side};
}

void paintSource(QPainter& painter, QByteArray source, const QRectF& rect, const QColor& color)
{
    if (!source.isEmpty())
        QSvgRenderer(source.replace("currentColor", color.name().toLatin1())).render(&painter, squareIn(rect));
}

QImage drawn(const QByteArray& source, const IconLook& look)
{
    QImage image(look.pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paintSource(painter, source, QRectF(QPointF(0, 0), look.pixels), look.color);
    return image;
}

/// The pictures that were drawn last. Reading a drawing and filling its paths takes far longer than showing it.
class IconPictures
{
public:
    static IconPictures& ofProgram()
    {
        static IconPictures pictures;
        return pictures;
    }

    /// A null image where it is not there.
    QImage find(const IconLook& look)
    {
        const std::lock_guard lock(m_mutex);
        const QImage* const image = m_images.object(look);
        return image != nullptr ? *image : QImage();
    }

    QImage draw(const QByteArray& source, const IconLook& look)
    {
        QImage image = drawn(source, look);
        const std::lock_guard lock(m_mutex);
        m_images.insert(look, new QImage(image));
        return image;
    }

private:
    static constexpr qsizetype mostImages = 200;
    std::mutex m_mutex;
    QCache<IconLook, QImage> m_images{mostImages};
};

class TintedIconEngine : public QIconEngine
{
public:
    explicit TintedIconEngine(const QString& name) : m_name(name), m_source(iconSource(name)) { }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        paintSource(*painter, m_source, rect, iconColor(mode, state));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    /// @p size is in device pixels already.
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal /*scale*/) override
    {
        const IconLook look{m_name, size, iconColor(mode, state)};
        const QImage image = IconPictures::ofProgram().find(look);
        return QPixmap::fromImage(image.isNull() ? IconPictures::ofProgram().draw(m_source, look) : image);
    }

    QIconEngine* clone() const override { return new TintedIconEngine(*this); }
    QString key() const override { return QStringLiteral("gabor"); }
    QString iconName() override { return m_name; }
    bool isNull() override { return m_source.isEmpty(); }

private:
    QString m_name;
    QByteArray m_source;
};

} // namespace

QIcon themedIcon(const QString& name)
{
    return QIcon(new TintedIconEngine(name));
}

QColor iconColor(QIcon::Mode mode, QIcon::State state)
{
    const QPalette palette = QGuiApplication::palette();
    if (mode == QIcon::Disabled)
        return palette.color(QPalette::Disabled, QPalette::ButtonText);
    const bool onAccent = mode == QIcon::Selected || state == QIcon::On;
    return palette.color(QPalette::Active, onAccent ? QPalette::HighlightedText : QPalette::ButtonText);
}

void loadIconFormats()
{
    initializeIconResources();
    const QString any = QStringLiteral(":/gabor/icons/chevron-down-light.svg");
    QImageReader(any).size();
    const QIcon loadsTheEngine(any);
}

void drawIconAhead(const IconLook& look)
{
    if (const QByteArray source = iconSource(look.name); !source.isEmpty())
        IconPictures::ofProgram().draw(source, look);
}

bool isIconDrawn(const IconLook& look)
{
    return !IconPictures::ofProgram().find(look).isNull();
}

void paintIcon(QPainter& painter, const QString& name, const QRectF& rect, const QColor& color)
{
    paintSource(painter, iconSource(name), rect, color);
}

QIcon applicationIcon()
{
    initializeIconResources();
    return QIcon(QStringLiteral(":/gabor/icons/gabor.svg"));
}

} // namespace gabor
