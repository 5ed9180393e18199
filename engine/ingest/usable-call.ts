import type { PlanGoal } from '../account/success-plan.ts';
import { answerEvent } from '../account/worded-answer.ts';
import type { CatalogData } from '../definition/catalog.ts';
import { isReserved } from '../definition/own-events.ts';
import { surveyScales } from '../definition/prompt-look.ts';
import type { FieldBounds } from '../kernel/bounds.ts';
import { didYouMean } from '../kernel/did-you-mean.ts';
import { memoize } from '../kernel/memoize.ts';
import { RefusedRequest } from '../kernel/refused-request.ts';
import { bareName } from '../kernel/same-word.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { trimmed } from '../kernel/trimmed.ts';
import { type AllowedValues, allowedValues } from './allowed-values.ts';
import { answerWords } from './answer-words.ts';
import {
  askedTopics,
  choicesOfOptOuts,
  type ImportedSuppression,
  importedOptOuts,
  importedSuppression,
  marketingIn,
  optInRefused,
} from './consent-traits.ts';
import { planWarnings } from './plan-call.ts';
import type { Call, SegmentCall } from './segment-call.ts';
import { accountTraitWords, contactTraitWords } from './trait-words.ts';

/** The used part of a call: the values that the catalog knows. */
export type UsableCall =
  | (Call & {
      type: 'identify';
      values: Values;
      optOuts: readonly string[];
      suppressed?: ImportedSuppression;
      /** Topics that a form asked for; `from` is the form's URL or the visitor's IP address. */
      asks?: readonly string[];
      from?: string;
    })
  | (Call & { type: 'group'; account: string; values: Values })
  /** `comment`: of a survey's answer, which its event does not carry. */
  | (Call & { type: 'track'; event: string; values: Values; comment?: string })
  | (Call & { type: 'alias'; user: string; visitor: string })
  | (Call & { type: 'plan'; account: string; goals: readonly PlanGoal[] });

type Values = Readonly<Record<string, Scalar>>;

export interface Usable {
  call: UsableCall;
  /** Warnings on values that were dropped or reinterpreted. */
  warnings: AllowedValues['warnings'];
}

/** @throws RefusedRequest for a call that can't be used */
export const usableCall = (call: SegmentCall, catalog: CatalogData): Usable =>
  (readers[call.type] as Reader<SegmentCall>)(call, catalog);

type Reader<Of> = (call: Of, catalog: CatalogData) => Usable;
type Of<Type extends SegmentCall['type']> = Extract<SegmentCall, { type: Type }>;

const readers: { [Type in SegmentCall['type']]: Reader<Of<Type>> } = {
  identify: ({ traits, from, ...call }, { contactAttributes, contactBounds, topics }) => {
    const { values, warnings } = allowedValues(
      withVerified(withFullName(traits)),
      { types: contactAttributes, bounds: contactBounds },
      'traits',
      contactTraitWords,
    );
    const imported = importedOptOuts(choicesOfOptOuts(traits, contactAttributes), topics);
    const held = optInRefused(traits, contactAttributes) ? marketingIn(topics) : [];
    const asked = askedTopics(traits, topics);
    const { suppressed, warnings: ofSuppression } = importedSuppression(traits);
    return {
      call: {
        ...call,
        values,
        optOuts: [...new Set([...imported.topics, ...held])],
        ...(suppressed && { suppressed }),
        ...(asked.topics.length > 0 && { asks: asked.topics, ...(from !== undefined && { from }) }),
      },
      warnings: [...idWarnings(call), ...warnings, ...imported.warnings, ...ofSuppression, ...asked.warnings],
    };
  },
  group: ({ traits, ...call }, { accountAttributes, accountBounds, dateAttributes, health }) => {
    const dates = Object.fromEntries(dateAttributes.map(name => [name, { isDate: true }]));
    const known = { types: accountAttributes, bounds: { ...accountBounds, ...dates } };
    const { values, warnings } = allowedValues(traits, known, 'traits', accountTraitWords);
    return { call: { ...call, values }, warnings: [...warnings, ...(health ? scoreWarnings(values) : [])] };
  },
  track: ({ properties: said, ...call }, { events, surveyTopics }) => {
    const { event } = call;
    if (isReserved(event)) {
      throw new RefusedRequest(
        'invalid_request',
        `event: "${event}" is reserved for Daymark's own events. Use another event name.`,
        { field: 'event' },
      );
    }
    const answer = surveyTopics && event === answerEvent ? answerWords(said, surveyTopics, 'properties.') : undefined;
    const { topic, comment } = answer?.words ?? {};
    const properties = answer ? { ...said, topic } : said;
    const known = Object.hasOwn(events, event) ? events[event] : undefined;
    const { values, warnings } = allowedValues(
      properties,
      { types: known?.fields ?? {}, bounds: { ...known?.bounds, ...(event === answerEvent && scoreBounds(said)) } },
      'properties',
    );
    return {
      call: { ...call, values, ...(comment !== undefined && { comment }) },
      warnings: [
        ...idWarnings(call),
        ...(known ? [] : [unknownEvent(event, events)]),
        ...warnings,
        ...missing(properties, known?.required),
        ...(answer?.warnings ?? []),
      ],
    };
  },
  alias: call => ({ call, warnings: idWarnings(call) }),
  plan: ({ unknown, ...call }, catalog) => ({ call, warnings: planWarnings(call.goals, catalog, unknown) }),
};

