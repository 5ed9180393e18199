import type { SurveyKind } from '../../definition/prompt-look.ts';
import type { Words } from '../page-language.ts';

/** Texts of a survey's page. */
export const surveyWords: Words<{
  title: string;
  question: Record<SurveyKind, (sender: string) => string>;
  ends: Record<SurveyKind, [low: string, high: string]>;
  topic: string;
  noTopic: string;
  comment: string;
  send: string;
  confirm: string;
  missing: string;
  thanksTitle: string;
  thanks: string;
}> = {
  en: {
    title: 'One question',
    question: {
      nps: sender => `How likely are you to recommend ${sender} to a friend or a colleague?`,
      csat: sender => `How satisfied are you with ${sender}?`,
      ces: sender => `How easy is it to get things done with ${sender}?`,
    },
    ends: {
      nps: ['Not at all', 'Very likely'],
      csat: ['Not at all', 'Very satisfied'],
      ces: ['Very hard', 'Very easy'],
    },
    topic: 'What is it about? (optional)',
    noTopic: 'Nothing in particular',
    comment: 'In your words (optional)',
    send: 'Send my answer',
    confirm: 'Nothing is sent before you press the button.',
    missing: 'Choose a number first.',
    thanksTitle: 'Thank you',
    thanks: 'We have your answer. You can close this page.',
  },
  de: {
    title: 'Eine Frage',
    question: {
      nps: sender => `Wie wahrscheinlich ist es, dass Sie ${sender} weiterempfehlen?`,
      csat: sender => `Wie zufrieden sind Sie mit ${sender}?`,
      ces: sender => `Wie leicht geht Ihnen die Arbeit mit ${sender} von der Hand?`,
    },
    ends: {
      nps: ['Gar nicht', 'Sehr wahrscheinlich'],
      csat: ['Gar nicht', 'Sehr zufrieden'],
      ces: ['Sehr schwer', 'Sehr leicht'],
    },
    topic: 'Worum geht es? (freiwillig)',
    noTopic: 'Nichts Bestimmtes',
    comment: 'In Ihren Worten (freiwillig)',
    send: 'Antwort senden',
    confirm: 'Gesendet wird erst, wenn Sie den Knopf drücken.',
    missing: 'Wählen Sie zuerst eine Zahl.',
    thanksTitle: 'Vielen Dank',
    thanks: 'Ihre Antwort ist angekommen. Sie können diese Seite schließen.',
  },
};
