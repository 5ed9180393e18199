import type { Contact } from '../../account/account.ts';
import { atSameAddress } from '../../contacts/mailboxes.ts';
import type { FrequencyCap } from '../../definition/policy.ts';
import { capsPerAccount, frequencyCap, sendsToAccount } from '../frequency-cap.ts';
import type { ContactGate } from './gate.ts';

/** A cap per contact counts every mail to its address, including those to other contacts with that address. */
export const capped: ContactGate = {
  name: 'capped',
  asksFor: ['address'],
  ask: ({ call, snapshot, addresses, decided = [], toAccount, now }, contact, delivery) => {
    const { frequencyCaps } = call.policy;
    const forAccount = capsPerAccount(frequencyCaps, call.class);
    const others = (sends: Contact['recentSends']) => sends.filter(send => send.delivery !== delivery);
    const ofAccount = () => {
      const sent = toAccount ?? sendsToAccount(frequencyCaps, call.class, snapshot.contacts, now);
      return others([...sent, ...decided]);
    };
    const ofAddress = atSameAddress(contact, snapshot.contacts, addresses).flatMap(({ recentSends }) => recentSends);
    const answers = [
      frequencyCap(frequencyCaps.filter(isPerContact), call.class, others(ofAddress), now),
      forAccount.length > 0 ? frequencyCap(forAccount, call.class, ofAccount(), now) : 'room',
    ];
    if (answers.includes('skip')) return { skip: 'capped' };
    const ends = answers.flatMap(answer => (typeof answer === 'object' ? [answer.holdUntil] : [])).sort();
    const until = ends.at(-1);
    return until === undefined ? 'pass' : { hold: 'capped', until };
  },
};

const isPerContact = ({ per }: FrequencyCap): boolean => per !== 'account';
