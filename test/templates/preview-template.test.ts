import { describe, expect, it } from 'vitest';
import { previewTemplate } from '../../engine/templates/preview-template.ts';
import { promptMarkdown } from '../../engine/templates/prompt-markdown.ts';
import { mail, templateFolder } from './template-folder.ts';

describe('a preview', () => {
  it('is made of the sample', async () => {
    const { subject, preheader, html, text } = await previewTemplate('templates', 'usage-milestone');
    expect(subject).toBe("You've completed 42 tasks: here's what's next");
    expect(preheader).toBe('Three small things that save the most time from here.');
    expect(html).toContain('Northwind Studio');
    expect(text).toContain('Set up my first handover\nhttps://app.tidewater.example/automations/new');
  });

  it('is in German where there is German', async () => {
    expect((await previewTemplate('templates', 'welcome', { locale: 'de' })).subject).toBe(
      'Willkommen bei Tidewater: vier Schritte für den Anfang',
    );
  });

  it('takes other data, merging what every template gets', async () => {
    const data = { tasksCompleted: 1000, contact: { firstName: 'Ada' } };
    const { subject, text } = await previewTemplate('templates', 'usage-milestone', { data });
    expect(subject).toContain('1,000 tasks');
    expect(text).toContain('Well done, Ada.');
  });

  it('of a prompt is a page that shows it', async () => {
    const { html, text, actions } = await previewTemplate('templates', 'core-workflow-tour');
    expect(text).toContain('1. **Plan**');
    expect(html).toContain('<ol><li><strong>Plan</strong>');
    expect(promptMarkdown('A \\<b\\> [x](javascript:1) [y](https://a.example/?a=1&b)\n\n- `c` _d_')).toBe(
      '<p>A &lt;b&gt; <span>x</span> <a href="https://a.example/?a=1&amp;b">y</a></p>\n<ul><li><code>c</code> <em>d</em></li></ul>',
    );
    expect(actions?.[0]).toMatchObject({
      label: 'Start the tour',
      url: 'https://app.tidewater.example/tour/core-workflow',
    });
  });
});

describe('what cannot be previewed is told, with the remedy', () => {
  it.each([
    ['an unknown template', 'welcom', {}, 'there is no template "welcom" in templates', /^did you mean "welcome"\?$/],
    [
      'an unknown locale',
      'first-project',
      { locale: 'fr' },
      'template "first-project" has no locale "fr"; its readers get it in English',
      /^name one of: de, en$/,
    ],
    [
      'a missing variable',
      'usage-milestone',
      { data: {} },
      'templates/usage-milestone/en.mjml:2: variable "tasksCompleted" is missing',
      /^add it to the data$/,
    ],
  ])('%s', async (_name, id, options, message, fix) => {
    await expect(previewTemplate('templates', id, options)).rejects.toMatchObject({
      message,
      fix: expect.stringMatching(fix),
    });
  });

  it('a sample that is no JSON', async () => {
    const dir = await templateFolder({
      'news/en.mjml': mail('<mj-text>{{ a }}</mj-text>'),
      'news/sample.json': '{"a":',
    });
    await expect(previewTemplate(dir, 'news', { cache: false })).rejects.toThrow(
      /news\/sample\.json: this is not JSON/,
    );
  });

  it('a template with a broken tag', async () => {
    const dir = await templateFolder({ 'news/en.mjml': mail('<mj-text>{{ a }</mj-text>') });
    await expect(previewTemplate(dir, 'news', { cache: false })).rejects.toThrow(/news\/en\.mjml:7: .*not closed/);
  });
});

describe('a preview whose sample lacks a value', () => {
  it('shows what stands for it, and tells which', async () => {
    const front = "subject: '{{ topic }} until {{ day | longDate }}'\npreheader: '{{ left | number }} left'";
    const dir = await templateFolder({
      'short/en.mjml': `---\n${front}\nclass: lifecycle\ntopic: news\n---\n<mj-text>{{ topic }}</mj-text>\n`,
      'short/sample.json': '{}',
    });
    const preview = await previewTemplate(dir, 'short', { cache: false });
    expect(preview.subject).toBe('[topic] until January 31, 2027');
    expect(preview.preheader).toBe('12 left');
    expect(preview.standIns).toEqual(['topic', 'day', 'left']);
  });
});
