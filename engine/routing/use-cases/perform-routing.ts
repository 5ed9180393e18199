import type { Change } from '../../account/change.ts';
import type { Enrollment, ParkedWait } from '../../account/enrollment.ts';
import type { DomainEvent } from '../../account/event.ts';
import { soleEnrollmentOf } from '../../account/operator-events.ts';
import { type AwaitedEvent, type Effect, isLeave, isStart } from '../../account/routing.ts';
import { announceAnswer } from '../../contacts/use-cases/announce-answer.ts';
import { stepErrors } from '../../definition/step-call.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { announceTasks } from '../../tasks/use-cases/announce-tasks.ts';
import type { RoutingEffect } from '../decide-routing.ts';
import { wakeUp } from '../route-waits.ts';

type RoutedEvent = DomainEvent & { account: string };

export type PerformPorts = PortsWith<'enrollments' | 'machines' | 'prompts' | 'versions'>;

interface Performing {
  event: RoutedEvent;
  /** Journeys with two versions under comparison. */
  compared: ReadonlySet<string>;
  /** Routes events that waited for the account or the customer that this one introduces. */
  routeWaiting: (() => Promise<void>) | undefined;
  ports: PerformPorts;
}

/** Performs the effects of an event, in order. */
export const performRouting = async (effects: readonly RoutingEffect[], performing: Performing): Promise<void> => {
  for (const effect of effects) {
    const perform = performed[effect.kind] as (effect: RoutingEffect, performing: Performing) => Promise<void>;
    await perform(effect, performing);
  }
};

const performed: {
  readonly [Kind in RoutingEffect['kind']]: (
    effect: Extract<RoutingEffect, { kind: Kind }>,
    performing: Performing,
  ) => Promise<void>;
} = {
  begin: ({ changes }, { event, ports }) => ports.accounts.commit(event.account, changes),
  see: ({ awaited }, { event, ports }) => recordAwaited(event.account, awaited, ports),
  announceTasks: ({ changes }, { ports }) => announceTasks(changes, ports),
  announceAnswer: (_, { event, ports }) => announceAnswer(event, ports),
  moveExecutions: ({ effects }, performing) => moveExecutions(effects, performing),
  routeWaiting: async (_, { routeWaiting }) => routeWaiting?.(),
};

/** Records awaited events on their enrollments and ends the waits that listen for them. */
const recordAwaited = async (
  account: string,
  awaited: readonly AwaitedEvent[],
  { enrollments, machines }: PerformPorts,
): Promise<void> => {
  for (const event of awaited) {
    const enrollment = await enrollments.see(account, event.enrollment, event.flag, event.at);
    const wake = enrollment && wakeUp(enrollment, event);
    if (!wake || !enrollment?.wait) continue;
    const { resumeToken } = enrollment.wait;
    if (wake.error === undefined) await machines.resume(resumeToken);
    else await machines.interrupt(resumeToken, wake.error, {});
  }
};

/**
 * Starts executions, and ends waits. The account is read anew for the latter: a wait that parked between the decision and its rows
 * has another token, and one that parks after them finds the rows.
 */
const moveExecutions = async (effects: readonly Effect[], { event, compared, ports }: Performing): Promise<void> => {
  const { account } = event;
  const starts = effects.filter(isStart);
  const others = effects.filter(effect => !isStart(effect));
  const ofEnrollment = soleEnrollmentOf(event);
  const options = ofEnrollment === undefined ? { withoutContacts: true } : { ofEnrollment };
  const snapshot = others.length > 0 ? await ports.accounts.snapshot(account, options) : undefined;
  const waits = new Map(snapshot?.enrollments.map(({ id, wait }) => [id, wait]));
  for (const { enrollment } of starts) {
    await start(enrollment, ports);
    if (compared.has(enrollment.journey)) await ports.versions.begin(enrollment);
  }
  const leaving = others.filter(isLeave);
  for (let begin = 0; begin < leaving.length; begin += endedAtOnce) {
    const some = leaving.slice(begin, begin + endedAtOnce);
    await Promise.all(some.map(effect => endWait(effect, waits.get(effect.enrollment), ports)));
  }
  // Executions continue in the order of the decision.
  const staying = others.filter(effect => !isLeave(effect));
  for (const effect of staying) await endWait(effect, waits.get(effect.enrollment), ports);
  if (leaving.length > 0) await retirePrompts(account, new Set(leaving.map(({ enrollment }) => enrollment)), ports);
};

/** The function's timeout allows for ending thousands of waits. */
const endedAtOnce = 10;

/** A deployment is in progress: the new code is live before its journeys are. The event is retried. */
export class VersionNotDeployed extends Error {
  override readonly name = 'VersionNotDeployed';
}

/**
 * The input is made of ids and fields of the row, so that a repeated start is the same start. The row and the execution have one
 * version: where its alias is gone, since another version was deployed, its published version is started, and only where that is
 * gone, too, the live one.
 */
const start = async (enrollment: Enrollment, { machines, build }: PortsWith<'machines'>): Promise<void> => {
  const { id, account, journey, version, anchoredAt, until, startedAt: at } = enrollment;
  const generation = enrollment.generation ?? 1;
  const input = { account, enrollment: id, generation, anchoredAt, until, at, waited: '' };
  if ((await machines.start(enrollment, input)) === 'started') return;
  const ours = (await build.journeys()).find(each => each.id === journey);
  if (ours?.hash === version) throw new VersionNotDeployed(`Version ${version} of ${journey} is not deployed yet.`);
  await machines.start(enrollment, input, { fallBackToLive: true });
};

type OnWait = Exclude<Effect, { kind: 'start' }>;
interface Interruption {
  error: string;
  cause: Record<string, string>;
}

/** How each effect ends an enrollment's wait; it does nothing if the enrollment is in a different wait by now. */
const interruptions: {
  readonly [Kind in OnWait['kind']]: (
    effect: Extract<OnWait, { kind: Kind }>,
    wait: ParkedWait,
  ) => Interruption | undefined;
} = {
  leave: () => ({ error: stepErrors.exited, cause: {} }),
  // A wait that has ended continues on its own, in its current version.
  migrate: ({ step, until }, wait) =>
    wait.step === step && wait.until === until ? { error: stepErrors.migrate, cause: {} } : undefined,
  rewake: ({ step, until, movedAt }, wait) =>
    wait.step === step && wait.until !== until
      ? { error: stepErrors.rescheduled, cause: { until, ...(movedAt && { at: movedAt }) } }
      : undefined,
};

const endWait = async (
  effect: OnWait,
  wait: ParkedWait | undefined,
  { machines }: PortsWith<'machines'>,
): Promise<void> => {
  const interrupt = interruptions[effect.kind] as (effect: OnWait, wait: ParkedWait) => Interruption | undefined;
  const interruption = wait && interrupt(effect, wait);
  if (wait && interruption) await machines.interrupt(wait.resumeToken, interruption.error, interruption.cause);
};

/** A prompt is withdrawn along with the enrollment that showed it. */
const retirePrompts = async (
  account: string,
  enrollments: ReadonlySet<string>,
  { accounts, prompts, clock }: PerformPorts,
): Promise<void> => {
  const shown = await prompts.all(account);
  const changes = shown
    .filter(({ enrollment, retiredAt }) => retiredAt === undefined && enrollments.has(enrollment))
    .map((prompt): Change => ({ kind: 'prompt', prompt: { ...prompt, retiredAt: clock.now() } }));
  if (changes.length > 0) await accounts.commit(account, changes);
};
