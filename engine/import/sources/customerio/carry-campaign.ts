import { literalCode } from '../../code.ts';
import type { CarryNote, JourneySketch } from '../../journey-sketch.ts';
import { carryMail, type ForeignMail } from '../carried-mail.ts';
import type { CarryingTo } from '../journey-source.ts';
import { slugOf } from '../source-names.ts';
import { entryOf } from './entry.ts';
import type { CustomerioAction, CustomerioCampaign, CustomerioExports } from './exported.ts';
import { customerioFiller } from './fill-mail.ts';
import { carryMessages } from './steps.ts';

/** Converts a campaign of Customer.io: its trigger and its messages, which is all that its API returns. */
export const carryCustomerio = (
  campaign: CustomerioCampaign,
  exports: CustomerioExports,
  { catalog, events, templates: known }: CarryingTo,
): JourneySketch => {
  const { own, translated } = actionsOf(campaign, exports);
  const entry = entryOf(campaign, { catalog, events, exports });
  const { steps, mails, notes } = carryMessages(own);
  const carried = [...mails]
    .filter(([id]) => !known.has(id))
    .map(([id, action]) =>
      carryMail({
        id,
        name: action.name || action.subject || id,
        mail: action.body || action.subject ? mailOf(action) : undefined,
        translations: translated
          .filter(each => each.id === action.id && /^[a-z]{2}(-[A-Z]{2})?$/.test(each.language ?? ''))
          .map(each => ({ ...mailOf(each), locale: each.language ?? undefined })),
        fill: customerioFiller(catalog),
        tool: 'Customer.io',
        exportBy: `export it by \`/v1/campaigns/${campaign.id}/actions/${action.id}\``,
        catalog,
      }),
    );
  return {
    id: slugOf(campaign.name) || 'imported',
    origin: `The campaign “${campaign.name}” of Customer.io.`,
    options: { title: literalCode(campaign.name), enroll: entry.enroll, audience: entry.audience },
    steps,
    templates: carried.flatMap(each => each.templates),
    notes: [...entry.notes, ...(own.length > 0 ? [between] : []), ...notes, ...carried.flatMap(each => each.notes)],
  };
};

const between: CarryNote = {
  what: 'what stands between its messages: delays, time windows, waits, branches, random cohorts, attribute changes, and what ends it early',
  why: 'the API of Customer.io answers messages only',
  instead:
    'a day is between two messages here, in the order of the API: look at the campaign there, and write `after`, `waitFor`, `branch`, `experiment`, `update` and `exit`',
};

const mailOf = ({ subject, preheader_text, body }: CustomerioAction): ForeignMail => ({
  subject: subject || undefined,
  preheader: preheader_text || undefined,
  html: body || undefined,
});

/** The campaign's messages in order; without exported content, only their types are known. */
const actionsOf = (
  { id, name, actions: listed }: CustomerioCampaign,
  { actions }: CustomerioExports,
): { own: CustomerioAction[]; translated: CustomerioAction[] } => {
  const ids = new Set(listed.map(each => each.id));
  const all = actions.filter(each => (each.campaign_id ? each.campaign_id === id : ids.has(each.id)));
  const translated = all.filter(({ language }) => Boolean(language));
  const texts = new Map(all.toReversed().map(each => [each.id, each]));
  for (const each of all) if (!each.language) texts.set(each.id, each);
  const missing = listed.map(
    (each, index): CustomerioAction => ({ ...each, name: `${name} ${index + 1}`, type: each.type ?? 'email' }),
  );
  const order = [...ids, ...[...texts.keys()].filter(each => !ids.has(each))];
  return {
    own: order.flatMap(each => texts.get(each) ?? missing.find(other => other.id === each) ?? []),
    translated,
  };
};
