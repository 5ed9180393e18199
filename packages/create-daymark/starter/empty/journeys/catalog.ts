import { defineCatalog } from 'daymark';
import * as z from 'zod';
import { playbooks } from '../playbooks/index.ts';
import { templates } from '../templates/index.ts';
import { policy } from './policy.ts';
import { topics } from './topics.ts';

const nothing = z.object({});

/** The words of the business. Only fields that are named here travel with an event, and none may be personal. */
export const catalog = defineCatalog({
  events: {
    'Account Created': nothing,
    'Account Deleted': nothing,
    'Signed In': nothing,
    'Project Created': nothing,
  },
  /** What of the product counts as used: by the event that uses it. */
  features: { projects: 'Project Created' },
  login: 'Signed In',
  accountAttributes: {},
  contactAttributes: {},
  roles: ['admin', 'member'],
  topics,
  templates,
  playbooks,
  policy,
});

export const { attribute, branch, count, day, email, escalate, everyone, journey, on, prompt, role, used, waitFor } =
  catalog;

export const admins = role('admin');
