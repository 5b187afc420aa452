<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>DeskWords</name>
    <message>
        <source>dddd, d MMMM</source>
        <extracomment>A long date in Qt&apos;s format letters</extracomment>
        <translation>dddd, d. MMMM</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>morgen</translation>
    </message>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <translation>
            <numerusform>in %n Tag</numerusform>
            <numerusform>in %n Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>vor %n Tag</numerusform>
            <numerusform>vor %n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>number withheld</source>
        <translation>Nummer unterdrückt</translation>
    </message>
    <message>
        <source>booked</source>
        <translation>gebucht</translation>
    </message>
    <message>
        <source>arrived</source>
        <translation>da</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>did not come</source>
        <translation>nicht gekommen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgesagt</translation>
    </message>
    <message>
        <source>only here</source>
        <translation>nur hier</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 wartet</translation>
    </message>
    <message>
        <source>%1 check</source>
        <translation>%1 prüfen</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>at Cal.com</source>
        <translation>bei Cal.com</translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation>nicht bestätigt</translation>
    </message>
    <message>
        <source>by phone</source>
        <translation>per Telefon</translation>
    </message>
    <message>
        <source>at the desk</source>
        <translation>am Empfang</translation>
    </message>
    <message>
        <source>from Cal.com</source>
        <translation>von Cal.com</translation>
    </message>
    <message>
        <source>by command line</source>
        <translation>per Befehl</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>eingelesen</translation>
    </message>
    <message>
        <source>Not assigned</source>
        <translation>Nicht zugeteilt</translation>
    </message>
    <message>
        <source>There is no event type at Cal.com for this service with this person, so nothing was sent.</source>
        <translation>Für diese Leistung bei dieser Person gibt es bei Cal.com keinen Event-Typ, darum wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Cal.com did not confirm the booking, and several look-ups did not find it.</source>
        <translation>Cal.com hat die Buchung nicht bestätigt, und mehrere Nachprüfungen haben sie nicht gefunden.</translation>
    </message>
    <message>
        <source>Cal.com says that this time is already taken there.</source>
        <translation>Cal.com sagt, dass diese Zeit dort schon belegt ist.</translation>
    </message>
    <message>
        <source>Some phases are at Cal.com, at least one is missing.</source>
        <translation>Ein Teil der Abschnitte steht bei Cal.com, mindestens einer fehlt.</translation>
    </message>
    <message>
        <source>Cal.com refused the request for a definite reason.</source>
        <translation>Cal.com hat die Anfrage aus einem eindeutigen Grund abgelehnt.</translation>
    </message>
    <message>
        <source>Cal.com does not accept the key. Until it is renewed, nothing is sent with it.</source>
        <translation>Cal.com nimmt den Schlüssel nicht an. Bis er erneuert ist, wird damit nichts gesendet.</translation>
    </message>
    <message>
        <source>The booking is no longer at Cal.com.</source>
        <translation>Die Buchung steht nicht mehr bei Cal.com.</translation>
    </message>
    <message>
        <source>The booking was moved at Cal.com.</source>
        <translation>Die Buchung wurde bei Cal.com verschoben.</translation>
    </message>
    <message>
        <source>The booking was cancelled at Cal.com.</source>
        <translation>Die Buchung wurde bei Cal.com abgesagt.</translation>
    </message>
    <message>
        <source>The same appointment is at Cal.com more than once.</source>
        <translation>Derselbe Termin steht mehrfach bei Cal.com.</translation>
    </message>
    <message>
        <source>The caller was told something else than what the book says.</source>
        <translation>Am Telefon wurde etwas anderes gesagt, als im Buch steht.</translation>
    </message>
    <message>
        <source>Something that Cal.com needs is missing here, for example the e-mail address for bookings.</source>
        <translation>Hier fehlt etwas, das Cal.com braucht, zum Beispiel die E-Mail-Adresse für Buchungen.</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>found and taken over</source>
        <translation>gefunden und übernommen</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>taken there</source>
        <translation>dort belegt</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>unclear</source>
        <translation>unklar</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>nicht gesendet</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>Look-up</source>
        <translation>Nachprüfung</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Absagen</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>call back</source>
        <translation>Rückruf</translation>
    </message>
    <message>
        <source>nothing booked</source>
        <translation>kein Termin</translation>
    </message>
    <message>
        <source>The book is busy at the moment. Please try again.</source>
        <translation>Das Buch ist gerade beschäftigt. Bitte noch einmal versuchen.</translation>
    </message>
    <message>
        <source>This entry no longer exists.</source>
        <translation>Diesen Eintrag gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>Something in the entry is not right.</source>
        <translation>An der Eingabe stimmt etwas nicht.</translation>
    </message>
    <message>
        <source>The database does not answer as it should.</source>
        <translation>Die Datenbank antwortet nicht, wie sie soll.</translation>
    </message>
    <message>
        <source>Cal.com could not be reached.</source>
        <translation>Cal.com war nicht erreichbar.</translation>
    </message>
    <message>
        <source>Something unexpected happened. The log says more.</source>
        <translation>Etwas Unerwartetes ist passiert. Das Protokoll sagt mehr.</translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>A short date in Qt&apos;s format letters, after the weekday</extracomment>
        <translation>d.M.</translation>
    </message>
    <message>
        <source>never at Cal.com</source>
        <translation>nie bei Cal.com</translation>
    </message>
    <message>
        <source>being cancelled there</source>
        <translation>wird dort abgesagt</translation>
    </message>
    <message>
        <source>cancelled there too</source>
        <translation>auch dort abgesagt</translation>
    </message>
    <message>
        <source>check the cancellation</source>
        <translation>Absage prüfen</translation>
    </message>
    <message>
        <source>The appointment had already begun.</source>
        <translation>Der Termin hatte schon begonnen.</translation>
    </message>
    <message>
        <source>The customer has no name.</source>
        <translation>Der Name der Kundin oder des Kunden fehlt.</translation>
    </message>
    <message>
        <source>The e-mail address for bookings is not set.</source>
        <translation>Die E-Mail-Adresse für Buchungen ist nicht eingestellt.</translation>
    </message>
    <message>
        <source>The address for bookings is a staff member&apos;s own.</source>
        <translation>Die Adresse für Buchungen gehört jemandem aus dem Team.</translation>
    </message>
    <message>
        <source>Somebody changed this appointment meanwhile. It was: %1. It is now: %2.</source>
        <translation>Jemand hat diesen Termin inzwischen geändert. Er war: %1. Jetzt ist er: %2.</translation>
    </message>
    <message>
        <source>The book has changed meanwhile.</source>
        <translation>Das Buch hat sich inzwischen geändert.</translation>
    </message>
    <message>
        <source>The program ended while this was being sent.</source>
        <translation>Das Programm wurde beim Senden beendet.</translation>
    </message>
    <message>
        <source>There was no connection.</source>
        <translation>Es gab keine Verbindung.</translation>
    </message>
    <message>
        <source>The connection broke after sending.</source>
        <translation>Die Verbindung brach nach dem Senden ab.</translation>
    </message>
    <message>
        <source>There was no answer in time.</source>
        <translation>Es kam nicht rechtzeitig eine Antwort.</translation>
    </message>
    <message>
        <source>The answer shows no booking of ours.</source>
        <translation>Die Antwort zeigt keine Buchung von uns.</translation>
    </message>
    <message>
        <source>The list of bookings has no end.</source>
        <translation>Die Liste der Buchungen hört nicht auf.</translation>
    </message>
    <message>
        <source>The booking that was found stands for another phase already.</source>
        <translation>Die gefundene Buchung gehört schon zu einem anderen Abschnitt.</translation>
    </message>
    <message>
        <source>For segment %1 only the managed parent is known.</source>
        <translation>Für Abschnitt %1 ist nur der verwaltete Eltern-Event-Typ bekannt.</translation>
    </message>
    <message>
        <source>There is no event type for segment %1.</source>
        <translation>Für Abschnitt %1 gibt es keinen Event-Typ.</translation>
    </message>
    <message>
        <source>There is no key for this person.</source>
        <translation>Für diese Person gibt es keinen Schlüssel.</translation>
    </message>
    <message>
        <source>The answer could not be read.</source>
        <translation>Die Antwort war nicht lesbar.</translation>
    </message>
    <message>
        <source>That is not possible as things are now.</source>
        <translation>Das geht so, wie es jetzt ist, nicht.</translation>
    </message>
    <message>
        <source>overbooked</source>
        <translation>überbucht</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>beantwortet</translation>
    </message>
    <message>
        <source>hung up</source>
        <translation>aufgelegt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>turned away</source>
        <translation>abgewiesen</translation>
    </message>
