// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/figurepreview.h"

#include "widgets/theme/theme.h"

#include <QPainter>

namespace gabor {

namespace {

constexpr int delayMs = 120;
constexpr int refreshMs = 300;

} // namespace

FigurePreview::FigurePreview(JobQueue& queue, QWidget* parent) : QWidget(parent), m_renderer(queue)
{
    setObjectName(QStringLiteral("exportPreview"));
    setAccessibleName(tr("Preview of the image"));
    setToolTip(tr("What the image will look like"));
    setMinimumSize(320, 240);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    m_delay.setSingleShot(true);
    m_delay.setInterval(delayMs);
    m_refresh.setInterval(refreshMs);
    connect(&m_delay, &QTimer::timeout, this, &FigurePreview::draw);
    connect(&m_refresh, &QTimer::timeout, this, &FigurePreview::take);
    connect(&m_renderer, &FigureRenderer::settled, this, [this] {
        m_settled = true;
        m_refresh.stop();
        take();
        m_renderer.finish();
    });
    connect(&m_renderer, &FigureRenderer::failed, this, [this] { m_refresh.stop(); });
}

void FigurePreview::setFigure(const FigureRequest& request)
{
    m_request = request;
    m_settled = false;
    m_delay.start();
}

void FigurePreview::draw()
{
    if (!m_request)
        return;
    m_settled = false;
    m_renderer.startPreview(*m_request, (QSizeF(size()) * devicePixelRatioF()).toSize());
    m_refresh.start();
}

void FigurePreview::take()
{
    const QImage picture = m_renderer.preview();
    if (picture.isNull())
        return;
    m_picture = picture;
    m_picture.setDevicePixelRatio(devicePixelRatioF());
    update();
}

void FigurePreview::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_picture.isNull()) {
        painter.setPen(themeColors(palette()).mutedText);
        painter.drawText(rect(), Qt::AlignCenter, tr("Drawing…"));
        return;
    }
    const QSizeF shown = m_picture.deviceIndependentSize().scaled(size(), Qt::KeepAspectRatio);
    const QRectF place(QPointF((width() - shown.width()) / 2, (height() - shown.height()) / 2), shown);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(place, m_picture);
    painter.setPen(themeColors(palette()).border);
    painter.drawRect(place.adjusted(0, 0, -1, -1));
}

void FigurePreview::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (m_request)
        m_delay.start();
}

} // namespace gabor
