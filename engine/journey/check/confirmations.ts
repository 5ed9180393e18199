import { enrollingEvent } from '../../definition/enrolled-by.ts';
import { projectRule } from './rule.ts';

const request = 'contact.subscription_requested';

export const confirmations = projectRule(
  {
    'nobody-asked': {
      severity: 'error',
      title: 'Mail to who asked, in a journey that no request enrolls',
      why: 'Nobody asked for anything there, so it would be skipped for every account.',
      fix: "Enroll by `on('contact.subscription_requested')`, once for each `request`, and send a mail.",
    },
    'topic-without-confirmation': {
      severity: 'warning',
      title: 'Topic that nobody can confirm',
      why: 'It comes only to who confirmed it, and no journey sends the mail with the link.',
      fix: 'Add a journey that mails who asked, as docs/write-a-journey.md shows, or take `doubleOptIn` away.',
    },
  },
  function* ({ subjects, catalog: { topics } }) {
    let isMailed = false;
    for (const { journey, places } of subjects) {
      const isAsked = enrollingEvent(journey.enroll)?.event === request;
      for (const { step, parts } of places) {
        if (parts.audience?.who !== 'asked') continue;
        const isMail = parts.template?.channel === 'email';
        if (isAsked && isMail) isMailed = true;
        else {
          const message = `Step "${step.id}" goes to who asked, ${isMail ? `but the journey is not enrolled by "${request}"` : "but isn't a mail"}. Send a mail, in a journey of that event.`;
          yield { code: 'nobody-asked', journey: journey.id, step: step.id, message };
        }
      }
    }
    if (isMailed) return;
    for (const [id, { doubleOptIn }] of Object.entries(topics)) {
      if (!doubleOptIn) continue;
      const message = `Topic "${id}" needs a confirmation, and no journey mails who asked for it. Add one that is enrolled by "${request}".`;
      yield { code: 'topic-without-confirmation', message };
    }
  },
);
