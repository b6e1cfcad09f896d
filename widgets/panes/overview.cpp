// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/overview.h"

#include "widgets/panes/envelopepainting.h"
#include "widgets/panes/keyclaim.h"
#include "widgets/plot/plotpane.h"
#include "widgets/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace gabor {

namespace {

constexpr double gripReach = 6;      // pixels beside an end of the frame that still take hold of it
constexpr double narrowestFrame = 8; // pixels drawn, so that it can be found in a long sound
constexpr double stepShare = 0.1;    // of the visible time, a key

} // namespace

Overview::Overview(ViewModel& view, WaveformFeed& feed, QWidget* parent) : QWidget(parent), m_view(view), m_feed(feed)
{
    setObjectName(QStringLiteral("overview"));
    setAccessibleName(tr("Overview of the whole sound"));
    setToolTip(tr("The whole sound. Drag the frame to move through it, or its ends to see more or less."));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setFixedHeight(sizeHint().height());
    connect(&m_view, &ViewModel::spanChanged, this, [this] { update(); });
    connect(&m_feed, &WaveformFeed::changed, this, [this] {
        m_waveformKey = {};
        update();
    });
}

QRectF Overview::strip() const
{
    return QRectF(rect()).adjusted(PlotPane::leftMargin, 4, -PlotPane::rightMargin, -4);
}

double Overview::sampleAt(double x) const
{
    return (x - strip().left()) / strip().width() * m_view.sampleCount();
}

double Overview::xOf(double sample) const
{
    return strip().left() + sample / m_view.sampleCount() * strip().width();
}

QRectF Overview::frame() const
{
    QRectF frame = strip();
    frame.setLeft(xOf(m_view.span().beginSample));
    frame.setRight(xOf(m_view.span().endSample));
    if (frame.width() < narrowestFrame && strip().width() > narrowestFrame) {
        const double middle =
            std::clamp(frame.center().x(), strip().left() + narrowestFrame / 2, strip().right() - narrowestFrame / 2);
        frame.setLeft(middle - narrowestFrame / 2);
        frame.setRight(middle + narrowestFrame / 2);
    }
    return frame;
}

Overview::Drag Overview::partAt(QPointF point) const
{
    const QRectF area = frame();
    const double toBegin = std::abs(point.x() - area.left());
    const double toEnd = std::abs(point.x() - area.right());
    if (std::min(toBegin, toEnd) <= gripReach && (area.width() > 2 * gripReach || !area.contains(point)))
        return toBegin < toEnd ? Drag::Begin : Drag::End;
    return area.contains(point) ? Drag::Frame : Drag::None;
}

void Overview::showTime(double beginSample, double endSample)
{
    m_view.show({beginSample, endSample, m_view.span().lowHz, m_view.span().highHz});
}

void Overview::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_view.beginGesture();
    m_drag = partAt(event->position());
    const double sample = sampleAt(event->position().x());
    const PictureSpan& span = m_view.span();
    if (m_drag == Drag::None) {
        m_drag = Drag::Frame;
        m_view.moveBy(sample - (span.beginSample + span.endSample) / 2, 0);
    }
    m_dragOffset = sample - (m_drag == Drag::End ? m_view.span().endSample : m_view.span().beginSample);
}

void Overview::mouseMoveEvent(QMouseEvent* event)
{
    const double sample = sampleAt(event->position().x()) - m_dragOffset;
    const PictureSpan& span = m_view.span();
    switch (m_drag) {
    case Drag::None: {
        const Drag part = partAt(event->position());
        setCursor(part == Drag::None ? Qt::ArrowCursor : part == Drag::Frame ? Qt::OpenHandCursor : Qt::SizeHorCursor);
        break;
    }
    case Drag::Frame:
        m_view.moveBy(sample - span.beginSample, 0);
        break;
    case Drag::Begin:
        if (sample < span.endSample)
            showTime(std::max(0.0, sample), span.endSample);
        break;
    case Drag::End:
        if (sample > span.beginSample)
            showTime(span.beginSample, std::min(m_view.sampleCount(), sample));
        break;
    }
}

void Overview::mouseReleaseEvent(QMouseEvent*)
{
    m_drag = Drag::None;
}

void Overview::mouseDoubleClickEvent(QMouseEvent*)
{
    m_drag = Drag::None;
    m_view.beginGesture();
    m_view.fitTime();
}

void Overview::wheelEvent(QWheelEvent* event)
{
    m_view.beginGesture();
    m_view.zoomTime(std::pow(0.8, event->angleDelta().y() / 120.0), sampleAt(event->position().x()));
    event->accept();
}

bool Overview::event(QEvent* event)
{
    return claimKeys(event, {Qt::Key_Left, Qt::Key_Right}) || QWidget::event(event);
}

void Overview::keyPressEvent(QKeyEvent* event)
{
    const PictureSpan& span = m_view.span();
    const double step = (span.endSample - span.beginSample) * stepShare;
    const bool resize = event->modifiers().testFlag(Qt::ShiftModifier);
    m_view.beginGesture();
    if (event->key() == Qt::Key_Left)
        resize ? showTime(span.beginSample, span.endSample - step) : m_view.moveBy(-step, 0);
    else if (event->key() == Qt::Key_Right)
        resize ? showTime(span.beginSample, span.endSample + step) : m_view.moveBy(step, 0);
    else
        QWidget::keyPressEvent(event);
}

void Overview::paintEvent(QPaintEvent*)
{
    const ThemeColors colors = themeColors(palette());
    const QRectF area = strip();
    const double scale = devicePixelRatioF();
    const QSize size = (area.size() * scale).toSize();
    if (area.width() < narrowestFrame)
        return;
    QPainter painter(this);
    painter.fillRect(area, colors.plotBackground);
    if (m_feed.source() != nullptr && !size.isEmpty()) {
        const WaveformKey key{size, m_view.sampleCount(), colors.mutedText};
        if (key != m_waveformKey) {
            m_waveformKey = key;
            const Envelope all = m_feed.overAll();
            const double reach = all.empty() ? 1.0 : static_cast<double>(std::max(-all.minimum, all.maximum));
            const double high = reach > 0 ? reach * 1.05 : 1.0;
            const double samplesPerPixel = m_view.sampleCount() / size.width();
            m_waveform = paintedEnvelopes(size, -high, high, {colors.mutedText, colors.mutedText}, [&](int x) {
                Envelope envelope = m_feed.over(x * samplesPerPixel, (x + 1) * samplesPerPixel);
                // From the zero line, so that an offset is not lost at the strip's edge.
                envelope.minimum = std::min(envelope.minimum, 0.0F);
                envelope.maximum = std::max(envelope.maximum, 0.0F);
                return envelope;
            });
            m_waveform.setDevicePixelRatio(scale);
        }
        painter.drawImage(area.topLeft(), m_waveform);
    }
    // What is out of view steps back.
    QColor veil = colors.window;
    veil.setAlpha(150);
    const QRectF visible = frame();
    painter.fillRect(QRectF(area.topLeft(), QPointF(visible.left(), area.bottom())), veil);
    painter.fillRect(QRectF(QPointF(visible.right(), area.top()), area.bottomRight()), veil);
    QColor tint = colors.accent;
    tint.setAlpha(28);
    painter.fillRect(visible, tint);

    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.accent, hasFocus() ? 2 : 1));
    painter.drawRoundedRect(visible.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.accent);
    for (const double x : {visible.left(), visible.right()})
        painter.drawRoundedRect(QRectF(x - 2.5, visible.center().y() - 8, 5, 16), 2, 2);
}

} // namespace gabor
