import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BrowserPage, startBrowser } from './browser.ts';
import { type InAppServer, startInAppServer } from './in-app-server.ts';
import { buttonsInWidget, inWidget, lookAtWidget } from './look-at-widget.ts';

/** Where the pictures of what was looked at are kept; git ignores it. */
const folder = resolve('.daymark/looks');

let page: BrowserPage;
let app: InAppServer;
let stop: () => Promise<void>;
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  ({ page, stop } = await startBrowser());
});
afterAll(() => stop?.());
beforeEach(async () => {
  app = await startInAppServer();
  page.heard.length = 0;
  return () => app.stop();
});

const prompt = (kind: string, more: object = {}) => ({
  id: `${kind}-1`,
  key: kind,
  kind,
  title: `A ${kind}`,
  body: 'Some **words** of it.\n',
  actions: [
    { id: 'go', label: 'Go', url: '/go', style: 'primary' },
    { id: 'dismiss', label: 'Not now', style: 'secondary' },
  ],
  dismissible: true,
  locale: 'en',
  data: {},
  ...more,
});

const survey = prompt('survey', {
  title: 'How likely are you to recommend Tidewater to a colleague?',
  body: 'One click is your whole answer.',
  survey: { kind: 'nps', from: 0, to: 10, low: 'Not at all', high: 'Very likely' },
  actions: [],
});

const wordy = {
  ...survey,
  survey: {
    ...{ kind: 'nps', from: 0, to: 10, low: 'Not at all', high: 'Very likely' },
    words: {
      comment: 'In your words (optional)',
      topic: 'What is it about? (optional)',
      noTopic: 'Nothing in particular',
      topics: { price: 'Price', bugs: 'Something is broken' },
      send: 'Send my answer',
    },
  },
};

const checklist = prompt('checklist', {
  title: 'Your first week',
  actions: ['Create a project', 'Invite a colleague', 'Share a report'].map((label, index) => ({
    id: `item-${index + 1}`,
    label,
    style: 'secondary',
    ...(index === 0 && { done: true }),
  })),
});

/** Opens the page as one who has not been interrupted yet, and waits for what it shows. */
const open = async (prompts: object[], look: Parameters<BrowserPage['visit']>[1], dir = 'ltr'): Promise<void> => {
  const before = app.polls.length;
  app.answer = { prompts: [] };
  await page.visit(`${app.url}/home`, look);
  await expect.poll(() => app.polls.length).toBeGreaterThan(before);
  await page.evaluate(() => sessionStorage.clear());
  app.answer = { prompts };
  await page.visit(`${app.url}/home?dir=${dir}`, look);
  await page.until(() => Boolean(document.querySelector('daymark-prompts')?.shadowRoot?.querySelector('.prompt')));
};
const show = (...prompts: object[]) => open(prompts, { width: 1000 });
const told = () =>
  app.reports.map(({ type, promptId, actionId }) => [type, promptId, actionId].filter(Boolean).join(' '));
const reported = async (...wanted: string[]): Promise<void> => {
  await expect.poll(told).toEqual(wanted);
};
const shown = () => page.evaluate(inWidget, 'title');
const click = (selector: string) =>
  page.evaluate(
    each => document.querySelector('daymark-prompts')?.shadowRoot?.querySelector<HTMLElement>(each)?.click(),
    selector,
  );
const focused = () =>
  page.evaluate(() => {
    const inside = document.querySelector('daymark-prompts')?.shadowRoot?.activeElement;
    return inside?.getAttribute('aria-label') ?? inside?.textContent ?? document.activeElement?.id ?? '';
  });

