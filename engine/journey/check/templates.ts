import { isLiteral, isTranslated, type Value } from '../../definition/condition.ts';
import type { Step } from '../../definition/step.ts';
import type { TemplateInfo } from '../../definition/template.ts';
import { didYouMean, quote } from '../../kernel/did-you-mean.ts';
import { mayBeUnknown } from './may-be-unknown.ts';
import { type Finding, journeyRule } from './rule.ts';
import type { Subject } from './subject.ts';

/** Variables that every template gets. */
const given = ['account', 'contact', 'links', 'sender'];

export const templates = journeyRule(
  {
    'unknown-template': {
      severity: 'error',
      title: 'Template that does not exist',
      why: 'There would be nothing to send.',
      fix: 'Correct the name, or add the folder to `templates/`.',
    },
    'wrong-channel': {
      severity: 'error',
      title: 'Template of another channel',
      why: 'An email needs a subject and HTML, an in-app prompt a placement and Markdown.',
      fix: 'Use a template of the channel, or the other kind of step.',
    },
    'missing-variable': {
      severity: 'error',
      title: 'Template variable that the step does not provide',
      why: 'The reader would see a hole in the text.',
      fix: 'Provide it in the `data` of the step, or take it out of the template.',
    },
    'variable-may-be-unknown': {
      severity: 'warning',
      title: 'Template variable that may not be known',
      why: 'A touch that would show a hole in its text is not sent.',
      fix: 'Write a `default` or an `if` in the template, or give the step a `when` that asks for it.',
    },
    'superfluous-variable': {
      severity: 'warning',
      title: 'Variable that the template does not use',
      why: 'It is computed for every delivery and never shown; often it is a misspelled name.',
      fix: 'Use it in the template, or remove it from `data`.',
    },
    'reserved-variable': {
      severity: 'error',
      title: 'Variable that replaces a given one',
      why: `Every template gets ${given.map(name => `\`${name}\``).join(', ')}; the layout relies on them.`,
      fix: 'Choose another name.',
    },
    'untranslated-data': {
      severity: 'warning',
      title: 'Text in English for a template that is translated',
      why: 'Its readers would find an English phrase, or subject, in a mail of their language.',
      fix: 'Write `localized({ en: ..., de: ... })` with every language of the template.',
    },
    'incomplete-locale': {
      severity: 'warning',
      title: 'Journey that is translated in part',
      why: 'Readers of that language would get some touches in theirs and the others in English.',
      fix: 'Translate the remaining templates of the journey, or none.',
    },
  },
  function* (subject, project) {
    const { places, journey } = subject;
    const known = [...project.templates.keys()];
    for (const { step, parts } of places) {
      if (!parts.template) continue;
      const { id, channel } = parts.template;
      const template = project.templates.get(id);
      if (!template) {
        const message = `Template "${id}" of step "${step.id}" does not exist. ${didYouMean(id, known)}`;
        yield { code: 'unknown-template', step: step.id, message };
      } else if (template.channel !== channel) {
        const message = `Step "${step.id}" is ${article(channel)}, but template "${id}" is for ${article(template.channel)}. Use another template, or another kind of step.`;
        yield { code: 'wrong-channel', step: step.id, message };
      } else {
        yield* checkVariables(step, template);
        yield* unknownOnes(step, template, subject);
        yield* untranslated(step, template);
      }
    }
    const used = places.flatMap(({ parts }) => project.templates.get(parts.template?.id ?? '') ?? []);
    for (const { locale, lacking } of partialLocales(used)) {
      yield {
        code: 'incomplete-locale',
        message: `Journey "${journey.id}" has some templates in "${locale}", but ${lacking.map(quote).join(', ')} without: those go out in "en". Add "${locale}" to ${lacking.length === 1 ? 'it' : 'them'}.`,
      };
    }
  },
);

function* checkVariables(
  step: Step,
  template: TemplateInfo,
): Iterable<Finding<'missing-variable' | 'superfluous-variable' | 'reserved-variable'>> {
  const provided = 'data' in step ? Object.keys(step.data) : [];
  for (const name of template.variables.filter(name => !provided.includes(name) && !given.includes(name))) {
    const message = `Template "${template.id}" needs "${name}", which step "${step.id}" does not provide. Add it to the step's data.`;
    yield { code: 'missing-variable', step: step.id, message };
  }
  for (const name of provided) {
    if (given.includes(name)) {
      const message = `Step "${step.id}" provides "${name}", which every template gets anyway. Rename it.`;
      yield { code: 'reserved-variable', step: step.id, message };
    } else if (!template.variables.includes(name)) {
      const message = `Step "${step.id}" provides "${name}", which template "${template.id}" does not use. Remove it, or use it in the template.`;
      yield { code: 'superfluous-variable', step: step.id, message };
    }
  }
}

function* untranslated(step: Step, template: TemplateInfo): Iterable<Finding<'untranslated-data'>> {
  for (const [name, value] of Object.entries('data' in step ? step.data : {})) {
    const lacking = template.locales.filter(locale => locale !== 'en' && isEnglishIn(locale, value));
    if (lacking.length === 0) continue;
    const message = `Template "${template.id}" is also in ${lacking.map(quote).join(', ')}, but "${name}" of step "${step.id}" is a text in English. Write localized({ en: ..., ${lacking.map(locale => `${locale}: ...`).join(', ')} }).`;
    yield { code: 'untranslated-data', step: step.id, message };
  }
}

/** A phrase has several words; a single one is more likely a code or a name. */
const isEnglishIn = (locale: string, value: Value): boolean =>
  isTranslated(value)
    ? value.texts[locale] === undefined
    : isLiteral(value) && typeof value.value === 'string' && /\p{L}\s+\p{L}/u.test(value.value);

function* unknownOnes(
  step: Step,
  template: TemplateInfo,
  subject: Subject,
): Iterable<Finding<'variable-may-be-unknown'>> {
  const data = 'data' in step ? step.data : {};
  for (const name of template.required ?? []) {
    const value = data[name];
    const why = value && mayBeUnknown(value, step, subject);
    if (why === undefined) continue;
    const message = `Template "${template.id}" prints "${name}", which step "${step.id}" may not know: ${why}. Then it is not sent. Write {{ ${name} | default: "..." }} or {% if ${name} %} in the template, or give the step a "when" that asks for it.`;
    yield { code: 'variable-may-be-unknown', step: step.id, message };
  }
}

const partialLocales = (used: readonly TemplateInfo[]): { locale: string; lacking: string[] }[] =>
  [...new Set(used.flatMap(template => template.locales))].sort().flatMap(locale => {
    const lacking = [
      ...new Set(used.filter(template => !template.locales.includes(locale)).map(template => template.id)),
    ];
    return lacking.length > 0 && locale !== 'en' ? [{ locale, lacking }] : [];
  });

const article = (channel: TemplateInfo['channel']): string => (channel === 'email' ? 'an email' : 'an in-app prompt');
