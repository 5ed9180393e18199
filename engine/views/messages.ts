import * as z from 'zod';
import { messageClasses } from '../definition/policy.ts';
import { headsOf } from '../templates/show-template.ts';
import { usersOf } from './users-of.ts';
import { view } from './view.ts';

/** A step that sends the template. */
export const usedBy = z.object({ journey: z.string(), title: z.string(), step: z.string() });

/** Every template, with subject and preheader. */
export const messages = view({
  path: '/v1/messages',
  summary: 'Every mail and prompt, with subject and preheader, and the journeys that send it',
  roles: ['csm', 'lead', 'marketer'],
  query: z.object({}),
  answer: z.object({
    messages: z.array(
      z.object({
        id: z.string(),
        channel: z.enum(['email', 'prompt']),
        class: z.enum(messageClasses),
        topic: z.string().exactOptional(),
        locales: z.array(z.string()),
        /** Filled with the template's sample data. */
        subject: z.string(),
        preheader: z.string().exactOptional(),
        usedBy: z.array(usedBy),
      }),
    ),
  }),
  read: async (_, __, { build }) => {
    const [templates, journeys, samples] = await Promise.all([build.templates(), build.journeys(), build.samples()]);
    return {
      messages: await Promise.all(
        templates.map(async ({ id, channel, class: its, topic, locales, hash }) => ({
          id,
          channel,
          class: its,
          ...(topic !== undefined && { topic }),
          locales: [...locales],
          subject: id,
          ...headsOf(await build.template(hash, ['en']), samples[id] ?? {}),
          usedBy: usersOf(id, journeys),
        })),
      ),
    };
  },
});
