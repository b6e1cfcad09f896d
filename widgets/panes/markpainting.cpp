// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/markpainting.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <optional>

namespace gabor {

namespace {

constexpr double closestLines = 3; ///< pixels; marks that stand closer are one line
constexpr int barHeight = 3;
constexpr int nameGap = 4;        ///< between a line and its name, and between a name and the next line
constexpr int narrowestName = 36; ///< less says nothing
constexpr int crowdedName = 72;
constexpr int widestName = 220;
constexpr qsizetype longestName = 80; ///< characters; as many never fit

/// Lines wherever something begins or ends, from left to right.
class Lines
{
public:
    Lines(QPainter& painter, const QRect& inside, const MarkLook& look)
        : m_painter(painter), m_inside(inside), m_look(look)
    { }

    void add(double x)
    {
        if (x >= m_inside.left() - 1 && x <= m_inside.right() + 1)
            m_places.push_back(std::floor(x) + 0.5);
    }

    void paint()
    {
        std::sort(m_places.begin(), m_places.end());
        std::optional<double> last;
        const auto isHidden = [&last](double x) { return last && x - *last < closestLines ? true : (last = x, false); };
        std::erase_if(m_places, isHidden);
        if (m_look.seam.isValid())
            draw(QPen(m_look.seam, 3, Qt::SolidLine, Qt::FlatCap));
        draw(QPen(m_look.line, 1, Qt::SolidLine, Qt::FlatCap));
    }

private:
    void draw(const QPen& pen)
    {
        m_painter.setPen(pen);
        for (const double x : m_places)
            m_painter.drawLine(QPointF(x, m_inside.top()), QPointF(x, m_inside.bottom() + 1));
    }

    QPainter& m_painter;
    QRect m_inside;
    const MarkLook& m_look;
    std::vector<double> m_places;
};

/// Names from left to right, each beside its line.
void paintNames(QPainter& painter, const QRect& inside, std::span<const Mark> marks,
                const std::function<double(double)>& xOfSample, const MarkLook& look)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const double right = inside.right() + 1;
    double free = inside.left();
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const double begin = xOfSample(static_cast<double>(marks[i].span.begin));
        if (begin >= right)
            break;
        // A run that began before the view still has its name at the left edge.
        const bool reachesIn = xOfSample(static_cast<double>(marks[i].span.end)) > inside.left() + narrowestName;
        const double left = begin < inside.left() && reachesIn ? inside.left() : begin;
        if (marks[i].name.isEmpty() || left < free)
            continue;
        double room = right - left;
        for (std::size_t next = i + 1; next < marks.size(); ++next) {
            if (!marks[next].name.isEmpty()) {
                room = std::min(room, xOfSample(static_cast<double>(marks[next].span.begin)) - left);
                break;
            }
        }
        room -= 2.0 * nameGap;
        const int most = room >= narrowestName ? std::min(static_cast<int>(room), widestName) : crowdedName;
        const QString name = metrics.elidedText(marks[i].name, Qt::ElideRight, most);
        const QRectF box(left + 1, inside.top() + barHeight, metrics.horizontalAdvance(name) + 2 * nameGap - 1,
                         metrics.height());
        painter.fillRect(box, look.ground);
        painter.setPen(look.text);
        painter.drawText(box.adjusted(nameGap - 1, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         name);
        free = box.right() + 1;
    }
}

} // namespace

std::vector<Mark> marksOf(std::span<const SoundMarker> markers)
{
    std::vector<Mark> marks;
    marks.reserve(markers.size());
    for (const SoundMarker& marker : markers) {
        const QString name = QString::fromStdString(marker.label.empty() ? marker.note : marker.label);
        marks.push_back({marker.span, name.left(longestName)});
    }
    return marks;
}

void paintMarks(QPainter& painter, const QRect& inside, std::span<const Mark> marks,
                const std::function<double(double sample)>& xOfSample, const MarkLook& look)
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    Lines lines(painter, inside, look);
    for (const Mark& mark : marks) {
        const double begin = xOfSample(static_cast<double>(mark.span.begin));
        lines.add(begin);
        if (mark.span.empty())
            continue;
        const double end = xOfSample(static_cast<double>(mark.span.end));
        lines.add(end);
        const double left = std::max<double>(begin, inside.left());
        const double right = std::min<double>(end, inside.right() + 1);
        if (right > left)
            painter.fillRect(QRectF(left, inside.top(), right - left, barHeight - 1), look.line);
    }
    lines.paint();
    if (look.text.isValid())
        paintNames(painter, inside, marks, xOfSample, look);
}

} // namespace gabor
