// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latelibrary.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavcodec/vorbis_parser.h>
#include <libavformat/avformat.h>
#include <libavutil/avstring.h>
#include <libavutil/crc.h>
}

#include <optional>
#include <string>

namespace gabor {

// Of the versions that the headers are of: another one lays out its structures
// otherwise.
inline constinit const LateLibrary avUtil{"libavutil.so." AV_STRINGIFY(LIBAVUTIL_VERSION_MAJOR)};
inline constinit const LateLibrary avCodec{"libavcodec.so." AV_STRINGIFY(LIBAVCODEC_VERSION_MAJOR)};
inline constinit const LateLibrary avFormat{"libavformat.so." AV_STRINGIFY(LIBAVFORMAT_VERSION_MAJOR)};

/// Why FFmpeg's libraries cannot be used, in the system's words; nothing where
/// they can. Loads them, once: a hundred libraries come with them, which is a
/// quarter of a start-up that most often opens a plain WAV file. Any thread.
std::optional<std::string> avLibraryFault();

GABOR_LATE(avUtil, av_crc);
GABOR_LATE(avUtil, av_crc_get_table);
GABOR_LATE(avUtil, av_dict_get);
GABOR_LATE(avUtil, av_frame_alloc);
GABOR_LATE(avUtil, av_frame_free);
GABOR_LATE(avUtil, av_frame_get_side_data);
GABOR_LATE(avUtil, av_frame_unref);
GABOR_LATE(avUtil, av_free);
GABOR_LATE(avUtil, av_freep);
GABOR_LATE(avUtil, av_get_bytes_per_sample);
GABOR_LATE(avUtil, av_get_packed_sample_fmt);
GABOR_LATE(avUtil, av_log_set_callback);
GABOR_LATE(avUtil, av_malloc);
GABOR_LATE(avUtil, av_match_list);
GABOR_LATE(avUtil, av_rescale_q);
GABOR_LATE(avUtil, av_rescale_q_rnd);
GABOR_LATE(avUtil, av_sample_fmt_is_planar);
GABOR_LATE(avUtil, av_strdup);

GABOR_LATE(avCodec, av_get_exact_bits_per_sample);
GABOR_LATE(avCodec, av_new_packet);
GABOR_LATE(avCodec, av_packet_alloc);
GABOR_LATE(avCodec, av_packet_free);
GABOR_LATE(avCodec, av_packet_get_side_data);
GABOR_LATE(avCodec, av_packet_move_ref);
GABOR_LATE(avCodec, av_packet_new_side_data);
GABOR_LATE(avCodec, av_packet_ref);
GABOR_LATE(avCodec, av_packet_unref);
GABOR_LATE(avCodec, av_vorbis_parse_frame);
GABOR_LATE(avCodec, av_vorbis_parse_free);
GABOR_LATE(avCodec, av_vorbis_parse_init);
GABOR_LATE(avCodec, av_vorbis_parse_reset);
GABOR_LATE(avCodec, avcodec_alloc_context3);
GABOR_LATE(avCodec, avcodec_descriptor_get);
GABOR_LATE(avCodec, avcodec_find_decoder);
GABOR_LATE(avCodec, avcodec_find_decoder_by_name);
GABOR_LATE(avCodec, avcodec_flush_buffers);
GABOR_LATE(avCodec, avcodec_free_context);
GABOR_LATE(avCodec, avcodec_open2);
GABOR_LATE(avCodec, avcodec_parameters_to_context);
GABOR_LATE(avCodec, avcodec_receive_frame);
GABOR_LATE(avCodec, avcodec_send_packet);
GABOR_LATE(avCodec, avcodec_version);

GABOR_LATE(avFormat, av_find_best_stream);
GABOR_LATE(avFormat, av_probe_input_buffer2);
GABOR_LATE(avFormat, av_read_frame);
GABOR_LATE(avFormat, av_seek_frame);
GABOR_LATE(avFormat, avformat_alloc_context);
GABOR_LATE(avFormat, avformat_close_input);
GABOR_LATE(avFormat, avformat_find_stream_info);
GABOR_LATE(avFormat, avformat_index_get_entries_count);
GABOR_LATE(avFormat, avformat_index_get_entry);
GABOR_LATE(avFormat, avformat_open_input);
GABOR_LATE(avFormat, avformat_version);
GABOR_LATE(avFormat, avio_alloc_context);
GABOR_LATE(avFormat, avio_context_free);

} // namespace gabor
