// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/noteticks.h"

#include "core/dsp/pitch.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace gabor {

namespace {

constexpr int semitonesOfOctave = 12;
constexpr double closestNaturals = 1.15; // lines

/// Steps of an octave above its C.
struct Selection
{
    std::vector<int> steps;
    bool isNaturals = false; ///< most of which are two semitones apart, so that the others may stand closer
};

const std::vector<Selection>& selections()
{
    static const std::vector<Selection> all{
        {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}}, {{2, 4, 5, 7, 9, 11}, true}, {{2, 4, 7, 9}}, {{4, 7}}, {{7}}, {{}}};
    return all;
}

class Notes
{
public:
    Notes(const FrequencyRoom& room, double a4Hz, double closest) : m_room(room), m_a4Hz(a4Hz), m_closest(closest) { }

    std::vector<NoteTick> labelled() const
    {
        std::vector<NoteTick> ticks;
        for (const int c : cs()) { // from above
            append(c, ticks);
            for (const int step : selectionAbove(c).steps)
                append(c + step, ticks);
        }
        if (ticks.size() < 3 && semitonesLeaveRoom())
            ticks = withCents();
        std::sort(ticks.begin(), ticks.end(), [](const NoteTick& a, const NoteTick& b) {
            return a.note != b.note ? a.note < b.note : a.cents < b.cents;
        });
        return ticks;
    }

private:
    double hz(double note) const { return hzOfNote(note, m_a4Hz); }

    void append(int note, std::vector<NoteTick>& ticks) const
    {
        if (m_room.shows(hz(note)))
            ticks.push_back({note, 0});
    }

    /// Every C that leaves room, from the first above the view down to the last below it.
    std::vector<int> cs() const
    {
        // Where all octaves have the same room, these are always the same ones, wherever the view is.
        const double octave = m_room.distance(m_room.lowHz, 2 * m_room.lowHz);
        const int stride = semitonesOfOctave
            * (m_room.scale == FrequencyScale::Log ? static_cast<int>(std::max(1.0, std::ceil(m_closest / octave)))
                                                   : 1);
        const double highest = noteOfHz(m_room.highHz, m_a4Hz);
        std::vector<int> found;
        for (int c = static_cast<int>(std::ceil(highest / stride)) * stride; c >= 0; c -= stride) {
            const bool nextIsSeen = !found.empty() && m_room.shows(hz(found.back()));
            if (nextIsSeen && m_room.distance(hz(c), hz(found.back())) < m_closest)
                continue;
            found.push_back(c);
            if (hz(c) < m_room.lowHz)
                break;
        }
        return found;
    }

    const Selection& selectionAbove(int c) const
    {
        return *std::find_if(selections().begin(), selections().end() - 1, [&](const Selection& selection) {
            const double closest =
                selection.isNaturals ? std::min(m_closest, closestNaturals * m_room.lineHeight) : m_closest;
            double before = hz(c);
            const auto leavesRoom = [&](int step) {
                const double from = before;
                before = hz(c + step);
                return !m_room.showsSomeOf(from, before) || m_room.distance(from, before) >= closest;
            };
            return std::all_of(selection.steps.begin(), selection.steps.end(), leavesRoom)
                && leavesRoom(semitonesOfOctave);
        });
    }

    bool semitonesLeaveRoom() const
    {
        const double low = std::max(m_room.lowHz, hz(0));
        const double semitone = std::exp2(1.0 / semitonesOfOctave);
        return low < m_room.highHz && m_room.distance(low, low * semitone) >= m_closest
            && m_room.distance(m_room.highHz / semitone, m_room.highHz) >= m_closest;
    }

    /// So close that there is hardly a note in view.
    std::vector<NoteTick> withCents() const
    {
        std::vector<NoteTick> ticks;
        const double low = std::max(m_room.lowHz, hz(0));
        const int first = std::max(0, static_cast<int>(std::floor(noteOfHz(low, m_a4Hz))));
        for (int note = first; hz(note) <= m_room.highHz; ++note) {
            const double cents = stepAbove(note);
            for (double at = 0; at < 99.999; at += cents) {
                if (m_room.shows(hz(note + at / 100)))
                    ticks.push_back({note, at});
            }
        }
        return ticks;
    }

    /// The smallest step in cents that leaves room between a note and the next; 100 where none does.
    double stepAbove(int note) const
    {
        for (const double power : {0.1, 1.0, 10.0}) {
            for (const double step : {power, 2 * power, 5 * power}) {
                // Low in a semitone hertz are fewer, high up most scales have less room for them.
                const double low = std::max(hz(note), m_room.lowHz);
                const double high = std::min(hz(note + 1), m_room.highHz);
                const double share = std::exp2(step / 1200);
                if (std::min(m_room.distance(low, low * share), m_room.distance(high / share, high)) >= m_closest)
                    return step;
            }
        }
        return 100;
    }

    const FrequencyRoom& m_room;
    double m_a4Hz;
    double m_closest;
};

} // namespace

double NoteTick::hz(double a4Hz) const
{
    return hzOfNote(note + cents / 100, a4Hz);
}

QString NoteTick::label(const QLocale& locale, std::optional<int> reference) const
{
    if (cents == 0 && !reference)
        return QString::fromStdString(noteName(note));
    const int from = reference.value_or(cents > 50.0001 ? note + 1 : note);
    const double away = std::round((100 * (note - from) + cents) * 10) / 10;
    const QString number = locale.toString(std::abs(away), 'f', QLocale::FloatingPointShortest);
    return away == 0 ? number : (away < 0 ? u'−' : u'+') + number;
}

std::vector<NoteTick> noteTicks(const FrequencyRoom& room, double a4Hz, double closest)
{
    return Notes(room, a4Hz, closest).labelled();
}

} // namespace gabor
