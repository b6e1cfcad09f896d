// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/opening/rawpreview.h"

#include "core/audio/beginning.h"
#include "widgets/panes/figureview.h"

#include <QMetaObject>
#include <QVBoxLayout>

#include <algorithm>
#include <cerrno>

namespace gabor {

namespace {

constexpr std::size_t byteBudget = std::size_t{32} << 20;

/// How much of each channel a look at the beginning takes in.
std::int64_t previewedSamples(const RawSound& raw)
{
    const std::int64_t blockBytes = bytesPerSample(raw.format) * raw.channelCount;
    return std::clamp<std::int64_t>(RawPreview::mostBytes / blockBytes, 1, RawPreview::mostSamples);
}

} // namespace

RawPreview::RawPreview(JobQueue& tileQueue, JobQueue& loadQueue, const std::filesystem::path& path, QWidget* parent)
    : QWidget(parent), m_loadQueue(loadQueue), m_path(path), m_inbox(std::make_shared<Inbox<Arrival>>([this] {
          QMetaObject::invokeMethod(this, &RawPreview::takeArrivals, Qt::QueuedConnection);
      })),
      m_figure(new FigureView(tileQueue, byteBudget, this))
{
    m_figure->setOverviewVisible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_figure);
    setMinimumSize(420, 320);
}

RawPreview::~RawPreview()
{
    m_inbox->close();
}

void RawPreview::showRaw(const RawSound& raw)
{
    m_opening.advance();
    m_loadQueue.submit(
        JobQueue::Urgency::Visible, m_opening.stopToken(),
        [inbox = m_inbox, path = m_path, raw, generation = m_opening.number(), stop = m_opening.stopToken()] {
            try {
                const OpeningOptions asSaid{.reading = {.raw = raw}};
                inbox->post({generation, openSound(path, stop, asSaid)});
            } catch (...) { // nothing but a lack of memory throws there
                inbox->post({generation,
                             OpenFault{.kind = OpenFault::Kind::CannotRead,
                                       .path = path.string(),
                                       .errorNumber = ENOMEM,
                                       .detail = {}}});
            }
        });
}

void RawPreview::takeArrivals()
{
    for (const Arrival& arrival : m_inbox->takeAll()) {
        if (!m_opening.isCurrent(arrival.generation))
            continue;
        if (arrival.opened) {
            adopt(arrival.opened.value().source);
            continue;
        }
        const OpenFault& fault = arrival.opened.fault();
        if (fault.raw)
            emit sizeKnown(fault.raw->fileBytes);
        emit failed(fault);
    }
}

void RawPreview::adopt(const std::shared_ptr<const SampleSource>& whole)
{
    const SoundDescription& sound = whole->description();
    FigureContent content;
    content.source = beginningOf(whole, previewedSamples(*sound.reading.raw));
    content.spec.source = ++m_lastSource;
    m_shownSamples = content.source->availableSamples();
    m_figure->setContent(content);
    emit sizeKnown(sound.file.size);
    emit shown();
}

} // namespace gabor
