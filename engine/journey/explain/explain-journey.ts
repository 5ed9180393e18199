import type { JourneyDefinition, Reenroll } from '../../definition/journey-definition.ts';
import { heldOutShares } from '../../definition/lots.ts';
import type { JourneyPromise } from '../../definition/promise.ts';
import type { Step } from '../../definition/step.ts';
import type { TemplateInfo } from '../../definition/template.ts';
import { kindOf } from '../../steps/kind-of.ts';
import { triggerKindOf } from '../../triggers/kind-of.ts';
import { partsOf } from '../parts-of.ts';
import { describeCondition } from './describe-condition.ts';
import { describeEvents } from './describe-events.ts';
import { describePolicy } from './describe-policy.ts';
import { describePromise } from './describe-promise.ts';
import { describeAnchor, formatDuration } from './format-time.ts';
import { inWords, listed, quoted } from './words.ts';
import { wrap } from './wrap.ts';

/**
 * The journey in plain English, at most 100 columns wide: what a marketer, or a lawyer, signs off. Ends with a newline.
 * @param together what the policy promises of all journeys
 * @param confirmed its templates of topics that go only to contacts that confirmed them
 */
export const explainJourney = (
  journey: JourneyDefinition,
  together: readonly JourneyPromise[] = [],
  confirmed: readonly Pick<TemplateInfo, 'id' | 'topic'>[] = [],
): string => {
  const { id, title, steps, policy, promises = [] } = journey;
  const heading = `${title} (journey ${quoted(id)})`;
  const sections = [
    ['Who enters', wrap(describeEntry(journey))],
    ['Who stays out', wrap(describeExclusion(journey))],
    ['When it ends early', wrap(describeExit(journey))],
    ['What it is for', wrap(describeGoal(journey))],
    ...(describeHoldout(journey) === '' ? [] : [['Who is held out, to compare with', wrap(describeHoldout(journey))]]),
    ...(describePrecedence(journey) === ''
      ? []
      : [['What it does to other journeys', wrap(describePrecedence(journey))]]),
    ['What happens', describeSteps(steps, journey, 0).join('\n')],
    ...(promises.length > 0 ? [['What it promises', promises.map(describeAsItem).join('\n')]] : []),
    ...(together.length > 0 ? [['What all journeys together promise', together.map(describeAsItem).join('\n')]] : []),
    ['The rules for all of it', wrap([...confirmed.map(describeConfirmed), describePolicy(policy)].join(' '))],
  ];
  return [`${heading}\n${'='.repeat(heading.length)}`, ...sections.map(([name, text]) => `${name}\n${text}`)]
    .join('\n\n')
    .concat('\n');
};

const describeConfirmed = ({ id, topic = '' }: Pick<TemplateInfo, 'id' | 'topic'>): string =>
  `${quoted(id)} goes only to who confirmed ${quoted(topic)} by a link in a mail.`;

const describeAsItem = (promise: JourneyPromise): string => wrap(describePromise(promise), { first: '- ' });

/** `An account enters when …`, with the further sentences on its entry. */
export const describeEntry = ({ enroll, audience, reenroll }: JourneyDefinition): string => {
  const condition = audience ? `, if ${describeCondition(audience, { whose: 'its' })}` : '';
  const { since = 'when', tell, also } = triggerKindOf(enroll);
  const entry = `An account enters ${since} ${tell(enroll)}${condition}.`;
  return [entry, ...(also?.(enroll) ?? []), describeReentry(reenroll)].join(' ');
};

const describeExclusion = ({ audience, reenroll }: JourneyDefinition): string => {
  const outside = audience ? `${describeCondition(audience, { holds: false, whose: 'its' })}, or if ` : '';
  return `An account stays out if ${outside}${reenrollments[reenroll.kind].staysOut(reenroll as never)}.`;
};

/** `It enters once and never again.` */
export const describeReentry = (reenroll: Reenroll): string => reenrollments[reenroll.kind].enters(reenroll as never);

type Of<Kind extends Reenroll['kind']> = Extract<Reenroll, { kind: Kind }>;

