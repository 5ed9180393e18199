import type { Anchor } from '../../definition/anchor.ts';
import { countsBack, isShare } from '../../definition/anchor.ts';
import type { CatalogData } from '../../definition/catalog.ts';
import { leavesOf, stagesNamed } from '../../definition/condition.ts';
import { enrollingDate } from '../../definition/enrolled-by.ts';
import { fieldOfKey } from '../../definition/journey-definition.ts';
import { segmentsIn } from '../../definition/segments.ts';
import { didYouMean } from '../../kernel/did-you-mean.ts';
import { countedFields, type Mention, mentionsOf } from './mentions.ts';
import { quotedPlace } from './quoted-place.ts';
import { journeyRule } from './rule.ts';
import type { Subject, Written } from './subject.ts';

export const names = journeyRule(
  {
    'unknown-event': {
      severity: 'error',
      title: 'Event that the catalog does not know',
      why: 'Ingestion drops events that are not in the catalog, so it would never be seen.',
      fix: 'Correct the name, or add the event to the catalog.',
    },
    'unknown-field': {
      severity: 'error',
      title: 'Field that the event does not carry',
      why: 'Only the fields of the catalog are kept, so it would always be missing.',
      fix: 'Correct the name, or add the field to the event in the catalog.',
    },
    'unknown-feature': {
      severity: 'error',
      title: 'Key feature that the catalog does not know',
      why: 'Its use would never be counted.',
      fix: 'Correct the name, or add the feature to the catalog.',
    },
    'unknown-attribute': {
      severity: 'error',
      title: 'Account attribute that the catalog does not know',
      why: 'Only the attributes of the catalog are kept, so it would always be missing.',
      fix: 'Correct the name, or add the attribute to the catalog.',
    },
    'unknown-segment': {
      severity: 'error',
      title: 'Segment that the catalog does not know',
      why: 'It would be counted and reported under a name that is nowhere defined.',
      fix: 'Correct the name, or add the segment to the rules of the catalog.',
    },
    'unknown-stage': {
      severity: 'error',
      title: 'Stage that the catalog does not know',
      why: 'No account is ever in it.',
      fix: 'Correct the name, or add the stage to the rules of the catalog.',
    },
    'not-a-date': {
      severity: 'error',
      title: 'Anchor on an attribute that is not a date',
      why: 'Days can only be counted back from a date.',
      fix: 'Use a date attribute, or declare the attribute as one in the catalog.',
    },
  },
  function* (subject, { catalog }) {
    for (const { step, at, kind, name, known } of mentions(subject, catalog)) {
      if (known.includes(name)) continue;
      const where = step ? `step "${step}"` : `journey "${subject.journey.id}"`;
      const message = `${title[kind]} "${name}" in ${quotedPlace(at)} of ${where} is not known. ${didYouMean(name, known)}`;
      yield { code: `unknown-${kind}`, step, message };
    }
    for (const { step, at, kind, name, known } of named(subject, catalog)) {
      if (known.includes(name)) continue;
      const where = step ? `step "${step}"` : `journey "${subject.journey.id}"`;
      const title = kind === 'segment' ? 'Segment' : 'Stage';
      yield {
        code: `unknown-${kind}`,
        step,
        message: `${title} "${name}" in ${quotedPlace(at)} of ${where} is not known. ${didYouMean(name, known)}`,
      };
    }
    for (const { step, attribute } of dated(subject)) {
      if (catalog.dateAttributes.includes(attribute)) continue;
      const where = step ? `Step "${step}"` : `Journey "${subject.journey.id}"`;
      const message = `${where} counts back from "${attribute}", which is not a date attribute. ${didYouMean(attribute, catalog.dateAttributes)}`;
      yield { code: 'not-a-date', step, message };
    }
  },
);

const title: Record<Mention['kind'], string> = {
  event: 'Event',
  field: 'Field',
  feature: 'Key feature',
  attribute: 'Attribute',
};

function* mentions(subject: Subject, catalog: CatalogData): Iterable<Written<Mention & { known: readonly string[] }>> {
  const events = Object.keys(catalog.events);
  const fieldsOf = (event: string) => Object.keys(catalog.events[event]?.fields ?? {});
  const enrolling = [...new Set(subject.enrolledBy.flatMap(({ event }) => fieldsOf(event)))];
  const known: Record<Mention['kind'], readonly string[]> = {
    event: events,
    field: enrolling,
    feature: Object.keys(catalog.features),
    attribute: Object.keys(catalog.accountAttributes),
  };
  const leaves = [
    ...subject.conditions.flatMap(({ condition, ...where }) => leavesOf(condition).map(leaf => ({ ...where, leaf }))),
    ...subject.values.map(({ value, ...where }) => ({ ...where, leaf: value })),
  ];
  for (const { leaf, ...where } of leaves) {
    for (const mention of mentionsOf(leaf)) yield { ...where, ...mention, known: known[mention.kind] };
    for (const { event, field } of countedFields(leaf)) {
      if (events.includes(event)) yield { ...where, kind: 'field', name: field, known: fieldsOf(event) };
    }
  }
  for (const { trigger, ...where } of subject.triggers) {
    yield { ...where, kind: 'event', name: trigger.event, known: events };
    if (!events.includes(trigger.event)) continue;
    for (const { field, comparison, of } of trigger.where) {
      if (of !== undefined) yield { ...where, kind: 'field', name: of, known: fieldsOf(trigger.event) };
      yield { ...where, kind: 'field', name: field, known: fieldsOf(trigger.event) };
      if (comparison === 'matchesTrigger') yield { ...where, kind: 'field', name: field, known: enrolling };
    }
  }
  const { reenroll } = subject.journey;
  const key = fieldOfKey(reenroll);
  if (key !== undefined) yield { at: 'reenroll', kind: 'field', name: key, known: enrolling };
  for (const { step, parts } of subject.places) {
    const field = fieldOf(step.at);
    if (field) yield { step: step.id, at: 'before or dayOf', kind: 'field', name: field, known: enrolling };
    for (const name of parts.attributes)
      yield { step: step.id, at: 'attributes', kind: 'attribute', name, known: known.attribute };
  }
}

/** Names that the rules of the catalog give. */
interface RuleName {
  kind: 'segment' | 'stage';
  name: string;
  known: readonly string[];
}

function* named({ conditions }: Subject, { segments = {}, stages }: CatalogData): Iterable<Written<RuleName>> {
  const known = { segment: Object.keys(segments), stage: stages?.rules.map(({ name }) => name) ?? [] };
  for (const { condition, ...where } of conditions) {
    for (const { name } of segmentsIn(condition)) yield { ...where, kind: 'segment', name, known: known.segment };
    for (const name of leavesOf(condition).flatMap(stagesNamed))
      if (name !== null) yield { ...where, kind: 'stage', name: String(name), known: known.stage };
  }
}

/** The field of the enrolling event that an anchor counts from. */
const fieldOf = (at: Anchor | undefined): string | undefined => {
  if (isShare(at)) return at.field;
  return countsBack(at) && at.attribute.startsWith('trigger.') ? at.attribute.slice('trigger.'.length) : undefined;
};

/** Everything that counts back from a date attribute. */
const dated = ({ journey, places }: Subject): { step?: string; attribute: string }[] => [
  ...[enrollingDate(journey.enroll) ?? []].flat().map(({ attribute }) => ({ attribute })),
  ...places.flatMap(({ step }) =>
    countsBack(step.at) && fieldOf(step.at) === undefined ? [{ step: step.id, attribute: step.at.attribute }] : [],
  ),
];
