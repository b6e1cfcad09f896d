// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QProcess>
#include <QString>

#include <cstdint>
#include <memory>

struct xcb_connection_t;

namespace gabor::test {

/// An X server of the test's own that nobody sees, without a window manager, and what a hand does there to the windows
/// of a program.
class HiddenDisplay
{
public:
    struct Window
    {
        std::uint32_t id = 0;
        QString title;
        int width = 0;
        int height = 0;
    };

    ~HiddenDisplay();

    /// @param size  "1280x1024x24": with the bits of a pixel
    /// @return false where there is no Xvfb
    [[nodiscard]] bool start(const QString& size = QStringLiteral("1280x1024x24"));
    /// What programs find in the server's resources when they come to it: "Xft.dpi:\t96\n".
    void setResources(const QByteArray& resources);
    /// As DISPLAY names it.
    const QString& name() const { return m_name; }
    /// The windows that are shown and can be closed.
    QList<Window> windows();
    /// Waits for a window whose title contains @p title.
    [[nodiscard]] bool waitForWindow(const QString& title = {});
    /// What the cross in every window's frame does.
    void closeWindows();
    /// The server dies.
    void kill();

private:
    std::uint32_t atom(const char* name);

    QProcess m_server;
    QString m_name;
    struct Disconnect
    {
        void operator()(xcb_connection_t* connection) const;
    };
    std::unique_ptr<xcb_connection_t, Disconnect> m_connection;
    std::uint32_t m_root = 0;
};

} // namespace gabor::test