/** Accepted with a warning: imported accounts may bring a score, and journeys act on it. */
const scoreWarnings = (values: Values): AllowedValues['warnings'] =>
  ['health', 'healthScore']
    .filter(name => Object.hasOwn(values, name))
    .map(name => ({
      field: `traits.${name}`,
      message: "is computed by Daymark: journeys use this value until next Monday's score replaces it. Leave it out",
    }));

/** The event counts as usage, but lacks fields that journeys may need. */
const missing = (
  said: Readonly<Record<string, unknown>>,
  required: readonly string[] = [],
): AllowedValues['warnings'] =>
  required
    .filter(name => !Object.hasOwn(said, name) || said[name] === undefined || said[name] === null)
    .map(name => ({
      field: `properties.${name}`,
      message: 'is missing. Journeys that use it ignore this event: send it, or make it optional in the catalog',
    }));

/** Bounds of the answered survey's scale: a score beyond it would distort every average. */
const scoreBounds = ({ survey }: Readonly<Record<string, unknown>>): FieldBounds => {
  const named = Object.entries(surveyScales).find(([name]) => name === bareName(String(survey)));
  return named ? { score: { least: named[1][0], most: named[1][1] } } : {};
};

/** Ids persist in usage, timelines and queues: an id that is an address could not be erased there. */
const idWarnings = ({ user }: { user?: string }): AllowedValues['warnings'] =>
  user?.includes('@')
    ? [
        {
          field: 'userId',
          message: 'looks like an email address, and ids cannot be erased. Use an id without personal data',
        },
      ]
    : [];

/** It counts as product usage, but no journey can refer to it by name. */
const unknownEvent = (event: string, events: CatalogData['events']): AllowedValues['warnings'][number] => ({
  field: 'event',
  message: `is unknown to the catalog: "${event}". ${hintsOf(events)(event)}`,
});

/** Sources repeat the same unknown events, and the comparison with all known names is slow, so it is cached. */
const hintsOf = (events: CatalogData['events']): ((event: string) => string) => {
  const made = hints.get(events);
  if (made) return made;
  const known = Object.keys(events).filter(name => !isReserved(name));
  const hint = memoize((event: string) => didYouMean(event, known), 1_000);
  hints.set(events, hint);
  return hint;
};

const hints = new WeakMap<CatalogData['events'], (event: string) => string>();

/**
 * Adds `name`, which many sources send as `fullName`, as `firstName` and `lastName`, or as the `given_name` and
 * `family_name` of OpenID, and where an empty `name` is sent with them. A last name alone is not used.
 */
export const withFullName = (traits: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  if (Object.hasOwn(traits, 'name') && (typeof traits.name !== 'string' || trimmed(traits.name) !== '')) return traits;
  const parts = [partOf(traits, 'firstname', 'givenname'), partOf(traits, 'lastname', 'surname', 'familyname')];
  const full =
    partOf(traits, 'fullname') ?? (parts[0] && parts.filter(Boolean).join(' ')) ?? partOf(traits, 'displayname');
  return full === undefined ? traits : { ...traits, name: full };
};

/** OpenID's claim, which identity providers pass on. Nothing is mailed to an address that is said not to be the person's. */
const withVerified = (traits: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.hasOwn(traits, 'email_verified') && !Object.hasOwn(traits, 'emailVerified')
    ? { ...traits, emailVerified: traits.email_verified }
    : traits;

const partOf = (traits: Readonly<Record<string, unknown>>, ...parts: readonly string[]): string | undefined => {
  const said = Object.entries(traits).find(([name]) => parts.includes(bareName(name)))?.[1];
  return typeof said === 'string' && trimmed(said) !== '' ? trimmed(said) : undefined;
};