</context>
<context>
    <name>ReviewQuestions</name>
    <message>
        <source>Settled by hand?</source>
        <translation>Von Hand erledigt?</translation>
    </message>
    <message>
        <source>Say in a few words what you did; the case leaves the queue.</source>
        <translation>Sagen Sie in wenigen Worten, was Sie getan haben; der Fall verlässt die Liste.</translation>
    </message>
    <message>
        <source>Entered at Cal.com by hand</source>
        <translation>Bei Cal.com von Hand eingetragen</translation>
    </message>
    <message>
        <source>Customer informed</source>
        <translation>Kundin oder Kunden informiert</translation>
    </message>
    <message>
        <source>Appointment no longer needed</source>
        <translation>Termin wird nicht mehr gebraucht</translation>
    </message>
    <message>
        <source>Settle</source>
        <translation>Erledigen</translation>
    </message>
    <message>
        <source>When shall it come back?</source>
        <translation>Wann soll es wiederkommen?</translation>
    </message>
    <message>
        <source>Until then it waits at the end of the queue.</source>
        <translation>Bis dahin wartet es am Ende der Liste.</translation>
    </message>
    <message>
        <source>in one hour</source>
        <translation>in einer Stunde</translation>
    </message>
    <message>
        <source>tomorrow at 9</source>
        <translation>morgen um 9</translation>
    </message>
    <message>
        <source>in three days at 9</source>
        <translation>in drei Tagen um 9</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>Who takes care of it?</source>
        <translation>Wer kümmert sich darum?</translation>
    </message>
    <message>
        <source>The name stands in the list and in the history.</source>
        <translation>Der Name steht in der Liste und im Verlauf.</translation>
    </message>
    <message>
        <source>Give</source>
        <translation>Übergeben</translation>
    </message>
