import type { Condition } from '../../definition/condition.ts';
import { mapSegments, partsOfCondition, segmentsIn } from '../../definition/segments.ts';
import { describeCondition, type Telling as Words } from '../../journey/explain/describe-condition.ts';
import { inWords } from '../../journey/explain/words.ts';
import { formatNumber } from '../../kernel/counted.ts';
import { sameData } from '../../kernel/same-data.ts';
import { arrow } from './arrow.ts';
import type { WordedData } from './field-changes.ts';

/** Words for a condition: its text, and its changes from an older one. */
export const knownCondition = (
  condition: Condition,
  { label, whose = 'its' }: Pick<Words, 'whose'> & { label?: string } = {},
): WordedData => ({
  data: condition,
  ...(label !== undefined && { label }),
  tell: () => describeCondition(condition, { whose }),
  since: (before, label) =>
    before === undefined
      ? [`${label} now asks that ${describeCondition(condition, { whose })}`]
      : phrasesOf(before.data as Condition, condition, label, whose),
  gone: label => `${label} no longer asks that ${describeCondition(condition, { whose })}`,
});

const phrasesOf = (
  before: Condition,
  after: Condition,
  label: string,
  whose: NonNullable<Words['whose']>,
): string[] => {
  if (sameData(withoutMeanings(before), withoutMeanings(after))) return segmentPhrases(before, after, label);
  const [old, now] = [partsOfCondition(before), partsOfCondition(after)];
  const gone = old.filter(each => !now.some(one => sameData(one, each)));
  const come = now.filter(each => !old.some(one => sameData(one, each)));
  const pairs = gone.flatMap(one => {
    const alike = come.filter(other => isOfSame(one, other) || (gone.length === 1 && come.length === 1));
    return alike.length === 1 && alike[0] ? [[one, alike[0]] as const] : [];
  });
  const isPaired = (one: Condition) => pairs.some(pair => pair.includes(one));
  return [
    ...gone
      .filter(one => !isPaired(one))
      .map(each => `${label} no longer asks that ${describeCondition(each, { whose })}`),
    ...pairs.flatMap(([from, to]) => pairPhrases(from, to, label, whose)),
    ...come.filter(one => !isPaired(one)).map(each => `${label} now asks that ${describeCondition(each, { whose })}`),
  ];
};

/** True if both conditions are about the same attribute, field, event or feature. */
const isOfSame = (one: Condition, other: Condition): boolean => {
  const looksAt = ({ kind, ...rest }: Condition) => {
    const { name, field, event, feature } = rest as Partial<Record<'name' | 'field' | 'event' | 'feature', unknown>>;
    return { kind, name, field, event, feature };
  };
  return sameData(looksAt(one), looksAt(other));
};

const pairPhrases = (
  before: Condition,
  after: Condition,
  label: string,
  whose: NonNullable<Words['whose']>,
): string[] => {
  const listed = listPhrases(before, after, label);
  if (listed.length > 0) return listed;
  const [from, to] = [describeCondition(before, { whose }), describeCondition(after, { whose })];
  return from === to ? [] : [`${label}: ${arrow(from, to)}`];
};

/** The condition without the segments' definitions, whose changes are listed with the catalog. */
const withoutMeanings = (condition: Condition): Condition =>
  mapSegments(condition, segment => ({ ...segment, of: { kind: 'all', of: [] } }));

const segmentPhrases = (before: Condition, after: Condition, label: string): string[] => {
  const old = segmentsIn(before);
  const names = segmentsIn(after).filter(({ name, of }) => !old.some(one => one.name === name && sameData(one.of, of)));
  return [...new Set(names.map(({ name }) => `${label}: segment "${name}" has another meaning`))];
};

/** `audience no longer includes plan free`, for two `in` comparisons of the same attribute or field. */
const listPhrases = (before: Condition, after: Condition, label: string): string[] => {
  if (!('comparison' in before && 'comparison' in after && 'value' in before && 'value' in after)) return [];
  const [old, now] = [[before.value].flat(), [after.value].flat()];
  const isList = before.comparison === 'in' && sameData({ ...before, value: null }, { ...after, value: null });
  if (!isList) return [];
  const named = inWords('name' in before ? before.name : 'field' in before ? before.field : before.kind);
  const told = (value: unknown) => (typeof value === 'number' ? formatNumber(value) : String(value));
  return [
    ...old.filter(value => !now.includes(value)).map(value => `${label} no longer includes ${named} ${told(value)}`),
    ...now.filter(value => !old.includes(value)).map(value => `${label} now includes ${named} ${told(value)}`),
  ];
};
