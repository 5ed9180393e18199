import { type Condition, type ConditionLeaf, leavesOf } from '../../definition/condition.ts';
import { sameData } from '../../kernel/same-data.ts';

/** Unit of a parameter. Shares are written as 0.4 and stored in basis points. */
export type ParameterUnit = 'share' | 'days' | 'weeks' | 'count' | 'points' | 'number';

/** A number in a rule that can be varied. */
export interface Parameter {
  name: string;
  unit: ParameterUnit;
  /** The current value in the journey or the catalog. */
  today: number;
}

/** A parameter in a condition. */
export interface ConditionParameter extends Parameter {
  leaf: ConditionLeaf;
  path: readonly string[];
}

interface Field {
  name: string;
  unit: ParameterUnit;
  path: readonly string[];
}

/** The parameters of a condition, named as authors write them; if several leaves share a name, each is prefixed. */
export const parametersIn = (condition: Condition): ConditionParameter[] => {
  const leaves = leavesOf(condition).filter(
    (leaf, place, all) => all.findIndex(each => sameData(each, leaf)) === place,
  );
  const found = leaves.flatMap(leaf =>
    fields[leaf.kind].flatMap(({ path, ...field }) => {
      const stored = numberAt(leaf, path);
      return stored === undefined ? [] : [{ ...field, leaf, path, today: shown(stored, field.unit) }];
    }),
  );
  return distinctly(found);
};

/** A journey's data with another number in every copy of the parameter's comparison. */
export const withNumber = <Data>(data: Data, { leaf, path, unit }: ConditionParameter, value: number): Data => {
  const [written, changed] = [
    JSON.stringify(leaf),
    put(leaf, path, unit === 'share' ? Math.round(value * 10_000) : value),
  ];
  const replaced = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return part;
    if (sameData(part, JSON.parse(written))) return changed;
    if (Array.isArray(part)) return part.map(replaced);
    return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, replaced(each)]));
  };
  return replaced(data) as Data;
};

const threshold = (unit: ParameterUnit, ...path: string[]): Field => ({ name: 'threshold', unit, path });
const days = (...path: string[]): Field => ({ name: 'days', unit: 'days', path });
const weeks = (name = 'weeks'): Field => ({ name, unit: 'weeks', path: [name] });
const share = (name: string): Field => ({ name, unit: 'share', path: ['basisPoints'] });
const atLeast: Field = { name: 'atLeast', unit: 'count', path: ['least'] };
const window = days('window', 'days');

/** Varied fields by kind of condition; the main number comes first. */
const fields: { readonly [Kind in ConditionLeaf['kind']]: readonly Field[] } = {
  attribute: [threshold('number', 'value')],
  trigger: [],
  used: [window],
  count: [threshold('count', 'value'), window],
  amount: [threshold('count', 'value'), window],
  adoption: [share('threshold'), window],
  trend: [share('threshold'), days('days'), atLeast],
  reading: [threshold('number', 'value'), window],
  soleFeature: [days('days')],
  unchanged: [days('days')],
  dated: [days('days')],
  seats: [share('threshold')],
  consecutiveDrops: [share('by'), weeks(), atLeast],
  sustainedBelowBaseline: [share('share'), weeks(), weeks('baselineWeeks'), atLeast],
  silence: [days('days'), { ...days('knownDays'), name: 'knownDays' }],
  goal: [days('days')],
  successPlan: [],
  openTask: [days('days')],
  stage: [],
  stageEver: [],
  stageDays: [threshold('days', 'value')],
};

const shown = (stored: number, unit: ParameterUnit): number => (unit === 'share' ? stored / 10_000 : stored);

const distinctly = (found: readonly ConditionParameter[]): ConditionParameter[] => {
  const named = told(
    found,
    ({ name }) => name,
    ({ name, leaf }) => `${leaf.kind}.${name}`,
  );
  return named.map((each, place) => {
    const before = named.slice(0, place).filter(({ name }) => name === each.name).length;
    return before === 0 ? each : { ...each, name: `${each.name}-${before + 1}` };
  });
};

/** Uses the short name if it is unique, else the long one. */
const told = (
  all: readonly ConditionParameter[],
  short: (of: ConditionParameter) => string,
  long: (of: ConditionParameter) => string,
): ConditionParameter[] =>
  all.map(each => {
    const isOwn = all.filter(other => short(other) === short(each)).length === 1;
    return { ...each, name: isOwn ? short(each) : long(each) };
  });

const numberAt = (data: unknown, [name, ...rest]: readonly string[]): number | undefined => {
  if (name === undefined) return typeof data === 'number' ? data : undefined;
  return typeof data === 'object' && data !== null
    ? numberAt((data as Record<string, unknown>)[name], rest)
    : undefined;
};

const put = (data: unknown, [name, ...rest]: readonly string[], value: number): unknown =>
  name === undefined
    ? value
    : { ...(data as object), [name]: put((data as Record<string, unknown>)[name], rest, value) };