</context>
<context>
    <name>ReviewWords</name>
    <message>
        <source>Send what is missing</source>
        <translation>Fehlendes senden</translation>
    </message>
    <message>
        <source>Look at Cal.com again</source>
        <translation>Bei Cal.com nachsehen</translation>
    </message>
    <message>
        <source>Find another time …</source>
        <translation>Andere Zeit finden …</translation>
    </message>
    <message>
        <source>Take over from Cal.com</source>
        <translation>Von Cal.com übernehmen</translation>
    </message>
    <message>
        <source>Book it again at Cal.com</source>
        <translation>Bei Cal.com neu buchen</translation>
    </message>
    <message>
        <source>Cancel the second one</source>
        <translation>Den zweiten absagen</translation>
    </message>
    <message>
        <source>Call the customer</source>
        <translation>Anrufen</translation>
    </message>
    <message>
        <source>Add the event maps</source>
        <translation>Event-Maps anlegen</translation>
    </message>
    <message>
        <source>Settle by hand …</source>
        <translation>Von Hand erledigen …</translation>
    </message>
    <message>
        <source>Appointment</source>
        <translation>Termin</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kundschaft</translation>
    </message>
    <message>
        <source>Told</source>
        <translation>Gesagt</translation>
    </message>
    <message>
        <source>Cal.com</source>
        <translation>Cal.com</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>Suggestion</source>
        <translation>Vorschlag</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>anders</translation>
    </message>
    <message>
        <source>booked ✓</source>
        <translation>gebucht ✓</translation>
    </message>
    <message>
        <source>here: %1</source>
        <translation>hier: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>%n Versuch</numerusform>
            <numerusform>%n Versuche</numerusform>
        </translation>
    </message>
    <message>
        <source>next %1</source>
        <translation>nächster %1</translation>
    </message>
    <message>
        <source>from a call</source>
        <translation>aus Anruf</translation>
    </message>
    <message>
        <source>again</source>
        <translation>wieder</translation>
    </message>
    <message>
        <source>whole salon</source>
        <translation>ganzer Salon</translation>
    </message>
    <message>
        <source>put aside until %1</source>
        <translation>zurückgestellt bis %1</translation>
    </message>
    <message>
        <source>ignored until it gets worse</source>
        <translation>ignoriert, bis es schlimmer wird</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>by itself</source>
        <translation>von selbst</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s): event maps are missing for %1 with %2</source>
        <translation>
            <numerusform>%n Fall: Event-Maps fehlen für %1 bei %2</numerusform>
            <numerusform>%n Fälle: Event-Maps fehlen für %1 bei %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s): %1</source>
        <translation>
            <numerusform>%n Fall: %1</numerusform>
            <numerusform>%n Fälle: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Fix once</source>
        <translation>Einmal beheben</translation>
    </message>
    <message>
        <source>Decide together</source>
        <translation>Gemeinsam entscheiden</translation>
    </message>
    <message>
        <source>the desk</source>
        <translation>Empfang</translation>
    </message>
    <message>
        <source>the command line</source>
        <translation>Befehlszeile</translation>
    </message>
    <message>
        <source>the phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>booked</source>
        <translation>gebucht</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>verschoben</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgesagt</translation>
    </message>
    <message>
        <source>status changed</source>
        <translation>Status geändert</translation>
    </message>
    <message>
        <source>sent again</source>
        <translation>erneut gesendet</translation>
    </message>
    <message>
        <source>had Cal.com asked</source>
        <translation>ließ bei Cal.com nachsehen</translation>
    </message>
    <message>
        <source>took over from Cal.com</source>
        <translation>von Cal.com übernommen</translation>
    </message>
    <message>
        <source>sent the book&apos;s version</source>
        <translation>Stand des Buches gesendet</translation>
    </message>
    <message>
        <source>settled</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>put aside</source>
        <translation>zurückgestellt</translation>
    </message>
    <message>
        <source>given to</source>
        <translation>übergeben an</translation>
    </message>
    <message>
        <source>took it back</source>
        <translation>zurückgenommen</translation>
    </message>
    <message>
        <source>→ no answer</source>
        <translation>→ keine Antwort</translation>
    </message>
    <message>
        <source>No event map for this person</source>
        <translation>Keine Event-Map für diese Person</translation>
    </message>
    <message>
        <source>Not confirmed, not found</source>
        <translation>Nicht bestätigt, nicht gefunden</translation>
    </message>
    <message>
        <source>Time is taken there</source>
        <translation>Zeit ist dort belegt</translation>
    </message>
    <message>
        <source>A part is missing there</source>
        <translation>Ein Abschnitt fehlt dort</translation>
    </message>
    <message>
        <source>Cal.com refuses it</source>
        <translation>Cal.com lehnt es ab</translation>
    </message>
    <message>
        <source>Cal.com refuses the key</source>
        <translation>Cal.com lehnt den Schlüssel ab</translation>
    </message>
    <message>
        <source>Gone at Cal.com</source>
        <translation>Bei Cal.com nicht mehr da</translation>
    </message>
    <message>
        <source>Moved at Cal.com</source>
        <translation>Bei Cal.com verschoben</translation>
    </message>
    <message>
        <source>Cancelled at Cal.com</source>
        <translation>Bei Cal.com abgesagt</translation>
    </message>
    <message>
        <source>Twice at Cal.com</source>
        <translation>Doppelt bei Cal.com</translation>
    </message>
    <message>
        <source>The caller was told otherwise</source>
        <translation>Am Telefon anders gesagt</translation>
    </message>
    <message>
        <source>A detail is missing here</source>
        <translation>Hier fehlt eine Angabe</translation>
    </message>
</context>
<context>
    <name>salon::AppointmentPanel</name>
    <message>
        <source>Arrived</source>
        <translation>Da</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Did not come</source>
        <translation>Nicht gekommen</translation>
    </message>
    <message>
        <source>Move …</source>
        <translation>Verschieben …</translation>
    </message>
    <message>
        <source>Cancel …</source>
        <translation>Absagen …</translation>
    </message>
    <message>
        <source>Appointment</source>
        <translation>Termin</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>no number</source>
        <translation>keine Nummer</translation>
    </message>
    <message>
        <source>booked by %1</source>
        <translation>gebucht von %1</translation>
    </message>
    <message>
        <source>Cancelled: %1</source>
        <translation>Abgesagt: %1</translation>
    </message>
    <message>
        <source>Cancel this appointment?</source>
        <translation>Diesen Termin absagen?</translation>
    </message>
    <message>
        <source>%1, %2. The time becomes free at once, also at Cal.com.</source>
        <translation>%1, %2. Die Zeit wird sofort frei, auch bei Cal.com.</translation>
    </message>
    <message>
        <source>Customer called</source>
        <translation>Kundin oder Kunde hat angerufen</translation>
    </message>
    <message>
        <source>Customer is ill</source>
        <translation>Kundin oder Kunde ist krank</translation>
    </message>
    <message>
        <source>Staff member is ill</source>
        <translation>Mitarbeiterin oder Mitarbeiter ist krank</translation>
    </message>
    <message>
        <source>Booked by mistake</source>
        <translation>Versehentlich gebucht</translation>
    </message>
    <message>
        <source>Cancel appointment</source>
        <translation>Termin absagen</translation>
    </message>
    <message>
        <source>%1: cancelled</source>
        <translation>%1: abgesagt</translation>
    </message>
    <message>
        <source>That is not possible in the state it is in.</source>
        <translation>In diesem Zustand geht das nicht.</translation>
    </message>
    <message>
        <source>%1. The time was given to somebody else meanwhile: it is overbooked now.</source>
        <translation>%1. Die Zeit war inzwischen anders vergeben: Der Termin ist jetzt überbucht.</translation>
    </message>
