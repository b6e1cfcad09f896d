// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/figurerenderer.h"

#include "app/export/vectorencoders.h"
#include "app/session/fontrules.h"
#include "core/base/pages.h"
#include "widgets/panes/figuretext.h"
#include "widgets/plot/plotpainter.h"

#include <QPaintEngine>
#include <QPainter>
#include <QScopeGuard>

#include <algorithm>
#include <cmath>
#include <new>
#include <utility>

namespace gabor {

namespace {

constexpr int growthIntervalMs = 50;
constexpr double metersPerInch = 0.0254;
constexpr std::size_t nothingBesideTheView = 0; ///< nobody pans an image
/// So many are painted in a few milliseconds.
constexpr int pixelsAtATime = 1'000'000;

/// Logical pixels that the picture is narrower than its figure; in a small one by less.
constexpr int widthOfAxis = PlotPane::leftMargin + PlotPane::rightMargin;
constexpr int widthOfColorBar = 106;

/// To be said when it has been painted, as the size of fonts follows it.
void setDotsPerInch(QImage& image, double dotsPerInch)
{
    const auto dotsPerMeter = static_cast<int>(std::lround(dotsPerInch / metersPerInch));
    image.setDotsPerMeterX(dotsPerMeter);
    image.setDotsPerMeterY(dotsPerMeter);
}

} // namespace

FigureRenderer::FigureRenderer(JobQueue& queue, QObject* parent) : QObject(parent), m_queue(queue)
{
    m_growth.setInterval(growthIntervalMs);
    connect(&m_growth, &QTimer::timeout, this, [this] {
        m_figure->soundGrew();
        look();
    });
    connect(&m_painting, &QTimer::timeout, this, &FigureRenderer::paintNextRows);
}

FigureRenderer::~FigureRenderer() = default;

void FigureRenderer::start(const FigureRequest& request)
{
    begin(request, request.scale, Watched::No);
}

void FigureRenderer::startPreview(const FigureRequest& request, QSize box)
{
    const QSize logical = request.logicalSize();
    begin(request,
          std::min({request.scale, static_cast<double>(box.width()) / logical.width(),
                    static_cast<double>(box.height()) / logical.height()}),
          Watched::Yes);
}

void FigureRenderer::begin(const FigureRequest& request, double imageScale, Watched watched)
{
    m_painting.stop();
    m_request = request;
    m_imageScale = imageScale;
    m_settled = false;
    m_figure = std::make_unique<FigureView>(m_queue, nothingBesideTheView);
    m_figure->setAttribute(Qt::WA_DontShowOnScreen);
    m_figure->setUpdatesEnabled(false); // it paints itself when it is asked to
    m_figure->setOverviewVisible(false);
    m_figure->setPixelScale(imageScale);
    m_figure->setSketching(watched == Watched::Yes);
    if (watched == Watched::No)
        beginTiles();
    awaitFontRules();
    m_figure->dressForPaper(request.dark);
    m_figure->setTitle(request.title);
    m_figure->setParts(request.parts);
    m_figure->resize(request.logicalSize());
    m_figure->show(); // nowhere, but only what is shown is laid out
    // Queued, as a figure may be finished at once, while it is still being set up.
    connect(m_figure.get(), &FigureView::progressChanged, this, &FigureRenderer::look, Qt::QueuedConnection);
    connect(
        m_figure.get(), &FigureView::outOfMemory, this,
        [this, figure = m_figure.get()] {
            if (m_figure.get() != figure)
                return; // what one figure before had to say, or the same one twice
            cancel();
            emit failed(tr("There is not enough memory for this figure. A smaller NFFT or image needs less."));
        },
        Qt::QueuedConnection);
    m_figure->setContent(request.content);
    if (!request.paneHeights.isEmpty())
        m_figure->setPaneHeights(request.paneHeights);
    if (request.span)
        m_figure->view().show(*request.span);
    m_growth.start();
}

/// Workers need not wait for the fonts, by which the figure is laid out. Of a part of a sound all would be begun.
void FigureRenderer::beginTiles()
{
    const std::shared_ptr<const SampleSource>& source = m_request.content.source;
    const std::optional<PictureSpan>& span = m_request.span;
    const auto end = static_cast<double>(source->expectedSamples());
    if (!source->isComplete() || (span && (span->beginSample > 0 || span->endSample < end)))
        return;
    const int width = m_request.logicalSize().width() - (m_request.parts.axes ? widthOfAxis : 0)
        - (m_request.parts.colorBar ? widthOfColorBar : 0);
    m_figure->spectrogram().beginAhead(source, m_request.content.spec,
                                       std::max(1, static_cast<int>(width * m_imageScale)));
}

void FigureRenderer::cancel()
{
    m_growth.stop();
    m_painting.stop();
    m_underWay = {};
    m_figure.reset();
    m_settled = false;
}

void FigureRenderer::look()
{
    if (!m_figure || m_settled)
        return;
    const FigureView::Progress state = m_figure->progress();
    emit progress(state.done);
    if (!m_figure || !state.settled || !m_figure->prepare()) // somebody may have lost patience
        return;
    m_growth.stop();
    m_settled = true;
    m_request.content.display = m_figure->content().display;
    m_request.content.display.automaticLevels = false;
    m_request.span = m_figure->view().span();
    if (m_request.parts.waveform)
        m_request.paneHeights = m_figure->paneHeights();
    emit settled();
}

QString FigureRenderer::description() const
{
    return figureDescription(m_request.content);
}

FigurePicture FigureRenderer::unpainted(ImageFormat format, const QByteArray& recipe) const
{
    return {format, {}, {}, {}, recipe, m_request.title, description()};
}

FigurePicture FigureRenderer::paint(ImageFormat format, const QByteArray& recipe)
{
    FigurePicture picture = unpainted(format, recipe);
    if (!isVectorFormat(format)) {
        picture.pixels = paintPixels();
        return picture;
    }
    const VectorPage page{QSizeF(m_request.pixels) / m_request.scale,
                          m_request.logicalPixelsPerInch(),
                          {picture.title, picture.description, recipe, 0}};
    QList<QImage>* const collected = format == ImageFormat::Svg ? &picture.images : nullptr;
    const auto paintVectors = [this, collected](QPaintDevice& device, double unitsPerPixel) {
        PlotPainter painter(device, m_imageScale, collected);
        painter.painter().scale(unitsPerPixel, unitsPerPixel);
        m_figure->paintOnto(painter);
    };
    picture.document = format == ImageFormat::Pdf ? pdfDocument(page, paintVectors) : svgDocument(page, paintVectors);
    return picture;
}

void FigureRenderer::paintByAndBy(ImageFormat format, const QByteArray& recipe)
{
    m_underWay = unpainted(format, recipe);
    m_rowsPainted = 0;
    m_painting.start();
}

void FigureRenderer::paintNextRows()
{
    bool isWhole = true;
    try {
        if (isVectorFormat(m_underWay.format)) {
            m_underWay = paint(m_underWay.format, m_underWay.recipe);
        } else {
            QImage& image = m_underWay.pixels;
            if (image.isNull())
                image = QImage(m_request.pixels, QImage::Format_RGB32);
            // Antialiased frames meet a clip otherwise than the whole picture, so there it is painted in one go.
            const int atATime = m_request.scale < 1 ? image.height() : pixelsAtATime / std::max(1, image.width()) + 1;
            const int rows = std::min(image.height() - m_rowsPainted, atATime);
            if (!image.isNull())
                paintRows(image, m_request.scale, m_rowsPainted, m_rowsPainted + rows);
            m_rowsPainted += rows;
            isWhole = m_rowsPainted >= image.height();
            if (isWhole)
                setDotsPerInch(image, m_request.dotsPerInch);
        }
    } catch (const std::bad_alloc&) {
        m_underWay.pixels = {};
        m_underWay.document.clear();
        isWhole = true;
    }
    if (!isWhole)
        return;
    m_painting.stop();
    emit painted(std::exchange(m_underWay, {}));
}

QImage FigureRenderer::paintPixels()
{
    QImage image(m_request.pixels, QImage::Format_RGB32);
    if (image.isNull())
        return image;
    layPages(image.bits(), static_cast<std::size_t>(image.sizeInBytes()));
    paintRows(image, m_request.scale, 0, image.height());
    setDotsPerInch(image, m_request.dotsPerInch);
    return image;
}

/// Pixel by pixel as in one go: each part of the figure is painted at its place, and all but the wanted rows of it are
/// clipped, whatever clipping it does itself.
void FigureRenderer::paintRows(QImage& image, double scale, int firstRow, int endRow)
{
    if (endRow - firstRow < image.height())
        image.paintEngine()->setSystemClip(QRect(0, firstRow, image.width(), endRow - firstRow));
    const auto finish = qScopeGuard([&image] {
        image.paintEngine()->setSystemClip({});
        image.setDevicePixelRatio(1);
    });
    if (scale < 1) {
        paintScaled(image, scale, firstRow, endRow);
        return;
    }
    image.setDevicePixelRatio(scale);
    PlotPainter painter(image);
    m_figure->paintRows(painter, firstRow / scale, endRow / scale);
}

/// Qt paints at 1 onto whatever asks for a device pixel ratio below it.
void FigureRenderer::paintScaled(QImage& image, double scale, int firstRow, int endRow)
{
    PlotPainter painter(image, scale);
    painter.painter().setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.painter().scale(scale, scale);
    m_figure->paintRows(painter, firstRow / scale, endRow / scale);
}

QImage FigureRenderer::preview()
{
    if (!m_figure || !m_figure->content().source)
        return {};
    const QSize size = (QSizeF(m_request.pixels) * (m_imageScale / m_request.scale)).toSize();
    QImage image(size.expandedTo({1, 1}), QImage::Format_RGB32);
    if (!image.isNull())
        paintScaled(image, m_imageScale, 0, image.height());
    return image;
}

} // namespace gabor
