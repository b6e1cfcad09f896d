// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/avnames.h"

#include "core/audio/avlibrary.h"
#include "core/audio/headerreader.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

namespace gabor {

namespace {

struct ContainerName
{
    const char* library;
    const char* people;
};

constexpr ContainerName containerNames[] = {{"aac", "ADTS"},
                                            {"ac3", "AC-3"},
                                            {"adx", "ADX"},
                                            {"aiff", "AIFF"},
                                            {"amr", "AMR"},
                                            {"ape", "Monkey's Audio"},
                                            {"asf", "ASF"},
                                            {"au", "AU"},
                                            {"avi", "AVI"},
                                            {"caf", "CAF"},
                                            {"dsf", "DSF"},
                                            {"dts", "DTS"},
                                            {"dtshd", "DTS-HD"},
                                            {"eac3", "E-AC-3"},
                                            {"flac", "FLAC"},
                                            {"flv", "Flash Video"},
                                            {"iff", "IFF"},
                                            {"ircam", "IRCAM"},
                                            {"loas", "LOAS"},
                                            {"mlp", "MLP"},
                                            {"mp3", "MP3"},
                                            {"mpc", "Musepack"},
                                            {"mpc8", "Musepack"},
                                            {"mpeg", "MPEG program stream"},
                                            {"mpegts", "MPEG transport stream"},
                                            {"mxf", "MXF"},
                                            {"nistsphere", "NIST SPHERE"},
                                            {"nut", "NUT"},
                                            {"ogg", "Ogg"},
                                            {"oma", "OpenMG"},
                                            {"qcp", "QCP"},
                                            {"rm", "RealMedia"},
                                            {"sox", "SoX"},
                                            {"tak", "TAK"},
                                            {"truehd", "TrueHD"},
                                            {"tta", "TTA"},
                                            {"voc", "VOC"},
                                            {"w64", "Wave64"},
                                            {"wav", "WAV"},
                                            {"wtv", "Windows Recorded TV"},
                                            {"wv", "WavPack"},
                                            {"xwma", "XWMA"}};

struct EncodingName
{
    AVCodecID library;
    const char* people;
};

constexpr EncodingName encodingNames[] = {{AV_CODEC_ID_AAC, "AAC"},
                                          {AV_CODEC_ID_AAC_LATM, "AAC"},
                                          {AV_CODEC_ID_AC3, "AC-3"},
                                          {AV_CODEC_ID_ADPCM_IMA_WAV, "IMA ADPCM"},
                                          {AV_CODEC_ID_ADPCM_IMA_QT, "IMA ADPCM"},
                                          {AV_CODEC_ID_ADPCM_MS, "Microsoft ADPCM"},
                                          {AV_CODEC_ID_ALAC, "Apple Lossless"},
                                          {AV_CODEC_ID_AMR_NB, "AMR-NB"},
                                          {AV_CODEC_ID_AMR_WB, "AMR-WB"},
                                          {AV_CODEC_ID_APE, "Monkey's Audio"},
                                          {AV_CODEC_ID_DTS, "DTS"},
                                          {AV_CODEC_ID_EAC3, "E-AC-3"},
                                          {AV_CODEC_ID_FLAC, "FLAC"},
                                          {AV_CODEC_ID_MLP, "MLP"},
                                          {AV_CODEC_ID_MP1, "MP1"},
                                          {AV_CODEC_ID_MP2, "MP2"},
                                          {AV_CODEC_ID_MP3, "MP3"},
                                          {AV_CODEC_ID_MUSEPACK7, "Musepack"},
                                          {AV_CODEC_ID_MUSEPACK8, "Musepack"},
                                          {AV_CODEC_ID_OPUS, "Opus"},
                                          {AV_CODEC_ID_PCM_ALAW, "A-law"},
                                          {AV_CODEC_ID_PCM_MULAW, "\u00b5-law"},
                                          {AV_CODEC_ID_SPEEX, "Speex"},
                                          {AV_CODEC_ID_TAK, "TAK"},
                                          {AV_CODEC_ID_TRUEHD, "TrueHD"},
                                          {AV_CODEC_ID_TTA, "TTA"},
                                          {AV_CODEC_ID_VORBIS, "Vorbis"},
                                          {AV_CODEC_ID_WAVPACK, "WavPack"},
                                          {AV_CODEC_ID_WMALOSSLESS, "WMA Lossless"},
                                          {AV_CODEC_ID_WMAPRO, "WMA Pro"},
                                          {AV_CODEC_ID_WMAV1, "WMA"},
                                          {AV_CODEC_ID_WMAV2, "WMA"}};

/// FFmpeg tells neither WebM from Matroska ...
std::string matroskaName(const ByteSource& bytes)
{
    std::byte head[128];
    const BytesRead done = bytes.read(0, head);
    const std::string_view webm = "webm";
    const auto found = std::search(head, head + done.count, webm.begin(), webm.end(),
                                   [](std::byte byte, char letter) { return std::to_integer<char>(byte) == letter; });
    return found == head + done.count ? "Matroska" : "WebM";
}

/// ... nor QuickTime from MP4, but for the brand in the first box.
std::string movieName(const AVFormatContext& format)
{
    const AVDictionaryEntry* const brand = av_dict_get(format.metadata, "major_brand", nullptr, 0);
    if (!brand || std::strncmp(brand->value, "qt", 2) == 0)
        return "QuickTime";
    return std::strncmp(brand->value, "3g", 2) == 0 ? "3GP" : "MP4";
}

} // namespace

std::string containerName(const AVFormatContext& format, const ByteSource& bytes)
{
    const std::string_view name = format.iformat->name; // several for one demuxer: "matroska,webm"
    if (name.starts_with("matroska"))
        return matroskaName(bytes);
    if (name.starts_with("mov"))
        return movieName(format);
    const auto* const known = std::ranges::find(containerNames, name, &ContainerName::library);
    return known != std::end(containerNames) ? known->people : format.iformat->long_name;
}

std::string encodingName(const AVCodecParameters& parameters)
{
    const auto* const known = std::ranges::find(encodingNames, parameters.codec_id, &EncodingName::library);
    if (known != std::end(encodingNames))
        return known->people;
    const AVCodecDescriptor* const descriptor = avcodec_descriptor_get(parameters.codec_id);
    if (!descriptor) {
        char tag[16];
        std::snprintf(tag, sizeof tag, "0x%04X", parameters.codec_tag);
        return tag;
    }
    const std::string_view name = descriptor->name;
    if (name.starts_with("pcm_") && av_get_exact_bits_per_sample(parameters.codec_id) > 0)
        return std::to_string(av_get_exact_bits_per_sample(parameters.codec_id))
            + (name.starts_with("pcm_f") ? "-bit float" : "-bit PCM");
    return descriptor->long_name ? descriptor->long_name : descriptor->name;
}

} // namespace gabor
