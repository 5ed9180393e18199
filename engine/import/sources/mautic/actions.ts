import { ownMember } from '../../../kernel/own-member.ts';
import { type Code, call, literalCode, object, word } from '../../code.ts';
import { slugOf } from '../source-names.ts';
import { catalogAttribute } from '../words-of-catalog.ts';
import type { MauticWords } from './conditions.ts';
import type { MauticEvent } from './exported.ts';

/** Inputs of carrying an action over. */
export interface ActionTools extends MauticWords {
  /** A unique step name; a number is added if it is taken. */
  named(name: string): string;
  /** The template of a mail, by its id in Mautic. */
  templateOf(email: string, name: string): string;
  /** Records which step sends the mail. */
  sends(step: string): void;
  note(what: string, why: string, instead: string): void;
  /** The journey of another campaign, if it is among the files. */
  journeyOf(campaign: string): string | undefined;
}

type Carry = (event: MauticEvent, tools: ActionTools) => readonly Code[];

const told =
  (why: string, instead: string): Carry =>
  ({ name, type }, { note }) => {
    note(`"${name}" (${type})`, why, instead);
    return [];
  };

const email: Carry = ({ name, properties }, { templateOf, named, sends, note }) => {
  const template = templateOf(String(properties.email ?? ''), name);
  const step = named(template);
  sends(step);
  if (properties.email_type === 'transactional')
    note(
      `"${name}" as a transactional mail`,
      'whether a mail is transactional is set in its template',
      `write \`class: transactional\` in templates/${template}/en.mjml if it is owed whatever somebody opted out of`,
    );
  return [
    call(
      'email',
      literalCode(template),
      object({ ...(step !== template && { id: literalCode(step) }), to: word('everyone') }),
    ),
  ];
};

const webhook: Carry = ({ name, properties }, { named, note }) => {
  const step = named(slugOf(name) || 'webhook');
  note(
    `"${name}": its address ${properties.url ?? ''}`,
    'addresses are secrets of the environment here',
    `add the endpoint "${step}" to the secret of destinations; it gets a signed post, whatever the method and headers were`,
  );
  return [call('webhook', literalCode(step), object({ endpoint: literalCode(step) }))];
};

const mailToStaff: Carry = ({ name }, { named, note }) => {
  const step = named(slugOf(name) || 'tell-the-owner');
  note(
    `"${name}": its mail to your own people`,
    'your team gets tasks, not mails',
    `"${step}" opens one for the owner: say in it what is to be done, or name a playbook`,
  );
  return [
    call(
      'escalate',
      literalCode(step),
      object({ severity: literalCode(3), sla: call('businessDays', literalCode(2)), play: literalCode(name) }),
    ),
  ];
};

/** Sets account attributes of the catalog; notes the others. */
const updateCompany: Carry = ({ name, properties }, { catalog, named, note }) => {
  const said = Object.entries(properties).filter(([, value]) => typeof value === 'string' || typeof value === 'number');
  const set = said.flatMap(([field, value]) => {
    const attribute = catalogAttribute(field.replace(/^company_?/, ''), catalog);
    const type = catalog.accountAttributes[attribute ?? ''];
    if (value === '' || attribute === undefined || !(type === 'string' || type === 'number')) return [];
    return [[attribute, literalCode(type === 'number' ? Number(value) : String(value))] as const];
  });
  if (set.length > 0) return [call('update', literalCode(named(slugOf(name) || 'update')), { object: set })];
  note(`"${name}"`, 'the catalog has none of its fields', 'add them to journeys/catalog.ts and write `update`');
  return [];
};

const otherCampaigns: Carry = ({ name, campaign, properties }, { journeyOf, named, note }) => {
  const addTo = [properties.addTo ?? []].flat().map(String);
  const removeFrom = [properties.removeFrom ?? []].flat().map(String);
  const entered = addTo.map(id => journeyOf(id === 'this' ? (campaign ?? '') : id));
  if (entered.includes(undefined))
    note(
      `"${name}": entering campaign ${addTo.join(', ')}`,
      'it is not among these files',
      'import it too, and write `enroll`',
    );
  const leaves = removeFrom.some(id => id === 'this' || id === campaign);
  if (removeFrom.some(id => id !== 'this' && id !== campaign))
    note(
      `"${name}": leaving campaign ${removeFrom.join(', ')}`,
      'a journey ends by its own exits',
      'write an `exit` in that journey',
    );
  return [
    ...entered.flatMap(id =>
      id === undefined ? [] : [call('enroll', literalCode(id), object({ id: literalCode(named(`enter-${id}`)) }))],
    ),
    ...(leaves ? [call('exit', literalCode(named(slugOf(name) || 'leave')))] : []),
  ];
};

const noChannel = (channel: string) =>
  told(
    `there is no channel for ${channel}`,
    'show it in your app with `prompt`, or pass it to a service that sends it with `webhook`',
  );

/** Conversions by type of action. Complete for Mautic's own; those of plugins are noted. */
const actions: Readonly<Record<string, Carry | undefined>> = {
  'email.send': email,
  'email.send.to.user': mailToStaff,
  'campaign.sendwebhook': webhook,
  'campaign.addremovelead': otherCampaigns,
  'lead.updatecompany': updateCompany,
  'lead.updatelead': told(
    'attributes of people come with `identify` calls',
    'send it from your product, or write `update` to change an attribute of the account',
  ),
  'lead.changepoints': told(
    'Daymark has no points',
    'use the health score, which is computed from usage, or a condition on usage',
  ),
  'lead.scorecontactscompanies': told('Daymark has no points', 'use the health score, which is computed from usage'),
  'lead.changelist': told(
    'a segment is a condition; accounts are not added to it by hand',
    'write the condition in the catalog',
  ),
  'lead.changetags': told('Daymark has no tags', 'set an attribute of the account with `update`'),
  'lead.addtocompany': told('contacts come with their account', 'send `groupId` with your calls'),
  'lead.changeowner': told('owners come from a pool', 'write `assign` with a pool of journeys/team.ts'),
  'lead.deletecontact': told('a person has to confirm an erasure', 'run `npx daymark contact erase`'),
  'lead.adddnc': told('only customers opt out', 'end the journey with an `exit`'),
  'lead.removednc': told('only customers opt in again', 'each mail links to their "Email preferences"'),
  'stage.change': told('stages are conditions', 'write it in the catalog, under `stages`'),
  'plugin.leadpush': told(
    'Daymark sends a CRM tasks, and reads their outcomes back',
    'see docs/connect-your-crm.md, or write `webhook`',
  ),
  'message.send': told('channels are chosen by the journey', 'write `email` or `prompt`'),
  'sms.send_text_sms': noChannel('SMS'),
  'notification.send_notification': noChannel('web notifications'),
  'notification.send_mobile_notification': noChannel('push'),
  'focus.show': told('focus items are prompts in Daymark', 'write a prompt and show it with `prompt`'),
  'dwc.push_content': told('dynamic content is a prompt in Daymark', 'write a prompt and show it with `prompt`'),
  'twitter.tweet': noChannel('tweets'),
};

export const carryAction: Carry = (event, tools) =>
  (ownMember(actions, event.type) ?? told('Daymark has no such action', 'call a service that does it with `webhook`'))(
    event,
    tools,
  );
