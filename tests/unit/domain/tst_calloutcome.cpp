// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/calloutcome.h"

#include <QTest>

using namespace salon;

/// What a call came to, one row per way it can go.
class TestCallOutcome final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWayItCanGo_data()
    {
        QTest::addColumn<QString>("done"); // by the functions that book, change or note
        QTest::addColumn<bool>("has_ended");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("last"); // function/success/code, empty = none
        QTest::addColumn<QString>("outcome");
        const auto row = [](const char *title, const char *done, bool has_ended, const char *reason, const char *last,
                            const char *outcome) {
            QTest::newRow(title) << QString::fromLatin1(done) << has_ended << QString::fromLatin1(reason)
                                 << QString::fromLatin1(last) << QString::fromLatin1(outcome);
        };
        row("booked, still talking", "booked", false, "", "start_booking/1/", "booked");
        row("booked, then asked more", "booked", true, "user_hangup", "parse_date/0/date_unclear", "booked");
        row("booked, then the line broke", "booked", true, "error_asr", "", "booked");
        row("changed", "changed", true, "agent_hangup", "cancel_appointment/1/", "changed");
        row("call-back", "callback", true, "user_hangup", "request_callback/1/", "callback");
        row("goes on", "", false, "", "list_services/1/", "");
        row("rings", "", false, "", "", "");
        row("turned away", "", true, "blocked_number", "", "");
        row("hours were asked", "", true, "user_hangup", "get_opening_hours/1/", "question");
        row("a free start was told", "", true, "user_hangup", "check_availability_v17/1/", "question");
        row("a no", "", true, "user_hangup", "check_availability_v17/1/slot_taken", "hung_up");
        row("a booking that met a no", "", true, "agent_hangup", "start_booking/1/slot_taken", "hung_up");
        row("a question of ours", "", true, "user_hangup", "check_availability_v17/0/time_required", "hung_up");
        row("nothing was said", "", true, "user_hangup", "", "hung_up");
        row("nothing was said at all", "", true, "inactivity", "", "hung_up");
        row("no answer of ours in time", "", true, "user_hangup", "start_booking/0/temporarily_unavailable", "failed");
        row("a function we do not know", "", true, "agent_hangup", "make_coffee/0/unknown_function", "failed");
        row("a call nobody could place", "", true, "agent_hangup", "start_booking/0/call_unknown", "failed");
        row("the line broke", "", true, "error_llm_websocket_open", "list_services/1/", "failed");
        row("never connected", "", true, "dial_no_answer", "", "failed");
        row("no line was free", "", true, "telephony_provider_unavailable", "", "failed");
        row("an end that nobody knows yet", "", true, "something_of_2027", "list_services/1/", "question");
    }

    void everyWayItCanGo()
    {
        QFETCH(QString, done);
        QFETCH(bool, has_ended);
        QFETCH(QString, reason);
        QFETCH(QString, last);
        PhoneCall call;
        call.outcome = done;
        call.status = has_ended ? CallStatus::Ended : CallStatus::Ongoing;
        call.disconnection_reason = reason;
        std::optional<CallStep> step;
        if (const QStringList parts = last.split(QLatin1Char('/')); parts.size() == 3)
            step = CallStep{parts[0], parts[1] == QLatin1String("1"), parts[2]};
        QTEST(word(outcomeOf(call, step)), "outcome");
    }
};

QTEST_GUILESS_MAIN(TestCallOutcome)
#include "tst_calloutcome.moc"
