import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompiledTemplate } from '../../engine/definition/compiled-template.ts';
import { renderTemplate, TemplateRenderError } from '../../engine/templates/render-template.ts';

const template = (parts: Partial<CompiledTemplate> = {}): CompiledTemplate => ({
  id: 'news',
  locale: 'en',
  channel: 'email',
  subject: 'Hello',
  preheader: 'News',
  html: '<p>Hello</p>',
  text: 'Hello',
  ...parts,
});

const variables = {
  account: { name: 'Acme', timezone: 'America/Los_Angeles' },
  contact: { email: 'a@acme.example' },
  sender: { name: 'Tidewater', address: 'Street 1', supportEmail: 'help@t.example', appUrl: 'https://t.example' },
};

const html = (source: string, more: object = {}, locale = 'en') =>
  renderTemplate(template({ html: source, locale }), { ...variables, ...more }).html;

describe('a missing variable', () => {
  it('is told with template, locale, part, line and name', () => {
    const render = () => html('<p>\n{{ tasksCompleted }}</p>');
    expect(render).toThrow(TemplateRenderError);
    expect(render).toThrow('Template "news" (en), html: line 2: variable "tasksCompleted" is missing');
  });

  it('may be asked for by if and default', () => {
    expect(html('{{ contact.firstName | default: "there" }}{% if account.plan %}!{% endif %}')).toBe('there');
  });
});

