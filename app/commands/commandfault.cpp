// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/commandfault.h"

#include <cstdio>

namespace gabor {

void remark(const QString& sentence)
{
    std::fprintf(stderr, "gabor: %s\n", qUtf8Printable(sentence));
}

int complain(const CommandFault& fault)
{
    remark(fault.sentence);
    return fault.exitCode;
}

} // namespace gabor
