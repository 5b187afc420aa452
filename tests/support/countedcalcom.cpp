// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/countedcalcom.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QUrlQuery>

namespace salon::test
{

namespace
{

Instant instantOf(const QString &text)
{
    return Instant::fromMs(QDateTime::fromString(text, Qt::ISODate).toMSecsSinceEpoch());
}

QByteArray httpDate(Instant at)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(at.ms(), Qt::UTC);
    return QLocale::c().toString(utc, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'")).toLatin1();
}

IncomingAnswer failed(TransportFailure failure, milliseconds took)
{
    IncomingAnswer answer;
    answer.failure = failure;
    answer.took = took;
    return answer;
}

} // namespace

void CountedCalcom::send(OutgoingRequest request, std::function<void(IncomingAnswer)> then)
{
    ++tried;
    if (mood == Mood::Unreachable) {
        m_executor.after(milliseconds(5), [then] { then(failed(TransportFailure::Refused, milliseconds(5))); });
        return;
    }
    if (mood == Mood::Silent) {
        const milliseconds timeout = request.timeout;
        m_executor.after(timeout, [then, timeout] { then(failed(TransportFailure::Timeout, timeout)); });
        return;
    }
    m_executor.after(travel, [this, request, then] {
        IncomingAnswer answer = serve(request);
        answer.took = 2 * travel;
        m_executor.after(travel, [answer, then] { then(answer); });
    });
}

IncomingAnswer CountedCalcom::serve(const OutgoingRequest &request)
{
    QByteArray key;
    for (const HttpHeader &header : request.headers)
        if (header.name == "Authorization")
            key = header.value;
    const sandbox::RateLimit::Verdict verdict = m_limit.count(QString::fromLatin1(key), m_clock.now());
    IncomingAnswer answer;
    answer.headers = {{"Date", httpDate(m_clock.now() + ahead)},
                      {"X-RateLimit-Limit-Default", QByteArray::number(sandbox::RateLimit::kRequests)},
                      {"X-RateLimit-Remaining-Default", QByteArray::number(verdict.remaining)},
                      {"X-RateLimit-Reset-Default", QByteArray::number(verdict.reset_s)}};
    const auto say = [&answer](int status, const QJsonObject &body) {
        answer.status = status;
        answer.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
        return answer;
    };
    if (!verdict.served) {
        ++refused;
        return say(429, {{QStringLiteral("statusCode"), 429}, {QStringLiteral("message"), QStringLiteral("Too many")}});
    }
    if (mood == Mood::Broken)
        return say(500, {{QStringLiteral("statusCode"), 500}, {QStringLiteral("message"), QStringLiteral("Broken")}});
    const QString what = QString::fromLatin1(request.method) + QLatin1Char(' ') + request.url.path();
    const QJsonObject wish = QJsonDocument::fromJson(request.body).object();
    const QJsonObject metadata = wish.value(u"metadata").toObject();
    arrivals.append({m_clock.now(), what, metadata.value(u"salondesk_appointment").toString(),
                     metadata.value(u"salondesk_phase").toString(), instantOf(wish.value(u"start").toString())});
    const QString data = QStringLiteral("data");
    if (what == QStringLiteral("POST /v2/bookings"))
        return say(201, {{QStringLiteral("status"), QStringLiteral("success")}, {data, create(wish)}});
    if (what == QStringLiteral("GET /v2/bookings"))
        return say(200, {{QStringLiteral("status"), QStringLiteral("success")}, {data, page(request.url)}});
    return say(200, {{QStringLiteral("status"), QStringLiteral("success")}, {data, QJsonObject()}});
}

QJsonObject CountedCalcom::create(const QJsonObject &wish)
{
    QJsonObject booking = wish;
    booking.insert(QStringLiteral("uid"), QStringLiteral("uid%1").arg(bookings.size()));
    booking.insert(QStringLiteral("status"), QStringLiteral("accepted"));
    bookings.append(booking);
    return booking;
}

QJsonArray CountedCalcom::page(const QUrl &url) const
{
    const QUrlQuery query(url);
    const Instant begin = instantOf(query.queryItemValue(QStringLiteral("afterStart")));
    const Instant end = instantOf(query.queryItemValue(QStringLiteral("beforeEnd")));
    int skip = query.queryItemValue(QStringLiteral("skip")).toInt();
    QJsonArray rows;
    for (const QJsonObject &booking : bookings) {
        const Instant start = instantOf(booking.value(u"start").toString());
        if (start >= begin && start < end && skip-- <= 0)
            rows.append(booking);
    }
    return rows;
}

} // namespace salon::test
