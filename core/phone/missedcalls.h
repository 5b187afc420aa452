// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/executor.h"
#include "core/base/result.h"
#include "core/http/transport.h"
#include "core/storage/lane.h"

#include <functional>
#include <memory>
#include <QByteArray>
#include <QUrl>

namespace salon
{

/// Asks the agent's platform for the calls it had while nobody listened here, and stores what is not known yet. Pages
/// of bounded number; asked again where the last look ended, with an overlap, so that nothing falls between two looks.
/// Thread: the executor's. Errors: Network (no answer, or a key that is refused), Database; the next look repeats it.
/// Source: POST /v3/list-calls, facts/retell.md section 4 and retell-sdk 5.66.1.
class MissedCalls
{
public:
    using Then = std::function<void(Result<int>)>;

    MissedCalls(Executor &executor, const Clock &clock, HttpTransport &transport, Lane &write, QUrl base,
                QByteArray key);
    ~MissedCalls();
    MissedCalls(const MissedCalls &) = delete;
    MissedCalls &operator=(const MissedCalls &) = delete;

    /// Answers how many calls were listed. While one look goes on, another is not begun (Busy).
    void pull(const Then &then);

private:
    struct Look;
    void ask(const std::shared_ptr<Look> &look);
    void answered(const std::shared_ptr<Look> &look, const IncomingAnswer &answer);
    void store(const std::shared_ptr<Look> &look, bool has_more);
    void end(const std::shared_ptr<Look> &look, const Result<int> &result);
    template <typename Work, typename Next>
    void onLane(const std::shared_ptr<Look> &look, Work work, Next next);

    Executor &m_executor;
    const Clock &m_clock;
    HttpTransport &m_transport;
    Lane &m_write;
    const QUrl m_base;
    const QByteArray m_key;
    bool m_looking = false;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace salon
