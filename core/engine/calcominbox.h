// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/executor.h"
#include "core/http/route.h"
#include "core/storage/lane.h"

#include <QStringList>

namespace salon
{

/// POST /calcom/events: verified over the raw bytes, stored once as it came, then 204. Nothing else happens here.
/// Thread: the executor's. Errors: 401 unsigned, 503 without a secret or when the database cannot take it now.
/// Source: interfaces.md section 3; the signature is lower-case hex of HMAC-SHA256 over the body.
class CalcomInbox
{
public:
    CalcomInbox(const QStringList &secrets, Lane &write, Executor &executor, const Clock &clock);
    HttpRoute route() const;

    /// Any of the secrets fits, compared in constant time; no secret fits nothing.
    static bool isSigned(const QByteArray &body, const QByteArray &signature, const QStringList &secrets);

private:
    void store(const HttpRequest &request, const HttpAnswer &answer) const;
    const QStringList m_secrets;
    Lane &m_write;
    Executor &m_executor;
    const Clock &m_clock;
};

} // namespace salon
