import { type Code, call, literalCode, object, word } from '../../code.ts';
import type { CarryNote } from '../../journey-sketch.ts';
import { slugOf, uniqueNames } from '../source-names.ts';
import type { CustomerioAction } from './exported.ts';

export interface CarriedMessages {
  steps: Code[];
  /** Of the mails, by the id of their template. */
  mails: ReadonlyMap<string, CustomerioAction>;
  notes: CarryNote[];
}

/** Converts a campaign's messages in the API's order, one day apart. Messages with the same parent become variants. */
export const carryMessages = (actions: readonly CustomerioAction[]): CarriedMessages => {
  const names = uniqueNames();
  const mails = new Map<string, CustomerioAction>();
  const notes: CarryNote[] = [];
  const note = (what: string, why: string, instead: string) => void notes.push({ what, why, instead });

  const nameOf = ({ name, subject, type, id }: CustomerioAction) => name || subject || `${type} ${id}`;
  const told =
    (why: string, instead: string) =>
    (action: CustomerioAction): undefined =>
      note(`"${nameOf(action)}" (${action.type})`, why, instead);
  const noChannel = (channel: string) =>
    told(
      `there is no channel for ${channel}`,
      'show it in your app with `prompt`, or pass it to a service that sends it with `webhook`',
    );

  const messages: Readonly<Record<string, ((action: CustomerioAction) => Code | undefined) | undefined>> = {
    email: action => {
      const template = names.next(slugOf(nameOf(action)) || 'mail');
      mails.set(template, action);
      return call('email', literalCode(template), object({ to: word('everyone') }));
    },
    webhook: action => {
      const step = names.next(slugOf(nameOf(action)) || 'webhook');
      note(
        `"${nameOf(action)}": its address ${action.url ?? ''}`,
        'addresses are secrets of the environment here',
        `add the endpoint "${step}" to the secret of destinations; it gets a signed post, whatever the method and headers were`,
      );
      return call('webhook', literalCode(step), object({ endpoint: literalCode(step) }));
    },
    slack: action => {
      const step = names.next(slugOf(nameOf(action)) || 'slack');
      const text =
        (action.body ?? '')
          .replaceAll(/\{[{%][^}]*[%}]\}/g, '…')
          .replaceAll(/\s+/g, ' ')
          .trim() || nameOf(action);
      note(
        `"${nameOf(action)}": its channel, and values in its text`,
        'channels are secrets of the environment here',
        `add the channel "${step}" to the secret of destinations`,
      );
      return call('slack', literalCode(step), object({ channel: literalCode(step), text: literalCode(text) }));
    },
    in_app: told('in-app messages are prompts in Daymark', 'write one in templates/ and show it with `prompt`'),
    twilio: noChannel('SMS'),
    whatsapp: noChannel('WhatsApp'),
    push: noChannel('push'),
    live_notification: noChannel('live notifications'),
  };

  const stepOf = (action: CustomerioAction): Code | undefined => {
    if (action.sending_state === 'off') return told('it was switched off', 'add it if you want it')(action);
    if (action.sending_state === 'draft')
      note(
        `"${nameOf(action)}" as a draft`,
        'Daymark has no drafts that a person sends by hand',
        'open a task for it with `escalate`',
      );
    const message =
      messages[action.type] ?? told('Daymark has no such action', 'call a service that does it with `webhook`');
    return message(action);
  };

  const steps: Code[] = [];
  const add = (step: Code) => steps.push(steps.length === 0 ? step : call('after', call('days', literalCode(1)), step));
  const groups = Map.groupBy(actions, ({ id, parent_action_id }) => parent_action_id ?? `own ${id}`);
  for (const group of groups.values()) {
    const carried = group.flatMap(action => stepOf(action) ?? []);
    const [first, ...others] = carried;
    if (first === undefined) continue;
    if (others.length === 0) {
      add(first);
      continue;
    }
    note(
      `the split between "${group.map(nameOf).join('" and "')}"`,
      'the API says that they share a parent, not whether that is a random split or a branch',
      'they are variants of equal weight: set the weights, or write a `branch`',
    );
    const variants = carried.map(
      (step, index) =>
        [
          String.fromCharCode('a'.charCodeAt(0) + index),
          object({ weight: literalCode(1), steps: { list: [step] } }),
        ] as const,
    );
    add(call('experiment', literalCode(names.next('split')), object({ variants: { object: variants } })));
  }
  return { steps, mails, notes };
};
