import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import type { Step } from '../../definition/step.ts';
import { flattenSteps } from '../../journey/flatten-steps.ts';
import { counted, formatNumber } from '../../kernel/counted.ts';
import { describeShift } from './describe-shift.ts';
import { gotten, type Passage, type PassagePair, passagePairs } from './enrollment-pairs.ts';
import type { PlayedSide } from './played-side.ts';
import { whyHeld, whyNot } from './why-not.ts';

export const effectKinds = ['enters', 'entersNot', 'gains', 'loses', 'earlier', 'later', 'others', 'says'] as const;
export type EffectKind = (typeof effectKinds)[number];

/** A difference for some accounts. */
export interface DiffEffect {
  what: EffectKind;
  journey: string;
  step?: string;
  /** Set for a task. */
  isTask?: true;
  /** `2 days` if something comes earlier or later; `for fewer people`, `more often`. */
  by?: string;
  because?: string;
  /** Ids. */
  accounts: string[];
  /** For accounts that newly or no longer enter: how much they got in the journey. */
  touches?: number;
  /** The same by kind. */
  got?: GottenCounts;
  /** Seconds by which something comes earlier or later. */
  seconds?: number;
}

/** Differences between the two plays, by journey and step: accounts that gain, lose or change something. */
export const effectsBetween = (
  before: PlayedSide,
  after: PlayedSide,
  versions: { before: readonly JourneyDefinition[]; after: readonly JourneyDefinition[] },
  /** Ids of templates with a changed text or look. */
  edited: ReadonlySet<string>,
): DiffEffect[] => {
  const [old, now] = [stepsOf(versions.before), stepsOf(versions.after)];
  const found = passagePairs(before.lines, after.lines).flatMap(pair => [
    ...effectsOn(pair, old, now),
    ...shownOtherwise(pair, edited),
  ]);
  return merged([...found, ...mailedOtherwise(before, after, edited)]);
};

type StepsById = ReadonlyMap<string, ReadonlyMap<string, Step>>;

const stepsOf = (journeys: readonly JourneyDefinition[]): StepsById =>
  new Map(journeys.map(({ id, steps }) => [id, new Map(flattenSteps(steps).map(({ step }) => [step.id, step]))]));

type Found = Omit<DiffEffect, 'accounts'> & { account: string };

const effectsOn = ({ account, journey, before, after }: PassagePair, old: StepsById, now: StepsById): Found[] => {
  const about = { account, journey };
  if (!before) return [{ ...about, what: 'enters', ...countsOf(after?.lines ?? []) }];
  if (!after) return [{ ...about, what: 'entersNot', ...countsOf(before.lines) }];
  const steps = now.get(journey);
  const [from, to] = [byStep(before, id => renamedTo(id, steps)), byStep(after, id => id)];
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((step): Found[] => {
    const [had, has] = [from.get(step) ?? [], to.get(step) ?? []];
    const at = {
      ...about,
      step,
      ...([...had, ...has].some(({ entry }) => entry.type === 'task') && { isTask: true as const }),
    };
    if (had.length === 0)
      return [{ ...at, what: 'gains', ...because(before, idBefore(step, steps), old.get(journey)) }];
    if (has.length === 0) return [{ ...at, what: 'loses', because: whyNot(after.lines, step, steps?.get(step)) }];
    return [...recipientEffects(at, had, has), ...timeEffects(at, had, has, before, after, steps)];
  });
};

/** Why the former version did not do the step, if it had it. */
const because = (
  before: Passage,
  id: string,
  steps: ReadonlyMap<string, Step> | undefined,
): Pick<DiffEffect, 'because'> => {
  const step = steps?.get(id);
  return step ? { because: whyNot(before.lines, id, step) } : {};
};

const renamedTo = (id: string, steps: ReadonlyMap<string, Step> | undefined): string =>
  steps?.has(id) ? id : ([...(steps?.values() ?? [])].find(({ renamedFrom }) => renamedFrom === id)?.id ?? id);

const idBefore = (id: string, steps: ReadonlyMap<string, Step> | undefined): string =>
  steps?.get(id)?.renamedFrom ?? id;

type Got = ReturnType<typeof gotten>[number];

const byStep = (passage: Passage, nameOf: (id: string) => string): Map<string, Got[]> =>
  Map.groupBy(gotten(passage.lines), ({ entry }) => nameOf(entry.step));

const recipientOf = ({ entry }: Got): string => (entry.type === 'touch' ? entry.to : entry.owner);

