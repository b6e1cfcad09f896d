// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/computeframes.h"

#include "core/jobs/jobqueue.h"

#include <algorithm>
#include <cassert>
#include <condition_variable>
#include <mutex>
#include <new>
#include <optional>
#include <system_error>
#include <vector>

namespace gabor {

namespace {

constexpr std::size_t bytesPerBlock = 1 << 20;
constexpr std::int64_t mostFramesPerBlock = 4096;
/// What all blocks under way may take together; a single one may take more.
constexpr std::size_t bytesInAll = 256 << 20;

/// A block under way, and afterwards the next one in the same memory.
struct Slot
{
    std::unique_ptr<FrameSource::Scratch> scratch;
    std::vector<double> frames;
    std::int64_t first = 0;
    std::size_t values = 0; ///< of frames that count
    ReadOutcome outcome;
    bool isReady = false;
    bool outOfMemory = false;
};

class OrderedComputation
{
public:
    /// Throws std::bad_alloc, std::system_error.
    OrderedComputation(const FrameSource& source, FrameRange range, std::stop_token stop, int workerCount)
        : m_source(source), m_range(range), m_stop(std::move(stop))
    {
        const std::size_t frameBytes = source.valuesPerFrame() * sizeof(double);
        m_framesPerBlock =
            std::clamp<std::int64_t>(static_cast<std::int64_t>(bytesPerBlock / frameBytes), 1, mostFramesPerBlock);
        const std::size_t blockValues = static_cast<std::size_t>(m_framesPerBlock) * source.valuesPerFrame();
        // The samples under a block take at most about twice the room of its frames.
        const std::size_t slotBytes = 3 * blockValues * sizeof(double) + source.scratchBytes();
        const std::int64_t blocks = (range.end - range.begin + m_framesPerBlock - 1) / m_framesPerBlock;
        const std::int64_t mostSlots = std::clamp<std::int64_t>(static_cast<std::int64_t>(bytesInAll / slotBytes), 1,
                                                                std::max<std::int64_t>(blocks, 1));
        // A few more than workers, so that none waits while a block is being delivered.
        m_slots.resize(static_cast<std::size_t>(std::min<std::int64_t>(mostSlots, workerCount + 2)));
        for (Slot& slot : m_slots) {
            slot.scratch = source.makeScratch();
            slot.frames.resize(blockValues);
        }
        m_queue.emplace(std::min(workerCount, static_cast<int>(m_slots.size())));
    }

    ComputeOutcome run(const FrameSink& sink, const FrameProgress& progress)
    {
        ComputeOutcome result;
        const std::int64_t count = m_range.end - m_range.begin;
        for (Slot& slot : m_slots)
            submitNext(slot);
        for (std::size_t turn = 0; result.framesDelivered < count; turn = (turn + 1) % m_slots.size()) {
            Slot& slot = m_slots[turn];
            if (!waitFor(slot))
                return ended(result, ComputeOutcome::End::Stopped);
            if (slot.outOfMemory)
                return ended(result, ComputeOutcome::End::NoMemory);
            result.nonFinite += slot.outcome.nonFinite;
            if (slot.outcome.errorNumber != 0) {
                result.errorNumber = slot.outcome.errorNumber;
                return ended(result, ComputeOutcome::End::CannotRead);
            }
            if (!sink(slot.first, std::span(slot.frames).first(slot.values)))
                return ended(result, ComputeOutcome::End::SinkRefused);
            result.framesDelivered += static_cast<std::int64_t>(slot.values / m_source.valuesPerFrame());
            if (progress)
                progress(result.framesDelivered, count);
            submitNext(slot);
        }
        return result;
    }

private:
    static ComputeOutcome ended(ComputeOutcome result, ComputeOutcome::End end)
    {
        result.end = end;
        return result;
    }

    /// Gives @p slot, which no worker has, the next block, if there is one.
    void submitNext(Slot& slot)
    {
        const std::int64_t frames = std::min(m_framesPerBlock, m_range.end - m_nextFrame);
        if (frames <= 0)
            return;
        slot.isReady = false;
        slot.first = m_nextFrame;
        slot.values = static_cast<std::size_t>(frames) * m_source.valuesPerFrame();
        m_nextFrame += frames;
        m_queue->submit(JobQueue::Urgency::Background, m_stop, [this, &slot] { compute(slot); });
    }

    void compute(Slot& slot)
    {
        try {
            slot.outcome = m_source.compute(slot.first, std::span(slot.frames).first(slot.values), *slot.scratch);
        } catch (const std::bad_alloc&) {
            slot.outOfMemory = true;
        }
        const std::lock_guard lock(m_mutex);
        slot.isReady = true;
        m_blockReady.notify_one();
    }

    /// False when the stop token fired first.
    bool waitFor(Slot& slot)
    {
        std::unique_lock lock(m_mutex);
        m_blockReady.wait(lock, m_stop, [&slot] { return slot.isReady; });
        return !m_stop.stop_requested();
    }

    const FrameSource& m_source;
    FrameRange m_range;
    std::stop_token m_stop;
    std::int64_t m_framesPerBlock = 1;
    std::int64_t m_nextFrame = m_range.begin;
    std::vector<Slot> m_slots;
    std::mutex m_mutex;
    std::condition_variable_any m_blockReady;
    std::optional<JobQueue> m_queue; // last, so that its workers end before what they use
};

} // namespace

ComputeOutcome computeFrames(const FrameSource& source, FrameRange range, const FrameSink& sink,
                             const std::stop_token& stop, const FrameProgress& progress, int workerCount)
{
    assert(range.begin >= 0 && range.end <= source.frameCount());
    if (range.begin >= range.end)
        return {};
    std::optional<OrderedComputation> computation;
    try {
        computation.emplace(source, range, stop, workerCount > 0 ? workerCount : JobQueue::usefulWorkerCount());
    } catch (const std::bad_alloc&) {
        return {.end = ComputeOutcome::End::NoMemory};
    } catch (const std::system_error&) { // no thread to be had
        return {.end = ComputeOutcome::End::NoMemory};
    }
    return computation->run(sink, progress);
}

ComputeOutcome computeAllFrames(const FrameSource& source, const FrameSink& sink, const std::stop_token& stop,
                                const FrameProgress& progress)
{
    return computeFrames(source, {0, source.frameCount()}, sink, stop, progress);
}

} // namespace gabor
