// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/phoneline.h"

#include "core/phone/retellsignature.h"
#include "tests/support/phonesalon.h"
#include "tests/support/rawclient.h"

#include <algorithm>
#include <QElapsedTimer>
#include <QJsonDocument>

namespace salon::test
{

namespace
{

constexpr int kPatienceMs = 60'000;
constexpr int kMostRepeats = 40;

EngineSetup setupOf(const DatabaseUrl &url, const QUrl &calcom)
{
    EngineSetup setup;
    setup.database = url;
    setup.settings.listen.port = 0;
    setup.settings.operations.port = 0;
    Secrets secrets;
    secrets.retell_webhook_keys = {QString::fromLatin1(kPhoneKey)};
    setup.clock_is_shifted = true;
    setup.syncs = !calcom.isEmpty();
    if (setup.syncs) {
        setup.settings.configured_calcom_base = calcom;
        secrets.calcom_api_key = QStringLiteral("cal_test_line");
    }
    setup.secrets = secrets;
    return setup;
}

/// One request on its way.
struct Asking {
    Caller *caller = nullptr;
    std::unique_ptr<RawClient> client;
    QElapsedTimer timer;

    void send(quint16 port)
    {
        timer.start();
        client = std::make_unique<RawClient>(
            port, signedCall(caller->function, caller->args, caller->call_id, caller->from_number));
    }
    /// True = the caller has heard something that counts.
    bool look(quint16 port)
    {
        if (client->statuses().isEmpty())
            return false;
        caller->status = client->statuses().constFirst();
        caller->reply = QJsonDocument::fromJson(client->bodies().constFirst()).object();
        caller->took_ms = timer.elapsed();
        const bool put_off = caller->reply.value(u"code").toString() == u"temporarily_unavailable";
        if (!put_off || ++caller->repeats > kMostRepeats)
            return true;
        send(port);
        return false;
    }
};

} // namespace

QByteArray signedPost(const QByteArray &path, const QByteArray &body, const QByteArray &type)
{
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type +
           "\r\nX-Retell-Signature: " + RetellSignature::sign(body, kPhoneKey, SystemClock().now()) +
           "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray signedCall(const QString &function, const QJsonObject &args, const QString &call_id,
                      const QString &from_number)
{
    return signedPost("/retell/functions",
                      QJsonDocument(wrappedCall(function, args, call_id, from_number)).toJson(QJsonDocument::Compact));
}

bool askAtOnce(quint16 port, QList<Caller> &callers, const std::function<void()> &meanwhile)
{
    std::vector<Asking> waiting;
    for (Caller &caller : callers) {
        waiting.push_back({&caller, {}, {}});
        waiting.back().send(port);
    }
    if (meanwhile)
        meanwhile();
    return QTest::qWaitFor(
        [&] {
            waiting.erase(
                std::remove_if(waiting.begin(), waiting.end(), [port](Asking &one) { return one.look(port); }),
                waiting.end());
            return waiting.empty();
        },
        kPatienceMs);
}

PhoneLine::PhoneLine(const DatabaseUrl &url, const Clock &clock, const QUrl &calcom)
    : m_engine(setupOf(url, calcom), clock)
{
    m_engine.start([](const Result<void> &started) {
        if (!started)
            qWarning("%s", qPrintable(started.error().detail));
    });
}

PhoneLine::~PhoneLine()
{
    bool stopped = false;
    m_engine.stop([&stopped] { stopped = true; });
    if (!QTest::qWaitFor([&stopped] { return stopped; }, kPatienceMs))
        qWarning("the engine did not stop in time");
}

quint16 PhoneLine::port()
{
    if (!QTest::qWaitFor([this] { return m_engine.status().listening; }, kPatienceMs))
        return 0;
    return m_engine.status().listen_address.section(QLatin1Char(':'), -1).toUShort();
}

} // namespace salon::test
