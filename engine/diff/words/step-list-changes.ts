import type { Step } from '../../definition/step.ts';
import { flattenSteps } from '../../journey/flatten-steps.ts';
import type { StepPlace } from '../../journey/step-place.ts';
import { sameData } from '../../kernel/same-data.ts';
import type { ProjectChange } from '../change.ts';
import { describeStep, stepChanges } from './step-changes.ts';

type StepChange = Pick<ProjectChange, 'mark' | 'text'> & { step: string };

/** Steps of a journey that were added, removed, moved or changed, in order of writing. */
export const stepListChanges = (before: readonly Step[], after: readonly Step[]): StepChange[] => {
  const [old, now] = [flattenSteps(before), flattenSteps(after)];
  const pairs = pairsOf(old, now);
  const former = new Map([...pairs].map(([one, other]) => [other, one]));
  return [
    ...old
      .filter(place => ![...pairs.values()].includes(place))
      .map(({ step }) => ({ step: step.id, mark: 'removed' as const, text: `removed (${describeStep(step)})` })),
    ...now.flatMap((place): StepChange[] => {
      const known = pairs.get(place);
      const { step } = place;
      if (!known) return [{ step: step.id, mark: 'added', text: `added${inside(place)}: ${describeStep(step)}` }];
      const moved = moveOf(known, place, { old, now, pairs, former });
      return [
        ...(known.step.id === step.id
          ? []
          : [{ step: step.id, mark: 'changed' as const, text: `was called \`${known.step.id}\`` }]),
        ...stepChanges(known.step, step).map(text => ({ step: step.id, mark: 'changed' as const, text })),
        ...(moved === undefined ? [] : [{ step: step.id, mark: 'moved' as const, text: moved }]),
      ];
    }),
  ];
};

/** Pairs new steps with old ones, by id or by `renamedFrom`. */
const pairsOf = (old: readonly StepPlace[], now: readonly StepPlace[]): Map<StepPlace, StepPlace> => {
  const kept = new Set(now.map(({ step }) => step.id));
  const known = new Map(old.map(place => [place.step.id, place]));
  return new Map(
    now.flatMap(place => {
      const { id, renamedFrom } = place.step;
      const was =
        known.get(id) ?? (renamedFrom !== undefined && !kept.has(renamedFrom) ? known.get(renamedFrom) : undefined);
      return was ? [[place, was] as const] : [];
    }),
  );
};

interface Both {
  old: readonly StepPlace[];
  now: readonly StepPlace[];
  /** From new to old steps; `former`: the reverse. */
  pairs: ReadonlyMap<StepPlace, StepPlace>;
  former: ReadonlyMap<StepPlace, StepPlace>;
}

const moveOf = (was: StepPlace, is: StepPlace, both: Both): string | undefined => {
  const [from, to] = [parentOf(was), parentOf(is)];
  const parentNow = both.former.get(placeOf(was.inside.at(-1)?.step, both.old) ?? was);
  const isSameParent = (was.inside.length === 0 ? undefined : parentNow?.step.id) === is.inside.at(-1)?.step.id;
  if (!isSameParent || was.inside.at(-1)?.arm !== is.inside.at(-1)?.arm) return `moves from ${from} to ${to}`;
  if (!keptItsTime(was, is) || !movedAmong(was, is, both)) return undefined;
  const before = both.now.filter(place => sharesList(place, is) && place.order < is.order).at(-1);
  return before ? `now comes after \`${before.step.id}\`` : 'now comes first';
};

/** Steps with a changed time are expected to move, so their move isn't reported. */
const keptItsTime = (was: StepPlace, is: StepPlace): boolean => sameData(was.step.at, is.step.at);

const placeOf = (step: Step | undefined, places: readonly StepPlace[]) => places.find(place => place.step === step);

const parentOf = ({ inside }: StepPlace): string => {
  const last = inside.at(-1);
  return last ? `"${last.arm}" of \`${last.step.id}\`` : 'the main line';
};

const inside = (place: StepPlace): string => (place.inside.length === 0 ? '' : ` in ${parentOf(place)}`);

const sharesList = (one: StepPlace, other: StepPlace): boolean =>
  one.inside.at(-1)?.step === other.inside.at(-1)?.step && one.inside.at(-1)?.arm === other.inside.at(-1)?.arm;

/** True if it isn't in the longest sequence of steps of its list that kept their order. */
const movedAmong = (was: StepPlace, is: StepPlace, { now, pairs }: Both): boolean => {
  const kept = now.filter(place => {
    const known = pairs.get(place);
    return known !== undefined && keptItsTime(known, place) && sharesList(place, is) && sharesList(known, was);
  });
  return !inOrder(kept, place => pairs.get(place)?.order ?? 0).has(is);
};

/** The longest increasing subsequence. */
const inOrder = <Of>(list: readonly Of[], orderOf: (of: Of) => number): ReadonlySet<Of> => {
  const best: { of: Of; length: number; previous?: number }[] = [];
  for (const [index, of] of list.entries()) {
    let previous: number | undefined;
    for (let at = 0; at < index; at++) {
      const one = best[at];
      if (
        one &&
        orderOf(one.of) < orderOf(of) &&
        one.length > (previous === undefined ? 0 : (best[previous]?.length ?? 0))
      )
        previous = at;
    }
    best.push({
      of,
      length: 1 + (previous === undefined ? 0 : (best[previous]?.length ?? 0)),
      ...(previous !== undefined && { previous }),
    });
  }
  const kept = new Set<Of>();
  let last: number | undefined = best.reduce<number | undefined>(
    (longest, { length }, index) => (longest === undefined || length > (best[longest]?.length ?? 0) ? index : longest),
    undefined,
  );
  while (last !== undefined) {
    const one: (typeof best)[number] | undefined = best[last];
    if (one) kept.add(one.of);
    last = one?.previous;
  }
  return kept;
};
