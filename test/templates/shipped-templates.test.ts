import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stepsIn } from '../../engine/definition/enrollment-plan.ts';
import { compileTemplates } from '../../engine/templates/compile-templates.ts';
import { generateTemplateTypes } from '../../engine/templates/generate-template-types.ts';
import { previewTemplate } from '../../engine/templates/preview-template.ts';
import { readSample } from '../../engine/templates/read-template.ts';
import { shippedJourneys } from '../asl/shipped-journeys.ts';

const { infos, compiled, problems } = await compileTemplates('templates');
const emails = infos.filter(({ channel }) => channel === 'email');
const everyLocale = infos.flatMap(info => info.locales.map(locale => ({ ...info, locale })));
const everyMail = everyLocale.filter(({ channel }) => channel === 'email');

const sampleOf = async (id: string): Promise<Record<string, unknown>> => {
  const sample = await readSample(join('templates', id, 'sample.json'));
  return typeof sample === 'string' ? {} : sample;
};

const links = (html: string): string[] =>
  [...html.matchAll(/href="(?:mailto:)?([^"]+)"/g)].map(match => (match[1] ?? '').replaceAll('&amp;', '&'));

/** What CSMs and leads get on Monday, and a survey for journeys of one's own. */
const ofNoJourney = ['confirm-subscription', 'csm-digest', 'lead-report', 'nps-survey-email'];

