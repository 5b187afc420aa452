// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <optional>
#include <QJsonObject>
#include <QString>

namespace salon
{

/// A text from outside as it may be stored, logged and shown: at most `longest` characters, none of them a control
/// or format character, a lone surrogate or anything else that is not to be seen.
QString plainText(const QString &sent, qsizetype longest);

/// An agent's arguments, made harmless in one place: texts trimmed, numbers and booleans in any form, stand-ins for
/// "nothing" ("null", "undefined", "{{never_filled}}") taken as absent, unknown arguments ignored.
class CallArguments
{
public:
    explicit CallArguments(const QJsonObject &sent);

    /// The first of these spellings that was sent with a text in it; truth values and "0" are none.
    QString text(std::initializer_list<const char *> spellings) const;
    std::optional<int> number(std::initializer_list<const char *> spellings) const;
    std::optional<bool> flag(std::initializer_list<const char *> spellings) const;

    /// All that is left of them, as texts.
    const QJsonObject &cleaned() const { return m_texts; }
    /// Was one of them a template variable that nobody filled in?
    bool hasPlaceholder() const { return m_has_placeholder; }

private:
    QString sent(std::initializer_list<const char *> spellings) const;

    QJsonObject m_texts;
    bool m_has_placeholder = false;
};

} // namespace salon
