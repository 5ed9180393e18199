import type { Contact } from '../account/account.ts';
import { accountTimezone } from '../account/account-timezone.ts';
import { allTopics, isOut } from '../account/consent.ts';
import { isErased } from '../account/erasure.ts';
import { isOver } from '../account/precedence.ts';
import { isRemoved } from '../account/removal.ts';
import { atSameAddress, suppressionsAt } from '../contacts/mailboxes.ts';
import { listed } from '../journey/explain/words.ts';
import { counted } from '../kernel/counted.ts';
import { capsPerAccount } from '../sending/frequency-cap.ts';
import type { ContactContext, ContactGate, GateContext, TouchGate } from '../sending/gate/gate.ts';
import { contactGates, touchGates } from '../sending/send-gate.ts';
import { roundEnd } from '../steps/step-frame.ts';
import { tellTime } from './tell-clock.ts';
import type { ToldGate } from './told-gate.ts';

type Words = Pick<ToldGate, 'needed' | 'was' | 'since'>;

/** The gates of a touch as a whole, each asked. */
export const tellTouchGates = (context: GateContext): ToldGate[] =>
  touchGates
    .filter(({ asksFor }) => asksFor.includes(context.channel.reach.kind))
    .map(({ name, ask }: TouchGate) => ({
      gate: name,
      passed: ask(context) === 'pass',
      ...wordsOf(ofTouch, name)(context),
    }));

/** The gates of one contact, each asked. */
export const tellContactGates = (context: ContactContext, contact: Contact, delivery: string): ToldGate[] =>
  contactGates.map(({ name, ask }: ContactGate) => ({
    gate: name,
    passed: ask(context, contact, delivery) === 'pass',
    ...wordsOf(ofContact, name)(context, contact, delivery),
  }));

const wordsOf = <Tell>(table: Readonly<Record<string, Tell>>, name: string): Tell => {
  const words = table[name];
  if (words === undefined) throw new Error(`Nothing tells the gate "${name}" in English.`);
  return words;
};

const ofTouch: Readonly<Record<string, (context: GateContext) => Words>> = {
  paused: ({ call, snapshot, switches }) => {
    const needed = 'nobody to have paused it';
    if (snapshot.profile?.paused === true) return { needed, was: 'the account is paused' };
    if (switches === 'unknown') return { needed, was: 'unknown' };
    if (switches.everything) return { needed, was: 'everything is paused' };
    if (switches.classes.has(call.class)) return { needed, was: `all ${call.class} messages are paused` };
    return { needed, was: switches.journeys.has(call.journey.id) ? 'the journey is paused' : 'not paused' };
  },
  'risk-task-open': ({ call, snapshot }) => {
    const held = call.policy.heldByRiskTask.includes(call.class);
    const [risk] = snapshot.tasks.filter(({ type, status }) => type === 'risk' && status !== 'resolved');
    return {
      needed: held ? 'no risk task to be open' : `nothing: ${call.class} messages do not wait for risk tasks`,
      was: risk ? `${risk.reason} is open` : 'none is open',
      ...(risk && { since: risk.openedAt }),
    };
  },
  'other-journey': ({ call, snapshot }) => {
    const others = snapshot.enrollments.filter(
      ({ journey, precedence, ...other }) =>
        journey !== call.journey.id &&
        !isOver({ journey, ...other }) &&
        (precedence?.holds.includes(call.class) || precedence?.excludes.includes(call.journey.id)),
    );
    const [first] = others;
    return {
      needed: 'no other journey to go first',
      was: first
        ? `in ${listed(
            others.map(({ journey }) => journey),
            'and',
          )}`
        : 'in none that does',
      ...(first && { since: first.startedAt }),
    };
  },
  'quiet-hours': ({ call, snapshot, now }) => {
    const { from, to } = call.policy.quietHours;
    return {
      needed: `not to be night at the account, ${from} to ${to}, unless its time is a day of the calendar or it answers at once`,
      was: tellTime(now, accountTimezone(snapshot.profile)).slice(-5),
    };
  },
  'round-over': ({ call, snapshot, now }) => {
    const timezone = accountTimezone(snapshot.profile);
    const end = roundEnd(call, snapshot);
    return {
      needed:
        end === undefined
          ? 'nothing: no next round follows'
          : `to go before the next round, on ${tellTime(end, timezone)}`,
      was: tellTime(now, timezone),
    };
  },
};