describe('a modal', () => {
  test('is a dialog with a name, takes the focus, keeps it, and gives it back', async () => {
    app.answer = { prompts: [] };
    await page.visit(`${app.url}/home`, { width: 1000 });
    await page.evaluate(() => {
      sessionStorage.clear();
      document.getElementById('before')?.focus();
    });
    app.answer = { prompts: [prompt('modal')] };
    await page.evaluate(() => (document.querySelector('daymark-prompts') as unknown as { refresh(): void }).refresh());
    await page.until(() =>
      Boolean(document.querySelector('daymark-prompts')?.shadowRoot?.querySelector('dialog[open]')),
    );
    const dialog = await page.evaluate(() => {
      const root = document.querySelector('daymark-prompts')?.shadowRoot;
      const view = root?.querySelector('dialog');
      const name = root?.getElementById(view?.getAttribute('aria-labelledby') ?? '')?.textContent;
      return [view?.getAttribute('role'), view?.getAttribute('aria-modal'), name];
    });
    expect(dialog).toEqual(['dialog', 'true', 'A modal']);
    const stops = [await focused()];
    for (let presses = 0; presses < 3; presses += 1) {
      await page.press('Tab');
      stops.push(await focused());
    }
    expect(stops).toEqual(['Go', 'Not now', 'Close', 'Go']);
    await page.press('Tab', { shift: true });
    expect(await focused()).toBe('Close');
    await page.press('Escape');
    expect(await shown()).toEqual([]);
    expect(await focused()).toBe('before');
    await reported('seen modal-1', 'dismissed modal-1');
  });

  test('that must be decided does not go by Escape', async () => {
    await show(prompt('modal', { dismissible: false }));
    await page.press('Escape');
    await page.press('Escape');
    expect(await shown()).toEqual(['A modal']);
    await click('.primary');
    await reported('seen modal-1', 'clicked modal-1 go');
  });

  test('comes once in a visit, whatever page is opened next', async () => {
    await show(prompt('modal'));
    await reported('seen modal-1');
    app.answer = { prompts: [prompt('modal', { id: 'modal-2', title: 'Another' }), prompt('card')] };
    await page.visit(`${app.url}/next`, { width: 1000 });
    await page.until(() => Boolean(document.querySelector('daymark-prompts')?.shadowRoot?.querySelector('.card')));
    expect(await shown()).toEqual(['A card']);
  });
});

describe('the other kinds', () => {
  test('are used with the keyboard alone', async () => {
    await show(prompt('banner'));
    await page.press('Tab');
    expect(await focused()).toBe('Go');
    await page.press('Tab');
    await page.press('Enter');
    expect(await shown()).toEqual([]);
    await reported('seen banner-1', 'dismissed banner-1');
  });

  test('a survey is answered once, and says thank you', async () => {
    await show(survey);
    await page.press('Tab');
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft'] as const) await page.press(key);
    expect(await focused()).toBe('1 ');
    await page.press('Enter');
    expect(await shown()).toEqual(['Thank you!']);
    await expect.poll(() => app.reports.at(-1)).toMatchObject({ type: 'answered', score: 1, promptId: 'survey-1' });
    await page.until(() => document.querySelector('daymark-prompts')?.shadowRoot?.querySelector('.prompt') === null);
    await page.evaluate(() => (document.querySelector('daymark-prompts') as unknown as { refresh(): void }).refresh());
    expect(await shown()).toEqual([]);
  });

  test('a survey that takes words asks for them after the score, and sends both at once', async () => {
    await show(wordy);
    await click('.score:nth-child(3)');
    expect(await focused()).toBe('In your words (optional)');
    expect(await page.evaluate(inWidget, 'score')).toEqual([]);
    await page.evaluate(() => {
      const root = document.querySelector('daymark-prompts')?.shadowRoot;
      const [text, about] = [root?.querySelector('textarea'), root?.querySelector('select')];
      if (text) text.value = ' It is <b>dear</b> ';
      if (about) about.value = 'price';
    });
    await click('.primary');
    expect(await shown()).toEqual(['Thank you!']);
    await expect
      .poll(() => app.reports.at(-1))
      .toMatchObject({ type: 'answered', score: 2, topic: 'price', comment: ' It is <b>dear</b> ' });
    await reported('seen survey-1', 'answered survey-1');
  });

  test('who closes it, or leaves the page, before words are sent has answered with the score', async () => {
    const leave = {
      close: () => click('.close'),
      Escape: () => page.press('Escape'),
      page: () => page.visit(`${app.url}/other`, { width: 1000 }),
    };
    for (const way of Object.values(leave)) {
      app.reports.length = 0;
      await show(wordy);
      await click('.score:nth-child(9)');
      await way();
      await expect.poll(() => app.reports.at(-1)).toMatchObject({ type: 'answered', score: 8 });
      await reported('seen survey-1', 'answered survey-1');
      expect(app.reports.at(-1)).not.toHaveProperty('comment');
    }
  });

  test('a checklist knows what was done, and is complete with its last item', async () => {
    await show(checklist);
    expect(await page.evaluate(inWidget, 'done')).toEqual(['Create a project']);
    await click('li:nth-child(2) .item');
    await click('li:nth-child(2) .item');
    expect(await page.evaluate(inWidget, 'done')).toHaveLength(2);
    await click('li:nth-child(3) .item');
    await reported(
      'seen checklist-1',
      'clicked checklist-1 item-2',
      'clicked checklist-1 item-3',
      'completed checklist-1',
    );
    await page.until(() => document.querySelector('daymark-prompts')?.shadowRoot?.querySelector('.prompt') === null);
  });

  test('a tooltip stands at what it points at, and is not there without it', async () => {
    await show(prompt('tooltip', { anchor: '#reports' }));
    const [tooltip, anchor] = await page.evaluate(() => {
      const at = (element: Element | null | undefined) => element?.getBoundingClientRect().toJSON();
      const root = document.querySelector('daymark-prompts')?.shadowRoot;
      return [at(root?.querySelector('.tooltip')), at(document.querySelector('#reports'))];
    });
    expect(tooltip.top).toBeCloseTo(anchor.bottom + 10, 0);
    expect(tooltip.left).toBeLessThanOrEqual(anchor.right);
    for (const lost of ['#nowhere', '<bad>', 'a[']) {
      app.answer = { prompts: [prompt('tooltip', { anchor: lost }), prompt('card')] };
      await page.visit(`${app.url}/home`, { width: 1000 });
      await page.until(() => Boolean(document.querySelector('daymark-prompts')?.shadowRoot?.querySelector('.card')));
      expect(await shown()).toEqual(['A card']);
    }
  });

  test('of several cards the first shows, then the next', async () => {
    await show(prompt('card'), { ...prompt('card'), id: 'card-2', title: 'Another card' });
    expect(await shown()).toEqual(['A card']);
    await click('.close');
    expect(await shown()).toEqual(['Another card']);
    await reported('seen card-1', 'dismissed card-1', 'seen card-2');
  });
});

