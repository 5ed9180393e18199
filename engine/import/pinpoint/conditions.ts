import type { CatalogData } from '../../definition/catalog.ts';
import { type Code, call, literalCode, method, object } from '../code.ts';
import type { PinpointCondition, PinpointDimensions, PinpointSegment } from './exported.ts';
import { catalogAttribute, comparisons, eventCode, eventNamed } from './vocabulary.ts';

/** What conditions are told by. */
export interface PinpointWords {
  catalog: CatalogData;
  segments: ReadonlyMap<string, PinpointSegment>;
  /** Names of events in the catalog, where they were told. */
  events: ReadonlyMap<string, string>;
  /** The step that an activity became, if it sends mail. */
  mailOf(activity: string): string | undefined;
}

/** A condition in the words of the catalog; `happens` where it is an event that can be waited for. */
export type CarriedCondition = { code: Code; happens?: Code } | { lacks: string };

export const isLacking = <Carried extends object>(carried: Carried): carried is Extract<Carried, { lacks: string }> =>
  'lacks' in carried;

/** The condition of one branch. */
export const conditionOf = (
  { EventCondition, SegmentCondition, SegmentDimensions }: PinpointCondition,
  words: PinpointWords,
): CarriedCondition => {
  if (EventCondition) return happened(EventCondition, words);
  if (SegmentDimensions) return dimensionsOf(SegmentDimensions, words);
  return SegmentCondition ? segmentOf(SegmentCondition.SegmentId, words) : { lacks: 'a condition' };
};

/** Several of them: all, or any. */
export const allConditions = (carried: readonly CarriedCondition[], operator = 'ALL'): CarriedCondition => {
  const [first, ...more] = carried;
  const lacking = carried.find(isLacking);
  if (lacking) return lacking;
  if (first === undefined || isLacking(first)) return { lacks: 'a condition' };
  if (more.length === 0) return first;
  const each = carried.flatMap(one => (isLacking(one) ? [] : [one]));
  const code = call(operator === 'ANY' ? 'any' : 'all', ...each.map(one => one.code));
  const happens = each.flatMap(one => (one.happens ? [one.happens] : []));
  const [begin, ...others] = happens;
  return operator === 'ANY' && begin && happens.length === each.length
    ? { code, happens: others.reduce((on, other) => method(on, 'or', other), begin) }
    : { code };
};

const mailEvents: Readonly<Record<string, string | undefined>> = {
  '_email.click': 'mail.clicked',
  '_email.hardbounce': 'contact.bounced',
  '_email.complaint': 'contact.complained',
  '_email.unsubscribe': 'contact.unsubscribed',
};

const happened = (
  { Dimensions = {}, MessageActivity }: NonNullable<PinpointCondition['EventCondition']>,
  { catalog, events, mailOf }: PinpointWords,
): CarriedCondition => {
  const [said = ''] = Dimensions.EventType?.Values ?? [];
  const ofMail = mailEvents[said];
  const step = MessageActivity === undefined ? undefined : mailOf(MessageActivity);
  if (ofMail === undefined && /^_(email|SMS|campaign|opened|journey)/i.test(said))
    return { lacks: `"${said}": opens and deliveries decide nothing here, clicks do` };
  if (ofMail === 'mail.clicked' && step === undefined) return { lacks: `the mail whose "${said}" it asks for` };
  const name = ofMail ?? eventNamed(said, catalog, events);
  if (name === undefined) return { lacks: `the event "${said}"` };
  const on = call('on', literalCode(name));
  const happens = ofMail
    ? step === undefined || ofMail !== 'mail.clicked'
      ? on
      : method(on, 'where', object({ step: literalCode(step) }))
    : eventCode(name, Dimensions, catalog);
  if (isLacking(happens)) return happens;
  const counted = 'of' in happens ? happens : literalCode(name);
  return { code: method(call('count', counted), 'atLeast', literalCode(1)), happens };
};

