// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QSvgRenderer>

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

QColor tint(QIcon::Mode mode, QIcon::State state)
{
    const QPalette palette = QGuiApplication::palette();
    if (mode == QIcon::Disabled)
        return palette.color(QPalette::Disabled, QPalette::ButtonText);
    const bool onAccent = mode == QIcon::Selected || state == QIcon::On;
    return palette.color(QPalette::Active, onAccent ? QPalette::HighlightedText : QPalette::ButtonText);
}

class TintedIconEngine : public QIconEngine
{
public:
    explicit TintedIconEngine(const QString& name) : m_name(name), m_source(iconSource(name)) { }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        paintSource(*painter, rect, tint(mode, state));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    /// @p size is in device pixels already.
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal /*scale*/) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new TintedIconEngine(*this); }
    QString key() const override { return QStringLiteral("gabor"); }
    QString iconName() override { return m_name; }
    bool isNull() override { return m_source.isEmpty(); }

    void paintSource(QPainter& painter, const QRectF& rect, const QColor& color) const
    {
        if (m_source.isEmpty())
            return;
        QByteArray colored = m_source;
        QSvgRenderer(colored.replace("currentColor", color.name().toLatin1())).render(&painter, square(rect));
    }

private:
    static QRectF square(const QRectF& rect)
    {
        const qreal side = qMin(rect.width(), rect.height());
        return {rect.center().x() - side / 2, rect.center().y() - side / 2, side, side};
    }

    QString m_name;
    QByteArray m_source;
};

} // namespace

QIcon themedIcon(const QString& name)
{
    return QIcon(new TintedIconEngine(name));
}

void paintIcon(QPainter& painter, const QString& name, const QRectF& rect, const QColor& color)
{
    TintedIconEngine(name).paintSource(painter, rect, color);
}

QIcon applicationIcon()
{
    initializeIconResources();
    return QIcon(QStringLiteral(":/gabor/icons/gabor.svg"));
}

} // namespace gabor
