// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/eventmaps/eventtypesurvey.h"

#include <algorithm>

namespace salon
{

using calcom::Answer;
using calcom::AnswerClass;

namespace
{

constexpr int kAsks = 3; // of one question that was not answered
constexpr seconds kPause{2};

} // namespace

void EventTypeSurvey::start(const Setup &setup, const Catalogue &catalogue, Progress progress, Then then)
{
    const std::shared_ptr<EventTypeSurvey> survey(
        new EventTypeSurvey(setup, catalogue, std::move(progress), std::move(then)));
    survey->askLists();
    survey->next();
}

EventTypeSurvey::EventTypeSurvey(const Setup &setup, const Catalogue &catalogue, Progress progress, Then then)
    : m_setup(setup)
    , m_catalogue(catalogue)
    , m_progress(std::move(progress))
    , m_then(std::move(then))
{
}

/// Each key once, and the team's with the salon's.
void EventTypeSurvey::askLists()
{
    const SyncSettings &settings = m_setup.settings;
    QStringList asked;
    for (const Staff &member : m_catalogue.staff) {
        const auto key = settings.keyOf(member.key);
        if (!member.active || !key || asked.contains(key->label))
            continue;
        asked.append(key->label);
        const calcom::Account account(settings.base_url, key->value, settings.timeout);
        m_questions.append({.key_label = key->label, .request = calcom::ListEventTypes{}.request(account)});
    }
    const auto salon = settings.keyOf({});
    if (settings.team > 0 && salon) {
        const calcom::Account account(settings.base_url, salon->value, settings.timeout);
        m_questions.append(
            {.key_label = salon->label, .request = calcom::ListTeamEventTypes{settings.team}.request(account)});
    }
    m_total = static_cast<int>(m_questions.size());
}

void EventTypeSurvey::askSingly()
{
    m_singly = true;
    const SyncSettings &settings = m_setup.settings;
    QSet<qint64> asked;
    for (const EventMap &map : m_catalogue.event_maps) {
        const Staff *member = m_catalogue.member(map.staff);
        const std::int64_t id = map.bookableId();
        if (!member || id <= 0 || m_remote.types.contains(id) || asked.contains(id))
            continue;
        asked.insert(id);
        const auto key = settings.keyOf(member->key);
        if (!key || m_mute.contains(key->label)) {
            m_remote.unseen.insert(id);
            continue;
        }
        const calcom::Account account(settings.base_url, key->value, settings.timeout);
        m_questions.append({.key_label = key->label,
                            .request = calcom::GetEventType{id}.request(account),
                            .ids = {id},
                            .user = member->calcom_user_id.value_or(0),
                            .is_own_key = settings.staff_keys.contains(member->key)});
    }
    m_total += static_cast<int>(m_questions.size());
}

void EventTypeSurvey::next()
{
    if (m_questions.isEmpty() && !m_singly)
        askSingly();
    if (m_questions.isEmpty())
        return m_then(m_remote);
    Question question = m_questions.takeFirst();
    ++question.sent;
    const OutgoingRequest request = question.request;
    m_setup.transport.send(request, [self = shared_from_this(), question](const IncomingAnswer &incoming) {
        self->answered(question, incoming);
    });
}

void EventTypeSurvey::answered(Question question, const IncomingAnswer &incoming)
{
    Answer answer = calcom::readAnswer(incoming, m_setup.clock.now());
    const bool may_repeat = answer.kind == AnswerClass::NotExecuted || answer.kind == AnswerClass::Unclear;
    if (may_repeat && question.sent < kAsks) {
        m_questions.prepend(question);
        m_setup.executor.after(answer.wait_hint.value_or(kPause), [self = shared_from_this()] { self->next(); });
        return;
    }
    if (question.ids.isEmpty())
        listed(question, answer);
    else
        single(question, answer);
    m_progress(++m_done, m_total);
    next();
}

void EventTypeSurvey::listed(const Question &question, Answer &answer)
{
    if (const auto types = calcom::eventTypesIn(answer)) {
        for (const calcom::EventType &type : *types) {
            m_remote.types.insert(type.id, type);
            m_remote.owners[question.key_label].insert(type.owner_id);
        }
        return;
    }
    m_mute.insert(question.key_label);
    m_remote.problems.append(QStringLiteral("the event types of the key \"%1\" cannot be listed: %2")
                                 .arg(question.key_label, answer.error.text()));
}

void EventTypeSurvey::single(const Question &question, Answer &answer)
{
    const std::int64_t id = question.ids.constFirst();
    if (const auto type = calcom::eventTypeIn(answer)) {
        m_remote.types.insert(id, *type);
    } else if (answer.error.http == 404 && (question.is_own_key || seesTypesOf(question.user))) {
        m_remote.gone.insert(id);
    } else {
        m_remote.unseen.insert(id);
        m_remote.problems.append(QStringLiteral("the key \"%1\" cannot see event type %2: %3")
                                     .arg(question.key_label, QString::number(id), answer.error.text()));
    }
}

bool EventTypeSurvey::seesTypesOf(std::int64_t user) const
{
    return std::any_of(m_remote.types.cbegin(), m_remote.types.cend(),
                       [&](const calcom::EventType &type) { return isTypeOf(type, user); });
}

} // namespace salon
