// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>

namespace gabor {

/// What has been measured about transforms, in a file of the user's cache: it may vanish at any time, is whole or not
/// there, and damaged or of another version of FFTW it counts as empty.
class WisdomFile
{
public:
    explicit WisdomFile(QString path) : m_path(std::move(path)) { }
    /// The user's own; with an empty path where there is no place for one.
    static WisdomFile ofUser();

    const QString& path() const { return m_path; }

    /// Empty where there is nothing to use.
    std::string read() const;
    /// @return a sentence that says why, when it could not be kept
    QString write(const std::string& wisdom) const;

private:
    QString m_path;
};

} // namespace gabor
