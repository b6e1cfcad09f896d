// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/atomicfile.h"

#include <QString>

namespace gabor {

/// The sentence that says why the file of that @p name was not written.
QString writeFaultText(const WriteFault& fault, const QString& name);

} // namespace gabor