const recipientEffects = (at: Omit<Found, 'what'>, had: readonly Got[], has: readonly Got[]): Found[] => {
  const [from, to] = [had.map(recipientOf).sort(), has.map(recipientOf).sort()];
  return from.join('\n') === to.join('\n') ? [] : [{ ...at, what: 'others', by: recipientShift(from, to) }];
};

const recipientShift = (from: readonly string[], to: readonly string[]): string => {
  const isAmong = (some: readonly string[], all: readonly string[]) => some.every(one => all.includes(one));
  if (isAmong(from, to) && isAmong(to, from))
    return `${from.length < to.length ? 'more' : 'less'} often, ${formatNumber(to.length)} instead of ${counted(from.length, 'time')}`;
  if (isAmong(from, to)) return 'for more people';
  return isAmong(to, from) ? 'for fewer people' : 'for other people';
};

const timeEffects = (
  at: Omit<Found, 'what'>,
  had: readonly Got[],
  has: readonly Got[],
  before: Passage,
  after: Passage,
  steps: ReadonlyMap<string, Step> | undefined,
): Found[] => {
  const { step = '' } = at;
  const [from, to] = [had[0]?.at, has[0]?.at];
  const shift = from === undefined || to === undefined ? 0 : (Date.parse(to) - Date.parse(from)) / 1000;
  const by = describeShift(shift);
  if (by === undefined) return [];
  const held = shift > 0 ? whyHeld(after.lines, step) : whyHeld(before.lines, idBefore(step, steps));
  return [
    {
      ...at,
      what: shift < 0 ? 'earlier' : 'later',
      by,
      seconds: Math.abs(shift),
      ...(held !== undefined && { because: held }),
    },
  ];
};

/** Mails sent on both sides with different content. */
const mailedOtherwise = (before: PlayedSide, after: PlayedSide, edited: ReadonlySet<string>): Found[] =>
  [...after.mails].flatMap(([delivery, { account, journey, step, template, hash }]): Found[] => {
    const said = before.mails.get(delivery);
    return said && said.hash !== hash && edited.has(template) ? [{ what: 'says', account, journey, step }] : [];
  });

/** Prompts shown on both sides whose templates were edited. */
const shownOtherwise = ({ account, journey, before, after }: PassagePair, edited: ReadonlySet<string>): Found[] => {
  if (!before || !after) return [];
  const shown = ({ lines }: Passage): string[] =>
    gotten(lines).flatMap(({ entry }) =>
      entry.type === 'touch' && entry.channel !== 'email' && edited.has(entry.template ?? '') ? [entry.step] : [],
    );
  const had = new Set(shown(before));
  return [...new Set(shown(after))]
    .filter(step => had.has(step))
    .map(step => ({ what: 'says', account, journey, step }));
};

/** How much of each kind somebody got. */
export interface GottenCounts {
  mails: number;
  prompts: number;
  /** Touches of other channels. */
  others: number;
  tasks: number;
}

const countsOf = (lines: Passage['lines']): Required<Pick<DiffEffect, 'touches' | 'got'>> => {
  const all = gotten(lines);
  const channels = all.flatMap(({ entry }) => (entry.type === 'touch' ? [entry.channel] : []));
  const mails = channels.filter(channel => channel === 'email').length;
  const prompts = channels.filter(channel => channel === 'inApp').length;
  return {
    touches: all.length,
    got: { mails, prompts, others: channels.length - mails - prompts, tasks: all.length - channels.length },
  };
};

const sumOf = (counts: readonly GottenCounts[]): GottenCounts =>
  counts.reduce(
    (sum, each) => ({
      mails: sum.mails + each.mails,
      prompts: sum.prompts + each.prompts,
      others: sum.others + each.others,
      tasks: sum.tasks + each.tasks,
    }),
    { mails: 0, prompts: 0, others: 0, tasks: 0 },
  );

const merged = (found: readonly Found[]): DiffEffect[] =>
  [...Map.groupBy(found, ({ account: _, touches: _t, got: _g, seconds: _s, ...of }) => JSON.stringify(of)).values()]
    .flatMap(those => {
      const [first] = those;
      if (!first) return [];
      const { account: _, ...of } = first;
      const touches = those.reduce((sum, each) => sum + (each.touches ?? 0), 0);
      const accounts = [...new Set(those.map(({ account }) => account))].sort();
      const got = sumOf(those.flatMap(each => each.got ?? []));
      return [{ ...of, ...(first.touches !== undefined && { touches, got }), accounts }];
    })
    .sort((a, b) => b.accounts.length - a.accounts.length);
