import * as z from 'zod';
import { playbookStepId } from '../definition/playbook.ts';
import { type TaskActionName, taskActions, taskOutcomes } from '../definition/task.ts';
import { idOf } from '../ingest/id-schema.ts';
import { lenientEnum } from '../ingest/lenient-enum.ts';
import { moment } from '../ingest/moment.ts';
import { spentMinutes } from '../ingest/spent-minutes.ts';
import type { MailEvent } from '../sending/mail-event.ts';
import { type DigestEvent, readDigestEvent } from './read-digest-event.ts';
import { readMailEvent } from './read-mail-event.ts';

/** A parsed message. `ignored`: of a kind that journeys don't use, or about mail that is not ours. */
export type Feedback =
  | { kind: 'mail'; event: MailEvent }
  | { kind: 'digest'; event: DigestEvent }
  | { kind: 'execution'; failure: ExecutionFailure }
  | { kind: 'action'; action: FeedbackAction }
  | { kind: 'ignored' };

export interface ExecutionFailure {
  account: string;
  enrollment: string;
  generation: number;
  error: string;
}

export type FeedbackAction = z.infer<typeof taskAction> | z.infer<typeof promptAction>;

/** The message has none of the known shapes, or lacks a required member. */
export class FeedbackUnreadable extends Error {
  override readonly name = 'FeedbackUnreadable';
}

/** Reads what SES, SNS, EventBridge and the contract's actions look like, in any envelope. @throws FeedbackUnreadable */
export const readFeedback = (message: unknown): Feedback => {
  const { data: envelope } = sns.safeParse(message);
  if (envelope) return readFeedback(json(envelope.Message));
  const { data: bridged } = eventBridge.safeParse(message);
  if (bridged) return bridged.source === 'aws.states' ? execution(bridged.detail) : readFeedback(bridged.detail);
  const { data: typed } = ofType.safeParse(message);
  if (typed)
    return {
      kind: 'action',
      action: typed.type === 'task' ? mustBe(taskAction, message) : mustBe(promptAction, message),
    };
  const mail = readMailEvent(message);
  if (mail === 'unknown')
    throw new FeedbackUnreadable(
      'It is neither an SES event, nor a change of an execution, nor an action on a task or prompt.',
    );
  if (mail) return { kind: 'mail', event: mail };
  const digest = readDigestEvent(message);
  return digest ? { kind: 'digest', event: digest } : { kind: 'ignored' };
};

const ofType = z.looseObject({ type: z.enum(['task', 'prompt']) });
const sns = z.looseObject({ Type: z.literal('Notification'), Message: z.string() });
const eventBridge = z.looseObject({ source: z.enum(['aws.ses', 'aws.states']), detail: z.looseObject({}) });

const action = {
  id: idOf('event', 'each action an id of its own, so that a duplicate is recognized'),
  account: idOf('account', "the account's id"),
  timestamp: moment,
};
/** A name that authors or CSMs chose. */
const nameText = z
  .string({
    error: ({ code, input }) => {
      if (code !== 'invalid_type') return undefined;
      return input === undefined ? 'is missing' : 'must be text: write it in quotes';
    },
  })
  .trim()
  .max(256, 'is too long: give at most 256 characters')
  .refine(text => text.isWellFormed(), 'contains half of a surrogate pair');

const taskAction = z
  .object({
    type: z.literal('task'),
    ...action,
    reason: nameText.min(1, 'is empty: give the id of the step that opened the task'),
    action: lenientEnum(Object.keys(taskActions) as [TaskActionName, ...TaskActionName[]]),
    outcome: lenientEnum(taskOutcomes).nullish(),
    until: moment.nullish(),
    /** Step of the playbook that a `tick` marks as done, or with `done: false` as open. */
    step: z
      .string()
      .trim()
      .regex(playbookStepId, 'isn’t a step of a playbook: give the id of one, such as "ask"')
      .nullish(),
    done: z.boolean().nullish(),
    minutes: spentMinutes.nullish(),
    /** For `reassign`: id or address of a CSM. */
    to: nameText.nullish(),
    by: nameText,
  })
  .refine(each => each.action !== 'tick' || each.step, {
    path: ['step'],
    error: 'is missing: give the id of a step of the playbook',
  })
  .refine(each => each.action !== 'reassign' || each.to, {
    path: ['to'],
    error: 'is missing: give the id or the address of a CSM of the team',
  })
  .refine(each => each.action !== 'resolve' || each.outcome, {
    path: ['outcome'],
    error: `is missing: give one of ${taskOutcomes.join(', ')}`,
  });

const promptAction = z
  .object({
    type: z.literal('prompt'),
    ...action,
    user: idOf('user', "the person's id"),
    prompt: nameText.nullish(),
    step: nameText.nullish(),
    action: lenientEnum(['seen', 'clicked', 'dismissed', 'completed']),
    /** The clicked link. */
    actionId: nameText.nullish(),
  })
  .refine(each => each.prompt || each.step, { path: ['prompt'], error: 'is missing: give "prompt" or "step"' });

const mustBe = <Output>(schema: z.ZodType<Output>, message: unknown): Output => {
  const { data, error } = schema.safeParse(message);
  const [issue] = error?.issues ?? [];
  if (issue) throw new FeedbackUnreadable(`${issue.path.join('.')}: ${issue.message}`);
  return data as Output;
};

const executionChange = z.looseObject({ status: z.string(), input: z.string(), error: z.string().nullish() });
const ids = z.looseObject({ account: z.string(), enrollment: z.string(), generation: z.int().default(1) });

const execution = (detail: unknown): Feedback => {
  const { data: change } = executionChange.safeParse(detail);
  const { data: input } = ids.safeParse(change && json(change.input));
  if (!change || !input) throw new FeedbackUnreadable('A change of an execution has no readable input.');
  if (!['FAILED', 'TIMED_OUT', 'ABORTED'].includes(change.status)) return { kind: 'ignored' };
  const { account, enrollment, generation } = input;
  return { kind: 'execution', failure: { account, enrollment, generation, error: change.error ?? change.status } };
};

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new FeedbackUnreadable('The message inside the envelope is not JSON.');
  }
};
