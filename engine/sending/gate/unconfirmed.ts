import { isConfirmed } from '../../account/consent.ts';
import type { ContactGate } from './gate.ts';

/** A topic that needs a confirmation goes only to who confirmed it by a link that was mailed to them. */
export const unconfirmed: ContactGate = {
  name: 'unconfirmed',
  asksFor: ['address'],
  ask: ({ call: { template } }, { choices }) =>
    template?.confirmedOnly && template.topic !== undefined && !isConfirmed(choices, template.topic)
      ? { skip: 'unconfirmed' }
      : 'pass',
};
