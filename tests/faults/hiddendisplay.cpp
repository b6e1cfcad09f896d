// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/hiddendisplay.h"

#include <QTest>

#include <cstdlib>
#include <span>

#include <xcb/xcb.h>

namespace gabor::test {

namespace {

constexpr int patienceMs = 30'000;

struct Free
{
    void operator()(void* reply) const { std::free(reply); } // as XCB has it
};

template <class Reply>
std::unique_ptr<Reply, Free> owned(Reply* reply)
{
    return std::unique_ptr<Reply, Free>(reply);
}

QByteArray property(xcb_connection_t* connection, xcb_window_t window, xcb_atom_t name)
{
    constexpr std::uint32_t mostWords = 1024;
    const auto reply = owned(xcb_get_property_reply(
        connection, xcb_get_property(connection, 0, window, name, XCB_GET_PROPERTY_TYPE_ANY, 0, mostWords), nullptr));
    if (!reply)
        return {};
    return {static_cast<const char*>(xcb_get_property_value(reply.get())), xcb_get_property_value_length(reply.get())};
}

} // namespace

void HiddenDisplay::Disconnect::operator()(xcb_connection_t* connection) const
{
    xcb_disconnect(connection);
}

HiddenDisplay::~HiddenDisplay()
{
    kill();
}

bool HiddenDisplay::start(const QString& size)
{
    m_server.setStandardErrorFile(QProcess::nullDevice());
    m_server.start(QStringLiteral("Xvfb"),
                   {"-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp", "-noreset", "+extension", "RANDR"});
    while (m_server.state() != QProcess::NotRunning && !m_server.canReadLine()) {
        if (!m_server.waitForReadyRead(patienceMs))
            return false;
    }
    m_name = u':' + QString::fromLatin1(m_server.readLine().trimmed());
    m_connection.reset(xcb_connect(qPrintable(m_name), nullptr));
    if (xcb_connection_has_error(m_connection.get()) != 0)
        return false;
    m_root = xcb_setup_roots_iterator(xcb_get_setup(m_connection.get())).data->root;
    return true;
}

void HiddenDisplay::setResources(const QByteArray& resources)
{
    xcb_connection_t* const connection = m_connection.get();
    xcb_change_property(connection, XCB_PROP_MODE_REPLACE, m_root, XCB_ATOM_RESOURCE_MANAGER, XCB_ATOM_STRING, 8,
                        static_cast<std::uint32_t>(resources.size()), resources.constData());
    atom("RESOURCE_MANAGER"); // whose answer comes when that is done
}

std::uint32_t HiddenDisplay::atom(const char* name)
{
    const auto reply = owned(xcb_intern_atom_reply(
        m_connection.get(), xcb_intern_atom(m_connection.get(), 0, static_cast<std::uint16_t>(qstrlen(name)), name),
        nullptr));
    return reply ? reply->atom : static_cast<xcb_atom_t>(XCB_ATOM_NONE);
}

QList<HiddenDisplay::Window> HiddenDisplay::windows()
{
    QList<Window> windows;
    xcb_connection_t* const connection = m_connection.get();
    const auto tree = owned(xcb_query_tree_reply(connection, xcb_query_tree(connection, m_root), nullptr));
    if (!tree)
        return windows;
    const std::span children(xcb_query_tree_children(tree.get()),
                             static_cast<std::size_t>(xcb_query_tree_children_length(tree.get())));
    for (const xcb_window_t id : children) {
        const auto attributes =
            owned(xcb_get_window_attributes_reply(connection, xcb_get_window_attributes(connection, id), nullptr));
        const auto geometry = owned(xcb_get_geometry_reply(connection, xcb_get_geometry(connection, id), nullptr));
        const bool canBeClosed = !property(connection, id, atom("WM_PROTOCOLS")).isEmpty();
        if (canBeClosed && attributes && geometry && attributes->map_state == XCB_MAP_STATE_VIEWABLE)
            windows << Window{id, QString::fromUtf8(property(connection, id, atom("_NET_WM_NAME"))), geometry->width,
                              geometry->height};
    }
    return windows;
}

bool HiddenDisplay::waitForWindow(const QString& title)
{
    return QTest::qWaitFor(
        [&] {
            for (const Window& window : windows()) {
                if (window.title.contains(title))
                    return true;
            }
            return false;
        },
        patienceMs);
}

void HiddenDisplay::closeWindows()
{
    for (const Window& window : windows()) {
        xcb_client_message_event_t event = {};
        event.response_type = XCB_CLIENT_MESSAGE;
        event.format = 32;
        event.window = window.id;
        event.type = atom("WM_PROTOCOLS");
        event.data.data32[0] = atom("WM_DELETE_WINDOW");
        xcb_send_event(m_connection.get(), 0, window.id, XCB_EVENT_MASK_NO_EVENT,
                       reinterpret_cast<const char*>(&event));
    }
    xcb_flush(m_connection.get());
}

void HiddenDisplay::kill()
{
    m_connection.reset();
    if (m_server.state() == QProcess::NotRunning)
        return;
    m_server.kill();
    m_server.waitForFinished();
}

} // namespace gabor::test
