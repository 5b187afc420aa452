// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/desk.h"
#include "ui/models/reviewwords.h"
#include "ui/widgets/sidepanel.h"

#include <QPointer>

class QAction;
class QMenu;
class QPlainTextEdit;
class QPushButton;

namespace salon
{

class CardTable;
class KeyButton;

/// One case: told / here / Cal.com side by side with what differs marked, everything that was tried and done, and each
/// decision with its key. The suggested one is the filled button; Enter in the list does it.
/// Thread: GUI.
class ReviewPanel final : public SidePanel
{
    Q_OBJECT
public:
    ReviewPanel(Desk &desk, QWidget *page);
    void setCatalogue(const Catalogue &catalogue) { m_catalogue = catalogue; }
    void setPeople(const QStringList &people) { m_people = people; }
    void open(const ReviewDetail &detail);
    /// What the filled button says.
    void doSuggested();

Q_SIGNALS:
    /// A decision was carried out, or could not be.
    void answered(salon::ReviewId id, const salon::Result<void> &done, const QString &text, bool can_undo);
    void said(const QString &text, salon::Tone tone);
    void appointmentWanted(salon::AppointmentId id);
    void eventMapsWanted(salon::ServiceId service, salon::StaffId staff);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *buildTruth();
    QWidget *buildTimeline();
    QWidget *buildActions();
    void buildMore();
    KeyButton *button(const QString &text, const QKeySequence &key, const char *name, ReviewStep step);
    QAction *action(const QString &text, const QKeySequence &key, const char *name, std::function<void()> work);
    void showTruth();
    void showActions();
    QString thereNow(const Phase &phase) const;
    bool differs(const Phase &phase) const;
    void showExchange(const QString &row);
    void act(ReviewStep step);
    void findTime(bool other_person);
    void copyNumber();
    void askToSettle();
    void askToSnooze();
    void askWho();
    std::function<void(Result<void>)> answerOf(const QString &text, bool can_undo);

    Desk &m_desk;
    QWidget *m_page;
    Catalogue m_catalogue;
    QStringList m_people;
    ReviewDetail m_case;
    QLabel *m_cause;
    QLabel *m_told;
    QLabel *m_here;
    QLabel *m_there;
    RowModel *m_rows;
    CardTable *m_timeline;
    QPlainTextEdit *m_exchange; // the chosen one, to be copied
    KeyButton *m_do;
    KeyButton *m_send;
    KeyButton *m_look;
    KeyButton *m_time;
    KeyButton *m_accept;
    KeyButton *m_push;
    QMenu *m_menu;
    QList<QAction *> m_actions;
    QAction *m_to_appointment;
    QAction *m_other_person;
    QAction *m_call;
    QAction *m_maps;
};

} // namespace salon
