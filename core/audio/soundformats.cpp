// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/soundformats.h"

namespace gabor {

namespace {

constexpr std::string_view wav[] = {"wav", "wave", "bwf", "rf64", "bw64"};
constexpr std::string_view flac[] = {"flac"};
constexpr std::string_view mp3[] = {"mp3", "mp2", "mpga"};
constexpr std::string_view ogg[] = {"ogg", "oga", "spx"};
constexpr std::string_view opus[] = {"opus"};
constexpr std::string_view mp4[] = {"m4a", "mp4", "m4b", "m4v", "mov", "3gp"};
constexpr std::string_view aac[] = {"aac"};
constexpr std::string_view aiff[] = {"aiff", "aif", "aifc"};
constexpr std::string_view wave64[] = {"w64"};
constexpr std::string_view caf[] = {"caf"};
constexpr std::string_view au[] = {"au", "snd"};
constexpr std::string_view wma[] = {"wma", "asf", "wmv"};
constexpr std::string_view matroska[] = {"mka", "mkv", "webm"};
constexpr std::string_view ac3[] = {"ac3", "eac3", "ec3"};
constexpr std::string_view dts[] = {"dts"};
constexpr std::string_view wavPack[] = {"wv"};
constexpr std::string_view monkeysAudio[] = {"ape"};
constexpr std::string_view trueAudio[] = {"tta"};
constexpr std::string_view tak[] = {"tak"};
constexpr std::string_view musepack[] = {"mpc"};
constexpr std::string_view amr[] = {"amr"};
constexpr std::string_view dsf[] = {"dsf"};
constexpr std::string_view sphere[] = {"sph", "nist"};
constexpr std::string_view voc[] = {"voc"};
constexpr std::string_view avi[] = {"avi"};
constexpr std::string_view mpeg[] = {"mpg", "mpeg", "ts", "m2ts"};

constexpr SoundFormat formats[] = {{"WAV", wav},
                                   {"FLAC", flac},
                                   {"MP3", mp3},
                                   {"Ogg Vorbis, Ogg Speex, Ogg FLAC", ogg},
                                   {"Opus", opus},
                                   {"MP4, M4A, QuickTime", mp4},
                                   {"AAC", aac},
                                   {"AIFF", aiff},
                                   {"Wave64", wave64},
                                   {"CAF", caf},
                                   {"AU", au},
                                   {"Windows Media", wma},
                                   {"Matroska, WebM", matroska},
                                   {"AC-3, E-AC-3", ac3},
                                   {"DTS", dts},
                                   {"WavPack", wavPack},
                                   {"Monkey's Audio", monkeysAudio},
                                   {"TTA", trueAudio},
                                   {"TAK", tak},
                                   {"Musepack", musepack},
                                   {"AMR", amr},
                                   {"DSF", dsf},
                                   {"NIST SPHERE", sphere},
                                   {"VOC", voc},
                                   {"AVI", avi},
                                   {"MPEG", mpeg}};

} // namespace

std::span<const SoundFormat> soundFormats()
{
    return formats;
}

} // namespace gabor
