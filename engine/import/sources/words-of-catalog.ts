import type { CatalogData } from '../../definition/catalog.ts';
import { isReserved } from '../../definition/own-events.ts';
import { type Code, call, literalCode, method } from '../code.ts';
import { bareHeader } from '../recognize-export.ts';
import type { CarriedCondition } from './carried-condition.ts';

/** The catalog's name for another tool's event: from `--event`, else the one with the same spelling. */
export const eventNamed = (
  said: string,
  { events }: Pick<CatalogData, 'events'>,
  told: ReadonlyMap<string, string> = new Map(),
): string | undefined =>
  told.get(said) ?? Object.keys(events).find(name => !isReserved(name) && bareHeader(name) === bareHeader(said));

/** The catalog's name for an attribute. */
export const catalogAttribute = (
  said: string,
  { accountAttributes }: Pick<CatalogData, 'accountAttributes'>,
): string | undefined => Object.keys(accountAttributes).find(name => bareHeader(name) === bareHeader(said));

/** Comparisons of attributes in the catalog. */
export type AttributeComparison =
  | 'is'
  | 'isNot'
  | 'in'
  | 'notIn'
  | 'above'
  | 'atLeast'
  | 'below'
  | 'atMost'
  | 'exists'
  | 'missing';

/** A condition on an account attribute, with another tool's values as text. */
export const attributeCompared = (
  said: string,
  comparison: AttributeComparison | undefined,
  values: readonly string[],
  catalog: CatalogData,
): CarriedCondition => {
  const name = catalogAttribute(said, catalog);
  if (name === undefined) return { lacks: `the attribute "${said}"` };
  const attribute = call('attribute', literalCode(name));
  if (comparison === 'exists' || comparison === 'missing') return { code: method(attribute, comparison) };
  const type = catalog.accountAttributes[name];
  const isNumber = type === 'number';
  const isText = type === 'string' && !catalog.dateAttributes.includes(name);
  const isOrder = comparison !== undefined && /^(above|atLeast|below|atMost)$/.test(comparison);
  if (comparison === undefined || values.length === 0 || !(isNumber || isText) || (isOrder && !isNumber))
    return { lacks: `"${said}" compared in that way` };
  const { oneOf } = catalog.accountBounds?.[name] ?? {};
  const strange = values.find(value =>
    isNumber ? !Number.isFinite(Number(value || 'none')) : oneOf?.includes(value) === false,
  );
  if (strange !== undefined) return { lacks: `the value "${strange}" of "${name}"` };
  const literals = values.map((value): Code => literalCode(isNumber ? Number(value) : value));
  if (comparison === 'notIn') return { code: call('not', method(attribute, 'in', ...literals)) };
  return { code: method(attribute, comparison, ...literals) };
};
