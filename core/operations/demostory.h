// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/executor.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/domain/language.h"
#include "core/http/transport.h"

#include <functional>
#include <memory>
#include <QJsonObject>
#include <QUrl>
#include <vector>

namespace salon
{

/// What the story cannot see through the phone.
struct DemoDesk {
    struct Seen {
        QString sync_status; // in the words of the book
        bool recovered = false;
    };
    std::function<void(const QString &value, std::function<void(Result<void>)>)> set_event_map_check;
    std::function<void(qint64 appointment, std::function<void(Result<Seen>)>)> look;
};

/// The scripted caller of the demo. Everything goes over the public interface, signed for real: a booking that turns
/// synced; one that Cal.com stores and answers 400, recovered by verification; an Ansatzfärbung asked of somebody
/// without event maps, refused with who can do it, then (event_map_check = warn) booked and in review.
/// It takes the first free alternative where its wish is taken, so it can be played again.
/// Thread: the executor's. Errors: `ended` gets the first thing that did not go as told; the settings it changed
/// (fault, flag) are put back in any case.
class DemoStory
{
public:
    struct Places {
        QUrl phone;   // http://ADDR:PORT of the listener
        QUrl sandbox; // http://ADDR:PORT of the Cal.com stand-in
        QByteArray key;
        QString to_number;
    };
    using Told = std::function<void(const QString &line)>;
    using Ended = std::function<void(Result<void>)>;

    /// `real_clock` for signatures, whatever the salon's clock says.
    DemoStory(Places places, DemoDesk desk, HttpTransport &transport, Executor &executor, const Clock &real_clock,
              Random &random, Language language);

    /// Once at a time; a second call while it plays is ignored.
    void play(Told told, Ended ended);
    bool isPlaying() const { return m_ended != nullptr; }

private:
    using Then = std::function<void(const QJsonObject &reply)>;
    struct Wish {
        QString service;
        QString staff;
        QString day;
        QString time;
    };
    struct Caller {
        QString call_id;
        QString name;
        QString number;
    };
    void firstChapter();
    void secondChapter();
    void thirdChapter();
    void thirdChapterAgain();

    void begins(const QString &name, const QString &number, std::function<void()> then);
    void ends(std::function<void()> then);
    /// Asks for the wish, tells the answer; `free` gets the start to book, empty = a judged no.
    void asks(const Wish &wish, std::function<void(const QString &start, const QJsonObject &reply)> free);
    void books(const Wish &wish, const QString &start, std::function<void(qint64 appointment)> then);
    void waitFor(qint64 appointment, const QString &status, std::function<void(bool recovered)> then);
    void setFault(const QByteArray &rules, std::function<void()> then);
    void setMapCheck(const QString &value, std::function<void()> then);

    void function(const QString &name, QJsonObject arguments, Then then);
    void post(const QUrl &url, const QByteArray &body, bool is_signed, Then then);
    void say(const char *german, const char *english);
    void tell(const QString &line);
    void later(milliseconds delay, std::function<void()> work);
    void fail(const QString &what);
    QJsonObject callObject(const char *status) const;

    const Places m_places;
    const DemoDesk m_desk;
    HttpTransport &m_transport;
    Executor &m_executor;
    const Clock &m_real_clock;
    Random &m_random;
    const Language m_language;
    Told m_told;
    Ended m_ended;
    Caller m_caller;
    Instant m_waiting_until;
    int m_repeats = 0;
    bool m_fault_is_set = false;
    bool m_check_is_set = false;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace salon
