import type { Command, Option } from 'commander';
import { optionExample } from './option-example.ts';

/** Makes every verb answer a usage error with an example of the option and a pointer to the verb's help. */
export const reportUsageErrors = (program: Command, path = 'npx daymark'): void => {
  const help = `\`${path} --help\``;
  const isVerb = program.parent !== null && program.options.length > 0;
  program
    .showHelpAfterError(
      isVerb ? `See ${help} for its arguments and options, with an example.` : `See ${help} for the verbs.`,
    )
    .configureOutput({ outputError: (text, write) => write(withExample(text, program)) });
  for (const command of program.commands) reportUsageErrors(command, `${path} ${command.name()}`);
};

/** The error for an option without its value. */
const missing = /^error: option '(.+)' argument missing\n$/;

const withExample = (text: string, command: Command): string => {
  const [, flags] = missing.exec(text) ?? [];
  const option = command.options.find(each => each.flags === flags);
  return option === undefined ? text : `error: ${describeMissing(option, command)}\n`;
};

/** `--journeys needs a <dir>, folder of journeys: --journeys journeys` */
const describeMissing = (option: Option, command: Command): string => {
  const { long = '', flags, description, argChoices } = option;
  const shape = flags.slice(flags.indexOf('<'));
  const oneOf = argChoices ? `, one of ${argChoices.join(', ')}` : '';
  return `${long} needs its ${shape}${oneOf}: ${description}\nWrite it as in \`${long} ${optionExample(option, command.name())}\`.`;
};
