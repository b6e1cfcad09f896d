// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/roundticks.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gabor {

namespace {

using Digits = std::int64_t;

/// Neighbours on an axis: from and to times 10^exponent, with one digit to spare for what lies between them.
struct Gap
{
    Digits from;
    Digits to;
    int exponent;
};

Gap gapBetween(RoundNumber low, RoundNumber high)
{
    const int exponent = std::min(low.exponent, high.exponent);
    const auto at = [exponent](RoundNumber number) {
        for (; number.exponent > exponent; --number.exponent)
            number.digits *= 10;
        return number.digits;
    };
    Gap gap{at(low), at(high), exponent};
    for (; gap.from % 10 == 0 && gap.to % 10 == 0; ++gap.exponent) {
        gap.from /= 10;
        gap.to /= 10;
    }
    return {gap.from * 10, gap.to * 10, gap.exponent - 1};
}

/// What a gap may be filled with, the most first. Whatever is finer comes with the gaps that this leaves.
std::vector<std::vector<Digits>> fillingsOf(const Gap& gap)
{
    const auto even = [&](Digits step) {
        std::vector<Digits> filling;
        for (Digits between = gap.from + step; between < gap.to; between += step)
            filling.push_back(between);
        return filling;
    };
    const Digits width = gap.to - gap.from;
    if (gap.from == 0 && gap.to == 10) // all scales but the linear one have most room for the low numbers
        return {even(1), even(2), {1, 2, 5}, {2, 5}, {5}, {2}};
    if (width == 10)
        return {even(1), even(2), even(5)};
    if (gap.from == 0 && gap.to == 20)
        return {even(10), {5}};
    if (gap.from == 0 && gap.to == 50)
        return {even(10), {10, 20}, {20}, {10}};
    if (gap.from == 10 && gap.to == 100)
        return {even(10), {20, 50}, {30}};
    if (gap.from == 20 && gap.to == 50)
        return {even(10), {30}};
    if (gap.from == 50 && gap.to == 100)
        return {even(10), {60, 80}, {70}};
    if (width == 50 && gap.from % 100 == 0) // 12 between 10 and 15, as no half of five is round
        return {even(10), {gap.from + 20}};
    return {even(10)};
}

class Division
{
public:
    Division(const FrequencyRoom& room, double closest) : m_room(room), m_closest(closest) { }

    /// Appends what comes after @p low up to @p high.
    void fill(RoundNumber low, RoundNumber high, std::vector<RoundNumber>& ticks) const
    {
        if (m_room.showsSomeOf(low.value(), high.value())) {
            const Gap gap = gapBetween(low, high);
            for (const std::vector<Digits>& filling : fillingsOf(gap)) {
                if (filling.empty() || !fits(low, high, filling, gap.exponent))
                    continue;
                for (const Digits digits : filling) {
                    const RoundNumber next{digits, gap.exponent};
                    fill(low, next, ticks);
                    low = next;
                }
                fill(low, high, ticks);
                return;
            }
        }
        ticks.push_back(high);
    }

private:
    bool fits(RoundNumber low, RoundNumber high, const std::vector<Digits>& filling, int exponent) const
    {
        double before = low.value();
        const auto leavesRoom = [&](RoundNumber number) {
            const double from = std::exchange(before, number.value());
            // Where all places have the same room, what is out of view counts, too: labels do not change under a pan.
            // Elsewhere an end that is out of view needs no room: scales that crowd have little left up there.
            const bool counts = m_room.scale == FrequencyScale::Log
                || (m_room.showsSomeOf(from, before) && (before < high.value() || m_room.shows(before)));
            return !counts || m_room.distance(from, before) >= m_closest;
        };
        return std::all_of(filling.begin(), filling.end(),
                           [&](Digits digits) {
                               return leavesRoom({digits, exponent});
                           })
            && leavesRoom(high);
    }

    const FrequencyRoom& m_room;
    double m_closest;
};

int powerBelow(double value)
{
    return static_cast<int>(std::floor(std::log10(value) + 1e-12));
}

int powerAbove(double value)
{
    return static_cast<int>(std::ceil(std::log10(value) - 1e-12));
}

/// The coarsest ticks there are, around the view.
std::vector<RoundNumber> frameOf(const FrequencyRoom& room, double closest)
{
    if (room.scale != FrequencyScale::Log)
        return {{0, 0}, {1, powerAbove(room.highHz)}};
    // Powers of ten that are all equally far apart, always the same ones wherever the view is.
    const int stride = std::max(1, static_cast<int>(std::ceil(closest / room.distance(1, 10))));
    const auto multiple = [stride](int power, auto round) {
        return static_cast<int>(round(static_cast<double>(power) / stride)) * stride;
    };
    const int last = multiple(powerAbove(room.highHz), [](double x) { return std::ceil(x); });
    std::vector<RoundNumber> frame;
    for (int power = multiple(powerBelow(room.lowHz), [](double x) { return std::floor(x); }); power <= last;
         power += stride)
        frame.push_back({1, power});
    return frame;
}

} // namespace

double RoundNumber::value() const
{
    // Powers of ten are exact, those of a tenth are not.
    const auto number = static_cast<double>(digits);
    return exponent < 0 ? number / std::pow(10.0, -exponent) : number * std::pow(10.0, exponent);
}

int RoundNumber::decimals() const
{
    if (digits == 0)
        return 0;
    int decimals = -exponent;
    for (Digits rest = digits; rest % 10 == 0; rest /= 10)
        --decimals;
    return std::max(0, decimals);
}

std::vector<RoundNumber> roundTicks(const FrequencyRoom& room, double closest)
{
    return dividedTicks(frameOf(room, closest), room, closest);
}

std::vector<RoundNumber> dividedTicks(const std::vector<RoundNumber>& ticks, const FrequencyRoom& room, double closest)
{
    if (ticks.empty())
        return {};
    const Division division(room, closest);
    std::vector<RoundNumber> divided{ticks.front()};
    for (std::size_t i = 1; i < ticks.size(); ++i)
        division.fill(ticks[i - 1], ticks[i], divided);
    // Of those out of view only the ones next to it.
    const auto above = std::find_if(divided.begin(), divided.end(),
                                    [&](const RoundNumber& tick) { return tick.value() > room.highHz; });
    if (above != divided.end())
        divided.erase(above + 1, divided.end());
    const auto first = std::find_if(divided.begin(), divided.end(),
                                    [&](const RoundNumber& tick) { return tick.value() >= room.lowHz; });
    if (first != divided.begin())
        divided.erase(divided.begin(), first - 1);
    return divided;
}

} // namespace gabor
