import type { Contact } from '../../account/account.ts';
import { atSameMailbox } from '../../contacts/mailboxes.ts';
import type { FrequencyCap } from '../../definition/policy.ts';
import { capsPerAccount, frequencyCap, sendsToAccount } from '../frequency-cap.ts';
import type { ContactGate } from './gate.ts';

/** A cap per contact counts all mail to the mailbox, of any contact there. */
export const capped: ContactGate = ({ call, snapshot, decided = [], toAccount, now }, contact, delivery) => {
  const { frequencyCaps } = call.policy;
  const forAccount = capsPerAccount(frequencyCaps, call.class);
  const others = (sends: Contact['recentSends']) => sends.filter(send => send.delivery !== delivery);
  const ofAccount = () => {
    const sent = toAccount ?? sendsToAccount(frequencyCaps, call.class, snapshot.contacts, now);
    return others([...sent, ...decided]);
  };
  const ofMailbox = atSameMailbox(contact, snapshot.contacts).flatMap(({ recentSends }) => recentSends);
  const answers = [
    frequencyCap(frequencyCaps.filter(isPerContact), call.class, others(ofMailbox), now),
    forAccount.length > 0 ? frequencyCap(forAccount, call.class, ofAccount(), now) : 'room',
  ];
  if (answers.includes('skip')) return { skip: 'capped' };
  const ends = answers.flatMap(answer => (typeof answer === 'object' ? [answer.holdUntil] : [])).sort();
  const until = ends.at(-1);
  return until === undefined ? 'pass' : { hold: 'capped', until };
};

const isPerContact = ({ per }: FrequencyCap): boolean => per !== 'account';