describe('values that people typed', () => {
  it('are escaped once in HTML, in attributes too', () => {
    const account = { name: '<b title="x">\'&\'</b>' };
    expect(html('<i title="{{ account.name }}">{{ account.name }}</i>', { account })).toBe(
      '<i title="&lt;b title=&#34;x&#34;&gt;&#39;&amp;&#39;&lt;/b&gt;">&lt;b title=&#34;x&#34;&gt;&#39;&amp;&#39;&lt;/b&gt;</i>',
    );
  });

  it('are not escaped in the subject and the text', () => {
    const account = { name: 'Black & "White"' };
    const rendered = renderTemplate(template({ subject: '{{ account.name }}', text: '{{ account.name }}' }), {
      ...variables,
      account,
    });
    expect(rendered.subject).toBe('Black & "White"');
    expect(rendered.text).toBe('Black & "White"\n');
  });

  it('stay dates where they are dates, as processors and other systems write them', () => {
    for (const trialEndsAt of [
      '2026-03-29T18:30:00.000Z',
      '2026-03-29T18:30:00.123456Z',
      '2026-03-29T18:30Z',
      '2026-03-29',
    ])
      expect(html('{{ account.trialEndsAt | longDate }}', { account: { ...variables.account, trialEndsAt } })).toBe(
        'March 29, 2026',
      );
  });

  it('cannot begin a header', () => {
    const account = { name: 'Acme\r\nBcc: all@acme.example' };
    expect(renderTemplate(template({ subject: '{{ account.name }}' }), { ...variables, account }).subject).not.toMatch(
      /[\r\n]/,
    );
  });

  it('lose control and direction characters', () => {
    expect(html('{{ account.name }}', { account: { name: 'A\u0000c\u202Em\u200Be' } })).toBe('A cme');
  });

  it.each([
    ['ශ්‍රී ලංකා', 'Sinhala'],
    ['علی‌رضا', 'Persian'],
    ['عَلیّ‌رضا', 'Persian with its vowels'],
    ['क्‍ष', 'Hindi'],
    ['ನ್‍', 'Kannada, at the end of a word'],
    ['ភាសា​ខ្មែរ', 'Khmer, whose words have a zero-width space between them'],
    ['👩‍👩‍👧', 'a family'],
    ['👩🏽‍🚀', 'an astronaut with a skin tone'],
    ['🏳️‍🌈', 'a flag of two signs'],
    ['🏴󠁧󠁢󠁳󠁣󠁴󠁿', 'a flag of tags'],
    ['❤️‍🔥', 'a sign with a selector'],
    ['Łódź Ñandú ﬁ', 'Latin'],
    ['e\u0301', 'an accent of its own'],
  ])('keep what writing needs: %s (%s)', text => {
    expect(html('{{ account.name }}', { account: { name: text } })).toBe(text);
    expect(html('{{ note }}', { note: text })).toBe(text);
  });

  it.each([
    ['ad\u200Cmi\u200Dn', 'admin'],
    ['Ac\u200Bme', 'Acme'],
    ['Pay\u2066Pal\u2069', 'PayPal'],
    ['\uFEFFAcme\u200E', 'Acme'],
    ['A\uD800cm\uDC00e', 'Acme'],
    ['Acme\u{E0041}\u{E0042}', 'Acme'],
    ['Ac\tme\nCo\u2028Ltd\u0085x\u007F', 'Ac me Co Ltd x'],
  ])('lose what nobody sees: %j', (text, shown) => {
    expect(html('{{ account.name }}', { account: { name: text } })).toBe(shown);
    expect(html('{{ note }}', { note: text })).toBe(shown);
  });

  it('hold no lone surrogate, no control and no override, whatever they are made of', () => {
    const parts = ['\uD83D', '\uDE00', '\u200D', '\u200C', '\u202E', '\u0000', '\u2028', 'ශ්', 'é', '.', 'a', ' ', '👩'];
    const text = fc.array(fc.constantFrom(...parts), { maxLength: 20 }).map(all => all.join(''));
    fc.assert(
      fc.property(text, name => {
        const shown = renderTemplate(template({ subject: '-{{ account.name | default: "x" }}-' }), {
          ...variables,
          account: { name },
        }).subject;
        expect(shown.isWellFormed()).toBe(true);
        expect(shown).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u2028\u2029]/u);
      }),
    );
  });

  it('cannot become links', () => {
    const rendered = html('{{ account.name }}', { account: { name: 'Win at https://evil.com/x or www.evil.com' } });
    expect(rendered).not.toMatch(/https?:|evil\.com/);
    expect(rendered?.replaceAll('\u2060', '')).toBe('Win at evil.com/x or www.evil.com');
  });

  it.each([
    'evil．example',
    'evil。example',
    'evil｡example',
    '1.1.1.1/x',
    'http://1.1.1.1',
    '1.1/x',
    'evil-.example',
    'evil_.example',
    '１.evil.example',
    'evil\u200B.\u200Dexample',
    'hthttp://tp://evil.example',
    'ﬁle://evil.example',
    '\\\\evil.example\\share',
    'ada@evil.example',
    'évil.exämple',
    'e\u0301.example',
  ])('stay dead: %j', name => {
    const shown = html('{{ account.name }}', { account: { name } }) ?? '';
    expect(shown).not.toMatch(/:\/\/|\\\\\\\\/);
    // Each dot inside of a word is followed by a joiner.
    expect(shown).not.toMatch(/\S[.。．｡](?![\u2060\s]|$)/);
  });

  it.each([
    '2027-03-01T15:00:00.000Z',
    '2027-03-01',
    'v2.1',
    '1.2.3',
    '3.5',
    '99.9 %',
    '12.5 kB/s',
    'Acme Inc.',
    '…',
    'Wait...',
  ])('keep %s as it is', text => expect(html('{{ account.name }}', { account: { name: text } })).toBe(text));

  it('keep an instant that a filter reads', () => {
    const trialEndsAt = '2027-03-01T15:00:00.000Z';
    expect(html('{{ account.trialEndsAt | longDate }}', { account: { trialEndsAt } })).toBe('March 1, 2027');
  });

  it('keep addresses of people and numbers as they are', () => {
    expect(html('{{ contact.email }} {{ account.name }}', { account: { name: 'Level 3.5, St. Mary' } })).toBe(
      'a@acme.example Level 3.5, St. Mary',
    );
  });

  it.each([[null], [''], [' \u200B'], [undefined]])('that are not known leave no hole: %j', plan => {
    const hole = () => html('on the {{ plan }} plan', { plan });
    expect(hole).toThrow('variable "plan" is missing');
    expect(() => html('{{ account.name }}', { account: { name: plan } })).toThrow('variable "account.name" is missing');
    expect(html('on {% if plan %}the {{ plan }}{% else %}your{% endif %} plan', { plan })).toBe('on your plan');
    expect(html('on the {{ plan | default: "free" }} plan', { plan })).toBe('on the free plan');
  });

  it('are of bounded length', () => {
    expect(html('{{ account.name }}', { account: { name: 'x'.repeat(5000) } })).toBe(`${'x'.repeat(119)}…`);
    const families = '👩‍👩‍👧'.repeat(40);
    const shown = html('{{ account.name }}', { account: { name: families } }) ?? '';
    expect(shown).toBe(`${'👩‍👩‍👧'.repeat(23)}…`);
    expect(html('{{ account.name }}', { account: { name: '🚀'.repeat(100) } })).toBe('🚀'.repeat(100));
  });

  it('are no Liquid', () => {
    expect(html('{{ account.name }}', { account: { name: '{{ today }}' } })).toBe('{{ today }}');
  });
});

