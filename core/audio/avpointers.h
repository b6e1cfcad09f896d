// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/avlibrary.h"

#include <memory>
#include <new>

extern "C" {
#include <libavcodec/avcodec.h>
}

// Only for what includes the decoder library anyway.

namespace gabor {

struct AvRelease
{
    void operator()(AVPacket* packet) const { av_packet_free(&packet); }
    void operator()(AVFrame* frame) const { av_frame_free(&frame); }
    void operator()(AVCodecContext* codec) const { avcodec_free_context(&codec); }
};

template <class Thing>
using AvPointer = std::unique_ptr<Thing, AvRelease>;

inline AvPointer<AVPacket> newPacket()
{
    AvPointer<AVPacket> packet(av_packet_alloc());
    if (!packet)
        throw std::bad_alloc();
    return packet;
}

inline AvPointer<AVFrame> newFrame()
{
    AvPointer<AVFrame> frame(av_frame_alloc());
    if (!frame)
        throw std::bad_alloc();
    return frame;
}

} // namespace gabor
