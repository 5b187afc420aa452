<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>DeskWords</name>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewWords</name>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>%n attempt</numerusform>
            <numerusform>%n attempts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s): event maps are missing for %1 with %2</source>
        <translation>
            <numerusform>%n case: event maps are missing for %1 with %2</numerusform>
            <numerusform>%n cases: event maps are missing for %1 with %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s): %1</source>
        <translation>
            <numerusform>%n case: %1</numerusform>
            <numerusform>%n cases: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>salon::AppointmentsPage</name>
    <message numerus="yes">
        <source>%n appointment(s)</source>
        <translation>
            <numerusform>%n appointment</numerusform>
            <numerusform>%n appointments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>salon::CallsPage</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) today</source>
        <translation>
            <numerusform>%n call today</numerusform>
            <numerusform>%n calls today</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n booked</source>
        <translation>
            <numerusform>%n booked</numerusform>
            <numerusform>%n booked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call-back(s)</source>
        <translation>
            <numerusform>%n call-back</numerusform>
            <numerusform>%n call-backs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last step: %1 · %n step(s)</source>
        <translation>
            <numerusform>Last step: %1 · %n step</numerusform>
            <numerusform>Last step: %1 · %n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n booking(s) made</source>
        <translation>
            <numerusform>%n booking made</numerusform>
            <numerusform>%n bookings made</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>salon::DashboardPage</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n appointment(s)</source>
        <translation>
            <numerusform>%1 of %n appointment</numerusform>
            <numerusform>%1 of %n appointments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>a day · %n open</source>
        <translation>
            <numerusform>a day · %n open</numerusform>
            <numerusform>a day · %n open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>salon::EventMapsPage</name>
    <message numerus="yes">
        <source>%n map(s), all complete</source>
        <translation>
            <numerusform>%n map, complete</numerusform>
            <numerusform>%n maps, all complete</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pair(s) without complete maps</source>
        <translation>
            <numerusform>%n pair without complete maps</numerusform>
            <numerusform>%n pairs without complete maps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n segment(s) to mirror</source>
        <translation>
            <numerusform>%n segment</numerusform>
            <numerusform>%n segments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>salon::ReviewBulk</name>
    <message numerus="yes">
        <source>%n case(s) can be sent again</source>
        <translation>
            <numerusform>%n case can be sent again</numerusform>
            <numerusform>%n cases can be sent again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s).</source>
        <translation>
            <numerusform>%n part.</numerusform>
            <numerusform>%n parts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cannot: an event map is missing.</source>
        <translation>
            <numerusform>%n cannot: an event map is missing.</numerusform>
            <numerusform>%n cannot: an event map is missing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cannot: nothing of it is left to send.</source>
        <translation>
            <numerusform>%n cannot: nothing of it is left to send.</numerusform>
            <numerusform>%n cannot: nothing of it is left to send.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n done.</source>
        <translation>
            <numerusform>%n done.</numerusform>
            <numerusform>%n done.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n had changed meanwhile and stay.</source>
        <translation>
            <numerusform>%n had changed meanwhile and stays.</numerusform>
            <numerusform>%n had changed meanwhile and stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped before the last %n.</source>
        <translation>
            <numerusform>Stopped before the last one.</numerusform>
            <numerusform>Stopped before the last %n.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>salon::ReviewPage</name>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them put aside</source>
        <translation>
            <numerusform>%n of them put aside</numerusform>
            <numerusform>%n of them put aside</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cases chosen</source>
        <translation>
            <numerusform>%n case chosen</numerusform>
            <numerusform>%n cases chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>salon::ReviewPanel</name>
    <message numerus="yes">
        <source>It comes back for the %n. time.</source>
        <translation>
            <numerusform>It comes back for the first time.</numerusform>
            <numerusform>It comes back for the %n. time.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>salon::Sidebar</name>
    <message numerus="yes">
        <source>%n live</source>
        <translation>
            <numerusform>%n live</numerusform>
            <numerusform>%n live</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>salon::StatusStrip</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to review</source>
        <translation>
            <numerusform>%n to review</numerusform>
            <numerusform>%n to review</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) not reported</source>
        <translation>
            <numerusform>%n call not reported</numerusform>
            <numerusform>%n calls not reported</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Clock is %n minute(s) off</source>
        <translation>
            <numerusform>Clock is %n minute off</numerusform>
            <numerusform>Clock is %n minutes off</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>compared %1: %n difference(s)</source>
        <translation>
            <numerusform>compared %1: %n difference</numerusform>
            <numerusform>compared %1: %n differences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>salon::UnknownWordCard</name>
    <message numerus="yes">
        <source>%n caller(s) said it and the phone had to ask</source>
        <translation>
            <numerusform>%n caller said it and the phone had to ask</numerusform>
            <numerusform>%n callers said it and the phone had to ask</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more word(s) after this one</source>
        <translation>
            <numerusform>%n more word after this one</numerusform>
            <numerusform>%n more words after this one</numerusform>
        </translation>
    </message>
</context>
</TS>
