import type { CatalogData } from '../../../definition/catalog.ts';
import { ownMember } from '../../../kernel/own-member.ts';
import { type Code, call, literalCode, method, object } from '../../code.ts';
import { bareHeader } from '../../recognize-export.ts';
import type { AttributeComparison } from '../words-of-catalog.ts';
import type { PinpointEventDimensions } from './exported.ts';

export const comparisons: Readonly<Record<string, AttributeComparison | undefined>> = {
  EQUAL: 'is',
  GREATER_THAN: 'above',
  GREATER_THAN_OR_EQUAL: 'atLeast',
  LESS_THAN: 'below',
  LESS_THAN_OR_EQUAL: 'atMost',
};

/** `on('X').where({ … })`, or what the catalog lacks for it. */
export const eventCode = (
  name: string,
  { Attributes = {}, Metrics = {} }: PinpointEventDimensions,
  { events }: Pick<CatalogData, 'events'>,
): Code | { lacks: string } => {
  const { fields = {}, bounds = {} } = events[name] ?? {};
  const tests: Record<string, Code> = {};
  for (const [said, { AttributeType = 'INCLUSIVE', Values }] of Object.entries(Attributes)) {
    const field = Object.keys(fields).find(each => bareHeader(each) === bareHeader(said));
    const oneOf = field === undefined ? undefined : bounds[field]?.oneOf;
    if (field === undefined || fields[field] !== 'string' || AttributeType !== 'INCLUSIVE' || Values.length === 0)
      return { lacks: `the field "${said}" of "${name}"` };
    const strange = Values.find(value => oneOf && !oneOf.includes(value));
    if (strange !== undefined) return { lacks: `the value "${strange}" of "${field}"` };
    tests[field] = Values.length === 1 ? literalCode(Values[0] ?? '') : call('oneOf', ...Values.map(literalCode));
  }
  for (const [said, { ComparisonOperator, Value }] of Object.entries(Metrics)) {
    const field = Object.keys(fields).find(each => bareHeader(each) === bareHeader(said));
    const comparison = ownMember(comparisons, ComparisonOperator);
    if (field === undefined || fields[field] !== 'number' || comparison === undefined)
      return { lacks: `the number "${said}" of "${name}"` };
    tests[field] = comparison === 'is' ? literalCode(Value) : call(comparison, literalCode(Value));
  }
  const on = call('on', literalCode(name));
  return Object.keys(tests).length === 0 ? on : method(on, 'where', object(tests));
};
