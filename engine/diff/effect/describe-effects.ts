import { listed } from '../../journey/explain/words.ts';
import { counted } from '../../kernel/counted.ts';
import type { DiffEffect, EffectKind } from './effects.ts';

/** Sentences, the worst effects first, and of these the largest: the change's own effects, and consequences in other journeys. */
export const describeEffects = (
  effects: readonly DiffEffect[],
  isOwn: (effect: DiffEffect) => boolean,
): { own: string[]; elsewhere: string[] } => ({
  own: sentences(effects.filter(isOwn)),
  elsewhere: sentences(effects.filter(effect => !isOwn(effect))),
});

const sentences = (effects: readonly DiffEffect[]): string[] =>
  [
    ...Map.groupBy(effects, ({ journey, step, what, because, by, seconds }) =>
      JSON.stringify([journey, step, what, because, seconds === undefined && by]),
    ).values(),
  ]
    .map(those => ({ those, size: those.reduce((sum, { accounts }) => sum + accounts.length, 0) }))
    .sort((a, b) => harmOf(a.those) - harmOf(b.those) || b.size - a.size)
    .map(({ those }) => sentenceOf(those));

/** Lost comes before late, and late before other words; of what is lost, a task comes first. */
const harmOf = ([first]: readonly DiffEffect[]): number =>
  first === undefined ? 0 : worstFirst.indexOf(first.what) + (first.isTask ? 0 : 0.5);

const worstFirst: readonly EffectKind[] = [
  'loses',
  'entersNot',
  'gains',
  'enters',
  'later',
  'earlier',
  'others',
  'says',
];

/** Merges effects that differ only in the length of time. */
const sentenceOf = (those: readonly DiffEffect[]): string => {
  const [first] = those;
  if (!first) return '';
  const accounts = [...new Set(those.flatMap(effect => effect.accounts))].sort();
  const spans = those
    .flatMap(({ by, seconds = 0 }) => (by === undefined ? [] : [{ by, seconds }]))
    .sort((a, b) => a.seconds - b.seconds);
  const span = spanOf(spans[0]?.by ?? '', spans.at(-1)?.by ?? '');
  const about = `\`${first.journey}\`: ${counted(accounts.length, 'account')} ${words[first.what](first, accounts.length === 1, span)}`;
  return `${about}${named(accounts)}`;
};

/** `2 to 5 days`, `1 hour to 3 days`. */
const spanOf = (least: string, most: string): string => {
  if (least === most) return least;
  const [[amount = '', unit = ''], [, other]] = [least.split(' '), most.split(' ')];
  return unit.replace(/s$/, '') === other?.replace(/s$/, '') ? `${amount} to ${most}` : `${least} to ${most}`;
};

const words: Record<EffectKind, (effect: DiffEffect, isOne: boolean, span: string) => string> = {
  enters: (effect, isOne) => `${isOne ? 'enters' : 'enter'} that did not before${withTouches(effect, 'with')}`,
  entersNot: (effect, isOne) =>
    `no longer ${isOne ? 'enters' : 'enter'}${withTouches(effect, isOne ? 'and goes without' : 'and go without')}`,
  gains: (effect, isOne) => `${get(effect, isOne)} that did not before${reason(effect, ': in the old version ')}`,
  loses: (effect, isOne) => `no longer ${get(effect, isOne)}${reason(effect, ': in the new version ')}`,
  earlier: (effect, isOne, span) =>
    `${get(effect, isOne)} ${span} earlier${reason(effect, '; before, it had to wait, since ')}`,
  later: (effect, isOne, span) => `${get(effect, isOne)} ${span} later${reason(effect, ', since ')}`,
  others: (effect, isOne) => `${get(effect, isOne)} ${effect.by}`,
  says: (effect, isOne) => `${get(effect, isOne)} with its new text or look`,
};

const get = ({ step, isTask }: DiffEffect, isOne: boolean): string =>
  `${isOne ? 'gets' : 'get'} ${isTask ? 'the task ' : ''}\`${step}\``;

const reason = ({ because }: DiffEffect, joint: string): string => (because === undefined ? '' : `${joint}${because}`);

const withTouches = ({ touches = 0, got }: DiffEffect, joint: string): string => {
  if (touches === 0 || got === undefined) return '';
  const parts = [
    [got.mails, 'mail'],
    [got.prompts, 'prompt'],
    [got.others, 'other message'],
    [got.tasks, 'task'],
  ] as const;
  const told = parts.flatMap(([count, one]) => (count === 0 ? [] : [counted(count, one)]));
  return `, ${joint} ${listed(told, 'and')}`;
};

/** ` (acme, globex and 12 more)`. */
const named = (accounts: readonly string[]): string => {
  const more = accounts.length - shown;
  return more <= 1 ? ` (${accounts.join(', ')})` : ` (${accounts.slice(0, shown).join(', ')} and ${more} more)`;
};

const shown = 3;
