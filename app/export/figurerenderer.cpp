// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/figurerenderer.h"

#include <cmath>

namespace gabor {

namespace {

constexpr int growthIntervalMs = 50;

QSize logicalSize(const FigureRequest& request)
{
    return {static_cast<int>(std::ceil(request.pixels.width() / request.scale)),
            static_cast<int>(std::ceil(request.pixels.height() / request.scale))};
}

} // namespace

QString faultIn(const FigureRequest& request)
{
    if (!(request.scale >= 1 && request.scale <= 16)) // Qt paints at 1 onto whatever asks for less
        return FigureRenderer::tr("The scale of an image lies between 1 and 16.");
    if (request.pixels.width() > FigureRequest::mostPixels || request.pixels.height() > FigureRequest::mostPixels)
        return FigureRenderer::tr("An image has at most %1 × %1 pixels.").arg(FigureRequest::mostPixels);
    const QSize logical = logicalSize(request);
    if (logical.width() < FigureRequest::fewestLogicalPixels || logical.height() < FigureRequest::fewestLogicalPixels)
        return FigureRenderer::tr(
                   "At this scale an image needs at least %1 × %1 pixels, or the axes leave no room for the picture.")
            .arg(std::ceil(FigureRequest::fewestLogicalPixels * request.scale));
    return {};
}

FigureRenderer::FigureRenderer(JobQueue& queue, QObject* parent) : QObject(parent), m_queue(queue)
{
    m_growth.setInterval(growthIntervalMs);
    connect(&m_growth, &QTimer::timeout, this, [this] {
        m_figure->soundGrew();
        look();
    });
}

FigureRenderer::~FigureRenderer() = default;

void FigureRenderer::start(const FigureRequest& request)
{
    m_request = request;
    m_figure = std::make_unique<FigureView>(m_queue, figureTileBudget);
    m_figure->setAttribute(Qt::WA_DontShowOnScreen);
    m_figure->setOverviewVisible(false);
    m_figure->setPixelScale(request.scale);
    m_figure->resize(logicalSize(request));
    m_figure->show(); // nowhere, but only what is shown is laid out
    if (!request.paneHeights.isEmpty())
        m_figure->setPaneHeights(request.paneHeights);
    // Queued, as a figure may be finished at once, while it is still being set up.
    connect(m_figure.get(), &FigureView::progressChanged, this, &FigureRenderer::look, Qt::QueuedConnection);
    connect(
        m_figure.get(), &FigureView::outOfMemory, this,
        [this] {
            cancel();
            emit failed(tr("There is not enough memory for this figure. A smaller NFFT or image needs less."));
        },
        Qt::QueuedConnection);
    m_figure->setContent(request.content);
    if (request.span)
        m_figure->view().show(*request.span);
    m_growth.start();
}

void FigureRenderer::cancel()
{
    m_growth.stop();
    m_figure.reset();
}

void FigureRenderer::look()
{
    if (!m_figure)
        return;
    const FigureView::Progress state = m_figure->progress();
    emit progress(state.done);
    if (!state.settled)
        return;
    QImage image = m_figure->toImage(m_request.scale);
    if (image.size() != m_request.pixels)
        image = image.copy(QRect(QPoint(0, 0), m_request.pixels));
    cancel();
    emit finished(image);
}

} // namespace gabor