describe('what anybody can write', () => {
  test('does nothing and leads nowhere', async () => {
    const evil = [
      '<img src=x onerror="document.title=1"> <script>document.title=1</script>',
      '[script](javascript:document.title=1) [data](data:text/html,x) [other](https://evil.example/)',
      '[blank](//evil.example) [up](https://docs.example.evil.example/) [user](https://docs.example@evil.example/)',
      '[own](/fine) [listed](https://docs.example/fine) [below](https://eu.pay.example/fine) [plain](http://docs.example/)',
      '\\[escaped\\]\\(/not-a-link\\) \\*\\*plain\\*\\* snake_case_name `<b>` **_both_**',
    ].join('\n\n');
    const actions = [
      'javascript:document.title=1',
      'https://evil.example',
      'http://docs.example',
      'https://docs.example/ok',
    ].map((url, index) => ({ id: `a${index}`, label: `Action ${index}`, url, style: 'primary' }));
    await show(prompt('card', { title: '<b onclick=x>T</b>', body: evil, actions }));
    const found = await page.evaluate(() => {
      const root = document.querySelector('daymark-prompts')?.shadowRoot;
      return {
        links: [...(root?.querySelectorAll('a') ?? [])].map(
          link => `${link.textContent} ${link.href.replace(location.origin, '')}`,
        ),
        strange: [...(root?.querySelectorAll('.body *') ?? [])].map(each => each.localName),
        title: root?.querySelector('.title')?.textContent,
        last: root?.querySelector('.body p:last-child')?.textContent,
        text: root?.querySelector('.body')?.textContent,
        pageTitle: document.title,
      };
    });
    expect(found.links).toEqual([
      'own /fine',
      'listed https://docs.example/fine',
      'below https://eu.pay.example/fine',
      'Action 3 https://docs.example/ok',
    ]);
    expect([...new Set(found.strange)].sort()).toEqual(['a', 'code', 'em', 'p', 'span', 'strong']);
    expect(found.title).toBe('<b onclick=x>T</b>');
    expect(found.text).toContain('<script>document.title=1</script>');
    expect(found.last).toBe('[escaped](/not-a-link) **plain** snake_case_name <b> both');
    expect(found.pageTitle).toBe('');
  });

  test('in Markdown becomes what a reader expects', async () => {
    const body = 'One\ntwo  \nthree\n\n1. **Plan**: a\n   project\n2. *Share* it\n\n- a `code`\n- b\\_c\n';
    await show(prompt('card', { body, actions: [] }));
    expect(
      await page.evaluate(
        () => document.querySelector('daymark-prompts')?.shadowRoot?.querySelector('.body')?.innerHTML,
      ),
    ).toBe(
      '<p>One\ntwo<br>three</p><ol><li><strong>Plan</strong>: a\n   project</li><li><em>Share</em> it</li></ol><ul><li>a <code>code</code></li><li>b_c</li></ul>',
    );
  });
});