const segmentOf = (id: string, words: PinpointWords): CarriedCondition => {
  const found = words.segments.get(id);
  if (found === undefined) return { lacks: `segment ${id}, which was not exported` };
  const named = found.Name ?? id;
  if (found.SegmentGroups === undefined)
    return found.Dimensions
      ? dimensionsOf(found.Dimensions, words)
      : { lacks: `segment "${named}", which is a list of addresses` };
  const { Groups, Include = 'ALL' } = found.SegmentGroups;
  if (Groups.some(({ SourceSegments }) => SourceSegments.length > 0))
    return { lacks: `segment "${named}", which is made of others` };
  const groups = Groups.map(({ Dimensions, Type = 'ALL' }) => {
    const carried = allConditions(
      Dimensions.map(each => dimensionsOf(each, words)),
      Type === 'ANY' ? 'ANY' : 'ALL',
    );
    return Type === 'NONE' && !isLacking(carried) ? { code: call('not', carried.code) } : carried;
  });
  const all = allConditions(groups, Include === 'ANY' ? 'ANY' : 'ALL');
  return Include === 'NONE' && !isLacking(all) ? { code: call('not', all.code) } : all;
};

const dimensionsOf = (
  { Attributes = {}, UserAttributes = {}, Metrics = {}, Behavior, Demographic = {}, Location = {} }: PinpointDimensions,
  { catalog }: PinpointWords,
): CarriedCondition => {
  const [apart] = [...Object.keys(Demographic), ...Object.keys(Location)];
  if (apart !== undefined) return { lacks: `"${apart}" of an endpoint` };
  const named = Object.entries({ ...Attributes, ...UserAttributes }).map(
    ([said, { AttributeType = 'INCLUSIVE', Values }]): CarriedCondition => {
      const name = catalogAttribute(said, catalog);
      if (name === undefined) return { lacks: `the attribute "${said}"` };
      const { oneOf } = catalog.accountBounds?.[name] ?? {};
      const strange = Values.find(value => oneOf && !oneOf.includes(value));
      if (strange !== undefined) return { lacks: `the value "${strange}" of "${name}"` };
      if (
        catalog.accountAttributes[name] !== 'string' ||
        catalog.dateAttributes.includes(name) ||
        !/^(IN|EX)CLUSIVE$/.test(AttributeType)
      )
        return { lacks: `"${said}" compared by ${AttributeType}` };
      const attribute = call('attribute', literalCode(name));
      const [only] = Values;
      if (AttributeType === 'EXCLUSIVE')
        return {
          code:
            Values.length === 1
              ? method(attribute, 'isNot', literalCode(only ?? ''))
              : call('not', method(attribute, 'in', ...Values.map(literalCode))),
        };
      return {
        code:
          Values.length === 1
            ? method(attribute, 'is', literalCode(only ?? ''))
            : method(attribute, 'in', ...Values.map(literalCode)),
      };
    },
  );
  const numbers = Object.entries(Metrics).map(([said, { ComparisonOperator, Value }]): CarriedCondition => {
    const name = catalogAttribute(said, catalog);
    const comparison = comparisons[ComparisonOperator];
    if (name === undefined || comparison === undefined || catalog.accountAttributes[name] !== 'number')
      return { lacks: `the number "${said}"` };
    return { code: method(call('attribute', literalCode(name)), comparison, literalCode(Value)) };
  });
  const recency = Behavior?.Recency ? [activeWithin(Behavior.Recency)] : [];
  return allConditions([...named, ...numbers, ...recency]);
};

const recencyDays: Readonly<Record<string, number | undefined>> = { HR_24: 1, DAY_7: 7, DAY_14: 14, DAY_30: 30 };

const activeWithin = ({ Duration, RecencyType }: { Duration: string; RecencyType: string }): CarriedCondition => {
  const span = recencyDays[Duration];
  if (span === undefined) return { lacks: `activity within ${Duration}` };
  const users = call('activeUsers', call('within', call('days', literalCode(span))));
  return {
    code:
      RecencyType === 'INACTIVE' ? method(users, 'below', literalCode(1)) : method(users, 'atLeast', literalCode(1)),
  };
};