</context>
<context>
    <name>salon::AppointmentsPage</name>
    <message>
        <source>Appointments</source>
        <translation>Termine</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Cal.com</source>
        <translation>Cal.com</translation>
    </message>
    <message>
        <source>Appointments found</source>
        <translation>Gefundene Termine</translation>
    </message>
    <message>
        <source>Search name, number, service …</source>
        <translation>Name, Nummer, Leistung …</translation>
    </message>
    <message>
        <source>Search appointments</source>
        <translation>Termine suchen</translation>
    </message>
    <message>
        <source>Day before</source>
        <translation>Tag davor</translation>
    </message>
    <message>
        <source>Day before (Alt+Left)</source>
        <translation>Tag davor (Alt+Links)</translation>
    </message>
    <message>
        <source>Day after</source>
        <translation>Tag danach</translation>
    </message>
    <message>
        <source>Day after (Alt+Right)</source>
        <translation>Tag danach (Alt+Rechts)</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>New appointment</source>
        <translation>Neuer Termin</translation>
    </message>
    <message numerus="yes">
        <source>%n appointment(s)</source>
        <translation>
            <numerusform>%n Termin</numerusform>
            <numerusform>%n Termine</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 min free in processing times</source>
        <translation>%1 min Einwirkzeit frei</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>closed: %1</source>
        <translation>geschlossen: %1</translation>
    </message>
    <message>
        <source>No staff yet</source>
        <translation>Noch kein Personal</translation>
    </message>
    <message>
        <source>Import a salon file with salondeskctl import, then its days appear here.</source>
        <translation>Mit salondeskctl import eine Salondatei einlesen, dann erscheinen hier ihre Tage.</translation>
    </message>
    <message>
        <source>Closed on this day</source>
        <translation>An diesem Tag geschlossen</translation>
    </message>
    <message>
        <source>There are no opening hours and no appointments.</source>
        <translation>Es gibt keine Öffnungszeiten und keine Termine.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Try a part of the name, the last digits of the number, a service or #number.</source>
        <translation>Versuchen Sie einen Teil des Namens, die letzten Ziffern der Nummer, eine Leistung oder #Nummer.</translation>
    </message>
    <message>
        <source>Moved.</source>
        <translation>Verschoben.</translation>
    </message>
    <message>
        <source>Booked.</source>
        <translation>Gebucht.</translation>
    </message>
    <message>
        <source>It is in the review queue, because event maps are missing.</source>
        <translation>Er steht in der Prüfliste, weil Event-Maps fehlen.</translation>
    </message>
</context>
<context>
    <name>salon::BookingDialog</name>
    <message>
        <source>New appointment</source>
        <translation>Neuer Termin</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>Buchen</translation>
    </message>
    <message>
        <source>&amp;Service</source>
        <translation>&amp;Leistung</translation>
    </message>
    <message>
        <source>&amp;With</source>
        <translation>&amp;Bei</translation>
    </message>
    <message>
        <source>N&amp;ote</source>
        <translation>N&amp;otiz</translation>
    </message>
    <message>
        <source>ddd d MMM yyyy</source>
        <extracomment>The date field&apos;s format letters</extracomment>
        <translation>ddd d. MMM yyyy</translation>
    </message>
    <message>
        <source>Day before</source>
        <translation>Tag davor</translation>
    </message>
    <message>
        <source>Day after</source>
        <translation>Tag danach</translation>
    </message>
    <message>
        <source>&amp;Day</source>
        <translation>Ta&amp;g</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>With</source>
        <translation>Bei</translation>
    </message>
    <message>
        <source>Free, or why not</source>
        <translation>Frei, oder warum nicht</translation>
    </message>
    <message>
        <source>Starts of the day</source>
        <translation>Anfangszeiten des Tages</translation>
    </message>
    <message>
        <source>Move appointment</source>
        <translation>Termin verschieben</translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation>%1 verschieben</translation>
    </message>
    <message>
        <source>Move here</source>
        <translation>Hierher verschieben</translation>
    </message>
    <message>
        <source>anyone</source>
        <translation>egal wem</translation>
    </message>
    <message>
        <source>free, but a person must enter it at Cal.com</source>
        <translation>frei, muss bei Cal.com aber von Hand eingetragen werden</translation>
    </message>
    <message>
        <source>free</source>
        <translation>frei</translation>
    </message>
    <message>
        <source>Closed on this day</source>
        <translation>An diesem Tag geschlossen</translation>
    </message>
    <message>
        <source>Choose another day: the salon has no opening hours here.</source>
        <translation>Bitte einen anderen Tag wählen: Hier hat der Salon keine Öffnungszeiten.</translation>
    </message>
    <message>
        <source>Choose a start.</source>
        <translation>Bitte eine Anfangszeit wählen.</translation>
    </message>
    <message>
        <source>The customer&apos;s name is still missing.</source>
        <translation>Der Name der Kundin oder des Kunden fehlt noch.</translation>
    </message>
    <message>
        <source>%1, %2, with %3</source>
        <translation>%1, %2, bei %3</translation>
    </message>
    <message>
        <source>The appointment is here now.</source>
        <translation>Hier liegt der Termin jetzt.</translation>
    </message>
    <message>
        <source>O&amp;verbook knowingly</source>
        <translation>Be&amp;wusst überbuchen</translation>
    </message>
    <message>
        <source>Will be marked as overbooked: %1</source>
        <translation>Wird als überbucht markiert: %1</translation>
    </message>
</context>
<context>
    <name>salon::CalendarView</name>
    <message>
        <source>%1 s · held for a call: %2</source>
        <translation>%1 s · für einen Anruf vorgemerkt: %2</translation>
    </message>
    <message>
        <source>does not work today</source>
        <translation>arbeitet heute nicht</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>abwesend</translation>
    </message>
    <message>
        <source>%1 · %2 min free</source>
        <translation>%1 · %2 min frei</translation>
    </message>
    <message>
        <source>Day view</source>
        <translation>Tagesansicht</translation>
    </message>
    <message>
        <source>account %1</source>
        <translation>Konto %1</translation>
    </message>
