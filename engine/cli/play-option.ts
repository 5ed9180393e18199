import { Option } from 'commander';

/** Of verbs that read a play. */
export const playOption = (): Option =>
  new Option('--play <dir>', 'folder of the play: the last one, or a former one such as .daymark/plays/3').default(
    '.daymark',
  );
