import type { FieldType } from '../../definition/catalog.ts';
import type { FieldForm } from '../import-kind.ts';

const forms: Readonly<Record<FieldType, FieldForm>> = { string: 'text', number: 'number', boolean: 'boolean' };

/** Forms of the catalog's attributes. */
export const attributeForms = (
  types: Readonly<Record<string, FieldType>>,
  dates: readonly string[] = [],
): Record<string, FieldForm> =>
  Object.fromEntries(Object.entries(types).map(([name, type]) => [name, dates.includes(name) ? 'date' : forms[type]]));
