import { accountTimezone } from '../../account/profile.ts';
import type { Prompt } from '../../account/prompt.ts';
import { audienceNow } from '../../contacts/resolve-recipients.ts';
import { plusDuration } from '../../definition/calendar.ts';
import type { CompiledTemplate } from '../../definition/compiled-template.ts';
import { usualPressure } from '../../definition/prompt-pressure.ts';
import type { PortsWith } from '../../ports/ports.ts';
import type { PromptStep } from '../../steps/prompt/step.ts';
import { renderTemplate } from '../../templates/render-template.ts';
import { templateOf } from '../email/email.ts';
import type { OutgoingTouch, PreparedTouch } from '../outgoing-touch.ts';
import type { ChannelSender } from '../sender.ts';
import { templateLocales } from '../template-locales.ts';
import { dataValues, templateVariables, translatedData } from '../template-variables.ts';

/** A prompt for all contacts of an audience: one row, which pages show to each of them. */
const preparePrompt = async (
  touch: OutgoingTouch<PromptStep>,
  { build, promptContents }: PortsWith<'promptContents'>,
): Promise<PreparedTouch> => {
  const { hash } = templateOf(touch);
  const compiled = await build.template(hash, templateLocales(touch.snapshot.profile?.attributes));
  // Pages render it again for their readers; this makes sure now that it can be rendered.
  renderTemplate(compiled, templateVariables(touch, touch.call.step.data, { locale: compiled.locale }));
  await promptContents.keep(hash, await build.translations(hash));
  return { kind: 'written', changes: [{ kind: 'prompt', prompt: promptOf(touch, compiled) }] };
};

export const promptSender: ChannelSender<PromptStep> = { prepare: preparePrompt };

const promptOf = (touch: OutgoingTouch<PromptStep>, compiled: CompiledTemplate): Prompt => {
  const { call, snapshot, addressee, now } = touch;
  const { step, policy, class: messageClass } = call;
  const template = templateOf(touch);
  if (!compiled.prompt) throw new Error(`Template "${template.id}" is not a prompt: compile the journey again.`);
  const { actions, low, high, ...look } = compiled.prompt;
  const translations = translatedData(touch, step.data);
  const { except } = dataValues(touch, step.except ? { except: step.except } : {});
  return {
    ...look,
    id: addressee.delivery,
    account: call.account,
    enrollment: call.enrollment,
    journey: call.journey.id,
    step: step.id,
    key: template.id,
    template: template.hash,
    actions: actions.map(({ id }) => id),
    class: messageClass,
    ...(template.topic !== undefined && { topic: template.topic }),
    ...(template.confirmedOnly && { confirmedOnly: true }),
    audience: audienceNow(step.to, snapshot.contacts),
    ...(typeof except === 'string' && { except }),
    data: dataValues(touch, step.data),
    ...(Object.keys(translations).length > 0 && { translations }),
    sender: policy.sender,
    pressure: { ...usualPressure, ...policy.prompts },
    createdAt: now,
    ...(step.expires && {
      expiresAt: plusDuration(now, step.expires, accountTimezone(snapshot.profile), policy.businessCalendar),
    }),
  };
};