describe('a link', () => {
  it.each(['javascript:alert(1)', 'data:text/html,x', '//evil.com', 'http:evil'])('to %s is refused', hostedUrl => {
    expect(() => html('<a href="{{ hostedUrl }}">x</a>', { hostedUrl })).toThrow('is not a link to the web');
  });

  it('to the web or a mailbox is kept', () => {
    const source = '<a href="https://t.example/?a=1&amp;b=2">x</a><a href="mailto:{{ sender.supportEmail }}">y</a>';
    expect(html(source)).toContain('mailto:help@t.example');
  });
});

describe('filters', () => {
  it('write dates and numbers in the words of the locale', () => {
    const source = '{{ on | longDate }} {{ n | number }}';
    const data = { on: '2027-03-01', n: 1864.5 };
    expect(html(source, data)).toBe('March 1, 2027 1,864.5');
    expect(html(source, data, 'de')).toBe('1. März 2027 1.864,5');
  });

  it('put an instant on its date in the time zone of the account', () => {
    expect(html('{{ at | longDate }}', { at: '2027-03-01T04:00:00Z' })).toBe('February 28, 2027');
    expect(html('{{ at | longDate }}', { at: '2027-03-01T04:00:00Z', account: { timezone: 'Nowhere/City' } })).toBe(
      'March 1, 2027',
    );
    const inKolkata = (at: string) => html('{{ at | longDate }}', { at, account: { timezone: 'Asia/Kolkata' } });
    expect(inKolkata('2027-03-01T20:00+00')).toBe('March 2, 2027');
    expect(inKolkata('2027-03-01T23:30:00')).toBe('March 1, 2027');
  });

  it('know the smallest units of currencies', () => {
    const money = (amount: number, currency: string) => html('{{ amount | money: currency }}', { amount, currency });
    expect([money(1999, 'usd'), money(1999, 'jpy')]).toEqual(['$19.99', '¥1,999']);
  });

  it('count days over the ends of months and years', () => {
    expect(html('{{ on | plusDays: 3 }}', { on: '2027-12-30' })).toBe('2028-01-02');
    expect(html('{{ on | plusDays: 3 }}', { on: '2027-12-30T20:00:00' })).toBe('2028-01-02');
    expect(html('{{ on | plusDays: 3 }}', { on: '2027-12-30T20:00:00Z' })).toBe('2028-01-02T20:00:00.000Z');
  });

  it('say nothing of nothing, and refuse nonsense', () => {
    expect(html('[{{ on | default: "" | longDate }}{{ n | default: "" | number }}]', { on: null, n: '' })).toBe('[]');
    expect(() => html('{{ on | longDate }}', { on: 'soon' })).toThrow(
      'longDate needs a date like 2027-03-01, not "soon"',
    );
  });
});

describe('a prompt', () => {
  const prompt = template({
    channel: 'prompt',
    subject: 'Hello {{ account.name }}',
    text: '**{{ account.name }}**',
    prompt: {
      kind: 'card',
      placement: 'home',
      dismissible: true,
      priority: 50,
      actions: [
        { id: 'go', label: 'Go', url: '{{ sender.appUrl }}/x', style: 'primary' },
        { id: 'ask', label: 'Ask {{ sender.name }}', style: 'secondary' },
      ],
    },
  });

  it('has a title, a Markdown body and actions', () => {
    expect(renderTemplate(prompt, variables)).toEqual({
      subject: 'Hello Acme',
      title: 'Hello Acme',
      text: '**Acme**\n',
      actions: [
        { id: 'go', label: 'Go', url: 'https://t.example/x', style: 'primary' },
        { id: 'ask', label: `Ask ${variables.sender.name}`, style: 'secondary' },
      ],
    });
  });

  it('shows Markdown that people typed as text', () => {
    const account = { name: '[x](javascript:alert(1)) <img>' };
    expect(renderTemplate(prompt, { ...variables, account }).text).toBe(
      '**\\[x\\]\\(javascript:alert\\(1\\)\\) \\<img\\>**\n',
    );
  });
});
