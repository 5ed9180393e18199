import { Option } from 'commander';

/** The option of verbs that read a play. */
export const playOption = (): Option =>
  new Option('--play <dir>', 'folder of the play: the last one, or an earlier one such as .daymark/plays/3').default(
    '.daymark',
  );
