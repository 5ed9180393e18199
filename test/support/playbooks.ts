import type { Playbook } from '../../engine/definition/playbook.ts';

export const aPlaybook = (more: Partial<Playbook> = {}): Playbook => ({
  id: 'call-about-adoption',
  play: 'call about adoption',
  minutes: 30,
  steps: [
    { id: 'look', text: 'Look at what they use.' },
    { id: 'call', text: 'Call the admin.' },
  ],
  links: [],
  ...more,
});
