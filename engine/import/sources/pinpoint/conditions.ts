import type { CatalogData } from '../../../definition/catalog.ts';
import { ownMember } from '../../../kernel/own-member.ts';
import { call, literalCode, method, object } from '../../code.ts';
import { allConditions, type CarriedCondition, isLacking } from '../carried-condition.ts';
import { attributeCompared, eventNamed } from '../words-of-catalog.ts';
import type { PinpointCondition, PinpointDimensions, PinpointSegment } from './exported.ts';
import { comparisons, eventCode } from './vocabulary.ts';

/** Inputs of carrying conditions over. */
export interface PinpointWords {
  catalog: CatalogData;
  segments: ReadonlyMap<string, PinpointSegment>;
  /** Catalog names of events, from `--event`. */
  events: ReadonlyMap<string, string>;
  /** The step that an activity became, if it sends mail. */
  mailOf(activity: string): string | undefined;
}

/** The condition of one branch. */
export const conditionOf = (
  { EventCondition, SegmentCondition, SegmentDimensions }: PinpointCondition,
  words: PinpointWords,
): CarriedCondition => {
  if (EventCondition) return happened(EventCondition, words);
  if (SegmentDimensions) return dimensionsOf(SegmentDimensions, words);
  return SegmentCondition ? segmentOf(SegmentCondition.SegmentId, words) : { lacks: 'a condition' };
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
  const ofMail = ownMember(mailEvents, said);
  const step = MessageActivity === undefined ? undefined : mailOf(MessageActivity);
  if (ofMail === undefined && /^_(email|SMS|campaign|opened|journey)/i.test(said))
    return { lacks: `"${said}": opens and deliveries decide nothing, clicks do` };
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
      const isOut = AttributeType === 'EXCLUSIVE';
      if (!isOut && AttributeType !== 'INCLUSIVE') return { lacks: `"${said}" compared by ${AttributeType}` };
      const [one, several] = isOut ? (['isNot', 'notIn'] as const) : (['is', 'in'] as const);
      return attributeCompared(said, Values.length === 1 ? one : several, Values, catalog);
    },
  );
  const numbers = Object.entries(Metrics).map(([said, { ComparisonOperator, Value }]) =>
    attributeCompared(said, comparisons[ComparisonOperator], [String(Value)], catalog),
  );
  const recency = Behavior?.Recency ? [activeWithin(Behavior.Recency)] : [];
  return allConditions([...named, ...numbers, ...recency]);
};

const recencyDays: Readonly<Record<string, number | undefined>> = { HR_24: 1, DAY_7: 7, DAY_14: 14, DAY_30: 30 };

const activeWithin = ({ Duration, RecencyType }: { Duration: string; RecencyType: string }): CarriedCondition => {
  const span = ownMember(recencyDays, Duration);
  if (span === undefined) return { lacks: `activity within ${Duration}` };
  const users = call('activeUsers', call('within', call('days', literalCode(span))));
  return {
    code:
      RecencyType === 'INACTIVE' ? method(users, 'below', literalCode(1)) : method(users, 'atLeast', literalCode(1)),
  };
};
