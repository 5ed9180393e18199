import type { Audience } from '../../definition/audience.ts';
import { tellRole } from '../explain/tell-audience.ts';

/** The audience of a touch, as a caption. */
export const audienceCaption = ({ roles, otherwise = [], who }: Audience): string =>
  roles === 'everyone'
    ? who === 'asked'
      ? 'who asked'
      : roles
    : [...roles.map(tellRole), ...otherwise.map(role => `else ${tellRole(role)}`)].join(', ');