describe('when something is wrong', () => {
  for (const [what, answer] of [
    ['the server is down', 'down'],
    ['it answers nonsense', 'nonsense'],
    ['it fails', { status: 500 }],
    ['the token is refused', { status: 401 }],
    ['the prompts have a shape of another time', { prompts: [{ id: 'x', kind: 'hologram' }, {}] }],
  ] as const)
    test(`${what}: nothing shows, nothing is said, and nobody is flooded`, async () => {
      app.answer = answer as InAppServer['answer'];
      await page.visit(`${app.url}/home`, { width: 1000 });
      await expect.poll(() => app.polls.length).toBeGreaterThan(0);
      await page.evaluate(() => new Promise(done => setTimeout(done, 1_000)));
      expect(await shown()).toEqual([]);
      expect(page.heard).toEqual([]);
      expect(app.polls.length).toBeLessThanOrEqual(2);
    });
});

describe('what goes over the wire', () => {
  test('asks for its page with a token, and the next time says what it has', async () => {
    await show(prompt('banner'));
    app.polls.length = 0;
    await page.evaluate(() => history.pushState(null, '', '/billing'));
    await expect.poll(() => app.polls.length).toBe(1);
    expect(app.polls[0]).toMatchObject({
      token: expect.stringMatching(/^Bearer token-/),
      ifNoneMatch: expect.any(String),
    });
    expect(Object.fromEntries(app.polls[0]?.query ?? [])).toEqual({ placement: 'home', path: '/billing' });
    expect(await shown()).toEqual(['A banner']);
  });

  test('takes tokens from a function of the page, set before the element is there or after', async () => {
    app.answer = { prompts: [prompt('banner')] };
    await page.visit(`${app.url}/home`, { width: 1000 });
    await expect.poll(() => app.polls.length).toBe(1);
    const tokens = await page.evaluate(() => {
      const early = document.createElement('daymark-prompts') as HTMLElement & { getToken: () => string };
      early.getToken = () => 'early';
      document.querySelector('daymark-prompts')?.replaceWith(early);
      return early.getToken();
    });
    expect(tokens).toBe('early');
    await expect.poll(() => app.polls.at(-1)?.token).toBe('Bearer early');
    await page.until(() => Boolean(document.querySelector('daymark-prompts')?.shadowRoot?.querySelector('.banner')));
  });

  test('gets a new token once the one at hand has expired', async () => {
    await show(prompt('banner'));
    app.polls.length = 0;
    app.answer = { status: 401 };
    await page.evaluate(() => (document.querySelector('daymark-prompts') as unknown as { refresh(): void }).refresh());
    await expect.poll(() => app.polls.length).toBe(2);
    expect(new Set(app.polls.map(({ token }) => token)).size).toBe(2);
  });

  test('tells by a beacon what was still to be told when the page is left', async () => {
    await show(prompt('card', { seenAt: '2026-03-01T00:00:00.000Z' }));
    await click('.primary');
    await expect.poll(told).toEqual(['clicked card-1 go']);
    expect(app.reports[0]?.beacon).toBe(true);
  });
});

describe('each kind', () => {
  const kinds = [
    prompt('modal', {
      title: 'See how work flows, in three minutes',
      body: 'This tour runs in your own workspace:\n\n1. **Plan**: a project with its first tasks\n2. **Share**: an owner and a date for each\n3. **Follow**: what is late and what is next\n',
    }),
    prompt('banner', {
      title: "Your last payment didn't go through",
      body: 'Your team keeps full access. Updating the payment method takes about a minute.',
      dismissible: false,
      actions: [{ id: 'pay', label: 'Update payment method', url: '/billing', style: 'primary' }],
    }),
    prompt('card', {
      title: 'Your team already has a good example',
      body: 'A colleague shares a report that is always up to date.',
    }),
    survey,
    checklist,
    prompt('tooltip', {
      title: 'Reports share themselves',
      body: 'Send a link that is always up to date.',
      anchor: '#reports',
    }),
  ];
  for (const each of kinds)
    test(`${each.kind}: reads well on a phone and a desk, by day and by night, from right to left`, async () => {
      for (const [width, scheme, dir] of [
        [390, 'light', 'ltr'],
        [390, 'dark', 'rtl'],
        [1000, 'light', 'rtl'],
        [1000, 'dark', 'ltr'],
      ] as const) {
        await open([each], { width, scheme }, dir);
        await page.evaluate(() => new Promise(done => setTimeout(done, 350)));
        writeFileSync(
          join(folder, `widget-${each.kind}.${width}.${scheme}.${dir}.png`),
          await page.screenshot({ windowOnly: true }),
        );
        const where = `${width} px, ${scheme}, ${dir}`;
        expect(await page.evaluate(lookAtWidget), where).toEqual({ width, outside: [], tiny: [], faint: [] });
        for (const button of await page.evaluate(buttonsInWidget))
          expect(button, where).toMatchObject({ onTop: true, large: true });
      }
    });
});