</context>
<context>
    <name>salon::CallsPage</name>
    <message>
        <source>Unknown caller</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Anrufe</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Last step</source>
        <translation>Letzter Schritt</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Call in progress</source>
        <translation>Laufender Anruf</translation>
    </message>
    <message>
        <source>What was asked and told</source>
        <translation>Gefragt und gesagt</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Function calls</source>
        <translation>Funktionsaufrufe</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n Schritt</numerusform>
            <numerusform>%n Schritte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) today</source>
        <translation>
            <numerusform>heute %n Anruf</numerusform>
            <numerusform>heute %n Anrufe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n booked</source>
        <translation>
            <numerusform>%n gebucht</numerusform>
            <numerusform>%n gebucht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n call-back(s)</source>
        <translation>
            <numerusform>%n Rückruf</numerusform>
            <numerusform>%n Rückrufe</numerusform>
        </translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation>Noch keine Anrufe</translation>
    </message>
    <message>
        <source>As soon as the phone agent rings through, its call appears here.</source>
        <translation>Sobald der Telefonagent sich meldet, erscheint sein Anruf hier.</translation>
    </message>
    <message>
        <source>live %1</source>
        <translation>live %1</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>noch nicht bekannt</translation>
    </message>
    <message>
        <source>Agent %1</source>
        <translation>Agent %1</translation>
    </message>
    <message>
        <source>The agent greets the caller.</source>
        <translation>Der Agent begrüßt gerade.</translation>
    </message>
    <message numerus="yes">
        <source>Last step: %1 · %n step(s)</source>
        <translation>
            <numerusform>Letzter Schritt: %1 · %n Schritt</numerusform>
            <numerusform>Letzter Schritt: %1 · %n Schritte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n booking(s) made</source>
        <translation>
            <numerusform>%n Buchung</numerusform>
            <numerusform>%n Buchungen</numerusform>
        </translation>
    </message>
    <message>
        <source>wants to be called back</source>
        <translation>möchte zurückgerufen werden</translation>
    </message>
    <message>
        <source>model %1 s</source>
        <translation>Modell %1 s</translation>
    </message>
    <message>
        <source>voice %1 s</source>
        <translation>Stimme %1 s</translation>
    </message>
    <message>
        <source>answer %1 s</source>
        <translation>Antwort %1 s</translation>
    </message>
    <message>
        <source>%1 (slow)</source>
        <translation>%1 (langsam)</translation>
    </message>
    <message>
        <source>asked back</source>
        <translation>nachgefragt</translation>
    </message>
    <message>
        <source>No function was called</source>
        <translation>Keine Funktion aufgerufen</translation>
    </message>
    <message>
        <source>The agent asked nothing of the book during this call.</source>
        <translation>Der Agent hat in diesem Anruf nichts vom Buch gebraucht.</translation>
    </message>
</context>
<context>
    <name>salon::CustomerPicker</name>
    <message>
        <source>Who is it? Number or name</source>
        <translation>Wer ist es? Nummer oder Name</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Customers found</source>
        <translation>Gefundene Kundschaft</translation>
    </message>
    <message>
        <source>&amp;Phone or name</source>
        <translation>&amp;Telefon oder Name</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>Na&amp;me</translation>
    </message>
    <message>
        <source>N&amp;umber</source>
        <translation>N&amp;ummer</translation>
    </message>
</context>
<context>
    <name>salon::DashboardPage</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>Übersicht</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>Function</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Anrufe</translation>
    </message>
    <message>
        <source>Answers on the phone by function</source>
        <translation>Antworten am Telefon je Funktion</translation>
    </message>
    <message>
        <source>Mirrored to Cal.com</source>
        <translation>Abgleich mit Cal.com erfolgreich</translation>
    </message>
    <message>
        <source>Reviews a day</source>
        <translation>Prüffälle je Tag</translation>
    </message>
    <message>
        <source>Answers on the phone</source>
        <translation>Antwortzeit am Telefon</translation>
    </message>
    <message>
        <source>Post-sync verification</source>
        <translation>Post-Sync-Verification</translation>
    </message>
    <message>
        <source>No figures yet</source>
        <translation>Noch keine Zahlen</translation>
    </message>
    <message>
        <source>With the first bookings and calls the charts begin.</source>
        <translation>Mit den ersten Buchungen und Anrufen beginnen die Diagramme.</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d.M.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n appointment(s)</source>
        <translation>
            <numerusform>%1 von %n Termin</numerusform>
            <numerusform>%1 von %n Terminen</numerusform>
        </translation>
    </message>
    <message>
        <source>target 95 %</source>
        <translation>Ziel 95 %</translation>
    </message>
    <message numerus="yes">
        <source>a day · %n open</source>
        <translation>
            <numerusform>je Tag · %n offen</numerusform>
            <numerusform>je Tag · %n offen</numerusform>
        </translation>
    </message>
    <message>
        <source>Reviews opened</source>
        <translation>Eröffnete Prüffälle</translation>
    </message>
    <message>
        <source>target: fewer than 5</source>
        <translation>Ziel: unter 5</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>rescued without anybody&apos;s help</source>
        <translation>ohne Zutun gerettet</translation>
    </message>
    <message>
        <source>rescued</source>
        <translation>gerettet</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>p99 in milliseconds</source>
        <translation>p99 in Millisekunden</translation>
    </message>
    <message>
        <source>target 150 ms</source>
        <translation>Ziel 150 ms</translation>
    </message>
    <message>
        <source>slowest p99 · target 150 ms</source>
        <translation>höchstes p99 · Ziel 150 ms</translation>
    </message>
</context>
<context>
    <name>salon::Desktop</name>
    <message>
        <source>demo clock</source>
        <translation>Demo-Uhr</translation>
    </message>
    <message>
        <source>The story stopped: %1</source>
        <translation>Die Geschichte brach ab: %1</translation>
    </message>
    <message>
        <source>training clock</source>
        <translation>Übungsuhr</translation>
    </message>
    <message>
        <source>Salondesk cannot start</source>
        <translation>Salondesk kann nicht starten</translation>
    </message>
    <message>
        <source>The salon&apos;s database cannot be used.</source>
        <translation>Die Datenbank des Salons lässt sich nicht benutzen.</translation>
    </message>
