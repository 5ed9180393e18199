import type { FieldType } from '../../domain/catalog.ts';
import type { Scalar } from '../../domain/condition.ts';
import { RefusedRequest } from './refused-request.ts';

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

/** A value is shown in mails and compared in conditions; nobody means to say more than this with one. */
const longest = 1024;

/** The members that the catalog names, of the type that it gives them. All else stays outside, personal data first of all. */
export const allowedValues = (
  said: Readonly<Record<string, unknown>>,
  types: Readonly<Record<string, FieldType>>,
  within: string,
): AllowedValues => {
  const values: Record<string, Scalar> = {};
  const warnings: AllowedValues['warnings'] = [];
  for (const [name, type] of Object.entries(types)) {
    const value = said[name];
    if (value === undefined) continue;
    if (value === null || fits(value, type)) values[name] = value as Scalar;
    else
      warnings.push({
        field: `${within}.${name}`,
        message: `is left out: it must be a ${type}${type === 'string' ? ` of at most ${longest} characters` : ''}`,
      });
  }
  return { values, warnings };
};

/** @throws RefusedRequest for a date that does not exist: nobody could count back from it. */
export const mustBeDates = (
  values: Readonly<Record<string, Scalar>>,
  names: readonly string[],
  isDate: (value: Scalar) => boolean,
): void => {
  const wrong = names.find(name => values[name] !== undefined && values[name] !== null && !isDate(values[name]));
  if (wrong === undefined) return;
  const field = `traits.${wrong}`;
  throw new RefusedRequest('invalid_request', `${field}: is no date that exists. Write one such as 2026-03-01.`, {
    field,
  });
};

const fits = (value: unknown, type: FieldType): boolean => {
  if (typeof value !== type) return false;
  return typeof value === 'string' ? value.length <= longest : typeof value !== 'number' || Number.isFinite(value);
};
