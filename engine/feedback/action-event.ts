import type { DomainEvent } from '../account/event.ts';
import { instantIn } from '../definition/calendar.ts';
import { taskActions } from '../definition/task.ts';
import { happenedAt } from '../ingest/moment.ts';
import { definedFields } from '../kernel/defined-fields.ts';
import type { Instant, TimeZone } from '../kernel/instant.ts';
import type { FeedbackAction } from './read-feedback.ts';

/** The event of a CSM's action on a task, or a customer's on a prompt. */
export const actionEvent = (action: FeedbackAction, receivedAt: Instant, timezone: TimeZone): DomainEvent => {
  const { type, id, account, timestamp } = action;
  const event = {
    id: `${type}:${id}`,
    source: type,
    account,
    occurredAt: happenedAt(instantIn(timestamp, timezone), receivedAt),
    receivedAt,
  };
  if (action.type === 'prompt') {
    const { user, prompt, step, actionId } = action;
    return {
      ...event,
      user,
      name: `prompt.${action.action}`,
      fields: definedFields({
        prompt: prompt ?? undefined,
        step: step ?? undefined,
        action: actionId ?? undefined,
      }),
    };
  }
  const { reason, outcome, until, by, step, done, minutes, to } = action;
  return {
    ...event,
    name: `task.${taskActions[action.action]}`,
    fields: definedFields({
      reason,
      outcome: outcome ?? undefined,
      until: instantIn(until, timezone),
      by,
      step: step ?? undefined,
      done: done ?? undefined,
      minutes: minutes ?? undefined,
      to: to ?? undefined,
    }),
  };
};
