// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/eventmaps/eventmapbuilder.h"

#include "core/base/logging.h"

#include <algorithm>

namespace salon
{

using calcom::Answer;
using calcom::AnswerClass;
using calcom::EventType;
using calcom::TeamKind;
using Action = EventMapStep::Action;

namespace
{

constexpr int kSends = 3;  // of one request whose end is not known
constexpr int kWaits = 20; // for a server that says "later"
constexpr seconds kPause{5};
const QString kNeedsOwnKey = QStringLiteral("this needs the person's own Cal.com key: with the one there is, the event "
                                            "type belongs to somebody else");

} // namespace

void EventMapBuilder::start(Setup setup, EventMapPlan plan, Progress progress, std::function<void()> then)
{
    const std::shared_ptr<EventMapBuilder> builder(
        new EventMapBuilder(std::move(setup), std::move(plan), std::move(progress), std::move(then)));
    builder->next();
}

EventMapBuilder::EventMapBuilder(Setup setup, EventMapPlan plan, Progress progress, std::function<void()> then)
    : m_setup(std::move(setup))
    , m_plan(std::move(plan))
    , m_progress(std::move(progress))
    , m_then(std::move(then))
{
}

void EventMapBuilder::next()
{
    ++m_at;
    m_sends = 0;
    m_waits = 0;
    if (m_at >= m_plan.steps.size())
        return m_then();
    perform();
}

void EventMapBuilder::perform()
{
    switch (step().action) {
    case Action::Create:
        return create();
    case Action::Link:
        return link(step().event_type_id, step().child_id);
    case Action::Change:
        return change();
    case Action::Delete:
        return m_setup.store(step(), std::nullopt, [self = shared_from_this()](const Result<void> &stored) {
            self->finish(stored ? End::Done : End::Failed, stored ? self->step().detail : stored.error().detail);
        });
    case Action::Manual:
        return finish(End::Left, step().detail);
    }
}

std::int64_t EventMapBuilder::user() const
{
    const Staff *member = m_setup.catalogue.member(step().staff);
    return member ? member->calcom_user_id.value_or(0) : 0;
}

/// A team's types are made with the salon's key, a person's own with theirs where there is one.
std::optional<calcom::Account> EventMapBuilder::account() const
{
    const Staff *member = m_setup.catalogue.member(step().staff);
    const SyncSettings &settings = m_setup.settings;
    const auto key = settings.keyOf(step().team || !member ? QString() : member->key);
    if (!key)
        return std::nullopt;
    return calcom::Account(settings.base_url, key->value, settings.timeout);
}

void EventMapBuilder::send(const OutgoingRequest &request, void (EventMapBuilder::*then)(Answer &))
{
    ++m_sends;
    m_setup.transport.send(request, [self = shared_from_this(), then](const IncomingAnswer &incoming) {
        Answer answer = calcom::readAnswer(incoming, self->m_setup.clock.now());
        (self.get()->*then)(answer);
    });
}

void EventMapBuilder::create()
{
    const auto known = m_managed.constFind(step().draft.slug);
    if (step().team == TeamKind::Managed && known != m_managed.cend())
        return take(*known);
    const auto as = account();
    if (!as)
        return finish(End::Failed, QStringLiteral("there is no key to create it with"));
    const std::int64_t team = m_setup.settings.team;
    if (!step().team) {
        calcom::CreateEventType create{step().draft};
        const Staff *member = m_setup.catalogue.member(step().staff);
        if (!m_setup.settings.staff_keys.contains(member->key))
            create.draft.owner_id = user();
        return send(create.request(*as), &EventMapBuilder::created);
    }
    if (step().event_type_id != 0)
        return send(calcom::UpdateTeamEventType{team, step().event_type_id, step().hosts, step().draft}.request(*as),
                    &EventMapBuilder::created);
    send(calcom::CreateTeamEventType{team, *step().team, step().hosts, step().draft}.request(*as),
         &EventMapBuilder::created);
}

void EventMapBuilder::created(Answer &answer)
{
    if (const auto types = calcom::eventTypesIn(answer); types && !types->isEmpty())
        return take(*types);
    const bool is_there = answer.error.message.contains(u"already has an event type with this slug");
    if (is_there || answer.kind == AnswerClass::Unclear)
        return lookFor();
    if (!repeats(answer))
        finish(End::Failed, answer.error.text());
}

/// Whatever became of the create: what it made has its slug.
void EventMapBuilder::lookFor()
{
    const auto as = account();
    const OutgoingRequest request = step().team ? calcom::ListTeamEventTypes{m_setup.settings.team}.request(*as)
                                                : calcom::ListEventTypes{}.request(*as);
    --m_sends; // looking is no send
    send(request, &EventMapBuilder::looked);
}

void EventMapBuilder::looked(Answer &answer)
{
    const auto types = calcom::eventTypesIn(answer);
    if (!types) {
        if (!repeats(answer))
            finish(End::Failed, answer.error.text());
        return;
    }
    for (const EventType &type : *types) {
        const bool is_ours = step().team == TeamKind::Managed ? type.managed_parent : isTypeOf(type, user());
        if (type.slug != step().draft.slug)
            continue;
        if (is_ours)
            return take({type});
        if (!step().team)
            return finish(End::Failed, kNeedsOwnKey);
    }
    if (m_sends >= kSends)
        return finish(End::Failed, QStringLiteral("Cal.com does not say whether it was created; try again later"));
    m_setup.executor.after(kPause, [self = shared_from_this()] { self->create(); });
}

/// The one that is this person's; a managed type comes with everybody's.
void EventMapBuilder::take(const QList<EventType> &types)
{
    if (step().team == TeamKind::Managed) {
        m_managed.insert(step().draft.slug, types);
        for (const EventType &type : types)
            if (!type.managed_parent && type.owner_id == user())
                return link(types.constFirst().id, type.id);
        return finish(End::Failed, QStringLiteral("Cal.com made no child of event type %1 for this person: take the "
                                                  "person out of it and assign them again")
                                       .arg(types.constFirst().id));
    }
    const EventType &type = types.constFirst();
    if (isTypeOf(type, user()))
        return link(type.id, std::nullopt);
    discard(type.id);
}

/// Without the person's own key Cal.com makes it for whoever the key belongs to.
void EventMapBuilder::discard(std::int64_t id)
{
    m_setup.transport.send(calcom::DeleteEventType{id}.request(*account()), [self = shared_from_this(),
                                                                             id](const IncomingAnswer &incoming) {
        const bool is_gone = incoming.status >= 200 && incoming.status < 300;
        self->finish(End::Failed,
                     is_gone ? kNeedsOwnKey : kNeedsOwnKey + QStringLiteral(" (%1 is still there)").arg(id));
    });
}

void EventMapBuilder::link(std::int64_t event_type, std::optional<std::int64_t> child)
{
    const EventMap map{step().staff, step().service, step().segment, event_type, child};
    m_setup.store(step(), map, [self = shared_from_this(), map](const Result<void> &stored) {
        self->finish(stored ? End::Done : End::Failed,
                     stored ? QStringLiteral("event type %1").arg(map.bookableId()) : stored.error().detail);
    });
}

void EventMapBuilder::change()
{
    const auto as = account();
    if (!as)
        return finish(End::Failed, QStringLiteral("there is no key to change it with"));
    const OutgoingRequest request =
        step().team
            ? calcom::UpdateTeamEventType{m_setup.settings.team, step().event_type_id, {}, step().draft}.request(*as)
            : calcom::UpdateEventType{step().event_type_id, step().draft}.request(*as);
    send(request, &EventMapBuilder::changed);
}

void EventMapBuilder::changed(Answer &answer)
{
    const auto type = calcom::eventTypeIn(answer);
    if (type && type->length_min == step().draft.length_min)
        return finish(End::Done, QStringLiteral("event type %1").arg(step().event_type_id));
    if (type)
        return finish(End::Failed, QStringLiteral("Cal.com kept its own settings"));
    if (!repeats(answer))
        finish(End::Failed, answer.error.text());
}

/// Later again: what was not executed as often as it takes, what may have been a few times. False = given up.
bool EventMapBuilder::repeats(const Answer &answer)
{
    const bool was_refused = answer.kind == AnswerClass::NotExecuted && ++m_waits <= kWaits;
    const bool is_unclear = answer.kind == AnswerClass::Unclear && m_sends < kSends;
    if (!was_refused && !is_unclear)
        return false;
    if (was_refused)
        m_sends -= m_sends > 0 ? 1 : 0;
    m_setup.executor.after(answer.wait_hint.value_or(kPause), [self = shared_from_this()] { self->perform(); });
    return true;
}

void EventMapBuilder::finish(End end, const QString &detail)
{
    if (end == End::Failed)
        qCWarning(lcSync).noquote() << "event map:" << word(step().action) << "failed:" << maskedText(detail);
    m_progress({step(), end, detail}, static_cast<int>(m_at) + 1, static_cast<int>(m_plan.steps.size()));
    m_setup.executor.post([self = shared_from_this()] { self->next(); });
}

} // namespace salon
