// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include "core/engine/desk.h"
#include "ui/widgets/theme.h"

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace salon
{

/// One page of the window: title with a line of facts, tools at its right, a body. It reads again when rows of its
/// tables were committed (by this process or another), at once while it is seen, else when it is shown next.
/// Thread: GUI.
class Page : public QWidget
{
    Q_OBJECT
public:
    Page(Desk &desk, const QString &title, const QStringList &tables);
    void setCatalogue(const Catalogue &catalogue);
    /// F5, the demo's steps, and every change.
    virtual void reload() = 0;
    virtual void focusSearch() {}

Q_SIGNALS:
    /// What just happened, for the status bar.
    void said(const QString &text, salon::Tone tone);

protected:
    void showEvent(QShowEvent *event) override;
    virtual void catalogueChanged() {}
    void setTitle(const QString &title);
    void setFacts(const QString &facts);
    QString title() const;
    QHBoxLayout *tools() const { return m_tools; }
    QVBoxLayout *body() const { return m_body; }
    const Catalogue &catalogue() const { return m_catalogue; }
    const Zone &zone() const { return m_catalogue.salon.zone; }
    Desk &desk() const { return m_desk; }
    void reloadSoon();
    /// A surface with rounded corners and room inside.
    static QVBoxLayout *card(QWidget *frame, const QMargins &margins);

private:
    void heard(const StoreChanged &change);
    Desk &m_desk;
    const QStringList m_tables;
    Catalogue m_catalogue;
    QLabel *m_title;
    QLabel *m_facts;
    QHBoxLayout *m_tools;
    QVBoxLayout *m_body;
    QTimer m_soon;
    bool m_stale = true;
    bool m_has_catalogue = false;
};

} // namespace salon
