// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/executor.h"
#include "core/base/random.h"
#include "core/http/route.h"
#include "core/phone/functiondesk.h"
#include "core/phone/retellsignature.h"
#include "core/storage/lane.h"

#include <memory>
#include <QHash>
#include <QList>
#include <QQueue>
#include <QStringList>

namespace salon
{

/// The listener's phone routes. Reads run on the read lanes, bookings and records on the write lane; nobody waits for
/// Cal.com. A function that has no answer within 1.5 s gets a holding sentence: its work is dropped if it has not
/// begun, else the next identical call finds its result. A signature holds for minutes and covers neither path nor
/// intent: the same signed request again (a lost answer, or somebody who listened) is given the same answer. Every
/// function call is put on record afterwards. Thread: all of it on `net`'s, which must outlive the lanes' work. Errors:
/// answered, never thrown.
class PhoneDesk
{
public:
    /// `clock` may be shifted (--clock); signatures are judged by `real_clock`. Lanes are borrowed.
    PhoneDesk(const Clock &clock, const Clock &real_clock, Random &random, Executor &net, Lane &write,
              QList<Lane *> reads, const QStringList &keys);
    ~PhoneDesk();
    PhoneDesk(const PhoneDesk &) = delete;
    PhoneDesk &operator=(const PhoneDesk &) = delete;

    /// POST /retell/functions/{name}, /retell/functions, /retell/events, /retell/inbound. They refer to this object.
    QList<HttpRoute> routes();
    /// How far the last accepted sender's clock was ahead.
    std::optional<milliseconds> clockSkew() const { return m_skew; }

private:
    struct Pending;
    std::optional<HttpResponse> admit(const HttpRequest &request);
    void function(const HttpRequest &request, const QByteArray &path_name, const HttpAnswer &answer);
    /// Has this very request been heard before? Then its answer is the one it had, and nothing is done twice.
    bool isHeardAgain(const QByteArray &signature, const FunctionCall &call, const HttpAnswer &answer) const;
    void hear(const QByteArray &signature, const std::shared_ptr<Pending> &pending);
    void run(const std::shared_ptr<Pending> &pending);
    void settle(const std::shared_ptr<Pending> &pending, FunctionReply reply);
    void record(const std::shared_ptr<Pending> &pending);
    void event(const HttpRequest &request, const HttpAnswer &answer);
    void inbound(const HttpRequest &request, const HttpAnswer &answer);
    bool isTooFast(const QString &call_id);
    void remember(const PhoneCall &call);
    Lane &readLane();

    const Clock &m_clock;
    Executor &m_net;
    Lane &m_write;
    const QList<Lane *> m_reads;
    const RetellSignature m_signature;
    FunctionDesk m_desk;
    std::shared_ptr<bool> m_alive;
    std::optional<milliseconds> m_skew;
    qsizetype m_next_read = 0;
    struct Rate {
        qint64 second = 0;
        int requests = 0;
    };
    QHash<QString, Rate> m_rates;
    /// By signature, the oldest first: more than come while a signature holds.
    QHash<QByteArray, std::shared_ptr<Pending>> m_heard;
    QQueue<QByteArray> m_heard_first;
    /// Calls heard of whose row may still be on its way into the database.
    QHash<QString, PhoneCall> m_live_calls;
};

} // namespace salon
