// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/troubledtransport.h"

namespace salon::test
{

using namespace std::chrono_literals;

namespace
{

constexpr milliseconds kTravel = 20ms;

bool isExecuted(Trouble trouble)
{
    switch (trouble) {
    case Trouble::NoConnection:
    case Trouble::LostBefore:
    case Trouble::HangBefore:
    case Trouble::Refused500:
    case Trouble::Html502:
        return false;
    case Trouble::None:
    case Trouble::LostAfter:
    case Trouble::HangAfter:
    case Trouble::DoneButAnswered400:
    case Trouble::DoneButAnswered500:
    case Trouble::CutOff:
        return true;
    }
    return true;
}

IncomingAnswer failed(TransportFailure failure)
{
    IncomingAnswer answer;
    answer.failure = failure;
    answer.took = kTravel;
    return answer;
}

IncomingAnswer answered(int status, const QByteArray &body)
{
    IncomingAnswer answer;
    answer.status = status;
    answer.body = body;
    answer.took = kTravel;
    return answer;
}

IncomingAnswer spoiled(Trouble trouble, const SandboxAnswer &real)
{
    switch (trouble) {
    case Trouble::NoConnection:
        return failed(TransportFailure::Refused);
    case Trouble::LostBefore:
    case Trouble::LostAfter:
        return failed(TransportFailure::Lost);
    case Trouble::HangBefore:
    case Trouble::HangAfter:
        return failed(TransportFailure::Timeout);
    case Trouble::DoneButAnswered400:
        return answered(400, R"({"status":"error","error":{"code":"BadRequestException","message":)"
                             R"("User either already has booking at this time or is not available"}})");
    case Trouble::DoneButAnswered500:
    case Trouble::Refused500:
        return answered(500, R"({"statusCode":500,"message":"Internal server error"})");
    case Trouble::Html502:
        return answered(502, "<html><body>502 Bad Gateway</body></html>");
    case Trouble::CutOff:
        return answered(real.response.status, real.response.body.left(real.response.body.size() / 2));
    case Trouble::None:
        break;
    }
    IncomingAnswer answer = answered(real.response.status, real.response.body);
    answer.headers = real.response.headers;
    return answer;
}

} // namespace

SandboxAnswer TroubledTransport::deliver(const OutgoingRequest &request)
{
    HttpRequest arrived;
    arrived.method = request.method;
    arrived.path = request.url.path(QUrl::FullyEncoded).toLatin1();
    arrived.query = request.url.query(QUrl::FullyEncoded).toLatin1();
    arrived.headers = request.headers;
    arrived.body = request.body;
    const SandboxAnswer answer = m_sandbox.handle(arrived);
    if (webhooks)
        webhooks(answer.webhooks);
    return answer;
}

void TroubledTransport::send(OutgoingRequest request, std::function<void(IncomingAnswer)> then)
{
    const Trouble chosen = m_seen.size() == m_at ? m_trouble : Trouble::None;
    const Trouble trouble = chance ? chance() : chosen;
    m_seen.append(QString::fromLatin1(request.method) + QLatin1Char(' ') + request.url.path());
    SandboxAnswer real;
    if (isExecuted(trouble))
        real = deliver(request);
    const bool hangs = trouble == Trouble::HangBefore || trouble == Trouble::HangAfter ||
                       real.response.delivery == HttpResponse::Delivery::Hang;
    IncomingAnswer answer = spoiled(trouble, real);
    if (real.response.delivery == HttpResponse::Delivery::Hang)
        answer = failed(TransportFailure::Timeout);
    if (real.response.delivery == HttpResponse::Delivery::Drop ||
        real.response.delivery == HttpResponse::Delivery::Truncate)
        answer = failed(TransportFailure::Lost);
    m_executor.after(hangs ? request.timeout : kTravel + real.delay,
                     [answer, then = std::move(then)] { then(answer); });
}

} // namespace salon::test