describe('the shipped templates', () => {
  it('have no problems', () => {
    expect(problems).toEqual([]);
  });

  it('are the ones that the journeys name', () => {
    const named = shippedJourneys.flatMap(({ steps }) =>
      stepsIn(steps).flatMap(step => ('template' in step ? [step.template] : [])),
    );
    expect(infos.map(({ id }) => id)).toEqual([...new Set([...named, ...ofNoJourney])].sort());
  });

  it('speak both languages; CSMs read English', () => {
    const other = infos.filter(({ locales }) => locales.join() !== 'de,en').map(({ id }) => id);
    expect(other).toEqual(['csm-digest', 'lead-report']);
  });

  it('are typed by an index that is current', async () => {
    expect(await readFile('templates/index.ts', 'utf8')).toBe(generateTemplateTypes(infos));
  });

  it.each(everyLocale)('$id renders in $locale with its sample', async ({ id, locale }) => {
    const { subject, html, text } = await previewTemplate('templates', id, { locale });
    expect(subject).not.toBe('');
    expect(html).toContain(`lang="${locale}"`);
    for (const part of [subject, html, text]) expect(part).not.toMatch(/\{\{|\{%|\[\[|undefined|null|NaN/);
  });

  it.each(everyMail)('$id keeps its buttons and links in the plain text in $locale', async ({ id, locale }) => {
    const { html, text } = await previewTemplate('templates', id, { locale });
    expect(links(html).length).toBeGreaterThan(0);
    // The answers of a survey lead to one page, whose address stands there once.
    for (const link of links(html)) expect(text).toContain(link.replace(/\?score=\d+$/, ''));
  });

  it.each(everyMail)('$id reads well in $locale when nothing optional is known', async ({ id, locale }) => {
    const data = Object.fromEntries(
      Object.entries(await sampleOf(id)).map(([name, value]) => [name, optional.has(name) ? null : value]),
    );
    const unknown = { name: null, plan: null, seats: null };
    const { subject, text } = await previewTemplate('templates', id, {
      locale,
      data: { ...data, account: unknown, contact: { name: null, firstName: null } },
    });
    for (const part of [subject, text]) expect(part).not.toMatch(/ {2,}[a-z]| ,| \.( |$)|null|Hi ,/m);
  });

  it.each(everyMail.filter(({ id }) => id !== 'csm-digest' && id !== 'lead-report'))(
    '$id shows a company name with markup as text in $locale',
    async ({ id, locale }) => {
      const name = '<script>alert(1)</script> & "Co"';
      const { html } = await previewTemplate('templates', id, {
        locale,
        data: { ...(await sampleOf(id)), account: { name } },
      });
      expect(html).not.toContain('<script>');
      expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#34;Co&#34;');
      expect(html).not.toContain('&amp;lt;');
    },
  );

  it.each(emails)('$id offers to unsubscribe unless it is transactional', async ({ id, class: messageClass }) => {
    const { html, text } = await previewTemplate('templates', id);
    const expected = messageClass !== 'transactional';
    // The sample's link; where a request is confirmed is another one.
    expect(html.includes('/u/c2FtcGxl.')).toBe(expected);
    expect(text.includes('/u/c2FtcGxl.')).toBe(expected);
  });

  it.each(everyMail)('$id carries the postal address of the sender in $locale', async ({ id, locale }) => {
    const { html, text } = await previewTemplate('templates', id, { locale });
    expect(html).toContain('48 Harbor Street');
    expect(text).toContain('48 Harbor Street');
  });

  it('leave no address behind when the sender has none', async () => {
    const { text } = await previewTemplate('templates', 'welcome', { data: { sender: { address: '' } } });
    expect(text.trimEnd()).toMatch(/\nTidewater$/);
  });
});

const optional = new Set(['amount', 'currency', 'decline', 'hostedUrl', 'nextAttemptAt']);

describe('payment-failed', () => {
  const invoice = 'https://invoice.example.com/i/1';
  const failed = async (decline: string | null, more: Record<string, unknown> = {}, locale = 'en') =>
    previewTemplate('templates', 'payment-failed', {
      locale,
      data: { amount: 70000, currency: 'usd', decline, nextAttemptAt: null, hostedUrl: invoice, ...more },
    });

  it('asks for another card after a hard decline, without promising another try', async () => {
    const { text } = await failed('hard', { nextAttemptAt: '2026-11-26T15:00:00Z' });
    expect(text).toContain('add another card');
    expect(text).not.toContain('We will try');
  });

  it('says when the charge is tried again after a soft decline', async () => {
    expect((await failed('soft', { nextAttemptAt: '2026-11-26T15:00:00Z' })).text).toContain(
      'again on November 26, 2026',
    );
    expect((await failed('soft')).text).not.toContain('We will try');
  });

  it('leads to the invoice when the bank asks for confirmation, else to the payment method', async () => {
    expect((await failed('authentication')).text).toContain(`Confirm the payment\n${invoice}`);
    expect((await failed('authentication', { hostedUrl: null })).text).toContain(
      'Confirm the payment\nhttps://app.tidewater.example/billing\n',
    );
    expect((await failed('unknown')).text).toContain(
      'Update payment method\nhttps://app.tidewater.example/billing/payment-method',
    );
  });

  it.each(['soft', 'hard', 'authentication', 'unknown', 'fraud', null])('never speaks of fraud (%s)', async decline => {
    for (const locale of ['en', 'de']) {
      const { subject, html } = await failed(decline, {}, locale);
      expect(subject + html).not.toMatch(/fraud|stolen|lost|Betrug|gestohlen|verloren/i);
    }
  });

  it('writes amounts and dates as German does', async () => {
    const { text } = await failed('soft', { currency: 'eur', nextAttemptAt: '2026-11-26T15:00:00Z' }, 'de');
    expect(text.replaceAll('\u00A0', ' ')).toContain('700,00 €');
    expect(text).toContain('Am 26. November 2026');
  });
});

describe('payment-final', () => {
  it('names the date on which access changes', async () => {
    const { subject } = await previewTemplate('templates', 'payment-final', {
      data: { amount: 1, currency: 'usd', today: '2026-12-30' },
    });
    expect(subject).toBe('Your Tidewater access changes on January 1, 2027');
  });
});

describe('prompts', () => {
  it('carry what showing them takes', () => {
    const banner = infos.find(({ id }) => id === 'payment-banner');
    const template = compiled.get(banner?.hash ?? '')?.get('en');
    expect(template?.prompt).toEqual({
      kind: 'banner',
      placement: 'everywhere',
      dismissible: false,
      priority: 100,
      actions: [
        {
          id: 'update-payment-method',
          label: 'Update payment method',
          url: '{{ sender.appUrl }}/billing/payment-method',
          style: 'primary',
        },
      ],
    });
  });
});
