import { statingEvents } from '../billing/stated-attributes.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';
import { compare } from './compare.ts';
import { type ConditionKind, type EvaluationContext, noEvents, noFacts, noSince, noTurn } from './condition-kind.ts';
import { daysBefore, leavesAt } from './windows.ts';

export const attribute: ConditionKind<'attribute'> = {
  truth: ({ name, comparison, value }, { profile }) => compare(profile?.attributes[name]?.value, comparison, value),
  since: noSince,
  events: () => statingEvents,
  turnsAt: noTurn,
  facts: ({ name }) => ({ [name]: { kind: 'accountAttribute', name } }),
};

export const trigger: ConditionKind<'trigger'> = {
  truth: ({ field, comparison, value }, { enrollment }) =>
    compare(enrollment?.trigger.fields[field], comparison, value),
  since: noSince,
  events: noEvents,
  turnsAt: noTurn,
  facts: ({ field }) => ({ [field]: { kind: 'triggerField', field } }),
};

/** Whether the attribute was stated last so many days ago or longer. Stating the same value again counts as new. */
export const unchanged: ConditionKind<'unchanged'> = {
  truth: ({ name, days }, { profile, now }) => {
    const word = profile?.attributes[name];
    return word === undefined || word.value === null ? undefined : word.at <= daysBefore(now, days);
  },
  since: noSince,
  events: () => statingEvents,
  turnsAt: ({ name, days }, { profile, now }) => {
    const word = profile?.attributes[name];
    const at = word && leavesAt(word.at, days);
    return at !== undefined && at > now ? at : undefined;
  },
  facts: ({ name }) => ({ [name]: { kind: 'accountAttribute', name } }),
};

export const openTask: ConditionKind<'openTask'> = {
  truth: ({ type, days }, { tasks, now }) =>
    openSince(type, tasks).some(openedAt => days === undefined || openedAt <= daysBefore(now, days)),
  since: noSince,
  // A step opens a task without an event.
  events: () => ['task.resolved'],
  turnsAt: ({ type, days }, { tasks, now }) =>
    days === undefined
      ? undefined
      : openSince(type, tasks)
          .map(openedAt => plusSeconds(openedAt, days * 86_400))
          .filter(at => at > now)
          .sort()[0],
  facts: noFacts,
};

const openSince = (type: string, tasks: EvaluationContext['tasks']): Instant[] =>
  tasks.flatMap(task => (task.type === type && task.status !== 'resolved' ? [task.openedAt] : []));
