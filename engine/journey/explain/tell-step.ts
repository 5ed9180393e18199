import type { Step, StepKind, StepOf } from '../../definition/step.ts';
import { takenUpWithin } from '../../tasks/service-level.ts';
import { tellAudience } from './tell-audience.ts';
import { tellCondition } from './tell-condition.ts';
import { tellDuration } from './tell-time.ts';
import { tellEvents } from './tell-trigger.ts';
import { tellValue } from './tell-value.ts';
import { inWords, listed, quoted } from './words.ts';

/** What a step does, in English: a sentence, more sentences where it has more to say, and a heading for each arm. */
export interface ToldStep {
  does: string;
  also?: readonly string[];
  /** Heading of an arm, by its name; the heading ends where the arm's steps begin. */
  heading?: (arm: string) => string;
}

export const tellStep = (step: Step): ToldStep => (byKind[step.kind] as (step: Step) => ToldStep)(step);

const byKind: { [Kind in StepKind]: (step: StepOf<Kind>) => ToldStep } = {
  email: ({ template, to, expires }) => ({
    does: `the email ${quoted(template)} goes to ${tellAudience(to)}${expires ? `, unless it has to wait for ${tellDuration(expires)}` : ''}`,
  }),
  prompt: ({ template, to, except, expires }) => ({
    does: `the in-app prompt ${quoted(template)} is shown to ${tellAudience(to)}${except ? ` but ${tellValue(except)}` : ''}, ${expires ? `for ${tellDuration(expires)}` : 'until the journey ends for the account'}`,
  }),
  slack: ({ channel, text }) => ({ does: `${quoted(text)} is posted to the Slack channel ${quoted(channel)}` }),
  webhook: ({ endpoint, data }) => ({
    does: `the system ${quoted(endpoint)} is told${Object.keys(data).length > 0 ? ` ${tellData(data)}` : ''}`,
  }),
  wait: ({ duration }) => ({ does: `nothing happens for ${tellDuration(duration)}` }),
  waitFor: ({ first, timeout }) => ({
    does: `the journey waits until ${tellEvents(Object.values(first))}, but at most ${tellDuration(timeout)}`,
    heading: arm =>
      first[arm]
        ? `When ${tellEvents([first[arm]])}${Object.keys(first).length > 1 ? ' first' : ''}`
        : 'When the time is up',
  }),
  branch: ({ cases }) => ({
    does: 'the journey goes one of these ways',
    heading: arm => {
      const taken = cases.find(({ name }) => name === arm);
      return taken ? `If ${tellCondition(taken.condition)}` : 'Otherwise';
    },
  }),
  experiment: ({ variants, holdout }) => {
    const total = variants.reduce((sum, { weight }) => sum + weight, holdout);
    const share = (name: string) => variants.find(variant => variant.name === name)?.weight ?? holdout;
    return {
      does: 'each account goes one of these ways, always the same one for the same account, drawn by lot',
      heading: arm =>
        `${share(arm)} of ${total} accounts${arm === 'holdout' ? ' are held out, to compare with' : ` (${quoted(arm)})`}`,
    };
  },
  escalate: ({ type, severity, raised, sla, play, evidence, early, outlives, then }) => ({
    does: `the account's owner gets ${article(type)} ${type} task of severity ${severity}, to be taken up within ${tellDuration(takenUpWithin[severity])}${severity === 3 ? ' of the Monday digest' : ''} and done within ${tellDuration(sla)}: ${quoted(play)}`,
    also: [
      "If either is late, the task is breached and goes to the owner's lead.",
      ...(raised ? [`Its severity is ${raised.severity} instead if ${tellCondition(raised.when)}.`] : []),
      ...(Object.keys(evidence).length > 0 ? [`It shows: ${Object.keys(evidence).join(', ')}.`] : []),
      ...(early.length > 0 ? [`It is opened earlier, at once, when ${tellEvents(early)}.`] : []),
      ...(outlives
        ? [`It stays open, as ${quoted(outlives.reason)}, when ${tellEvents(outlives.exits)} within an hour of it.`]
        : []),
      ...(Object.keys(then).length > 0 ? ['The journey waits for what comes of it.'] : []),
    ],
    heading: arm => outcomes[arm] ?? `When it ends as ${quoted(inWords(arm))}`,
  }),
  update: ({ attributes }) => ({
    does: `it is noted that ${listed(
      Object.entries(attributes).map(
        ([name, value]) => `the account's ${inWords(name)} is ${tellValue({ kind: 'literal', value })}`,
      ),
      'and',
    )}`,
  }),
  enroll: ({ journey }) => ({ does: `the account enters the journey ${quoted(journey)} as well` }),
  exit: ({ reason }) => ({ does: `the account leaves the journey (${inWords(reason)})` }),
  every: ({ interval, times }) => ({
    does: times === 1 ? 'this happens once' : `this happens ${times} times, ${tellDuration(interval)} apart`,
    heading: () => 'Each time',
  }),
};

const article = (word: string): string => (/^[aeiou]/.test(word) ? 'an' : 'a');

const outcomes: Partial<Record<string, string>> = {
  breached: 'When it is not done in time',
  otherwise: 'When it ends in any other way',
};

const tellData = (data: StepOf<'webhook'>['data']): string =>
  listed(
    Object.entries(data).map(([name, value]) => `${inWords(name)}: ${tellValue(value)}`),
    'and',
  );
