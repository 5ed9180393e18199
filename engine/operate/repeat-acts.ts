import type { AuditLine } from '../account/audit-line.ts';
import { isOver } from '../account/enrollment.ts';
import { leaveOutOf, stopOf } from '../account/operator-events.ts';
import { ownMember } from '../kernel/own-member.ts';
import type { Operator } from '../ports/operator.ts';
import { stepKey } from '../steps/step-frame.ts';
import { enrollAccounts } from './enroll-accounts.ts';
import { resumeJourney } from './resume-journey.ts';
import { stopJourney } from './stop-journey.ts';
import { drainJourney, pauseJourney } from './turn-switches.ts';

/** The world in which acts are repeated. */
export interface RepeatedIn {
  operator: Operator;
  /** The accounts in a segment at that time. */
  accountsIn(segment: string): Promise<readonly string[]>;
}

/** Repeats an operator's act that isn't in the events; ignores others. */
export const repeatAct = async (line: AuditLine, where: RepeatedIn): Promise<void> => {
  await ownMember(acts, line.action)?.(line, where);
};

/** Describes an act that may change decisions but can't be repeated in a play; `undefined` for others. */
export const unrepeatable = ({ action, journey = '' }: AuditLine): string | undefined =>
  ownMember(lost, action)?.(`"${journey}"`);

type Act = (line: AuditLine, where: RepeatedIn) => Promise<unknown>;

const acts: Readonly<Record<string, Act>> = {
  'journey.pause': ({ journey = '' }, { operator }) => pauseJourney(journey, operator),
  'journey.resume': ({ journey = '' }, { operator }) => resumeJourney(journey, operator),
  'journey.drain': ({ journey = '' }, { operator }) => drainJourney(journey, operator),
  'journey.stop': ({ journey = '' }, { operator }) => stopJourney(journey, operator),
  'journey.enroll': async ({ journey = '', details }, { operator, accountsIn }) =>
    enrollAccounts(journey, await accountsIn(String(details?.segment)), operator),
  'account.stop': ({ account = '', journey = '' }, { operator: { queue, clock } }) =>
    queue.publish(stopOf(account, journey, clock.now())),
  'account.leaveOut': async (
    { account = '', journey, step = '', details },
    { operator: { accounts, queue, clock } },
  ) => {
    const { enrollments } = await accounts.snapshot(account, { withoutContacts: true });
    const enrollment = enrollments.find(each => each.journey === journey && !isOver(each));
    const touch = stepKey({ step: { id: step }, iteration: Number(details?.round ?? 1) });
    if (enrollment)
      await queue.publish(leaveOutOf(enrollment, { step: touch, reason: String(details?.reason) }, clock.now()));
  },
};

const lost: Readonly<Record<string, (journey: string) => string>> = {
  'journey.promote': journey => `the share of a version of ${journey} was set`,
  'journey.rollback': journey => `${journey} was rolled back to an earlier version`,
  'journey.migrate': journey => `enrollments of ${journey} were moved to another version`,
  'contact.erase': () => 'a person was erased',
  'contact.readmit': () => 'a person who had been erased was let in again',
  'contact.replay': () => 'events were let in again',
};
