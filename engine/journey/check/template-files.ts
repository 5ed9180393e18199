import { projectRule } from './rule.ts';

export const templateFiles = projectRule(
  {
    'template-without-english': {
      severity: 'error',
      title: 'Template without English',
      why: 'English is what a reader gets whose language is missing; without it some would get nothing.',
      fix: 'Add the `en` file.',
    },
    'template-without-topic': {
      severity: 'error',
      title: 'Template that nobody could unsubscribe from',
      why: 'All that is not transactional must let its reader opt out of a topic (RFC 8058, and the law in most countries).',
      fix: 'Name a topic in the front matter, or make the template transactional if it truly is.',
    },
  },
  function* ({ templates }) {
    for (const { id, locales, class: messageClass, topic } of templates.values()) {
      if (!locales.includes('en')) {
        const message = `Template "${id}" has only ${locales.map(locale => `"${locale}"`).join(', ') || 'no locale'}. Add "en", which everybody else falls back to.`;
        yield { code: 'template-without-english', template: id, message };
      }
      if (messageClass !== 'transactional' && !topic) {
        const message = `Template "${id}" is ${messageClass} and names no topic to unsubscribe from. Name a topic in its front matter.`;
        yield { code: 'template-without-topic', template: id, message };
      }
    }
  },
);
