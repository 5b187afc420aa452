// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/calcominbox.h"

#include "core/base/constanttime.h"
#include "core/base/logging.h"
#include "core/phone/callarguments.h"
#include "core/storage/calcomeventtable.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QStringDecoder>

namespace salon
{

namespace
{

constexpr qsizetype kLongestTrigger = 100;

bool isUtf8(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    const QString decoded = decoder(bytes);
    return !decoder.hasError() && !decoded.isNull();
}

HttpResponse unavailable(const char *message)
{
    return HttpResponse::error(503, QStringLiteral("unavailable"), QString::fromLatin1(message));
}

} // namespace

CalcomInbox::CalcomInbox(const QStringList &secrets, Lane &write, Executor &executor, const Clock &clock)
    : m_secrets(secrets)
    , m_write(write)
    , m_executor(executor)
    , m_clock(clock)
{
    if (m_secrets.isEmpty())
        qCWarning(lcEngine) << "no Cal.com webhook secret is configured: /calcom/events answers 503";
}

bool CalcomInbox::isSigned(const QByteArray &body, const QByteArray &signature, const QStringList &secrets)
{
    bool fits = false;
    for (const QString &secret : secrets) {
        if (secret.isEmpty())
            continue;
        const QByteArray expected =
            QMessageAuthenticationCode::hash(body, secret.toUtf8(), QCryptographicHash::Sha256).toHex();
        fits = sameInConstantTime(expected, signature.toLower()) || fits;
    }
    return fits;
}

HttpRoute CalcomInbox::route() const
{
    HttpRoute route{"POST", "/calcom/events",
                    [this](const HttpRequest &request, const HttpAnswer &answer) { store(request, answer); }};
    route.admit = [this](const HttpRequest &request) -> std::optional<HttpResponse> {
        if (m_secrets.isEmpty()) {
            qCWarning(lcEngine, "an event of Cal.com was refused: no webhook secret is configured");
            return HttpResponse::error(503, QStringLiteral("not_configured"),
                                       QStringLiteral("no webhook secret is configured"));
        }
        if (!isSigned(request.body, request.header("X-Cal-Signature-256"), m_secrets))
            return HttpResponse::error(401, QStringLiteral("unauthorized"), QStringLiteral("The signature is wrong."));
        return std::nullopt;
    };
    return route;
}

void CalcomInbox::store(const HttpRequest &request, const HttpAnswer &answer) const
{
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    if (!document.isObject() || !isUtf8(request.body)) {
        answer(HttpResponse::error(400, QStringLiteral("bad_request"), QStringLiteral("The body is not JSON.")));
        return;
    }
    const QString trigger =
        plainText(document.object().value(QLatin1String("triggerEvent")).toString(), kLongestTrigger);
    const QByteArray body = request.body;
    const auto work = [&clock = m_clock, trigger, body](Connection &connection) -> Result<bool> {
        auto transaction = Transaction::begin(connection, clock);
        if (!transaction)
            return transaction.error();
        const QByteArray fingerprint = QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex();
        const auto added =
            CalcomEventTable::insert(*transaction, trigger, QString::fromLatin1(fingerprint), QString::fromUtf8(body));
        if (!added)
            return added;
        if (const auto committed = transaction->commit(); !committed)
            return committed.error();
        return added;
    };
    const bool queued = m_write.run(work, m_executor, [answer](const Result<bool> &stored) {
        answer(stored ? HttpResponse::empty(204) : unavailable("The event could not be stored; send it again."));
    });
    if (!queued)
        answer(unavailable("Too much is going on at present; send it again."));
}

} // namespace salon
