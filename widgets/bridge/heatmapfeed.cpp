// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bridge/heatmapfeed.h"

#include "core/base/pages.h"
#include "core/pixels/rasterize.h"

#include <QMetaObject>

#include <algorithm>
#include <atomic>
#include <new>
#include <utility>

namespace gabor {

namespace {

/// So many are drawn in a few milliseconds, and more than a worker should draw in one go while others have nothing to do.
constexpr std::int64_t pixelsPerBand = 1'000'000;

PixelBuffer bufferOf(QImage& image)
{
    return {reinterpret_cast<std::uint32_t*>(image.bits()), image.width(), image.height(), image.bytesPerLine() / 4};
}

QImage imageFor(const PictureFrame& frame)
{
    QImage image(frame.width, frame.height, QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        throw std::bad_alloc();
    layPages(image.bits(), static_cast<std::size_t>(image.sizeInBytes()));
    return image;
}

/// @param image   drawn, but for its gaps
/// @param before  fills them
Heatmap finished(QImage image, const HeatmapRequest& request, const Heatmap& before)
{
    if (request.hasGaps)
        fillGaps(image, request.frame, before);
    const QRect opaque = request.hasGaps ? QRect() : opaquePart(image);
    return {std::move(image), opaque, request.frame};
}

} // namespace

/// One heatmap that several workers draw, each a band of rows at a time. Whoever draws the last one finishes it.
class HeatmapFeed::Drawing
{
public:
    Drawing(const HeatmapRequest& request, const Key& key, std::uint64_t generation, Heatmap before)
        : m_request(request), m_before(std::move(before)), m_image(imageFor(request.frame)),
          m_buffer(bufferOf(m_image)), m_arrival{generation, key, {}},
          m_bandCount(static_cast<int>(std::clamp<std::int64_t>(
              std::int64_t{request.frame.width} * request.frame.height / pixelsPerBand, 1, request.frame.height))),
          m_bandsLeft(m_bandCount)
    { }

    int bandCount() const { return m_bandCount; }

    /// Any thread, once for each of the bands.
    void drawBand(int band, Inbox<Arrival>& inbox)
    {
        try {
            rasterizeRows(*m_request.grid, m_request.shading, m_request.scale, m_buffer, firstRow(band),
                          firstRow(band + 1));
        } catch (const std::bad_alloc&) {
            m_outOfMemory = true;
        }
        if (--m_bandsLeft > 0)
            return;
        try {
            if (!m_outOfMemory)
                m_arrival.heatmap = finished(std::move(m_image), m_request, m_before);
        } catch (const std::bad_alloc&) {
            m_arrival.heatmap = {};
        }
        inbox.post(std::move(m_arrival));
    }

private:
    int firstRow(int band) const { return static_cast<int>(std::int64_t{m_request.frame.height} * band / m_bandCount); }

    HeatmapRequest m_request;
    Heatmap m_before;
    QImage m_image;
    PixelBuffer m_buffer;
    Arrival m_arrival;
    int m_bandCount;
    std::atomic<int> m_bandsLeft;
    std::atomic<bool> m_outOfMemory = false;
};

HeatmapFeed::HeatmapFeed(JobQueue& queue, QObject* parent)
    : QObject(parent), m_queue(queue), m_inbox(std::make_shared<Inbox<Arrival>>([this] {
          QMetaObject::invokeMethod(this, &HeatmapFeed::takeArrivals, Qt::QueuedConnection);
      }))
{ }

HeatmapFeed::~HeatmapFeed()
{
    m_inbox->close();
    m_stop.request_stop();
}

void HeatmapFeed::clear()
{
    m_stop.request_stop();
    m_stop = {};
    ++m_generation;
    m_drawing = false;
    m_last = {};
    m_key = {};
    m_failed.reset();
}

HeatmapFeed::Key HeatmapFeed::keyOf(const HeatmapRequest& request)
{
    return {request.gridNumber, request.shading, request.scale};
}

bool HeatmapFeed::isLast(const Key& key) const
{
    return !m_last.image.isNull() && key == m_key;
}

void HeatmapFeed::begin(const HeatmapRequest& request)
{
    const Key key = keyOf(request);
    if (!m_drawing && !isLast(key) && key != m_failed)
        start(request, key);
}

const Heatmap* HeatmapFeed::heatmapOf(const HeatmapRequest& request, Haste haste)
{
    const Key key = keyOf(request);
    if (m_drawing) // the event loop may not have come to say that it is done
        adoptArrivals();
    if (isLast(key))
        return &m_last;
    if (key == m_failed)
        throw std::bad_alloc();
    if (haste == Haste::MayTakeAWhile) {
        if (m_drawing)
            return nullptr; // the latest is asked for again when that is done
        if (GridFeed::isLarge(request.frame)) {
            start(request, key);
            return nullptr;
        }
    }
    QImage image = imageFor(request.frame);
    rasterize(*request.grid, request.shading, request.scale, bufferOf(image));
    m_last = finished(std::move(image), request, m_last);
    m_key = key;
    return &m_last;
}

void HeatmapFeed::start(const HeatmapRequest& request, const Key& key)
{
    const auto drawing = std::make_shared<Drawing>(request, key, m_generation, request.hasGaps ? m_last : Heatmap());
    try {
        for (int band = 0; band < drawing->bandCount(); ++band)
            m_queue.submit(JobQueue::Urgency::Sketch, m_stop.get_token(),
                           [inbox = m_inbox, drawing, band] { drawing->drawBand(band, *inbox); });
    } catch (const std::bad_alloc&) { // what has been submitted draws for nobody
        m_stop.request_stop();
        m_stop = {};
        ++m_generation;
        throw;
    }
    m_drawing = true;
}

/// @return whether there was something
bool HeatmapFeed::adoptArrivals()
{
    bool isAny = false;
    for (Arrival& arrival : m_inbox->takeAll()) {
        if (arrival.generation != m_generation)
            continue;
        m_drawing = false;
        if (arrival.heatmap.image.isNull()) {
            m_failed = arrival.key;
        } else {
            m_last = std::move(arrival.heatmap);
            m_key = arrival.key;
        }
        isAny = true;
    }
    return isAny;
}

void HeatmapFeed::takeArrivals()
{
    if (adoptArrivals())
        emit changed();
}

} // namespace gabor