</context>
<context>
    <name>salon::EventMapsPage</name>
    <message>
        <source>Event maps</source>
        <translation>Event-Maps</translation>
    </message>
    <message>
        <source>Only gaps</source>
        <translation>Nur Lücken</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Leistung</translation>
    </message>
    <message>
        <source>Services by staff</source>
        <translation>Leistungen je Person</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Abschnitt</translation>
    </message>
    <message>
        <source>Missing event maps</source>
        <translation>Fehlende Event-Maps</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>Lücken</translation>
    </message>
    <message>
        <source>Staff without complete maps are not offered on the phone.</source>
        <translation>Wer keine vollständigen Event-Maps hat, wird am Telefon nicht angeboten.</translation>
    </message>
    <message numerus="yes">
        <source>%n map(s), all complete</source>
        <translation>
            <numerusform>%n Event-Map, vollständig</numerusform>
            <numerusform>%n Event-Maps, alle vollständig</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pair(s) without complete maps</source>
        <translation>
            <numerusform>%n Paar ohne vollständige Zuordnung</numerusform>
            <numerusform>%n Paare ohne vollständige Zuordnung</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 maps missing</source>
        <translation>%1 von %2 fehlen</translation>
    </message>
    <message>
        <source>not offered</source>
        <translation>bietet sie nicht an</translation>
    </message>
    <message numerus="yes">
        <source>%n segment(s) to mirror</source>
        <translation>
            <numerusform>%n Abschnitt</numerusform>
            <numerusform>%n Abschnitte</numerusform>
        </translation>
    </message>
    <message>
        <source>No gaps</source>
        <translation>Keine Lücken</translation>
    </message>
    <message>
        <source>No services yet</source>
        <translation>Noch keine Leistungen</translation>
    </message>
    <message>
        <source>Every service can be mirrored with everybody who does it.</source>
        <translation>Jede Leistung lässt sich bei allen abgleichen, die sie anbieten.</translation>
    </message>
    <message>
        <source>Services come with the salon file.</source>
        <translation>Leistungen kommen mit der Salondatei.</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
</context>
<context>
    <name>salon::MainWindow</name>
    <message>
        <source>Demo: everything here is invented and only on this machine.</source>
        <translation>Demo: Alles hier ist erfunden und nur auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Play again</source>
        <translation>Noch einmal abspielen</translation>
    </message>
    <message>
        <source>Play the demo story again</source>
        <translation>Die Demo-Geschichte noch einmal abspielen</translation>
    </message>
    <message>
        <source>Calls are being answered here</source>
        <translation>Hier werden Anrufe beantwortet</translation>
    </message>
    <message>
        <source>Without this program nobody answers the phone agent. Shall it go on in the background, without a window?</source>
        <translation>Ohne dieses Programm bekommt der Telefonagent keine Antworten. Soll es ohne Fenster im Hintergrund weiterlaufen?</translation>
    </message>
    <message>
        <source>Keep answering in the background</source>
        <translation>Im Hintergrund weiter antworten</translation>
    </message>
    <message>
        <source>Stop answering</source>
        <translation>Nicht mehr antworten</translation>
    </message>
    <message>
        <source>Close window</source>
        <translation>Fenster schließen</translation>
    </message>
</context>
<context>
    <name>salon::PhaseStrip</name>
    <message>
        <source>processing</source>
        <translation>Einwirkzeit</translation>
    </message>
    <message>
        <source>Phases</source>
        <translation>Abschnitte</translation>
    </message>
</context>
<context>
    <name>salon::ReasonDialog</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
</context>
<context>
    <name>salon::ReviewBulk</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>%v of %m</source>
        <translation>%v von %m</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Send all again</source>
        <translation>Alle erneut senden</translation>
    </message>
    <message>
        <source>Look at Cal.com</source>
        <translation>Nachsehen</translation>
    </message>
    <message>
        <source>Settle all …</source>
        <translation>Alle erledigen …</translation>
    </message>
    <message>
        <source>Later …</source>
        <translation>Später …</translation>
    </message>
    <message>
        <source>Give to …</source>
        <translation>Übergeben …</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Ignorieren</translation>
    </message>
    <message>
        <source>Until more of it is affected.</source>
        <translation>Bis mehr davon betroffen ist.</translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) can be sent again</source>
        <translation>
            <numerusform>%n Fall kann erneut gesendet werden</numerusform>
            <numerusform>%n Fälle können erneut gesendet werden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s).</source>
        <translation>
            <numerusform>%n Abschnitt.</numerusform>
            <numerusform>%n Abschnitte.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cannot: an event map is missing.</source>
        <translation>
            <numerusform>%n nicht: Eine Event-Map fehlt.</numerusform>
            <numerusform>%n nicht: Eine Event-Map fehlt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cannot: nothing of it is left to send.</source>
        <translation>
            <numerusform>%n nicht: Nichts mehr zu senden.</numerusform>
            <numerusform>%n nicht: Nichts mehr zu senden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing of these can be sent again.</source>
        <translation>Von diesen kann nichts erneut gesendet werden.</translation>
    </message>
    <message>
        <source>Nothing of these was sent: there is nothing to look for.</source>
        <translation>Von diesen wurde nichts gesendet: Es gibt nichts zu suchen.</translation>
    </message>
    <message>
        <source>Fix once: add the event maps</source>
        <translation>Einmal beheben: Event-Maps anlegen</translation>
    </message>
    <message numerus="yes">
        <source>%n done.</source>
        <translation>
            <numerusform>%n erledigt.</numerusform>
            <numerusform>%n erledigt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n had changed meanwhile and stay.</source>
        <translation>
            <numerusform>%n hatte sich inzwischen geändert und bleibt.</numerusform>
            <numerusform>%n hatten sich inzwischen geändert und bleiben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped before the last %n.</source>
        <translation>
            <numerusform>Vor dem letzten angehalten.</numerusform>
            <numerusform>Vor den letzten %n angehalten.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>salon::ReviewPage</name>
    <message>
        <source>Review queue</source>
        <translation>Prüfliste</translation>
    </message>
    <message>
        <source>Cases that need a person</source>
        <translation>Fälle, die jemand ansehen muss</translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n offen</numerusform>
            <numerusform>%n offen</numerusform>
        </translation>
    </message>
    <message>
        <source>oldest: %1</source>
        <translation>älteste: %1</translation>
    </message>
    <message>
        <source>target: fewer than 5 a day</source>
        <translation>Ziel: unter 5 am Tag</translation>
    </message>
    <message>
        <source>Nothing to review</source>
        <translation>Nichts zu prüfen</translation>
    </message>
    <message>
        <source>What callers were told, the book and Cal.com agree.</source>
        <translation>Was am Telefon gesagt wurde, das Buch und Cal.com stimmen überein.</translation>
    </message>
    <message numerus="yes">
        <source>%n of them put aside</source>
        <translation>
            <numerusform>%n davon zurückgestellt</numerusform>
            <numerusform>%n davon zurückgestellt</numerusform>
        </translation>
    </message>
    <message>
        <source>This case has changed meanwhile; it is shown as it is now.</source>
        <translation>Dieser Fall hat sich inzwischen geändert; so steht er jetzt.</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>Vorbei</translation>
    </message>
    <message>
        <source>What was settled or closed by itself in the last seven days.</source>
        <translation>Was in den letzten sieben Tagen erledigt wurde oder sich von selbst geschlossen hat.</translation>
    </message>
    <message>
        <source>By cause</source>
        <translation>Nach Ursache</translation>
    </message>
    <message>
        <source>Name, number, cause …</source>
        <translation>Name, Nummer, Ursache …</translation>
    </message>
    <message>
        <source>Filter the queue</source>
        <translation>Prüfliste filtern</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>No case has this in it.</source>
        <translation>In keinem Fall kommt das vor.</translation>
    </message>
    <message>
        <source>Nothing in the last seven days</source>
        <translation>Nichts in den letzten sieben Tagen</translation>
    </message>
    <message>
        <source>What is settled or closes by itself stands here.</source>
        <translation>Was erledigt wird oder sich von selbst schließt, steht hier.</translation>
    </message>
    <message numerus="yes">
        <source>%n cases chosen</source>
        <translation>
            <numerusform>%n Fall gewählt</numerusform>
            <numerusform>%n Fälle gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Ctrl+Z takes it back.</source>
        <translation>Strg+Z nimmt es zurück.</translation>
    </message>
    <message>
        <source>There is nothing to take back here.</source>
        <translation>Hier gibt es nichts zurückzunehmen.</translation>
    </message>
    <message>
        <source>Taken back.</source>
        <translation>Zurückgenommen.</translation>
    </message>
