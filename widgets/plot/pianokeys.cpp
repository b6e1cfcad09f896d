// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/pianokeys.h"

#include "core/dsp/pitch.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace gabor {

namespace {

constexpr double blackLength = 0.62; // of the strip's width, as on a piano
constexpr double lowestKey = 1.6;    // pixels; a black key less high is not told from the gap beside it
constexpr double lowestOctave = 3;   // pixels from one line at a C to the next
constexpr int notesOfOctave = 12;

struct KeyColors
{
    QColor white;
    QColor black;
    QColor line; ///< between white keys
    QColor name;
};

/// Ivory is dimmed in the dark, where it would outshine the picture.
KeyColors keyColors(bool dark)
{
    return dark ? KeyColors{QColor(0xc3c8ce), QColor(0x14171b), QColor(0x7c848d), QColor(0x22262b)}
                : KeyColors{QColor(0xfdfdfd), QColor(0x2b3037), QColor(0xa9b0b9), QColor(0x454d58)};
}

/// Height and place of keys in a strip, on whole device pixels so that their edges are sharp.
class KeyPainter
{
public:
    KeyPainter(QPainter& painter, const QRectF& strip, const FrequencyRoom& room)
        : m_painter(painter), m_strip(strip), m_room(room), m_scale(painter.device()->devicePixelRatioF())
    { }

    double yOf(double hz) const
    {
        const double y = m_strip.bottom() - m_room.pixelsAt(hz) / m_room.pixels * m_strip.height();
        return std::round(std::clamp(y, m_strip.top(), m_strip.bottom()) * m_scale) / m_scale;
    }

    void fill(double lowHz, double highHz, double width, const QColor& color) const
    {
        const double top = yOf(highHz);
        m_painter.fillRect(QRectF(m_strip.left(), top, width, yOf(lowHz) - top), color);
    }

    void drawLine(double hz, const QColor& color) const
    {
        if (m_room.shows(hz))
            m_painter.fillRect(QRectF(m_strip.left(), yOf(hz) - 1 / m_scale, m_strip.width(), 1 / m_scale), color);
    }

private:
    QPainter& m_painter;
    const QRectF& m_strip;
    const FrequencyRoom& m_room;
    double m_scale;
};

} // namespace

std::vector<PianoKey> pianoKeys(double lowHz, double highHz, double a4Hz)
{
    const auto edgeBelow = [](int note) { return note - (isSharp(note) || !isSharp(note - 1) ? 0.5 : 1.0); };
    const auto edgeAbove = [](int note) { return note + (isSharp(note) || !isSharp(note + 1) ? 0.5 : 1.0); };
    std::vector<PianoKey> keys;
    const double lowest = std::max(lowHz, hzOfNote(0, a4Hz));
    for (int note = std::max(0, static_cast<int>(std::floor(noteOfHz(lowest, a4Hz))) - 1);; ++note) {
        const PianoKey key{note, isSharp(note), hzOfNote(edgeBelow(note), a4Hz), hzOfNote(edgeAbove(note), a4Hz)};
        if (hzOfNote(note - 1, a4Hz) > highHz)
            return keys;
        if (key.highHz >= lowHz && key.lowHz <= highHz)
            keys.push_back(key);
    }
}

void paintPianoKeys(QPainter& painter, const QRectF& strip, const FrequencyRoom& room, double a4Hz, const QFont& font,
                    bool dark)
{
    const KeyColors colors = keyColors(dark);
    const KeyPainter keys(painter, strip, room);
    const std::vector<PianoKey> visible = pianoKeys(room.lowHz, room.highHz, a4Hz);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    // A capital's height: the line of a label has room above and below that a key need not have.
    const double nameHeight = metrics.capHeight() + 2;
    const auto semitone = [&](int note) {
        return room.distance(hzOfNote(note - 0.5, a4Hz), hzOfNote(note + 0.5, a4Hz));
    };
    const auto isC = [](const PianoKey& key) { return key.note % notesOfOctave == 0; };
    for (const PianoKey& key : visible) {
        if (!key.black)
            keys.fill(key.lowHz, key.highHz, strip.width(), colors.white);
    }
    for (const PianoKey& key : visible) {
        const double pixels = semitone(key.note);
        if (!key.black && (pixels >= 2 * lowestKey || (isC(key) && pixels * notesOfOctave >= lowestOctave)))
            keys.drawLine(key.lowHz, colors.line);
    }
    for (const PianoKey& key : visible) { // over the lines, which end in their middle
        if (key.black && semitone(key.note) >= lowestKey)
            keys.fill(key.lowHz, key.highHz, strip.width() * blackLength, colors.black);
    }
    painter.setPen(colors.name);
    for (const PianoKey& key : visible) {
        const double hz = hzOfNote(key.note, a4Hz);
        if (!isC(key) || semitone(key.note) < nameHeight || !room.shows(hz))
            continue;
        const QString name = QString::fromStdString(noteName(key.note));
        const double left = strip.left() + (strip.width() - metrics.horizontalAdvance(name)) / 2;
        painter.drawText(QPointF(left, std::round(keys.yOf(hz) + metrics.capHeight() / 2)), name);
    }
    painter.restore();
}

} // namespace gabor
