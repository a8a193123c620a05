// The words of the tour and of the help on terms.

import { HELP_DE } from './german/help';
import { worded } from './language.svelte';

export const HELP_EN = {
  explain: (term: string) => `What “${term}” means`,
  title: 'Words of Presync',
  here: 'On this screen',
  all: 'All of them',
  search: 'Search the words',
  nothing: 'No word holds that.',
  open: 'Words of this screen',
  startTour: 'Take the tour',
  tour: 'Tour',
  at: (at: number, of: number) => `${at} of ${of}`,
  next: 'Next',
  back: 'Back',
  skip: 'Skip the tour',
  done: 'Done',
  stops: {
    home: { title: 'Everything begins with a workspace', about: 'Open the sample to look around, or start an engagement. Nothing you do here changes the intranet or Azure.' },
    import: { title: 'Bring in both sides', about: 'Drop the exports. Presync says how it reads each file, and what is odd about it, before anything counts.' },
    match: { title: 'See who is who', about: 'Accounts of one person are linked by unique ID, e-mail, name and other evidence.' },
    review: { title: 'Decide what is uncertain', about: 'A queue for the keyboard: accept, reject, or say it is somebody new. Everything can be undone.' },
    map: { title: 'Make the mapping', about: 'Each row is recommended with its reason; what you edit shows its effect on real people at once.' },
    simulate: { title: 'Read the plan', about: 'What the first sync would do, the worst first. Every number opens the people behind it.' },
    report: { title: 'Hand it over', about: 'One folder with the report, the mapping and the lists for everybody involved.' },
    verify: { title: 'After go-live: was the promise kept?', about: 'Drop the provisioning logs; each user is held against the plan.' },
    connect: { title: 'Or ask the systems', about: 'Where you may connect, Presync reads both sides itself, and only when you press the button that names the host.' },
  },
} as const;

export type StopId = keyof typeof HELP_EN.stops;

export const HELP = worded(HELP_EN, HELP_DE);
