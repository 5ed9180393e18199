import { type Code, call, literalCode, method, word } from '../../code.ts';
import type { CarryNote, JourneySketch } from '../../journey-sketch.ts';
import { allConditions, isLacking } from '../carried-condition.ts';
import { carryMail } from '../carried-mail.ts';
import type { CarryingTo } from '../journey-source.ts';
import { slugOf, uniqueNames } from '../source-names.ts';
import { eventNamed } from '../words-of-catalog.ts';
import { type MauticWords, segmentCondition } from './conditions.ts';
import type { MauticCampaign, MauticExports } from './exported.ts';
import { mauticFiller } from './fill-mail.ts';
import { carryEvents } from './steps.ts';

/** Converts a campaign of Mautic. Unsupported parts are noted, and the rest is a complete journey. */
export const carryMautic = (
  campaign: MauticCampaign,
  exports: MauticExports,
  { catalog, events, templates: known }: CarryingTo,
): JourneySketch => {
  /** By template id: the mail's id and name in Mautic. */
  const templates = new Map<string, { email: string; name: string }>();
  const ids = uniqueNames();
  const { steps, notes } = carryEvents(campaign, {
    catalog,
    exports,
    events,
    templateOf: (email, name) => {
      const exported = exports.emails.find(each => each.id === email);
      const found = [...templates].find(([, said]) => said.email === email && email !== '');
      if (found) return found[0];
      const called = exported?.name || name;
      const template = ids.next(slugOf(called) || 'mail');
      templates.set(template, { email, name: called });
      return template;
    },
    journeyOf: id => {
      const found = exports.campaigns.find(each => each.id === id);
      return found && (slugOf(found.name) || undefined);
    },
  });
  const entry = entryOf(campaign, { catalog, exports, events });
  const mails = [...templates]
    .filter(([id]) => !known.has(id))
    .map(([id, { email, name }]) => {
      const said = exports.emails.find(each => each.id === email);
      return carryMail({
        id,
        name,
        mail: said && {
          subject: said.subject || undefined,
          preheader: said.preheaderText || said.preheader_text || undefined,
          html: said.customHtml || said.custom_html || undefined,
          text: said.plainText || said.plain_text || undefined,
        },
        fill: mauticFiller(said ?? {}, catalog),
        tool: 'Mautic',
        exportBy: 'export it by `/api/emails/<id>`',
        catalog,
      });
    });
  return {
    id: slugOf(campaign.name) || 'imported',
    origin: `The campaign “${campaign.name}” of Mautic.`,
    options: {
      title: literalCode(campaign.name),
      enroll: entry.enroll,
      audience: entry.audience,
      reenroll: campaign.allowRestart ? literalCode('afterEnd') : undefined,
    },
    steps,
    templates: mails.flatMap(each => each.templates),
    notes: [...entry.notes, ...notes, ...mails.flatMap(each => each.notes), ...notesOfDates(campaign)],
  };
};

interface Entry {
  enroll: Code;
  audience?: Code;
  notes: CarryNote[];
}

/** Its entry: being in one of its segments, or submitting one of its forms. */
const entryOf = (campaign: MauticCampaign, words: Omit<MauticWords, 'mailOf'>): Entry => {
  const drawnFrom = (among: 'lists' | 'forms') => [
    ...(campaign[among] ?? []).map(({ id, name }) => ({ id, name: name ?? undefined })),
    ...words.exports.sources
      .filter(each => each.among === among && each.campaign === campaign.id)
      .map(({ id }) => ({ id, name: undefined })),
  ];
  const forms = drawnFrom('forms').map(({ id, name }) => {
    const said = name ?? words.exports.forms.find(form => form.id === id)?.name ?? id;
    return { said, event: eventNamed(said, words.catalog, words.events) };
  });
  const triggers = forms.flatMap(({ event }) => (event === undefined ? [] : [call('on', literalCode(event))]));
  const notes: CarryNote[] = forms
    .filter(({ event }) => event === undefined)
    .map(({ said }) => ({
      what: `the entry by the form "${said}"`,
      why: 'the catalog has no such event',
      instead: `send an event from where the form is, and import again with --event "${said}=<name in the catalog>"`,
    }));
  const [first, ...others] = triggers;
  const lists = [...new Set(drawnFrom('lists').map(({ id }) => id))];
  if (lists.length === 0)
    return { enroll: first ? others.reduce((on, other) => method(on, 'or', other), first) : word('manual'), notes };
  const audience = allConditions(
    lists.map(id => segmentCondition(id, words)),
    'ANY',
  );
  if (first)
    notes.push({
      what: 'the entry by its segments, beside its forms',
      why: 'a journey is entered by one or the other',
      instead: 'make a second journey with `enroll: manual` for them',
    });
  else
    notes.push({
      what: 'the entry by a segment',
      why: 'a segment enters when you say so',
      instead:
        'name the segment in the catalog and run `npx daymark enroll <journey> --where <segment>`, or write a `signal` for "when this begins to hold"',
    });
  if (isLacking(audience))
    notes.push({
      what: 'the segment that it was for',
      why: `Daymark does not know ${audience.lacks}`,
      instead: 'without an `audience` it is for all accounts: add what is missing to the catalog, and write one',
    });
  return {
    enroll: first ? others.reduce((on, other) => method(on, 'or', other), first) : word('manual'),
    ...(!first && !isLacking(audience) && { audience: audience.code }),
    notes,
  };
};

const notesOfDates = ({ publishUp, publishDown }: MauticCampaign): CarryNote[] => [
  ...(publishUp
    ? [{ what: `its start on ${publishUp}`, why: 'a journey begins when it is deployed', instead: 'deploy it then' }]
    : []),
  ...(publishDown
    ? [
        {
          what: `its end on ${publishDown}`,
          why: 'a journey ends when you say so',
          instead: 'run `npx daymark drain` then, or `stop`',
        },
      ]
    : []),
];
