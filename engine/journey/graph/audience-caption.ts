import type { Audience } from '../../definition/audience.ts';
import { tellRole } from '../explain/tell-audience.ts';

/** Whom a touch is for, in the few words of a caption. */
export const audienceCaption = ({ roles, otherwise = [], who }: Audience): string =>
  roles === 'everyone'
    ? who === 'asked'
      ? 'who asked'
      : roles
    : [...roles.map(tellRole), ...otherwise.map(role => `else ${tellRole(role)}`)].join(', ');