</context>
<context>
    <name>salon::ReviewPanel</name>
    <message>
        <source>Told on the phone</source>
        <translation>Am Telefon gesagt</translation>
    </message>
    <message>
        <source>In the book</source>
        <translation>Im Buch</translation>
    </message>
    <message>
        <source>At Cal.com</source>
        <translation>Bei Cal.com</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>What was tried and done</source>
        <translation>Was versucht und getan wurde</translation>
    </message>
    <message>
        <source>Request and answer</source>
        <translation>Anfrage und Antwort</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Erneut senden</translation>
    </message>
    <message>
        <source>Look at Cal.com</source>
        <translation>Nachsehen</translation>
    </message>
    <message>
        <source>Other time …</source>
        <translation>Andere Zeit …</translation>
    </message>
    <message>
        <source>Settled by hand …</source>
        <translation>Von Hand erledigt …</translation>
    </message>
    <message>
        <source>As at Cal.com</source>
        <translation>Wie bei Cal.com</translation>
    </message>
    <message>
        <source>As in the book</source>
        <translation>Wie im Buch</translation>
    </message>
    <message>
        <source>Later …</source>
        <translation>Später …</translation>
    </message>
    <message>
        <source>Another person …</source>
        <translation>Andere Person …</translation>
    </message>
    <message>
        <source>Copy the customer&apos;s number</source>
        <translation>Nummer kopieren</translation>
    </message>
    <message>
        <source>Go to the appointment</source>
        <translation>Zum Termin</translation>
    </message>
    <message>
        <source>Event maps for this gap</source>
        <translation>Event-Maps zu dieser Lücke</translation>
    </message>
    <message>
        <source>Give it to …</source>
        <translation>Übergeben an …</translation>
    </message>
    <message>
        <source>Ignore until it gets worse</source>
        <translation>Ignorieren, bis es schlimmer wird</translation>
    </message>
    <message>
        <source>Ignored until more of it is affected.</source>
        <translation>Ignoriert, bis mehr davon betroffen ist.</translation>
    </message>
    <message>
        <source>Whole salon</source>
        <translation>Ganzer Salon</translation>
    </message>
    <message>
        <source>Missing: %1.</source>
        <translation>Es fehlen: %1.</translation>
    </message>
    <message numerus="yes">
        <source>It comes back for the %n. time.</source>
        <translation>
            <numerusform>Es kommt zum %n. Mal wieder.</numerusform>
            <numerusform>Es kommt zum %n. Mal wieder.</numerusform>
        </translation>
    </message>
    <message>
        <source>This case is over.</source>
        <translation>Dieser Fall ist vorbei.</translation>
    </message>
    <message>
        <source>This case is not about one appointment.</source>
        <translation>Dieser Fall betrifft keinen einzelnen Termin.</translation>
    </message>
    <message>
        <source>Nothing of it is left to send.</source>
        <translation>Davon ist nichts mehr zu senden.</translation>
    </message>
    <message>
        <source>Nothing of it was sent: there is nothing to look for.</source>
        <translation>Davon wurde nichts gesendet: Es gibt nichts zu suchen.</translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation>nicht bestätigt</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgesagt</translation>
    </message>
    <message>
        <source>and a second one, %1</source>
        <translation>und ein zweiter, %1</translation>
    </message>
    <message>
        <source>The sentence is not on record.</source>
        <translation>Der Satz ist nicht aufgezeichnet.</translation>
    </message>
    <message>
        <source>Nothing: it was not booked by phone.</source>
        <translation>Nichts: Er wurde nicht per Telefon gebucht.</translation>
    </message>
    <message>
        <source>It is being sent again.</source>
        <translation>Es wird erneut gesendet.</translation>
    </message>
    <message>
        <source>Cal.com is being asked.</source>
        <translation>Cal.com wird gefragt.</translation>
    </message>
    <message>
        <source>The book follows Cal.com.</source>
        <translation>Das Buch folgt Cal.com.</translation>
    </message>
    <message>
        <source>Cal.com is told what the book says.</source>
        <translation>Cal.com erfährt, was im Buch steht.</translation>
    </message>
    <message>
        <source>The second booking is being cancelled.</source>
        <translation>Der zweite Termin wird dort abgesagt.</translation>
    </message>
    <message>
        <source>Moved.</source>
        <translation>Verschoben.</translation>
    </message>
    <message>
        <source>No number is on record for this customer.</source>
        <translation>Zu diesem Kunden gibt es keine Nummer.</translation>
    </message>
    <message>
        <source>%1: the number is copied.</source>
        <translation>%1: Die Nummer ist kopiert.</translation>
    </message>
    <message>
        <source>Settled.</source>
        <translation>Erledigt.</translation>
    </message>
    <message>
        <source>Put aside.</source>
        <translation>Zurückgestellt.</translation>
    </message>
    <message>
        <source>%1 takes care of it.</source>
        <translation>%1 kümmert sich darum.</translation>
    </message>
    <message>
        <source>More ▾</source>
        <translation>Mehr ▾</translation>
    </message>
