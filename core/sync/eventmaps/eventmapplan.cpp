// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/eventmaps/eventmapplan.h"

#include "core/base/checks.h"

#include <algorithm>

namespace salon
{

using calcom::EventType;
using calcom::EventTypeDraft;
using calcom::TeamKind;
using Action = EventMapStep::Action;

namespace
{

/// As Cal.com writes addresses: small letters, digits and hyphens.
QString slugOf(const QStringList &words)
{
    QString slug;
    for (const QChar c : words.join(QLatin1Char('-')).toLower()) {
        const bool is_plain = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        slug += is_plain ? c : QLatin1Char('-');
    }
    return slug;
}

const Segment *segmentOf(const Service &service, const QString &key)
{
    const auto found = std::find_if(service.segments.cbegin(), service.segments.cend(),
                                    [&](const Segment &segment) { return segment.key == key; });
    return found == service.segments.cend() ? nullptr : &*found;
}

/// Is it only settings that a change puts right?
bool canBeChanged(EventMapState state)
{
    switch (state) {
    case EventMapState::WrongDuration:
    case EventMapState::ConfirmationOn:
    case EventMapState::NoticeTooLong:
    case EventMapState::WindowTooShort:
    case EventMapState::LimitTooLow:
    case EventMapState::BuffersSet:
        return true;
    case EventMapState::Ok:
    case EventMapState::Missing:
    case EventMapState::ChildEqualsParent:
    case EventMapState::StaffWithoutUser:
    case EventMapState::Duplicate:
    case EventMapState::StaleKey:
    case EventMapState::RemoteDeleted:
    case EventMapState::ParentUnresolved:
    case EventMapState::WrongHost:
    case EventMapState::UnknownRequiredField:
    case EventMapState::HiddenEmail:
        break;
    }
    return false;
}

/// One audit turned into steps.
class Planner
{
public:
    Planner(const Catalogue &catalogue, const RemoteEventTypes &remote, EventTypeLayout layout, std::int64_t team)
        : m_catalogue(catalogue)
        , m_remote(remote)
        , m_layout(team > 0 ? layout : EventTypeLayout::Individual)
        , m_team(team)
    {
    }

    QList<EventMapStep> steps()
    {
        const EventMapAudit audit = EventMapAudit::of(m_catalogue, m_remote);
        for (const EventMapFinding &finding : audit.findings)
            add(finding);
        shareParents();
        return m_steps;
    }

private:
    void add(const EventMapFinding &finding)
    {
        EventMapStep step{
            .service = finding.service, .staff = finding.staff, .segment = finding.segment, .state = finding.state};
        if (finding.state == EventMapState::StaleKey) {
            step.action = Action::Delete;
            step.detail = QStringLiteral("forget this map; its event type stays at Cal.com");
            m_steps.append(step);
            return;
        }
        const Staff &member = *m_catalogue.member(finding.staff);
        if (!member.calcom_user_id) {
            step.detail = finding.remedy;
            m_steps.append(step);
            return;
        }
        step.draft = draftOf(step);
        const EventMap *map = m_catalogue.eventMap(step.staff, step.service, step.segment);
        if (finding.state == EventMapState::Duplicate && isRightful(*map, *member.calcom_user_id))
            return; // the other one gets a type of their own
        if (canBeChanged(finding.state) && !standsForMore(*map))
            change(step, *map);
        else
            provide(step, map, *member.calcom_user_id);
    }

    EventTypeDraft draftOf(const EventMapStep &step) const
    {
        const Service &service = *m_catalogue.service(step.service);
        const Staff &member = *m_catalogue.member(step.staff);
        const Segment &segment = *segmentOf(service, step.segment);
        const int minutes = m_catalogue.minutes(service, segment, step.staff);
        QStringList words{service.key, segment.key};
        if (m_layout == EventTypeLayout::RoundRobin)
            words.append(member.key);
        if (m_layout == EventTypeLayout::Managed && minutes != segment.minutes)
            words.append(QStringLiteral("%1min").arg(minutes));
        const Branch *branch = m_catalogue.branch(member.branch);
        return {.length_min = minutes,
                .title = QStringLiteral("%1: %2").arg(service.name, segment.name),
                .slug = slugOf(words),
                .address = branch ? branch->name : m_catalogue.salon.name};
    }

