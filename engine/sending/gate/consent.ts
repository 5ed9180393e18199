import { isConfirmed, optedOut } from '../../account/consent.ts';
import { askAgainSeconds } from '../../contacts/apply-choices.ts';
import { atSameAddress } from '../../contacts/mailboxes.ts';
import { plusSeconds } from '../../kernel/instant.ts';
import { audienceOf } from '../reach.ts';
import type { ContactGate } from './gate.ts';

/** An opt-out applies to the address: it also stops mail to other contacts that share it. */
export const unsubscribed: ContactGate = {
  name: 'unsubscribed',
  asksFor: ['address'],
  ask: ({ call, snapshot, addresses }, contact) =>
    atSameAddress(contact, snapshot.contacts, addresses).some(each => optedOut(each, call.class, call.template?.topic))
      ? { skip: 'unsubscribed' }
      : 'pass',
};

/** Double opt-in: such a topic goes only to contacts that confirmed it by a mailed link. */
export const unconfirmed: ContactGate = {
  name: 'unconfirmed',
  asksFor: ['address'],
  ask: ({ call: { template } }, { choices }) =>
    template?.confirmedOnly && template.topic !== undefined && !isConfirmed(choices, template.topic)
      ? { skip: 'unconfirmed' }
      : 'pass',
};

/** Confirmation mails per day to one mailbox, over all topics and contacts. */
const mostADay = 3;

/** An open form must not be a way to fill a stranger's mailbox. */
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
