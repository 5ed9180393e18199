import type { AccountSnapshot, Contact } from '../account/account.ts';
import type { Enrollment } from '../account/enrollment.ts';
import { reasonWords } from '../account/reason-words.ts';
import type { TimelineEntry, TimelineLine, TouchReason } from '../account/timeline.ts';
import { channelOf } from '../channels/channel-of.ts';
import { atSameAddress } from '../contacts/mailboxes.ts';
import type { TouchCall } from '../definition/step-call.ts';
import type { Instant } from '../kernel/instant.ts';
import { callAt, isWait, type Route } from '../outlook/traveler.ts';
import { addressees } from '../sending/decide-touch.ts';
import { sendsToAccount } from '../sending/frequency-cap.ts';
import type { KillSwitches } from '../sending/kill-switches.ts';
import type { AnyCall } from '../steps/step-frame.ts';
import { branchTurns, stepTurns, taskTurns } from '../steps/turns.ts';
import { accountThen } from './account-then.ts';
import type { GateReport } from './gate-report.ts';
import { gatesBehind } from './gates-behind.ts';
import { touchNeeds } from './rule-needs.ts';
import { roundOf } from './step-fates.ts';
import { describeStepGates } from './step-words.ts';
import { type StepAttempt, touchAttempts } from './touch-attempts.ts';

export interface StepsAsked {
  snapshot: AccountSnapshot;
  /** Of the journey. */
  lines: readonly TimelineLine[];
  /** By journey and version; an enrollment in a version that is not there has no gates. */
  routes: ReadonlyMap<string, Route>;
}

type Line<Type extends TimelineEntry['type']> = TimelineLine & { entry: Extract<TimelineEntry, { type: Type }> };

/**
 * The steps of a journey in the timeline, each decided once more on the account as it was then. The outcome in the timeline
 * stands: a gate that answers otherwise now rests on a fact that has changed since, and notes that.
 */
export const askedSteps = ({ snapshot, lines, routes }: StepsAsked): StepAttempt[] => {
  const enrollments = new Map(snapshot.enrollments.map(each => [each.id, each]));
  const contacts = new Map(snapshot.contacts.map(each => [each.id, each]));
  return lines.flatMap((line): StepAttempt[] => {
    const enrollment = enrollments.get(line.enrollment);
    const route = enrollment && routes.get(`${enrollment.journey} ${enrollment.version}`);
    if (isOf(line, 'touch')) {
      const told = toldOf(line);
      const asked = { enrollment, route, contact: contacts.get(line.entry.to) };
      return [{ ...told, gates: agreeing(touchGates(line, told, asked, snapshot), told) }];
    }
    const then = accountThen(snapshot, line.at);
    const done = doneOf(line);
    if (done === undefined) return [];
    return [{ ...done, gates: enrollment && route ? stepGatesOf(done, { enrollment, route, then }) : [] }];
  });
};

const isOf = <Type extends TimelineEntry['type']>(line: TimelineLine, type: Type): line is Line<Type> =>
  line.entry.type === type;

const toldOf = (line: Line<'touch'>): Omit<StepAttempt, 'gates'> => {
  const { step, outcome, to, reason, until } = line.entry;
  return {
    ...{ at: line.at, enrollment: line.enrollment, step, round: roundOf(line), outcome, to },
    ...(reason && { reason }),
    ...(until && { until }),
  };
};

/** A branch that took an arm, a wait that something ended, a task that was opened. */
const doneOf = (line: TimelineLine): Omit<StepAttempt, 'gates'> | undefined => {
  const { at, enrollment, entry } = line;
  const told = { at, enrollment, round: roundOf(line), outcome: 'done' as const };
  if (entry.type === 'branch') return { ...told, step: entry.step, took: entry.took };
  if (entry.type === 'waited') return { ...told, step: entry.step, took: entry.for };
  return entry.type === 'task' && entry.action === 'opened' ? { ...told, step: entry.step } : undefined;
};

interface Then {
  enrollment: Enrollment;
  route: Route;
  then: AccountSnapshot;
}

