import { askAgainSeconds } from '../../contacts/ask-consent.ts';
import { atSameAddress } from '../../contacts/mailboxes.ts';
import { plusSeconds } from '../../kernel/instant.ts';
import { audienceOf } from '../reach.ts';
import type { ContactGate } from './gate.ts';

/** So many requests of a day are confirmed at one mailbox, whatever they ask for and under whichever contact. */
const mostADay = 3;

/** A form that anybody can fill in must not fill a stranger's mailbox. */
export const askedLately: ContactGate = {
  name: 'asked-lately',
  asksFor: ['address'],
  ask: ({ call, channel, snapshot, addresses }, contact) => {
    if (audienceOf(channel, call.step)?.who !== 'asked') return 'pass';
    const { askedAt, topic } = snapshot.enrollments.find(({ id }) => id === call.enrollment)?.trigger.fields ?? {};
    const mine = `${askedAt} ${contact.id} ${topic}`;
    const before = atSameAddress(contact, snapshot.contacts, addresses)
      .flatMap(each =>
        Object.entries(each.choices).flatMap(([of, { form }]) =>
          form ? [{ ...form, name: `${form.at} ${each.id} ${of}` }] : [],
        ),
      )
      .filter(({ at, name }) => name < mine && plusSeconds(at, askAgainSeconds) > String(askedAt));
    return before.length >= mostADay ? { skip: 'capped' } : 'pass';
  },
};
