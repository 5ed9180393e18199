import * as z from 'zod';
import { totalSums } from '../counts/overview.ts';
import { messageClasses } from '../definition/policy.ts';
import { localeOfSample, sampleAccounts } from '../templates/sample-accounts.ts';
import { showTemplate } from '../templates/show-template.ts';
import { notThere } from './answer-view.ts';
import { usedBy } from './messages.ts';
import { usersOf } from './users-of.ts';
import { view } from './view.ts';

/** One template as one of the sample accounts gets it. */
export const message = view({
  path: '/v1/messages/{template}',
  summary: 'A mail or prompt as a reader gets it, in a language and for a sample account',
  roles: ['csm', 'lead', 'marketer'],
  query: z.object({
    template: z.string(),
    account: z.enum(sampleAccounts, `must be one of ${sampleAccounts.join(', ')}`).default('typical'),
    /** If the template lacks this locale, English is shown, as recipients would get it. */
    locale: z.string().optional(),
  }),
  answer: z.object({
    id: z.string(),
    channel: z.enum(['email', 'prompt']),
    class: z.enum(messageClasses),
    topic: z.string().exactOptional(),
    locales: z.array(z.string()),
    /** The locale shown. */
    locale: z.string(),
    account: z.enum(sampleAccounts),
    /** Why such an account would not get it. Then the rendered fields are absent. */
    refused: z.string().exactOptional(),
    subject: z.string().exactOptional(),
    preheader: z.string().exactOptional(),
    /** A complete, self-contained document. */
    html: z.string().exactOptional(),
    text: z.string().exactOptional(),
    /** `entered`: how often accounts entered the step, in all versions. */
    usedBy: z.array(usedBy.extend({ entered: z.int() })),
  }),
  kept: ({ templates }) => templates.map(template => ({ template })),
  read: async ({ template, account, locale = localeOfSample[account] }, _, { build, journeyCounts }) => {
    const info = (await build.templates()).find(({ id }) => id === template);
    if (!info) throw notThere();
    const [content, samples, journeys] = await Promise.all([
      build.template(info.hash, [locale]),
      build.samples(),
      build.journeys(),
    ]);
    return {
      id: info.id,
      channel: info.channel,
      class: info.class,
      ...(info.topic !== undefined && { topic: info.topic }),
      locales: [...info.locales],
      locale: content.locale,
      account,
      ...(await showTemplate(content, samples[template] ?? {}, account)),
      usedBy: await Promise.all(
        usersOf(template, journeys).map(async user => ({
          ...user,
          entered: totalSums(await journeyCounts.sums(user.journey)).steps[user.step]?.entered ?? 0,
        })),
      ),
    };
  },
});
