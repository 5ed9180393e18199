import { html, type Markup } from '../html.ts';
import type { Words } from '../page-language.ts';

/** What the page of preferences says beside the topics of the catalog. */
export const preferencesWords: Words<{
  title: string;
  lead: string;
  aboutTitle: (topic: string) => string;
  about: string;
  without: (topic: string) => string;
  legend: string;
  save: string;
  none: string;
  always: string;
  locked: (address: string) => string;
  done: Record<'none' | 'without' | 'only', string>;
  lostTitle: string;
  lost: (address: Markup) => Markup;
}> = {
  en: {
    title: 'Email preferences',
    lead: 'Choose what you would like to get from us. It counts from the moment you press a button.',
    aboutTitle: topic => `Stop “${topic}”?`,
    about: 'That is the kind of email you came from. The others stay as they are.',
    without: topic => `Unsubscribe from “${topic}”`,
    legend: 'Emails that you get',
    save: 'Save my choice',
    none: 'Unsubscribe from all',
    always: 'Messages that concern your account itself, such as a failed payment, reach you whatever you choose here.',
    locked: address => `Turned off at your request. To get it again, write to ${address}.`,
    done: {
      none: 'Done. You are unsubscribed from all of these emails.',
      without: 'Done. You will not get this kind of email any more.',
      only: 'Saved.',
    },
    lostTitle: 'This link does not work',
    lost: address => html`Perhaps it was cut off. Write to ${address} and we will change your emails for you.`,
  },
  de: {
    title: 'E-Mail-Einstellungen',
    lead: 'Wählen Sie, was Sie von uns bekommen möchten. Es gilt, sobald Sie einen Knopf drücken.',
    aboutTitle: topic => `„${topic}“ abbestellen?`,
    about: 'Aus einer solchen E-Mail kommen Sie gerade. Die anderen bleiben, wie sie sind.',
    without: topic => `„${topic}“ abbestellen`,
    legend: 'E-Mails, die Sie bekommen',
    save: 'Auswahl speichern',
    none: 'Alle abbestellen',
    always: 'Nachrichten, die Ihr Konto selbst betreffen, etwa eine gescheiterte Zahlung, bekommen Sie in jedem Fall.',
    locked: address => `Auf Ihren Wunsch abgestellt. Wenn Sie es wieder möchten, schreiben Sie an ${address}.`,
    done: {
      none: 'Erledigt. Sie bekommen keine dieser E-Mails mehr.',
      without: 'Erledigt. Solche E-Mails bekommen Sie nicht mehr.',
      only: 'Gespeichert.',
    },
    lostTitle: 'Dieser Link funktioniert nicht',
    lost: address =>
      html`Vielleicht wurde er abgeschnitten. Schreiben Sie an ${address}, dann stellen wir es für Sie um.`,
  },
};
