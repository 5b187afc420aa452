// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/desk.h"
#include "ui/widgets/sidepanel.h"
#include "ui/widgets/theme.h"

class QProgressBar;

namespace salon
{

class KeyButton;

/// Several cases at once: what would happen is said in one sentence before; then one after the other, with progress,
/// until done or stopped. What is refused stays in the list.
/// Thread: GUI.
class ReviewBulk final : public SidePanel
{
    Q_OBJECT
public:
    ReviewBulk(Desk &desk, QWidget *page);
    void setPeople(const QStringList &people) { m_people = people; }
    void setZone(const Zone &zone) { m_zone = zone; }
    void open(const QString &title, const QList<ReviewView> &cases);
    void doSuggested();
    bool isRunning() const { return m_running; }

Q_SIGNALS:
    void said(const QString &text, salon::Tone tone);
    void eventMapsWanted(salon::ServiceId service, salon::StaffId staff);
    /// The last one was answered, or it was stopped; these can be taken back.
    void finished(const QList<salon::ReviewId> &can_undo);

private:
    using Then = ReviewDesk::Answer<void>;
    using Decision = std::function<void(ReviewId id, const Then &then)>;
    QWidget *buildProgress();
    QWidget *buildActions();
    KeyButton *button(const QString &text, const QKeySequence &key, const char *name, std::function<void()> work);
    void showForesight(int parts, int unmapped, int over);
    void askToSettle();
    void askToSnooze();
    void askWho();
    void start(const QList<ReviewId> &ids, Decision decision, bool can_undo);
    void next();
    void finish();
    QList<ReviewId> all() const;

    Desk &m_desk;
    QWidget *m_page;
    QStringList m_people;
    Zone m_zone;
    QList<ReviewView> m_cases;
    bool m_lacks_map = false; // one gap is behind all of them
    QList<ReviewId> m_can_send;
    QList<ReviewId> m_can_look;
    QList<ReviewId> m_left; // of the action under way
    QList<ReviewId> m_done;
    Decision m_decision;
    bool m_can_undo = false;
    bool m_running = false;
    int m_total = 0;
    int m_refused = 0;
    QLabel *m_foresight;
    QWidget *m_progress_box;
    QProgressBar *m_progress;
    QWidget *m_actions;
    KeyButton *m_do;
    KeyButton *m_send;
    KeyButton *m_look;
};

} // namespace salon
