import { accountTimezone } from '../../domain/account-timezone.ts';
import { plusDuration } from '../../domain/calendar.ts';
import type { Prompt } from '../../domain/prompt.ts';
import type { PromptStep } from '../../domain/step.ts';
import { renderTemplate } from '../../templates/render-template.ts';
import type { Ports } from '../ports.ts';
import { templateOf } from './email.ts';
import type { OutgoingTouch, PreparedTouch } from './outgoing-touch.ts';
import { templateLocales } from './template-locales.ts';
import { dataValues, templateVariables } from './template-variables.ts';

/** A prompt for everybody of an audience: one row, shown by the page to whoever of them comes. */
export const preparePrompt = async (touch: OutgoingTouch<PromptStep>, ports: Ports): Promise<PreparedTouch> => ({
  kind: 'written',
  changes: [{ kind: 'prompt', prompt: await compose(touch, ports) }],
});

const compose = async (touch: OutgoingTouch<PromptStep>, ports: Ports): Promise<Prompt> => {
  const { call, snapshot, addressee, now } = touch;
  const { step, policy } = call;
  const compiled = await ports.build.template(templateOf(touch).hash, templateLocales(snapshot.profile?.attributes));
  const rendered = renderTemplate(compiled, templateVariables(touch, step.data));
  return {
    id: addressee.delivery,
    account: call.account,
    enrollment: call.enrollment,
    journey: call.journey.id,
    step: step.id,
    audience: step.to,
    class: call.class,
    kind: compiled.prompt?.kind ?? 'card',
    placement: compiled.prompt?.placement ?? 'home',
    title: rendered.title ?? rendered.subject,
    body: rendered.text,
    locale: compiled.locale,
    actions: rendered.actions ?? [],
    dismissible: compiled.prompt?.dismissible ?? true,
    data: dataValues(touch, step.data),
    createdAt: now,
    ...(step.expires && {
      expiresAt: plusDuration(now, step.expires, accountTimezone(snapshot.profile), policy.businessCalendar),
    }),
  };
};