/** When an account may enter again, and the reasons that keep it out. */
const reenrollments: {
  [Kind in Reenroll['kind']]: { enters: (reenroll: Of<Kind>) => string; staysOut: (reenroll: Of<Kind>) => string };
} = {
  never: { enters: () => 'It enters once and never again.', staysOut: () => 'it has been in the journey before' },
  afterEnd: { enters: () => 'It may enter again after it has left.', staysOut: () => 'it is in the journey already' },
  after: {
    enters: ({ duration }) => `It may enter again after ${formatDuration(duration)}.`,
    staysOut: ({ duration }) => `it has entered within the last ${formatDuration(duration)}`,
  },
  keyed: {
    enters: ({ field }) => `It enters once for each ${inWords(field)}.`,
    staysOut: ({ field }) => `it has entered for the same ${inWords(field)} before`,
  },
  term: {
    enters: () => 'It enters once for each term of that date.',
    staysOut: () => 'it has entered for the same term before',
  },
};

const describeExit = ({ exit }: JourneyDefinition): string =>
  exit.length === 0
    ? 'It does not: every account that entered goes on to the end.'
    : `As soon as ${describeEvents(exit)}, the account leaves; what was still to come is not sent.`;

const describeGoal = ({ goal }: JourneyDefinition): string =>
  goal ? `The goal is reached if, at the end, ${describeCondition(goal)}.` : 'No goal is measured.';

const describeHoldout = (journey: JourneyDefinition): string => {
  const { own, policy } = heldOutShares(journey);
  const shares = [
    ...(own > 0 ? [`${own} of 100 accounts`] : []),
    ...(policy > 0 ? [`${policy} of 100 that the policy holds out of all journeys`] : []),
  ];
  return shares.length === 0
    ? ''
    : `${listed(shares, 'and')}, drawn by lot, always the same ones. They go through it as the others do, but nothing is sent to them, no task is opened, and nothing about them is changed; ${journey.goal ? 'their goal is looked at as that of the others' : 'it has no goal to compare them by'}.`;
};

const describePrecedence = ({ priority, holds = [], excludes = [] }: JourneyDefinition): string =>
  [
    ...(holds.length > 0
      ? [
          `While an account is in it, ${listed(holds, 'and')} messages wait, except those of more urgent journeys (of a priority below ${priority}).`,
        ]
      : []),
    ...(excludes.length > 0
      ? [
          `While an account is in it, it does not enter ${listed(excludes.map(quoted), 'or')}, and gets nothing from them.`,
        ]
      : []),
  ].join(' ');

const describeSteps = (steps: readonly Step[], journey: JourneyDefinition, depth: number): string[] =>
  steps.flatMap((step, index) => describeWhole(step, index === 0 ? 'At once' : 'Then', journey, depth));

/** `soon` is when a step without an anchor happens. */
const describeWhole = (step: Step, soon: string, journey: JourneyDefinition, depth: number): string[] => {
  const { arms, template } = partsOf(step);
  const { does, also = [], heading = arm => arm } = kindOf(step).tell(step);
  const name = template?.id === step.id ? '' : ` [${step.id}]`;
  const sentence = `${step.at ? describeAnchor(step.at, journey) : soon}${name}: ${describeGuards(step)}${does}${arms.length > 0 && also.length === 0 ? ':' : '.'}`;
  const missed = step.missed ? [missedWords[step.missed]] : [];
  const margin = '    '.repeat(depth);
  const lines = [wrap([sentence, ...also, ...missed].join(' '), { first: `${margin}- ` })];
  for (const arm of arms) {
    const isEmpty = arm.steps.length === 0;
    lines.push(wrap(`${heading(arm.name)}: ${isEmpty ? 'nothing.' : ''}`.trimEnd(), { first: `${margin}  ` }));
    lines.push(...describeSteps(arm.steps, journey, depth + 1));
  }
  return lines;
};

const missedWords = { skip: 'It is left out if its day has passed.', send: 'It is made up for if its day has passed.' };

/** The conditions come first, so that they are not read as part of the action. */
const describeGuards = ({ rounds, when, unless }: Step): string =>
  [
    ...(rounds ? [`in ${describeRounds(rounds)} only, `] : []),
    ...(when ? [`if ${describeCondition(when)}, `] : []),
    ...(unless ? [`unless ${describeCondition(unless)}, `] : []),
  ].join('');

/** `round 2`, `rounds 2, 5 and 8`. */
export const describeRounds = (rounds: readonly number[]): string =>
  `round${rounds.length === 1 ? '' : 's'} ${listed(rounds.map(String), 'and')}`;
