// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/channeltext.h"

#include <QCoreApplication>

namespace gabor {
namespace {

struct ChannelText
{
    Q_DECLARE_TR_FUNCTIONS(gabor::ChannelText)
};

} // namespace

QString channelText(ChannelChoice channel, int channelCount)
{
    if (channel.index == ChannelChoice::mix)
        return ChannelText::tr("Mix (mean of %1)").arg(channelCount);
    if (channelCount == 2)
        return channel.index == 0 ? ChannelText::tr("Left") : ChannelText::tr("Right");
    return ChannelText::tr("Channel %1").arg(channel.index + 1);
}

} // namespace gabor
