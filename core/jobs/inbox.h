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
    /// @param wake  called on the posting thread when the first message has arrived in an empty inbox; it must only hand
    ///              the news on (post an event), never take messages itself. Whoever it wakes can take them at once, and
    ///              does not wait for a worker that was set aside for it in the middle of waking
    explicit Inbox(std::function<void()> wake) : m_wake(std::move(wake)) { }

    /// Any thread. @return false when the inbox is closed and the message was dropped
    bool post(Message message)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (m_closed)
                return false;
            m_messages.push_back(std::move(message));
            if (m_messages.size() > 1)
                return true;
        }
        const std::lock_guard waking(m_wakingMutex);
        if (!m_closed)
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
        std::vector<Message> dropped; // destroyed outside the locks: a message may own much
        const std::lock_guard waking(m_wakingMutex);
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        dropped.swap(m_messages);
    }

private:
    std::mutex m_wakingMutex; ///< held while wake runs; taken before the other
    std::function<void()> m_wake;
    std::mutex m_mutex; ///< held for no longer than it takes to move a message
    std::vector<Message> m_messages;
    bool m_closed = false; ///< changed with both held, so that either will do for looking at it
};

} // namespace gabor
