import type { AccountSnapshot } from '../../account/account.ts';
import type { Change } from '../../account/change.ts';
import type { DomainEvent } from '../../account/event.ts';
import { continueEvent } from '../../account/operator-events.ts';
import { type StepCall, type StepResult, specialArms } from '../../definition/step-call.ts';
import type { Instant } from '../../kernel/instant.ts';
import { CommitConflict, type PortsWith } from '../../ports/ports.ts';
import { closeStep } from '../close-step.ts';
import { enterStep, exitedResult, finishStep, lineOf, stepKey, usageNeeds, waitedLines } from '../step-frame.ts';

type Of<Kind extends StepCall['step']['kind']> = StepCall & { step: Extract<StepCall['step'], { kind: Kind }> };
type Turn = { ports: PortsWith<'queue'>; snapshot: AccountSnapshot; now: Instant };

/** A step that touches nobody: it updates an attribute, enrolls in another journey, exits, or only plans the next wake-up. */
export const takeStep = async (call: StepCall, ports: PortsWith<'queue'>): Promise<StepResult> => {
  const now = ports.clock.now();
  if (call.step.kind === 'handOver') return handOver(call, ports, now);
  const usageSince = usageNeeds(call, { now });
  const snapshot = await ports.accounts.snapshot(call.account, {
    withoutContacts: true,
    ...(usageSince && { usageSince }),
  });
  const entry = enterStep(call, snapshot, now);
  const exited: StepResult = { ...exitedResult(call.next, now), took: specialArms.exited };
  if (entry === 'exited') return exited;
  if (entry === 'done') return finishStep(call, call.next, snapshot, now).result;
  const waited = waitedLines(call, snapshot, now).map((line): Change => ({ kind: 'line', line }));
  const closing = closeStep(call, call.next, snapshot, now);
  const taken = entry === 'go' ? await takers[call.step.kind](call as never, { ports, snapshot, now }) : 'next';
  try {
    await ports.accounts.commit(call.account, [...waited, ...(taken === 'next' ? closing.changes : taken)]);
  } catch (error) {
    if (!(error instanceof CommitConflict)) throw error;
    return exited;
  }
  return taken === 'next' ? closing.result : exited;
};

/**
 * This execution was interrupted so that another one may go on: it says that it has ended, under a name that is the same
 * whenever it is asked again, and does nothing more.
 */
const handOver = async (call: StepCall, { queue }: PortsWith<'queue'>, now: Instant): Promise<StepResult> => {
  const { account, enrollment, generation } = call;
  await queue.publish({
    id: `${continueEvent}:${enrollment}.${generation}`,
    source: 'daymark',
    account,
    name: continueEvent,
    occurredAt: now,
    receivedAt: now,
    fields: { enrollment, generation },
  });
  return exitedResult(call.next, now);
};

/** What a step does, and either that the journey goes on or the rows that end it. Each effect is idempotent by its own name. */
const takers: { [Kind in StepCall['step']['kind']]: (call: Of<Kind>, turn: Turn) => Promise<'next' | Change[]> } = {
  update: async (call, turn) => publish(call, turn, 'account.updated', call.step.attributes),
  enroll: async (call, turn) => publish(call, turn, 'daymark.enroll', { journey: call.step.journey }),
  plan: async () => 'next',
  handOver: async () => 'next',
  exit: async (call, { ports, now }) => {
    const prompts = await ports.accounts.prompts(call.account);
    const shown = prompts.filter(
      ({ enrollment, retiredAt }) => enrollment === call.enrollment && retiredAt === undefined,
    );
    return [
      { kind: 'exit', enrollment: call.enrollment, reason: call.step.reason, at: now },
      { kind: 'line', line: lineOf(call, now, { type: 'exited', reason: call.step.reason }) },
      ...shown.map((prompt): Change => ({ kind: 'prompt', prompt: { ...prompt, retiredAt: now } })),
    ];
  },
};

/** Tells routing, under a name that is the same whenever the step is taken again. */
const publish = async (
  call: StepCall,
  { ports, now }: Turn,
  name: string,
  fields: DomainEvent['fields'],
): Promise<'next'> => {
  const id = `daymark:${call.enrollment}.${stepKey(call)}`;
  await ports.queue.publish({
    id,
    source: 'daymark',
    account: call.account,
    name,
    occurredAt: now,
    receivedAt: now,
    fields,
  });
  return 'next';
};
