// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/faults/faultio.h"

#include <QByteArray>
#include <QList>

#include <initializer_list>
#include <utility>

namespace gabor::test {

/// Lets the system fail for a while, for a test program that is linked with the injector.
class FaultSwitch
{
public:
    using Fault = std::pair<const char*, QByteArray>;

    FaultSwitch() = default;
    explicit FaultSwitch(std::initializer_list<Fault> faults) { set(faults); }
    ~FaultSwitch() { set({}); }
    FaultSwitch(const FaultSwitch&) = delete;
    FaultSwitch& operator=(const FaultSwitch&) = delete;

    /// Instead of those before. What hangs goes on where it need not hang any more.
    void set(std::initializer_list<Fault> faults)
    {
        for (const char* const name : m_names)
            qunsetenv(name);
        m_names.clear();
        for (const auto& [name, value] : faults) {
            qputenv(name, value);
            m_names << name;
        }
        faultio_reload();
    }

private:
    QList<const char*> m_names;
};

} // namespace gabor::test
