import type { ConsentState } from '../../contacts/consent-token.ts';
import { html, type Markup } from '../html.ts';
import type { Words } from '../page-language.ts';

/** Texts of the preferences page beside the topics of the catalog. */
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
  /** For a topic that was requested elsewhere. */
  pending: string;
  confirmation: {
    title: Record<ConsentState, (topic: string) => string>;
    lead: string;
    confirm: string;
    note: Record<ConsentState, string>;
  };
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
    pending: 'It was asked for, and waits for you to confirm it. Tick it to get it.',
    confirmation: {
      title: {
        pending: topic => `Do you want “${topic}”?`,
        confirmed: topic => `You get “${topic}”`,
        lapsed: topic => `“${topic}”: this link has lapsed`,
      },
      lead: 'Somebody asked for these emails with your address. They come only if you confirm that here.',
      confirm: 'Yes, send them to me',
      note: {
        pending: 'If it was not you, close this page. Nothing will come.',
        confirmed: 'Each of these emails has a link to stop them.',
        lapsed: 'Ask for them again where you did before, and use the link of the latest email.',
      },
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
    pending: 'Angefragt, aber noch nicht von Ihnen bestätigt. Mit einem Häkchen bekommen Sie es.',
    confirmation: {
      title: {
        pending: topic => `Möchten Sie „${topic}“?`,
        confirmed: topic => `Sie bekommen „${topic}“`,
        lapsed: topic => `„${topic}“: Dieser Link gilt nicht mehr`,
      },
      lead: 'Jemand hat diese E-Mails mit Ihrer Adresse angefordert. Sie kommen nur, wenn Sie das hier bestätigen.',
      confirm: 'Ja, bitte schicken',
      note: {
        pending: 'Wenn Sie das nicht waren, schließen Sie diese Seite. Dann kommt nichts.',
        confirmed: 'In jeder dieser E-Mails steht ein Link zum Abbestellen.',
        lapsed:
          'Fordern Sie sie dort, wo Sie das getan haben, noch einmal an, und nutzen Sie den Link der neuesten E-Mail.',
      },
    },
    lostTitle: 'Dieser Link funktioniert nicht',
    lost: address =>
      html`Vielleicht wurde er abgeschnitten. Schreiben Sie an ${address}, dann stellen wir es für Sie um.`,
  },
};
