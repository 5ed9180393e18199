import type { Contact } from '../account/account.ts';
import { allTopics, isConfirmed, isOut, pendingSince } from '../account/consent.ts';
import { isOver } from '../account/enrollment.ts';
import { isErased, isRemoved } from '../account/former-contact.ts';
import { accountTimezone } from '../account/profile.ts';
import { atSameAddress, suppressionsAt } from '../contacts/mailboxes.ts';
import { inWords, listed } from '../journey/explain/words.ts';
import { counted } from '../kernel/counted.ts';
import { plusSeconds, toSecond } from '../kernel/instant.ts';
import { capsPerAccount } from '../sending/frequency-cap.ts';
import type { ContactContext, ContactGate, GateAnswer, GateContext, TouchGate } from '../sending/gate/gate.ts';
import { isAtItsTime } from '../sending/gate/quiet-hours.ts';
import { audienceOf } from '../sending/reach.ts';
import { contactGates, touchGates } from '../sending/send-gate.ts';
import { findEnrollment, roundEnd, stepKey } from '../steps/step-frame.ts';
import { formatTime } from './format-clock.ts';
import type { GateReport } from './gate-report.ts';

type Words = Pick<GateReport, 'needed' | 'was' | 'since'>;

/** The gates of a touch as a whole, each asked. */
export const describeTouchGates = (context: GateContext): GateReport[] =>
  touchGates
    .filter(({ asksFor }) => asksFor.includes(context.channel.reach.kind))
    .flatMap(({ name, ask }: TouchGate) => told(name, ask(context), wordsOf(ofTouch, name)(context)));

/** The gates of one contact, each asked. */
export const describeContactGates = (context: ContactContext, contact: Contact, delivery: string): GateReport[] =>
  contactGates.flatMap(({ name, ask }: ContactGate) =>
    told(name, ask(context, contact, delivery), wordsOf(ofContact, name)(context, contact, delivery)),
  );

/** One that asks nothing of such a touch is left out. */
const told = (gate: string, answer: GateAnswer, words: Words | undefined): GateReport[] =>
  words ? [{ gate, passed: answer === 'pass', ...words }] : [];

const wordsOf = <Tell>(table: Readonly<Record<string, Tell>>, name: string): Tell => {
  const words = table[name];
  if (words === undefined) throw new Error(`Nothing tells the gate "${name}" in English.`);
  return words;
};

const ofTouch: Readonly<Record<string, (context: GateContext) => Words | undefined>> = {
  'left-out': ({ call, snapshot }) => {
    const reason = findEnrollment(call, snapshot)?.leftOut?.[stepKey(call)];
    return reason === undefined
      ? undefined
      : { needed: 'nobody of us left it out', was: `left out: ${reason.replaceAll('_', ' ')}` };
  },
  paused: ({ call, snapshot, switches }) => {
    const needed = 'nobody has paused it';
    if (snapshot.profile?.paused === true) return { needed, was: 'the account is paused' };
    if (switches === 'unknown') return { needed, was: 'unknown' };
    if (switches.everything) return { needed, was: 'everything is paused' };
    if (switches.classes.has(call.class)) return { needed, was: `all ${call.class} messages are paused` };
    return { needed, was: switches.journeys.has(call.journey.id) ? 'the journey is paused' : 'not paused' };
  },
  'risk-task-open': ({ call, snapshot }) => {
    if (!call.policy.heldByRiskTask.includes(call.class)) return undefined;
    const [risk] = snapshot.tasks.filter(({ type, status }) => type === 'risk' && status !== 'resolved');
    return {
      needed: 'no risk task is open',
      was: risk ? `${inWords(risk.reason)} is open` : 'none is open',
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
      needed: 'no other journey goes first',
      was: first
        ? `in ${listed(
            others.map(({ journey }) => journey),
            'and',
          )}`
        : 'in none that does',
      ...(first && { since: first.startedAt }),
    };
  },
  'quiet-hours': context => {
    const { call, snapshot, now } = context;
    const { from, to } = call.policy.quietHours;
    const isAsked = call.class !== 'transactional' && !isAtItsTime(context);
    const was = formatTime(now, accountTimezone(snapshot.profile)).slice(-5);
    return isAsked
      ? { needed: `it is not night at the account, ${from} to ${to}, or it answers what the customer just did`, was }
      : undefined;
  },
  'round-over': ({ call, snapshot, now }) => {
    const timezone = accountTimezone(snapshot.profile);
    const end = roundEnd(call, snapshot);
    return end === undefined
      ? undefined
      : {
          needed: `it can go before the next round, on ${formatTime(plusSeconds(end, 1), timezone)}`,
          was: toSecond(now) < end ? formatTime(now, timezone) : 'no time was left before it',
        };
  },
};

type ContactWords = (context: ContactContext, contact: Contact, delivery: string) => Words | undefined;

const ofContact: Readonly<Record<string, ContactWords>> = {
  suppressed: ({ snapshot, addresses }, contact) => {
    const all = atSameAddress(contact, snapshot.contacts, addresses).flatMap(each =>
      suppressionsAt(each, snapshot.contacts),
    );
    const [first] = all;
    return {
      needed: 'the address has neither bounced nor complained',
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
    const needed = topic === undefined ? 'the contact has not opted out' : `the contact has not opted out of ${topic}`;
    if (call.class === 'transactional') return undefined;
    return {
      needed,
      was: first ? `opted out of ${first.name === allTopics ? 'everything' : first.name}` : 'not opted out',
      ...(first && { since: first.at }),
    };
  },
  unconfirmed: ({ call }, { choices }) => {
    const { confirmedOnly, topic } = call.template ?? {};
    if (!confirmedOnly || topic === undefined) return undefined;
    const asked = pendingSince(choices, topic);
    const link = choices[topic]?.link;
    const since = asked ?? link?.at;
    return {
      needed: `the contact confirmed that it wants ${topic}`,
      was: isConfirmed(choices, topic)
        ? 'confirmed'
        : asked === undefined
          ? 'not asked for'
          : 'asked for, and not confirmed',
      ...(since !== undefined && { since }),
    };
  },
  'asked-lately': ({ call, channel }) =>
    audienceOf(channel, call.step)?.who === 'asked'
      ? { needed: 'at most three requests came for the mailbox within a day', was: 'counted' }
      : undefined,
  removed: (_, contact) => ({
    needed: 'the contact is still at the account',
    was: isErased(contact) ? 'erased' : isRemoved(contact) ? 'removed' : 'there',
  }),
  deliverable: ({ addresses }, contact) => ({
    needed: 'an address is known that can take it',
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
      needed: 'no other contact gets it at this address',
      was: holder === undefined || holder === contact.id ? 'no other does' : `${holder} gets it there`,
    };
  },
  unverified: ({ call, addresses }, contact) => {
    const verified = addresses.isVerified(contact);
    const needed = call.policy.verifiedOnly ? 'the address is verified' : 'the address is not marked as unverified';
    if (call.class === 'transactional') return undefined;
    return {
      needed,
      was: verified === undefined ? 'not marked' : verified ? 'verified' : 'not verified',
    };
  },
  capped: ({ call, snapshot, addresses, decided = [], toAccount = [], now }, contact, delivery) => {
    const caps = call.policy.frequencyCaps.filter(({ classes }) => classes.includes(call.class));
    if (caps.length === 0) return undefined;
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
