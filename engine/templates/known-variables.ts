import { connectors } from '../connectors/connectors.ts';
import type { MessageClass } from '../definition/policy.ts';
import type { TemplateInfo } from '../definition/template.ts';
import { nearestOf, quote } from '../kernel/did-you-mean.ts';
import type { StandardVariables } from './render-template.ts';

/** Account attributes that every installation knows; the catalog adds its own. */
export const reservedAccountAttributes = [
  ...['name', 'plan', 'arr', 'seats', 'renewalAt', 'timezone', 'locale', 'owner', 'touchModel'],
  ...Object.values(connectors).map(({ customerAttribute }) => customerAttribute),
  ...['status', 'trialEndsAt', 'cancelScheduled', 'health'],
];

/** Fields of the variables that every template gets; `undefined` for the ones without fields. */
const standard = {
  contact: ['email', 'name', 'firstName', 'role'],
  sender: ['name', 'address', 'supportEmail', 'appUrl'],
  links: ['unsubscribe', 'preferences', 'answer'],
  confirmation: ['url', 'topic', 'description'],
  today: undefined,
} as const;

/** Is it a variable that every template gets? The step's `data` provides the others. */
export const isStandardVariable = (name: string): boolean => {
  const [root = ''] = name.split('.');
  return root === 'account' || Object.hasOwn(standard, root);
};

/** The misuse of a standard variable, if any. */
export const standardVariableFault = (
  name: string,
  { channel, class: messageClass }: Pick<TemplateInfo, 'channel' | 'class'>,
  accountAttributes: readonly string[],
): { what: string; fix: string } | undefined => {
  const [root = '', field] = name.split('.');
  if (channel === 'prompt' && (root === 'links' || name === 'contact.email')) {
    return {
      what: `a prompt has no ${name}`,
      fix: 'remove it: a prompt shows in the application, to a signed-in user',
    };
  }
  if (root === 'links' && messageClass === 'transactional') {
    return {
      what: `a transactional template has no ${name}`,
      fix: 'it allows no unsubscribe: remove the link, or give the template another class',
    };
  }
  if (root === 'confirmation' && (channel === 'prompt' || messageClass !== 'transactional')) {
    return {
      what: `only a transactional mail has ${name}`,
      fix: 'a request is confirmed by a mail of its own: give the template that class',
    };
  }
  const fields =
    root === 'account' ? accountAttributes : Object.entries(standard).find(([known]) => known === root)?.[1];
  if (fields === undefined || (field !== undefined && fields.some(known => known === field))) return undefined;
  const names = [...new Set<string>(fields)];
  const meant = field === undefined ? undefined : nearestOf(field, names);
  return {
    what: `there is no ${name}`,
    fix: meant === undefined ? `${root} has ${names.join(', ')}` : `did you mean ${quote(`${root}.${meant}`)}?`,
  };
};

/** The fewest variables that a template may get. It must handle the missing ones with `default` or `if`. */
export const leastVariables = (messageClass: MessageClass, asks: boolean): StandardVariables => ({
  account: {},
  contact: {},
  sender: {
    name: 'Sender',
    address: 'Address',
    supportEmail: 'support@example.com',
    appUrl: 'https://app.example.com',
  },
  ...(messageClass === 'transactional' && {
    confirmation: { url: 'https://example.com/u/token', topic: 'Topic', description: 'Description' },
  }),
  ...(messageClass !== 'transactional' && {
    links: {
      unsubscribe: 'https://example.com/u/token',
      preferences: 'https://example.com/u/token',
      ...(asks && { answer: 'https://example.com/s/token' }),
    },
  }),
  today: '2026-01-01',
});
