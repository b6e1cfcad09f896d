// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavcodec/vorbis_parser.h>
#include <libavformat/avformat.h>
#include <libavutil/avstring.h>
}

#include <atomic>
#include <optional>
#include <string>

namespace gabor {

enum class AvLibrary { Util, Codec, Format };

/// Why FFmpeg's libraries cannot be used, in the system's words; nothing where
/// they can. Loads them, once: a hundred libraries come with them, which is a
/// quarter of a start-up that most often opens a plain WAV file. Any thread.
std::optional<std::string> avLibraryFault();

/// @return the function @p name of @p library. Only where there is no
/// avLibraryFault(). Any thread.
void* avFunction(AvLibrary library, const char* name);

template <class Signature>
class LateFunction;

/// A function of FFmpeg, found with its first call.
template <class Result, class... Arguments>
class LateFunction<Result(Arguments...)>
{
public:
    constexpr LateFunction(AvLibrary library, const char* name) : m_library(library), m_name(name) { }

    Result operator()(Arguments... arguments) const
    {
        using Function = Result (*)(Arguments...);
        void* found = m_found.load(std::memory_order_acquire);
        if (found == nullptr) {
            found = avFunction(m_library, m_name);
            m_found.store(found, std::memory_order_release);
        }
        return reinterpret_cast<Function>(found)(arguments...);
    }

private:
    AvLibrary m_library;
    const char* m_name;
    mutable std::atomic<void*> m_found = nullptr;
};

/// The type alone, without the attributes that FFmpeg's allocators have.
template <class Result, class... Arguments>
LateFunction<Result(Arguments...)> lateOf(Result (*function)(Arguments...));

// The functions that are used, under their own names: inside of namespace gabor
// a call finds these. What is missing here is an undefined reference to the
// linker.

#define GABOR_LATE(library, name) inline constinit const decltype(lateOf(::name)) name(AvLibrary::library, #name)

GABOR_LATE(Util, av_dict_get);
GABOR_LATE(Util, av_frame_alloc);
GABOR_LATE(Util, av_frame_free);
GABOR_LATE(Util, av_frame_get_side_data);
GABOR_LATE(Util, av_free);
GABOR_LATE(Util, av_freep);
GABOR_LATE(Util, av_get_bytes_per_sample);
GABOR_LATE(Util, av_get_packed_sample_fmt);
GABOR_LATE(Util, av_log_set_callback);
GABOR_LATE(Util, av_malloc);
GABOR_LATE(Util, av_match_list);
GABOR_LATE(Util, av_rescale_q);
GABOR_LATE(Util, av_rescale_q_rnd);
GABOR_LATE(Util, av_sample_fmt_is_planar);
GABOR_LATE(Util, av_strdup);

GABOR_LATE(Codec, av_get_exact_bits_per_sample);
GABOR_LATE(Codec, av_new_packet);
GABOR_LATE(Codec, av_packet_alloc);
GABOR_LATE(Codec, av_packet_free);
GABOR_LATE(Codec, av_packet_get_side_data);
GABOR_LATE(Codec, av_packet_new_side_data);
GABOR_LATE(Codec, av_packet_unref);
GABOR_LATE(Codec, av_vorbis_parse_frame);
GABOR_LATE(Codec, av_vorbis_parse_free);
GABOR_LATE(Codec, av_vorbis_parse_init);
GABOR_LATE(Codec, av_vorbis_parse_reset);
GABOR_LATE(Codec, avcodec_alloc_context3);
GABOR_LATE(Codec, avcodec_descriptor_get);
GABOR_LATE(Codec, avcodec_find_decoder);
GABOR_LATE(Codec, avcodec_find_decoder_by_name);
GABOR_LATE(Codec, avcodec_flush_buffers);
GABOR_LATE(Codec, avcodec_free_context);
GABOR_LATE(Codec, avcodec_open2);
GABOR_LATE(Codec, avcodec_parameters_to_context);
GABOR_LATE(Codec, avcodec_receive_frame);
GABOR_LATE(Codec, avcodec_send_packet);
GABOR_LATE(Codec, avcodec_version);

GABOR_LATE(Format, av_find_best_stream);
GABOR_LATE(Format, av_probe_input_buffer2);
GABOR_LATE(Format, av_read_frame);
GABOR_LATE(Format, av_seek_frame);
GABOR_LATE(Format, avformat_alloc_context);
GABOR_LATE(Format, avformat_close_input);
GABOR_LATE(Format, avformat_find_stream_info);
GABOR_LATE(Format, avformat_index_get_entries_count);
GABOR_LATE(Format, avformat_index_get_entry);
GABOR_LATE(Format, avformat_open_input);
GABOR_LATE(Format, avformat_version);
GABOR_LATE(Format, avio_alloc_context);
GABOR_LATE(Format, avio_context_free);

#undef GABOR_LATE

} // namespace gabor
