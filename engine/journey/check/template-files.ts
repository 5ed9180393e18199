import { didYouMean } from '../../kernel/did-you-mean.ts';
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
      title: 'Template without a way to unsubscribe',
      why: 'All that is not transactional must let its reader opt out of a topic (RFC 8058, and the law in most countries).',
      fix: 'Name a topic in the front matter, or make the template transactional if it truly is.',
    },
    'unknown-topic': {
      severity: 'error',
      title: 'Template of a topic that the catalog does not have',
      why: 'The page where readers choose their mail could not show it, so readers could not ask for it again.',
      fix: 'Correct the name, or add the topic to `topics` in the catalog.',
    },
    'topic-of-another-class': {
      severity: 'error',
      title: 'Template of another message class than its topic',
      why: 'Readers choose by topic: they would get offers under the name of guidance, or the other way around.',
      fix: 'Give the template a topic of its class, or the other class.',
    },
    'transactional-topic': {
      severity: 'error',
      title: 'Transactional template with a topic',
      why: 'Its readers would believe that they could opt out of it.',
      fix: 'Remove the topic, or give the template another class.',
    },
  },
  function* ({ templates, catalog: { topics } }) {
    for (const { id, locales, class: messageClass, topic } of templates.values()) {
      if (!locales.includes('en')) {
        const message = `Template "${id}" has only ${locales.map(locale => `"${locale}"`).join(', ') || 'no locale'}. Add "en", which everybody else falls back to.`;
        yield { code: 'template-without-english', template: id, message };
      }
      if (messageClass !== 'transactional' && !topic) {
        const message = `Template "${id}" is ${messageClass} and names no topic to unsubscribe from. Name a topic in its front matter.`;
        yield { code: 'template-without-topic', template: id, message };
      }
      if (topic === undefined) continue;
      const known = Object.hasOwn(topics, topic) ? topics[topic] : undefined;
      if (messageClass === 'transactional') {
        const message = `Template "${id}" is transactional and names the topic "${topic}". Remove the topic: a transactional template allows no opt-out.`;
        yield { code: 'transactional-topic', template: id, message };
      } else if (!known) {
        const message = `Template "${id}" is of topic "${topic}", which the catalog does not have. ${didYouMean(topic, Object.keys(topics))}`;
        yield { code: 'unknown-topic', template: id, message };
      } else if (known.class !== messageClass) {
        const message = `Template "${id}" is ${messageClass}, but its topic "${topic}" is ${known.class}. Name a topic that is ${messageClass}.`;
        yield { code: 'topic-of-another-class', template: id, message };
      }
    }
  },
);
