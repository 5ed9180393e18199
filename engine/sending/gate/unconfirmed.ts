import { isConfirmed } from '../../account/consent.ts';
import type { ContactGate } from './gate.ts';

/** Double opt-in: such a topic goes only to contacts that confirmed it by a mailed link. */
export const unconfirmed: ContactGate = {
  name: 'unconfirmed',
  asksFor: ['address'],
  ask: ({ call: { template } }, { choices }) =>
    template?.confirmedOnly && template.topic !== undefined && !isConfirmed(choices, template.topic)
      ? { skip: 'unconfirmed' }
      : 'pass',
};
