import type { FieldType } from '../definition/catalog.ts';
import type { FieldBounds } from '../kernel/bounds.ts';
import { bareName } from '../kernel/closed-set.ts';
import { quote } from '../kernel/did-you-mean.ts';
import { RefusedRequest } from '../kernel/refused-request.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { judgeValue } from './judge-value.ts';

/** Something in a call that was not used, or not as it was meant. The call was taken. */
export interface IngestWarning {
  messageId: string;
  field: string;
  message: string;
}

export interface AllowedValues {
  values: Record<string, Scalar>;
  warnings: { field: string; message: string }[];
}

/**
 * Keeps the members that the catalog names, if they have its type. All others are dropped, in particular personal data.
 * @throws RefusedRequest for an invalid date or a number out of bounds: journeys compute with them
 */
export const allowedValues = (
  said: Readonly<Record<string, unknown>>,
  { types, bounds = {} }: { types: Readonly<Record<string, FieldType>>; bounds?: FieldBounds | undefined },
  within: string,
): AllowedValues => {
  const values: Record<string, Scalar> = {};
  const warnings: AllowedValues['warnings'] = [];
  for (const [name, type] of Object.entries(types)) {
    if (!Object.hasOwn(said, name) || said[name] === undefined) continue;
    const field = `${within}.${name}`;
    const { value, warning, refusal } = judgeValue(name, said[name], type, bounds[name] ?? {});
    if (refusal !== undefined) throw new RefusedRequest('invalid_request', `${field}: ${refusal}`, { field });
    if (value !== undefined) values[name] = value;
    if (warning !== undefined) warnings.push({ field, message: warning });
  }
  return { values, warnings: [...warnings, ...misspelled(said, Object.keys(types), within)] };
};

/** Most unknown members are ignored. One that is close to a known name (`touch_model`) is reported as a likely typo. */
const misspelled = (
  said: Readonly<Record<string, unknown>>,
  known: readonly string[],
  within: string,
): AllowedValues['warnings'] => {
  if (known.length === 0) return [];
  const meant = new Map(known.map(name => [bareName(name), name]));
  return Object.keys(said).flatMap(name => {
    const like = meant.get(bareName(name));
    if (like === undefined || like === name || Object.hasOwn(said, like)) return [];
    return [{ field: `${within}.${name}`, message: `is unknown, and left out. Did you mean ${quote(like)}?` }];
  });
};