/** The call that its function got, as the journey is compiled. */
const callOf = (
  { at, step, round }: Omit<StepAttempt, 'gates'>,
  { enrollment, route, then }: Then,
): AnyCall | undefined => {
  const places = Object.values(route.itinerary.places).filter(place => !isWait(place) && place.call.step.id === step);
  const place = places.find(each => !isWait(each) && each.call.iteration === round) ?? places[0];
  if (place === undefined || isWait(place)) return undefined;
  const { id, generation = 1, anchoredAt } = enrollment;
  return callAt(place, { route, enrollment: id, generation, anchoredAt, waited: '', at }, then.account);
};

interface TouchAsked {
  enrollment: Enrollment | undefined;
  route: Route | undefined;
  /** To whom it went, where it goes to contacts. */
  contact: Contact | undefined;
}

/** Of the contacts only those are looked at that share an address with a recipient: an account may have thousands, and as many lines. */
const touchGates = (
  line: Line<'touch'>,
  told: Omit<StepAttempt, 'gates'>,
  { enrollment, route, contact }: TouchAsked,
  account: AccountSnapshot,
): readonly GateReport[] => {
  if (enrollment === undefined || route === undefined) return [];
  const about = contact ? atSameAddress(contact, account.contacts) : account.contacts;
  const snapshot = accountThen({ ...account, contacts: about }, line.at);
  const call = callOf(told, { enrollment, route, then: snapshot }) as TouchCall | undefined;
  if (call === undefined || !('class' in call)) return [];
  const channel = channelOf(call.step);
  const verdicts = addressees({ call, channel, snapshot, enrollment })
    .filter(({ to }) => to === line.entry.to)
    .map(each => ({ ...each, verdict: 'send' as const }));
  const seen = { snapshot, channel, switches: nothingStopped, attempt: 2, ledger: new Map(), now: line.at };
  const toAccount = sendsToAccount(call.policy.frequencyCaps, call.class, account.contacts, line.at);
  const before = toAccount.filter(({ at }) => at <= line.at);
  return touchAttempts(call, { ...seen, toAccount: before }, verdicts)[0]?.gates ?? [];
};

/** The switches that operators had set then are not stored. */
const nothingStopped: KillSwitches = {
  everything: false,
  classes: new Set(),
  journeys: new Set(),
  closed: new Set(),
};

const turns = { ...stepTurns, ...branchTurns, ...taskTurns };

const stepGatesOf = (done: Omit<StepAttempt, 'gates'>, asked: Then): readonly GateReport[] => {
  const call = callOf(done, asked);
  const turn = call && (turns[call.step.kind as keyof typeof turns] as { acts?: true } | undefined);
  if (call === undefined || turn === undefined) return [];
  const { enrollment, then: snapshot } = asked;
  return describeStepGates({ call, enrollment, snapshot, now: done.at as Instant }, turn).map(each =>
    each.passed ? each : asThen(each, true),
  );
};

/** The first gate that fails is one behind the reason of the timeline; for a sent touch none fails. */
const agreeing = (
  gates: readonly GateReport[],
  { outcome, reason }: Pick<StepAttempt, 'outcome' | 'reason'>,
): GateReport[] => {
  const isShut = reason !== undefined && outcome !== 'sent';
  const behind = isShut ? gatesBehind[reason as TouchReason] : [];
  const found = gates.findIndex(({ gate, passed }) => !passed && behind.includes(gate));
  const first = found >= 0 ? found : gates.findIndex(({ gate }) => behind.includes(gate));
  const agreed = gates.map((gate, index) => {
    if (first < 0 || index < first) return gate.passed ? gate : asThen(gate, true);
    return index === first && gate.passed ? asThen(gate, false) : gate;
  });
  return isShut && first < 0 ? [...agreed, ruleOf(reason as TouchReason)] : agreed;
};

/** One that nothing but the timeline tells of. */
const ruleOf = (reason: TouchReason): GateReport => ({
  ...{ gate: gatesBehind[reason][0] ?? reason, passed: false },
  ...{ needed: touchNeeds[reason], was: reasonWords[reason] },
});

const asThen = (gate: GateReport, passed: boolean): GateReport => ({
  ...gate,
  passed,
  was: `${passed ? 'so then' : 'not so then'}; by what is stored now: ${gate.was}`,
});
