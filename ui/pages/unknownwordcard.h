// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "core/engine/desk.h"
#include "ui/widgets/theme.h"

class QLabel;

namespace salon
{

class KeyButton;

/// What callers called a service and the phone did not understand: the most frequent word, and what can be done about
/// it. Hidden while there is none. Thread: GUI.
class UnknownWordCard final : public QFrame
{
    Q_OBJECT
public:
    UnknownWordCard(Desk &desk, QWidget *page);
    void reload();

Q_SIGNALS:
    void said(const QString &text, salon::Tone tone);

private:
    void show(const QList<UnknownWord> &words);
    void ask();
    void teach(const Catalogue &catalogue);
    void forget();
    void answered(const Result<void> &done, const QString &text);

    Desk &m_desk;
    QString m_word;
    QLabel *m_title;
    QLabel *m_facts;
    KeyButton *m_teach;
    KeyButton *m_forget;
};

} // namespace salon