    bool isRightful(const EventMap &map, std::int64_t user) const
    {
        const EventType *type = m_remote.type(map.bookableId());
        return type && isTypeOf(*type, user);
    }

    /// Another map points to the same type: what is right for one would be wrong for the other.
    bool standsForMore(const EventMap &map) const
    {
        return std::any_of(m_catalogue.event_maps.cbegin(), m_catalogue.event_maps.cend(), [&](const EventMap &other) {
            return other != map && other.bookableId() == map.bookableId();
        });
    }

    void change(EventMapStep step, const EventMap &map)
    {
        const EventType &type = *m_remote.type(map.bookableId());
        const bool is_child = map.child_event_type_id.has_value();
        step.event_type_id = is_child ? map.event_type_id : type.id;
        step.action = Action::Change;
        if (is_child || type.owner_id == 0) {
            step.team = is_child ? TeamKind::Managed : TeamKind::RoundRobin;
            if (m_team <= 0) {
                step.action = Action::Manual;
                step.detail = QStringLiteral("event type %1 is a team's: change it there, or set calcom/team")
                                  .arg(step.event_type_id);
                m_steps.append(step);
                return;
            }
        }
        step.detail = QStringLiteral("set event type %1 to %2 minutes without notice, buffers, limits and confirmation")
                          .arg(step.event_type_id)
                          .arg(step.draft.length_min);
        m_steps.append(step);
    }

    /// A type that is there and free for this segment is taken, else one is made.
    void provide(EventMapStep step, const EventMap *map, std::int64_t user)
    {
        if (const EventType *there = adoptable(step.draft, map, user))
            return adopt(step, *there, map);
        step.draft.slug = freeSlug(step.draft.slug, user);
        if (const EventType *there = adoptable(step.draft, map, user))
            return adopt(step, *there, map);
        step.action = Action::Create;
        step.hosts = {user};
        step.detail = QStringLiteral("create \"%1\", %2 minutes").arg(step.draft.title).arg(step.draft.length_min);
        if (m_layout == EventTypeLayout::RoundRobin) {
            step.team = TeamKind::RoundRobin;
        } else if (m_layout == EventTypeLayout::Managed) {
            step.team = TeamKind::Managed;
            if (const EventType *parent = parentBySlug(step.draft.slug)) {
                step.event_type_id = parent->id;
                step.hosts = parent->hosts + step.hosts;
                step.detail = QStringLiteral("assign the person to the managed event type %1").arg(parent->id);
            }
        }
        m_steps.append(step);
    }

    void adopt(EventMapStep step, const EventType &there, const EventMap *map)
    {
        step.action = Action::Link;
        step.event_type_id = there.id;
        if (const std::int64_t parent = parentOf(there, map); parent != 0) {
            step.event_type_id = parent;
            step.child_id = there.id;
        }
        m_taken.insert(there.id);
        step.detail = QStringLiteral("use event type %1 \"%2\", which is there already").arg(there.id).arg(there.title);
        m_steps.append(step);
    }

    /// What has the name already and cannot be used keeps it: the new one gets a number.
    QString freeSlug(const QString &wanted, std::int64_t user) const
    {
        QString slug = wanted;
        for (int number = 2; isSlugSpoiled(slug, user); ++number)
            slug = QStringLiteral("%1-%2").arg(wanted).arg(number);
        return slug;
    }

    bool isSlugSpoiled(const QString &slug, std::int64_t user) const
    {
        const std::int64_t owner = m_layout == EventTypeLayout::Individual ? user : 0;
        return std::any_of(m_remote.types.cbegin(), m_remote.types.cend(), [&](const EventType &type) {
            const bool is_our_parent = m_layout == EventTypeLayout::Managed && type.managed_parent;
            return type.owner_id == owner && type.slug == slug && !is_our_parent &&
                   (isUsed(type.id) || !isSound(type) || !isTypeOf(type, user) || type.managed_parent);
        });
    }

