// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace gabor {

/// The one road back: workers post, the owner's thread takes all at once.
/// Jobs hold it by shared_ptr; its owner closes it before dying, and from then on nothing is delivered.
template <class Message>
class Inbox
{
public:
    /// @param wake  called on the posting thread, under the inbox's lock, when the first message arrives in an empty
    ///              inbox; it must only hand the news on (post an event), never take messages itself
    explicit Inbox(std::function<void()> wake) : m_wake(std::move(wake)) { }

    /// Any thread. @return false when the inbox is closed and the message was dropped
    bool post(Message message)
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed)
            return false;
        m_messages.push_back(std::move(message));
        if (m_messages.size() == 1)
            m_wake();
        return true;
    }

    /// The owner's thread. Everything that has arrived, in its order.
    std::vector<Message> takeAll()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_messages, {});
    }

    /// The owner's thread. When it returns, wake is not running and will not be called again.
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_messages.clear();
    }

private:
    std::mutex m_mutex;
    std::function<void()> m_wake;
    std::vector<Message> m_messages;
    bool m_closed = false;
};

} // namespace gabor
