import { toLead } from '../../definition/pool.ts';
import type { StepOf } from '../../definition/step.ts';
import { taskOutcomes } from '../../definition/task.ts';
import { callEvents } from '../../journey/check/history-costs.ts';
import { describeAudience } from '../../journey/explain/describe-audience.ts';
import { describeCondition } from '../../journey/explain/describe-condition.ts';
import { describeEvents } from '../../journey/explain/describe-events.ts';
import { formatDuration } from '../../journey/explain/format-time.ts';
import { inWords, quoted } from '../../journey/explain/words.ts';
import { definedFields } from '../../kernel/defined-fields.ts';
import { minutes } from '../../kernel/duration.ts';
import { responseTimes } from '../../tasks/service-level.ts';
import type { StepAnswers } from '../step-answers.ts';
import type { Arm } from '../step-parts.ts';
import { escalateIn } from './author.ts';
import { escalateRule } from './check.ts';
import { escalateStates } from './states.ts';

export const escalateKind = {
  word: escalateIn,
  parts: ({ type, raised, sla, to, contact, playbook, evidence, early, outlives, then }) => ({
    arms: armsOfOutcomes(then),
    conditions: definedFields({ raised: raised?.when }),
    values: evidence,
    triggers: [
      ...early.map(trigger => ({ trigger })),
      ...(outlives?.exits ?? []).map(trigger => ({ arm: 'outlives', trigger })),
    ],
    durations: { sla },
    task: type,
    ...(contact && { audience: contact }),
    ...(playbook && { playbook: playbook.id }),
    ...(to !== undefined && to !== toLead && { pool: to }),
    ...(Object.keys(then).length > 0 && { lasts: { atMost: sla } }),
  }),
  tell: ({ type, severity, raised, sla, to, play, contact, playbook, evidence, early, outlives, then }) => ({
    does: `${recipientOf(to)} gets ${article(type)} ${type} task of severity ${severity}, to be taken up within ${formatDuration(responseTimes[severity])}${severity === 3 ? ' of the Monday digest' : ''} and done within ${formatDuration(sla)}: ${quoted(play)}`,
    also: [
      ...(contact ? [`It shows one of ${describeAudience(contact)} to call.`] : []),
      ...(playbook
        ? [`Its playbook is ${quoted(playbook.id)}, which takes ${formatDuration(minutes(playbook.minutes))}.`]
        : []),
      "If either is late, the task is breached and goes to the owner's lead.",
      ...(raised ? [`Its severity is ${raised.severity} instead if ${describeCondition(raised.when)}.`] : []),
      ...(Object.keys(evidence).length > 0 ? [`It shows: ${Object.keys(evidence).join(', ')}.`] : []),
      ...(early.length > 0 ? [`It is opened earlier, at once, when ${describeEvents(early)}.`] : []),
      ...(outlives
        ? [`It stays open, as ${quoted(outlives.reason)}, when ${describeEvents(outlives.exits)} within an hour of it.`]
        : []),
      ...(Object.keys(then).length > 0 ? ['The journey waits for what comes of it.'] : []),
    ],
    heading: arm => outcomes[arm] ?? `When it ends as ${quoted(inWords(arm))}`,
  }),
  draw: ({ type, severity, sla, play }) => ({
    look: 'task',
    caption: `TASK  ·  ${type}, severity ${severity}`,
    notes: [play, `within ${formatDuration(sla)}`],
    armLabel: inWords,
  }),
  fields: {
    sla: 'to be done within',
    to: 'goes to',
    contact: 'shows to call',
    early: 'is opened early when',
    then: 'way on',
  },
  rule: escalateRule,
  historyEvents: callEvents,
  states: escalateStates,
} satisfies StepAnswers<'escalate'>;

const armsOfOutcomes = (then: StepOf<'escalate'>['then']): Arm[] => {
  const named = Object.entries(then).map(([name, steps]) => ({ name, steps }));
  const isComplete = ['breached', ...taskOutcomes].every(outcome => outcome in then);
  return named.length === 0 || isComplete ? named : [...named, { name: 'otherwise', steps: [] }];
};

const recipientOf = (to: string | undefined): string => {
  if (to === toLead) return "the lead of the account's owner";
  return to === undefined ? "the account's owner" : `one of the pool ${quoted(to)}`;
};

const article = (word: string): string => (/^[aeiou]/.test(word) ? 'an' : 'a');

const outcomes: Partial<Record<string, string>> = {
  breached: 'When it is not done in time',
  otherwise: 'When it ends in any other way',
};