    const EventType *adoptable(const EventTypeDraft &draft, const EventMap *map, std::int64_t user) const
    {
        const EventType *parent = map ? m_remote.type(map->event_type_id) : nullptr;
        const QString parents_slug = parent && parent->managed_parent ? parent->slug : QString();
        QList<const EventType *> found;
        for (const EventType &type : m_remote.types)
            if (isTypeOf(type, user) && !isUsed(type.id) && fits(type, draft, parents_slug))
                found.append(&type);
        const auto oldest = std::min_element(found.cbegin(), found.cend(),
                                             [](const EventType *a, const EventType *b) { return a->id < b->id; });
        return oldest == found.cend() ? nullptr : *oldest;
    }

    static bool isSound(const EventType &type)
    {
        return !type.managed_parent && !type.confirms && type.required_fields.isEmpty() && !type.hides_email;
    }

    static bool fits(const EventType &type, const EventTypeDraft &draft, const QString &parents_slug)
    {
        const bool is_named_so = type.slug == draft.slug || (!parents_slug.isEmpty() && type.slug == parents_slug) ||
                                 type.title == draft.title;
        return is_named_so && type.length_min == draft.length_min && isSound(type);
    }

    bool isUsed(std::int64_t id) const
    {
        return m_taken.contains(id) || std::any_of(m_catalogue.event_maps.cbegin(), m_catalogue.event_maps.cend(),
                                                   [&](const EventMap &map) { return map.bookableId() == id; });
    }

    std::int64_t parentOf(const EventType &type, const EventMap *map) const
    {
        if (type.parent_id != 0)
            return type.parent_id;
        const EventType *known = map ? m_remote.type(map->event_type_id) : nullptr;
        if (known && known->managed_parent && known->slug == type.slug)
            return known->id;
        const EventType *parent = type.owner_id != 0 ? parentBySlug(type.slug) : nullptr;
        return parent ? parent->id : 0;
    }

    const EventType *parentBySlug(const QString &slug) const
    {
        const auto found = std::find_if(m_remote.types.cbegin(), m_remote.types.cend(), [&](const EventType &type) {
            return type.managed_parent && type.slug == slug;
        });
        return found == m_remote.types.cend() ? nullptr : &*found;
    }

    /// Whoever needs a child of the same parent is its host from the beginning.
    void shareParents()
    {
        for (EventMapStep &step : m_steps) {
            if (step.action != Action::Create || step.team != TeamKind::Managed)
                continue;
            for (const EventMapStep &other : std::as_const(m_steps)) {
                const bool is_same = other.action == Action::Create && other.draft.slug == step.draft.slug;
                const std::int64_t user = m_catalogue.member(other.staff)->calcom_user_id.value_or(0);
                if (is_same && !step.hosts.contains(user))
                    step.hosts.append(user);
            }
        }
    }

    const Catalogue &m_catalogue;
    const RemoteEventTypes &m_remote;
    const EventTypeLayout m_layout;
    const std::int64_t m_team;
    QList<EventMapStep> m_steps;
    QSet<qint64> m_taken;
};

} // namespace

QString word(EventMapStep::Action action)
{
    switch (action) {
    case Action::Create:
        return QStringLiteral("create");
    case Action::Link:
        return QStringLiteral("link");
    case Action::Change:
        return QStringLiteral("change");
    case Action::Delete:
        return QStringLiteral("delete");
    case Action::Manual:
        return QStringLiteral("manual");
    }
    SALON_CHECK(!"every action has a word");
}

EventMapPlan EventMapPlan::of(const Catalogue &catalogue, const RemoteEventTypes &remote, EventTypeLayout layout,
                              std::int64_t team)
{
    return {Planner(catalogue, remote, layout, team).steps()};
}

EventMapPlan EventMapPlan::of(ServiceId service, StaffId staff) const
{
    EventMapPlan only;
    for (const EventMapStep &step : steps)
        if (step.service == service && step.staff == staff)
            only.steps.append(step);
    return only;
}

} // namespace salon
