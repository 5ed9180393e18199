import { describe, expect, it } from 'vitest';
import { buildProject } from '../../engine/build/build-project.ts';
import { memoryBuild } from '../../engine/memory/build.ts';
import { sampleAccounts } from '../../engine/templates/sample-accounts.ts';
import { answerView } from '../../engine/views/answer-view.ts';
import { message } from '../../engine/views/message.ts';
import { messages } from '../../engine/views/messages.ts';
import type { View, ViewPorts } from '../../engine/views/view.ts';

const viewer = { email: 'ada@example.com', roles: ['marketer'], team: [] } as const;
const project = buildProject({ journeys: 'journeys', templates: 'templates' });
/** Twelve accounts came to the first mail of onboarding, in two versions. */
const journeyCounts = {
  sums: async () =>
    [5, 7].map(entered => ({ day: '2026-11-01', version: `v${entered}`, sums: { 'entered#welcome': entered } })),
};
const ask = async (asked: unknown, parameters: Record<string, string> = {}) =>
  answerView(asked as View, parameters, viewer, {
    build: memoryBuild(await project),
    journeyCounts,
  } as unknown as ViewPorts) as never;
const shown = (parameters: Record<string, string>): Promise<Record<string, string> & { usedBy: unknown }> =>
  ask(message, parameters);

describe('the gallery of messages', () => {
  it('has every template with what its readers see first, and the steps that send it', async () => {
    const list: { messages: { id: string; subject: string; usedBy: unknown[] }[] } = await ask(messages);
    expect(list.messages).toHaveLength((await project).templates.length);
    expect(list.messages.filter(({ id, subject }) => subject === id)).toEqual([]);
    expect(list.messages.find(({ id }) => id === 'welcome')).toMatchObject({
      channel: 'email',
      subject: 'Welcome to Tidewater, Mara: your first four steps',
      preheader: expect.stringContaining('Fifteen minutes'),
      usedBy: [{ journey: 'onboarding', title: 'Onboarding', step: 'welcome' }],
    });
  });

  it('tells how often an account came to each step that sends it', async () => {
    expect(await shown({ template: 'welcome' })).toMatchObject({ usedBy: [{ step: 'welcome', entered: 12 }] });
  });

  it('shows each for every sample account, or says why that one would not get it', async () => {
    const { templates } = await project;
    for (const { id: template } of templates)
      for (const account of sampleAccounts) {
        const answer = await shown({ template, account });
        expect(message.answer.parse(answer)).toEqual(answer);
        if (answer.refused === undefined) expect(answer.html).toMatch(/^\s*<!doctype html>/i);
        else
          expect([account, answer.refused]).toEqual(['unknown', expect.stringMatching(/needs a value for [\w.]+\./)]);
      }
  });

  it('speaks the language of the account, unless another is asked for, and English where it has none', async () => {
    expect(await shown({ template: 'welcome', account: 'german' })).toMatchObject({
      locale: 'de',
      subject: expect.stringContaining('Willkommen'),
      html: expect.stringContaining('Müller &amp; Söhne Maschinenbau GmbH'),
    });
    expect(await shown({ template: 'welcome', account: 'german', locale: 'en' })).toMatchObject({ locale: 'en' });
    expect(await shown({ template: 'welcome', locale: 'ja' })).toMatchObject({ locale: 'en' });
  });

  it('knows no template that is not there, and no account that is none of the samples', async () => {
    await expect(shown({ template: '../secrets' })).rejects.toMatchObject({ status: 404 });
    await expect(shown({ template: 'welcome', account: 'acme' })).rejects.toMatchObject({ field: 'account' });
  });
});
