import { type ConnectorName, connectorNames, connectorOf } from '../connectors/connector-of.ts';
import { counted } from '../kernel/counted.ts';
import type { Played } from '../playback/play.ts';
import type { Alarm } from '../ports/alarms.ts';
import type { StillWaiting } from '../ports/all-accounts.ts';
import { describeBrake } from '../sending/brake.ts';
import { describeCanary } from '../versions/judge-canary.ts';
import { countWarnings } from './describe-warnings.ts';

/** Caveats to the figures, for the report. */
export const notesOf = (
  {
    rejected,
    warnings,
    waiting,
    faults,
    alarms,
  }: Pick<Played, 'rejected' | 'warnings' | 'waiting' | 'faults' | 'alarms'>,
  rejectedFile: string,
): string[] => [
  ...(warnings.length === 0 ? [] : [`${countWarnings(warnings)}: see standard error.`]),
  ...waiting.map(waitingNote),
  ...(rejected.length === 0
    ? []
    : [`${counted(rejected.length, 'line')} could not be used: see ${rejectedFile} for the reasons.`]),
  ...new Set(alarms.flatMap(alarm => alarmNote(alarm) ?? [])),
  ...(faults.length === 0 ? [] : [`${counted(faults.length, 'fault')} of handlers: see standard error.`]),
];

/** Stripe's customer ids are stored without a prefix. */
const connectorNamed = (customer: string): ConnectorName =>
  connectorNames.find(name => customer.startsWith(`${name}:`)) ?? 'stripe';

const alarmNote = (alarm: Played['alarms'][number]): string | undefined =>
  (alarmNotes[alarm.alarm] as (alarm: Alarm) => string | undefined)(alarm);

/** Notes for the alarms that operators get on AWS. `undefined` for those that the report already covers. */
const alarmNotes: { [Kind in Alarm['alarm']]: (alarm: Extract<Alarm, { alarm: Kind }>) => string | undefined } = {
  // The timeline has the first two; waiting events have a note of their own.
  'ambiguous-send': () => undefined,
  'enrollment-failed': () => undefined,
  'billing-unmatched': () => undefined,
  // Unresolved calls have a note of their own.
  'calls-unmatched': () => undefined,
  'customer-shared': ({ customer, account, other }) => {
    const { customerAttribute, door } = connectorOf(connectorNamed(customer));
    const unlessPayer =
      door === 'billing'
        ? ', or in neither if one pays for both, and set `account_id` in the metadata of each subscription'
        : '';
    return `Alarm: ${[account, other].sort().join(' and ')} both name ${customer}, whose events go to the one that named it last: keep ${customerAttribute} in one of them${unlessPayer}.`;
  },
  'events-not-kept': ({ events }) => `Alarm: ${counted(events, 'event')} missing in the archive.`,
  'calls-refused': ({ calls, first }) =>
    `Alarm: ${counted(calls, 'call')} of a batch could not be used, such as ${first}.`,
  'mail-rejected': alarm =>
    `Alarm: the mail service could not send ${alarm.step} of ${alarm.journey} to ${alarm.account}: check its template.`,
  'telemetry-guard': ({ journey, period, evaluated, tripped }) =>
    `Alarm: ${journey} was withheld for week ${period}, since it would have fired for ${tripped} of ${counted(evaluated, 'account')}: check that usage still arrives.`,
  brake: alarm => `Alarm: the brake paused ${alarm.journey}: ${describeBrake(alarm)}. Resume it once you know why.`,
  canary: alarm =>
    `Alarm: accounts no longer begin in version ${alarm.version} of ${alarm.journey}: ${describeCanary(alarm)}.`,
  'quota-exceeded': ({ writeKey, callsPerHour }) =>
    `Alarm: write key ${writeKey} made more than ${counted(callsPerHour, 'call')} in an hour.`,
  'task-without-owner': ({ account, task }) =>
    `Alarm: ${task} of ${account} has no owner: give the account an owner who is in journeys/team.ts, or add a CSM to the task pool.`,
};

const waitingNote = ({ of, events }: StillWaiting): string => {
  const wait = `${counted(events, 'event')} ${events === 1 ? 'waits' : 'wait'}`;
  if (of === 'unmatched') {
    return `${counted(events, 'event')} ${events === 1 ? 'names' : 'name'} neither an account nor a customer, and ${events === 1 ? 'stays' : 'stay'} unmatched.`;
  }
  if ('users' in of) {
    const more = of.users.length > 3 ? ', …' : '';
    return `${wait} for users without an account, or of several (${of.users.slice(0, 3).join(', ')}${more}): name the account in context.groupId, or the user in a group call.`;
  }
  return 'account' in of
    ? `${of.account}: ${wait} for the account's first group call.`
    : `${of.customer}: ${wait} for an account that names this customer as its ${connectorOf(connectorNamed(of.customer)).customerAttribute}.`;
};
