// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/soundfile.h"

#include "core/audio/avinput.h"
#include "core/audio/bytesource.h"
#include "core/audio/codedsound.h"
#include "core/audio/metadata/avmetadata.h"
#include "core/audio/metadata/chunkmetadata.h"
#include "core/audio/pcmlayout.h"
#include "core/audio/pcmsource.h"

#include <algorithm>
#include <cerrno>
#include <new>

namespace gabor {

namespace {

/// All that a file of plain PCM says besides. The decoder library, which takes its time to load, is asked only where
/// there are ID3 tags.
SoundMetadata metadataOf(HeaderReader& header, const std::shared_ptr<const ByteSource>& bytes, double sampleRate,
                         const std::stop_token& stop)
{
    ChunkMetadata chunks = chunkMetadata(header);
    constexpr double highestRate = 2e9; // that the library's numbers hold
    const auto rate = static_cast<int>(std::clamp(sampleRate, 1.0, highestRate));
    if (chunks.hasId3)
        if (const auto input = AvInput::open(bytes, stop, {}, AvInput::openingDeadline()))
            addAvMetadata(input.value()->format(), input.value()->stream(), rate, chunks.metadata);
    chunks.metadata.sort();
    return std::move(chunks.metadata);
}

OpenedSound pcmSound(std::shared_ptr<const ByteSource> bytes, const PcmLayout& layout, SoundDescription description)
{
    return {.source = std::make_shared<const PcmSource>(std::move(bytes), layout, std::move(description)),
            .finishDecoding = {}};
}

Result<OpenedSound, OpenFault> openRaw(std::shared_ptr<const ByteSource> bytes, const RawSound& raw)
{
    if (const std::optional<RawFault> fault = faultIn(raw, bytes->size()))
        return OpenFault{
            .kind = OpenFault::Kind::BadRaw, .path = bytes->path(), .errorNumber = 0, .detail = {}, .raw = fault};
    const PcmLayout layout = layoutOf(raw, bytes->size());
    SoundDescription description = describe(*bytes, layout);
    description.reading.raw = raw;
    return pcmSound(std::move(bytes), layout, std::move(description));
}

Result<OpenedSound, OpenFault> openRegularFile(std::shared_ptr<const ByteSource> bytes, const std::stop_token& stop,
                                               const OpeningOptions& options)
{
    HeaderReader header(*bytes, stop);
    PcmFinding finding = findPcm(header);
    const auto fault = [&](OpenFault::Kind kind, int errorNumber = 0) {
        return OpenFault{.kind = kind, .path = bytes->path(), .errorNumber = errorNumber, .detail = {}};
    };
    if (stop.stop_requested())
        return fault(OpenFault::Kind::Stopped);
    if (const auto* const layout = std::get_if<PcmLayout>(&finding); layout && layout->sampleCount == 0) {
        OpenFault empty = fault(OpenFault::Kind::NoAudio);
        empty.sampleRate = layout->sampleRate;
        return empty;
    }
    if (const auto* const layout = std::get_if<PcmLayout>(&finding)) {
        if (options.reading.track.value_or(0) != 0) {
            OpenFault missing = fault(OpenFault::Kind::NoSuchTrack);
            missing.trackCount = 1;
            return missing;
        }
        SoundDescription description = describe(*bytes, *layout);
        description.metadata = metadataOf(header, bytes, layout->sampleRate, stop);
        return pcmSound(std::move(bytes), *layout, std::move(description));
    }
    if (bytes->firstError() != 0)
        return fault(OpenFault::Kind::CannotRead, bytes->firstError());
    if (const auto* const kind = std::get_if<OpenFault::Kind>(&finding))
        return fault(*kind);
    return openCodedSound(std::move(bytes), stop, options);
}

} // namespace

Result<OpenedSound, OpenFault> openSound(const std::filesystem::path& path, const std::stop_token& stop,
                                         const OpeningOptions& options)
{
    try {
        auto bytes = ByteSource::open(path);
        if (!bytes)
            return bytes.fault();
        if (options.reading.raw)
            return openRaw(std::move(bytes).value(), *options.reading.raw);
        return openRegularFile(std::move(bytes).value(), stop, options);
    } catch (const std::bad_alloc&) {
        return OpenFault{
            .kind = OpenFault::Kind::CannotRead, .path = path.native(), .errorNumber = ENOMEM, .detail = {}};
    }
}

} // namespace gabor
