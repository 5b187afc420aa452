// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/phone/callarguments.h"
#include "core/phone/functiondesk.h"
#include "tests/fuzz/fuzzsalon.h"

#include <algorithm>
#include <cmath>
#include <utility>

using namespace salon;
using namespace salon::test;

namespace
{

bool isHarmless(const QString &text, qsizetype longest)
{
    const bool shows = std::none_of(text.begin(), text.end(), [](QChar c) {
        return c.category() == QChar::Other_Control || c.unicode() == 0x202E || c.unicode() == 0xFEFF;
    });
    return shows && text.isValidUtf16() && text.size() <= longest + 1; // the last one may be a pair
}

void checkArguments(const QJsonObject &sent, const QByteArray &input)
{
    const CallArguments arguments(sent);
    const QJsonObject &texts = arguments.cleaned();
    fuzzCheck(texts.size() <= 64, "not more than can be looked through", input);
    for (auto it = texts.begin(); it != texts.end(); ++it) {
        fuzzCheck(isHarmless(it.key(), 64), "a harmless key", input);
        fuzzCheck(it->isString() && isHarmless(it->toString(), 500), "a harmless text", input);
        const QByteArray key = it.key().toLatin1();
        const QString text = arguments.text({key.constData()});
        fuzzCheck(text.isEmpty() || QLatin1String(key) != it.key() || text == it->toString(), "the text", input);
        const std::optional<int> number = arguments.number({key.constData()});
        fuzzCheck(!number || std::abs(*number) <= 1'000'000'000, "a number that can be reckoned with", input);
    }
}

void checkCall(const FunctionCall &call, const QByteArray &input)
{
    fuzzCheck(isHarmless(call.called_as, 64) && !call.called_as.isEmpty(), "a harmless name", input);
    fuzzCheck(call.is_known != FunctionCall::publishedName(call.called_as).isEmpty(), "known is published", input);
    fuzzCheck(isHarmless(call.claimedCallId(), 128), "a harmless claim", input);
    if (call.call)
        for (const QString &text : {call.call->call_id, call.call->agent_id, call.call->call_type,
                                    call.call->from_number, call.call->to_number, call.call->disconnection_reason})
            fuzzCheck(isHarmless(text, 128), "a harmless call", input);
    checkArguments(call.arguments, input);
}

/// Whatever was asked: a sentence, and no fault of ours behind it.
void checkReply(const FunctionCall &call, const QByteArray &input)
{
    FuzzSalon &salon = FuzzSalon::instance();
    const FunctionDesk desk(salon.clock, salon.random);
    const FunctionReply reply = desk.answer(salon.connection(), call);
    fuzzCheck(!reply.message.trimmed().isEmpty() && reply.message.size() <= 1000, "a sentence", input);
    fuzzCheck(reply.success || !reply.code.isEmpty(), "a no has a code", input);
    fuzzCheck(reply.code != QLatin1String("temporarily_unavailable"), "nothing fails", input);
    fuzzCheck(QString::fromUtf8(reply.json()).size() <= limits::kMaxReplyCharacters, "a short answer", input);
    fuzzCheck(desk.record(salon.connection(), call, reply, std::chrono::microseconds(1)).has_value(), "a record",
              input);
}

} // namespace

/// Bodies of function calls in every style: as JSON on the general route and on a function's own, and as a form.
void salonFuzz(const QByteArray &input)
{
    HttpRequest request{.method = "POST", .path = "/retell/functions", .body = input};
    const std::pair<const char *, const char *> styles[] = {{"application/json", ""},
                                                            {"application/json", "check_availability_v17"},
                                                            {"application/x-www-form-urlencoded", "start_booking"}};
    for (const auto &[type, path] : styles) {
        request.headers = {{"Content-Type", type}};
        const Result<FunctionCall> call = FunctionCall::parse(request, path, Instant::fromMs(1'764'059'400'000));
        if (!call)
            continue;
        checkCall(*call, input);
        checkReply(*call, input);
    }
}
