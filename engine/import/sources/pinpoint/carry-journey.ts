import { type Code, literalCode, method, object, word } from '../../code.ts';
import type { CarryNote, JourneySketch } from '../../journey-sketch.ts';
import { isLacking } from '../carried-condition.ts';
import { carryMail } from '../carried-mail.ts';
import type { CarryingTo } from '../journey-source.ts';
import { slugOf } from '../source-names.ts';
import { eventNamed } from '../words-of-catalog.ts';
import { conditionOf, type PinpointWords } from './conditions.ts';
import { durationCode } from './durations.ts';
import type { PinpointExports, PinpointJourney } from './exported.ts';
import { pinpointFiller } from './fill-mail.ts';
import { notesOfSettings } from './settings.ts';
import { carrySteps } from './steps.ts';
import { eventCode } from './vocabulary.ts';

/** Converts a journey of Pinpoint. Unsupported parts are noted, and the rest is a complete journey. */
export const carryJourney = (
  journey: PinpointJourney,
  exports: Pick<PinpointExports, 'segments' | 'templates'>,
  { catalog, events, templates: known }: CarryingTo,
): JourneySketch => {
  const segments = new Map(exports.segments.map(each => [each.Id, each]));
  const words = { catalog, segments, events };
  const entry = entryOf(journey, { ...words, mailOf: () => undefined });
  const { start, held } = withoutHoldout(journey);
  const { steps, templates, notes } = carrySteps({ ...journey, StartActivity: start }, words);
  const carried = [...templates]
    .filter(([id]) => !known.has(id))
    .map(([id, name]) => {
      const said = exports.templates.find(({ TemplateName }) => TemplateName === name);
      return carryMail({
        id,
        name,
        mail: said && { subject: said.Subject, html: said.HtmlPart, text: said.TextPart },
        fill: pinpointFiller(said?.DefaultSubstitutions, catalog),
        tool: 'Pinpoint',
        exportBy: 'export it by `aws pinpoint get-email-template`',
        catalog,
      });
    });
  return {
    id: slugOf(journey.Name) || 'imported',
    origin: `The journey “${journey.Name}” of Amazon Pinpoint.`,
    options: {
      title: literalCode(journey.Name),
      enroll: entry.enroll,
      audience: entry.audience,
      reenroll: reenrollOf(journey),
      holdout: held === undefined ? undefined : literalCode(held),
    },
    steps,
    templates: carried.flatMap(each => each.templates),
    notes: [
      ...entry.notes,
      ...(held === undefined ? [] : [noteOfGoal]),
      ...notes,
      ...carried.flatMap(each => each.notes),
      ...notesOfSettings(journey),
    ],
  };
};

const noteOfGoal: CarryNote = {
  what: 'what the holdout is compared by',
  why: 'a journey of Pinpoint had no goal',
  instead: 'write a `goal`, such as `adoption().atLeast(0.5)`',
};

interface Entry {
  enroll: Code;
  audience?: Code;
  notes: CarryNote[];
}

const entryOf = ({ StartCondition = {} }: PinpointJourney, words: PinpointWords): Entry => {
  const { EventStartCondition, SegmentStartCondition } = StartCondition;
  const segmentId = EventStartCondition?.SegmentId ?? SegmentStartCondition?.SegmentId;
  const audience = segmentId ? conditionOf({ SegmentCondition: { SegmentId: segmentId } }, words) : undefined;
  const lost = audience && isLacking(audience) ? [noteOfAudience(audience.lacks)] : [];
  const told = audience && !isLacking(audience) ? { audience: audience.code } : {};
  if (!EventStartCondition) {
    const what = SegmentStartCondition ? 'the entry by a segment' : 'the entry';
    const why = 'a segment enters when you say so';
    const instead =
      'name the segment in the catalog and run `npx daymark enroll <journey> --where <segment>`, or make it a `campaign` with a date';
    return { enroll: word('manual'), ...told, notes: [...lost, { what, why, instead }] };
  }
  const { EventType, ...fields } = EventStartCondition.EventFilter?.Dimensions ?? {};
  const triggers = (EventType?.Values ?? []).map((said): Code | { lacks: string } => {
    const name = eventNamed(said, words.catalog, words.events);
    return name === undefined ? { lacks: `the event "${said}"` } : eventCode(name, fields, words.catalog);
  });
  const lacking = triggers.flatMap(each => ('lacks' in each ? [each.lacks] : []));
  const [first, ...others] = triggers.filter(each => !('lacks' in each)) as Code[];
  const notes = lacking.map(what => ({
    what: `the entry by ${what.replace(/^the /, '')}`,
    why: 'the catalog has no such word',
    instead:
      'add it to journeys/catalog.ts and write `enroll: on(…)`, or import again with --event "<there>=<name in the catalog>"',
  }));
  return {
    enroll: first ? others.reduce((on, other) => method(on, 'or', other), first) : word('manual'),
    ...told,
    notes: [...lost, ...notes],
  };
};

const noteOfAudience = (lacks: string): CarryNote => ({
  what: 'the segment that it was for',
  why: `Daymark does not know ${lacks}`,
  instead: 'without an `audience` it is for all accounts: add what is missing to the catalog, and write one',
});

/** A holdout at the start becomes the journey's holdout, which is limited to half of its accounts. */
const withoutHoldout = ({
  StartActivity,
  Activities,
}: PinpointJourney): { start: string | undefined; held?: number } => {
  const { Holdout } = Activities[StartActivity ?? ''] ?? {};
  const held = Math.round(Holdout?.Percentage ?? 0);
  return Holdout && held > 0 && held <= 50 ? { start: Holdout.NextActivity, held } : { start: StartActivity };
};

const reenrollOf = ({
  Limits: { EndpointReentryCap, EndpointReentryInterval } = {},
}: PinpointJourney): Code | undefined => {
  if (EndpointReentryCap === 1) return literalCode('never');
  const after = durationCode(EndpointReentryInterval);
  if (after) return object({ after });
  return EndpointReentryCap === undefined ? undefined : literalCode('afterEnd');
};
