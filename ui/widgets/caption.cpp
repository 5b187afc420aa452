// SPDX-FileCopyrightText: 2026 The Salondesk founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/caption.h"

namespace salon
{

Caption::Caption(const QString &text, QWidget *field)
    : QLabel(text)
{
    setObjectName(QStringLiteral("caption"));
    setBuddy(field);
    field->setAccessibleName(QString(text).remove(u'&'));
}

} // namespace salon
