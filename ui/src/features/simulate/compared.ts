// Two plans side by side, in the words and numbers of the screen.

import type {
  ComparedMove,
  ComparedPerson,
  ComparedQuery,
  ComparedSide,
  PlanComparison,
  WireSide,
} from '../../ipc';
import { plural } from '../../text/numbers';
import { SIDES, sentenceCase, type Tone } from '../../text/words';

export const PAGE_ROWS = 100;

/** Which people of the comparison are wanted. */
export interface ComparedWanted {
  side: WireSide;
  status?: string;
  presence?: string;
}

interface Figure {
  label: string;
  tone: Tone;
  about: string;
  count: number;
  wanted: Omit<ComparedWanted, 'side'>;
}

const STATUSES: [key: 'resolved' | 'new' | 'still_open', label: string, tone: Tone, about: string][] = [
  ['new', 'New', 'red', 'Nothing deserved attention before, something does now.'],
  ['still_open', 'Still open', 'orange', 'Something deserved attention before, and something still does.'],
  ['resolved', 'Resolved', 'green', 'Something deserved attention before, nothing does now.'],
];

const PRESENCES: [key: 'came' | 'left' | 'rekeyed', label: string, tone: Tone, about: string][] = [
  ['came', 'Came', 'blue', 'In the newer plan only.'],
  ['left', 'Left', 'grey', 'In the older plan only.'],
  ['rekeyed', 'Another id', 'slate', 'The same person under another id.'],
];

/** The tiles of a side; who came and went only where somebody did. */
export function figuresOf(side: ComparedSide): Figure[] {
  const statuses = STATUSES.map(([key, label, tone, about]) => ({
    label,
    tone,
    about,
    count: side[key],
    wanted: { status: key },
  }));
  const presences = PRESENCES.filter(([key]) => side[key] > 0).map(([key, label, tone, about]) => ({
    label,
    tone,
    about,
    count: side[key],
    wanted: { presence: key },
  }));
  return [...statuses, ...presences];
}

/** What else is to be said: same exports, who moves, how much differs, who cannot be told apart. */
export function sentencesOf(found: PlanComparison): string[] {
  const sentences = found.same_population
    ? ['Both plans are of the same exports: what differs comes of the mapping, the settings or decisions.']
    : [];
  sentences.push(...found.effects.filter(({ from, to }) => from !== to).map(moved));
  if (found.changes > 0) {
    sentences.push(`${plural(found.changes, 'change is', 'changes are')} not the same in both.`);
  }
  if (found.mapping.length > 0) {
    sentences.push(`${plural(found.mapping.length, 'mapping row differs', 'mapping rows differ')}.`);
  }
  const ambiguous = found.sides.reduce((sum, side) => sum + side.ambiguous, 0);
  if (ambiguous > 0) {
    sentences.push(
      `${plural(ambiguous, 'user', 'users')} cannot be told apart from others by id and login and are left out.`,
    );
  }
  return sentences;
}

function moved({ from, to, count }: ComparedMove): string {
  return `${plural(count, 'user moves', 'users move')} from ${from} to ${to}.`;
}

export function pageOf(wanted: ComparedWanted, page: number): ComparedQuery {
  return { ...wanted, offset: page * PAGE_ROWS, limit: PAGE_ROWS };
}

export function titleOf({ side, status, presence }: ComparedWanted): string {
  const all = [...STATUSES, ...PRESENCES];
  const figure = all.find(([key]) => key === status || key === presence);
  return `${sentenceCase(SIDES[side].name)}: ${figure?.[1].toLowerCase() ?? 'everybody'}`;
}

/** The person's row in the grid of people; none for who is not in the plan any more. */
export function rowsOf(person: ComparedPerson): Record<string, string> | undefined {
  if (person.presence === 'left' || person.anchor === '') return undefined;
  if (person.anchor === person.login) return undefined;
  const column = person.side === 'azure' ? 'azure_id' : 'legacy_uid';
  return { side: person.side, [column]: person.anchor };
}
