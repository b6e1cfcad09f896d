// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>

#include <memory>

namespace gabor {

/// What drawing without a window needs of Qt: an application on a platform without a screen, whatever display there is
/// or is said to be, that looks the same on every machine. One a process.
class OffscreenApplication
{
public:
    OffscreenApplication();

private:
    int m_argumentCount = 1;
    char m_name[6] = "gabor";
    char* m_arguments[2] = {m_name, nullptr};
    std::unique_ptr<QApplication> m_app; ///< holds on to the arguments
};

} // namespace gabor