</context>
<context>
    <name>salon::Sidebar</name>
    <message>
        <source>Appointments</source>
        <translation>Termine</translation>
    </message>
    <message>
        <source>Review queue</source>
        <translation>Prüfliste</translation>
    </message>
    <message>
        <source>Event maps</source>
        <translation>Event-Maps</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Anrufe</translation>
    </message>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1 (Strg+%2)</translation>
    </message>
    <message numerus="yes">
        <source>%n live</source>
        <translation>
            <numerusform>%n live</numerusform>
            <numerusform>%n live</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>salon::StateStack</name>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>Einen Moment</translation>
    </message>
    <message>
        <source>The book is being read.</source>
        <translation>Das Buch wird gelesen.</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>Das hat nicht geklappt</translation>
    </message>
</context>
<context>
    <name>salon::StatusStrip</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>last mirrored %1</source>
        <translation>zuletzt abgeglichen %1</translation>
    </message>
    <message>
        <source>nothing mirrored yet</source>
        <translation>noch nichts abgeglichen</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n wartet</numerusform>
            <numerusform>%n warten</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing to review</source>
        <translation>nichts zu prüfen</translation>
    </message>
    <message numerus="yes">
        <source>%n to review</source>
        <translation>
            <numerusform>%n zu prüfen</numerusform>
            <numerusform>%n zu prüfen</numerusform>
        </translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Cal.com is off</source>
        <translation>Cal.com ist aus</translation>
    </message>
    <message>
        <source>No key for Cal.com</source>
        <translation>Kein Schlüssel für Cal.com</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Listens on %1</source>
        <translation>Lauscht auf %1</translation>
    </message>
    <message>
        <source>Listens on %1, but has no key</source>
        <translation>Lauscht auf %1, aber ohne Schlüssel</translation>
    </message>
    <message>
        <source>Does not listen: %1</source>
        <translation>Lauscht nicht: %1</translation>
    </message>
    <message>
        <source>Another program answers the calls</source>
        <translation>Ein anderes Programm beantwortet die Anrufe</translation>
    </message>
    <message>
        <source>Does not listen</source>
        <translation>Lauscht nicht</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>The phone agent asks the book, but its webhook reports none of these calls.
Check the webhook address in the agent&apos;s settings, and whether the tunnel runs.</source>
        <translation>Der Telefonagent fragt das Buch, aber sein Webhook meldet keinen dieser Anrufe.
Bitte die Webhook-Adresse in den Einstellungen des Agenten prüfen, und ob der Tunnel läuft.</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) not reported</source>
        <translation>
            <numerusform>%n Anruf nicht gemeldet</numerusform>
            <numerusform>%n Anrufe nicht gemeldet</numerusform>
        </translation>
    </message>
    <message>
        <source>This computer&apos;s clock and the phone agent&apos;s differ. From five minutes on, its calls are refused.
Let the system set the time by itself.</source>
        <translation>Die Uhr dieses Computers und die des Telefonagenten gehen verschieden. Ab fünf Minuten werden seine Anrufe abgewiesen.
Bitte die Uhrzeit vom System selbst stellen lassen.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock and Cal.com&apos;s differ. What has begun there is not taken any more.
Let the system set the time by itself.</source>
        <translation>Die Uhr dieses Computers und die von Cal.com gehen verschieden. Was dort schon begonnen hat, wird nicht mehr angenommen.
Bitte die Uhrzeit vom System selbst stellen lassen.</translation>
    </message>
    <message>
        <source>Cal.com has trouble</source>
        <translation>Cal.com hat Störungen</translation>
    </message>
    <message numerus="yes">
        <source>Clock is %n minute(s) off</source>
        <translation>
            <numerusform>Uhr geht %n Minute falsch</numerusform>
            <numerusform>Uhr geht %n Minuten falsch</numerusform>
        </translation>
    </message>
    <message>
        <source>compared %1: the same</source>
        <translation>verglichen %1: gleich</translation>
    </message>
    <message numerus="yes">
        <source>compared %1: %n difference(s)</source>
        <translation>
            <numerusform>verglichen %1: %n Unterschied</numerusform>
            <numerusform>verglichen %1: %n Unterschiede</numerusform>
        </translation>
    </message>
    <message>
        <source>compared %1: not all of it</source>
        <translation>verglichen %1: nicht alles zu sehen</translation>
    </message>
</context>
<context>
    <name>salon::UnknownWordCard</name>
    <message>
        <source>Add as synonym …</source>
        <translation>Als Wort lernen …</translation>
    </message>
    <message>
        <source>Not a service</source>
        <translation>Keine Leistung</translation>
    </message>
    <message>
        <source>Words the phone did not understand</source>
        <translation>Wörter, die das Telefon nicht verstand</translation>
    </message>
    <message>
        <source>“%1”: which service is that?</source>
        <translation>„%1“: Welche Leistung ist das?</translation>
    </message>
    <message numerus="yes">
        <source>%n caller(s) said it and the phone had to ask</source>
        <translation>
            <numerusform>%n Person sagte es am Telefon und musste neu gefragt werden</numerusform>
            <numerusform>%n Personen sagten es am Telefon und mussten neu gefragt werden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more word(s) after this one</source>
        <translation>
            <numerusform>danach noch %n Wort</numerusform>
            <numerusform>danach noch %n Wörter</numerusform>
        </translation>
    </message>
    <message>
        <source>What does “%1” mean?</source>
        <translation>Was bedeutet „%1“?</translation>
    </message>
    <message>
        <source>From the next call on the phone takes this word for the service you choose.</source>
        <translation>Ab dem nächsten Anruf versteht das Telefon dieses Wort als die gewählte Leistung.</translation>
    </message>
    <message>
        <source>Add synonym</source>
        <translation>Wort lernen</translation>
    </message>
    <message>
        <source>“%1” now means %2.</source>
        <translation>„%1“ heißt jetzt %2.</translation>
    </message>
    <message>
        <source>“%1” is off the list.</source>
        <translation>„%1“ steht nicht mehr auf der Liste.</translation>
    </message>
    <message>
        <source>Another service is already called that.</source>
        <translation>So heißt schon eine andere Leistung.</translation>
    </message>
</context>
</TS>