type ContactWords = (context: ContactContext, contact: Contact, delivery: string) => Words;

const ofContact: Readonly<Record<string, ContactWords>> = {
  suppressed: ({ snapshot, addresses }, contact) => {
    const all = atSameAddress(contact, snapshot.contacts, addresses).flatMap(each =>
      suppressionsAt(each, snapshot.contacts),
    );
    const [first] = all;
    return {
      needed: 'an address that did not bounce or complain',
      was: first ? (suppressions[first.reason] ?? first.reason) : 'neither',
      ...(first && { since: first.at }),
    };
  },
  unsubscribed: ({ call, snapshot, addresses }, contact) => {
    const topic = call.template?.topic;
    const outs = atSameAddress(contact, snapshot.contacts, addresses)
      .flatMap(({ choices }) => [allTopics, ...(topic === undefined ? [] : [topic])].map(name => ({ choices, name })))
      .filter(({ choices, name }) => isOut(choices, name))
      .flatMap(({ choices, name }) => Object.values(choices[name] ?? {}).map(({ at }) => ({ name, at })));
    const [first] = outs;
    const needed =
      topic === undefined ? 'a contact that did not opt out' : `a contact that did not opt out of ${topic}`;
    if (call.class === 'transactional')
      return { needed: 'nothing: nobody can opt out of it', was: first ? 'opted out' : 'not opted out' };
    return {
      needed,
      was: first ? `opted out of ${first.name === allTopics ? 'everything' : first.name}` : 'not opted out',
      ...(first && { since: first.at }),
    };
  },
  removed: (_, contact) => ({
    needed: 'a contact that is still at the account',
    was: isErased(contact) ? 'erased' : isRemoved(contact) ? 'removed' : 'there',
  }),
  deliverable: ({ addresses }, contact) => ({
    needed: 'an address that can take it',
    was: addresses.deliverable(contact)
      ? 'known'
      : addresses.said(contact) === ''
        ? 'none known'
        : 'one that no mail can reach',
  }),
  'one-copy': ({ addresses, copies }, contact) => {
    const address = addresses.deliverable(contact);
    const holder = address === undefined ? undefined : copies?.get(addresses.canonical(address));
    return {
      needed: 'no other recipient at the same mailbox',
      was: holder === undefined || holder === contact.id ? 'none' : `${holder} gets it there`,
    };
  },
  unverified: ({ call, addresses }, contact) => {
    const verified = addresses.isVerified(contact);
    const needed = call.policy.verifiedOnly ? 'a verified address' : 'an address that is not known to be unverified';
    return {
      needed: call.class === 'transactional' ? 'nothing: transactional mail goes to any address' : needed,
      was: verified === undefined ? 'nothing known' : verified ? 'verified' : 'not verified',
    };
  },
  capped: ({ call, snapshot, addresses, decided = [], toAccount = [], now }, contact, delivery) => {
    const caps = call.policy.frequencyCaps.filter(({ classes }) => classes.includes(call.class));
    if (caps.length === 0) return { needed: `nothing: ${call.class} mail has no cap`, was: 'no cap' };
    const ofAddress = atSameAddress(contact, snapshot.contacts, addresses).flatMap(({ recentSends }) => recentSends);
    const shared = capsPerAccount(caps, call.class);
    const told = caps.map(cap => {
      const sends = shared.includes(cap) ? [...toAccount, ...decided] : ofAddress;
      const since = Date.parse(now) - cap.withinDays * 86_400_000;
      const inWindow = sends.filter(
        send => send.delivery !== delivery && cap.classes.includes(send.class) && Date.parse(send.at) > since,
      );
      return { cap, count: inWindow.length, whose: shared.includes(cap) ? 'the account' : 'the contact' };
    });
    return {
      needed: `${listed(
        told.map(
          ({ cap, whose }) =>
            `fewer than ${counted(cap.atMost, 'mail')} to ${whose} in ${counted(cap.withinDays, 'day')}`,
        ),
        'and',
      )}`,
      was: listed(
        told.map(({ count }) => String(count)),
        'and',
      ),
    };
  },
};

const suppressions: Readonly<Record<string, string>> = {
  bounced: 'bounced',
  complained: 'complained',
  degraded: 'bounced again and again',
  erased: 'erased',
};
