// Files that were chosen and looked at but not imported yet. They outlive a change of step.

import {
  asFailure,
  rpc,
  type CommandFailure,
  type FileHandle,
  type ImportFile,
  type PredecessorInfo,
  type ReadingChoices,
  type SourcePreview,
  type WireDiagnostic,
  type WireSide,
} from '../../ipc';
import {
  fieldOf,
  forSide,
  isChanged,
  NOTHING_DETECTED,
  withColumn,
  withColumns,
  withDetected,
  withField,
  type Detected,
  type ReadingField,
} from './reading';

/** What a file seems to be when nobody has said it. */
export type Guess = Pick<SourcePreview, 'side' | 'side_reason' | 'side_confidence'>;

export interface Draft {
  file: FileHandle;
  guess: Guess | undefined;
  /** Read as of `side`. */
  preview: SourcePreview | undefined;
  failure: CommandFailure | undefined;
  /** The side it would be imported to; the guess until somebody says otherwise. */
  side: WireSide | undefined;
  /** Whether somebody has said the side, be it by the lane. */
  isSaid: boolean;
  /** What somebody said of reading it. */
  choices: ReadingChoices;
  detected: Detected;
  /** Where nobody says anything now, it is read as was said of the same headers before. */
  isRemembered: boolean;
  /** Columns of which something was said that are not in it, read so. */
  dropped: string[];
  /** Files by whose values its columns were judged. */
  beside: string[];
  /** Looks that were begun; only what the last one finds counts. */
  looks: number;
  isLooking: boolean;
  /** The imported source that holds the same people; null for none, undefined while it is looked for. */
  older: PredecessorInfo | null | undefined;
  /** The side on which it was looked for. */
  olderSide: WireSide | undefined;
  /** Whether the file goes in place of `older`; else it comes beside it. */
  replaces: boolean;
}

function unlooked(file: FileHandle, side: WireSide | undefined): Draft {
  const found = { guess: undefined, preview: undefined, failure: undefined };
  const said = { side, isSaid: side !== undefined, choices: {}, isRemembered: false, dropped: [] };
  const compared = { older: undefined, olderSide: undefined, replaces: false };
  const looked = { detected: NOTHING_DETECTED, beside: [], looks: 0, isLooking: false };
  return { file, ...found, ...said, ...compared, ...looked };
}

class Drafts {
  list = $state<Draft[]>([]);

  get ready(): Draft[] {
    return this.list.filter((draft) => draft.preview !== undefined && !draft.failure && !isBlocked(draft));
  }

  get isLooking(): boolean {
    return this.list.some((draft) => !draft.failure && (!draft.preview || draft.isLooking || draft.older === undefined));
  }

  /** Looks at files. The side is the one they were put on, else the one they seem to belong to. */
  async add(files: readonly FileHandle[], side?: WireSide): Promise<void> {
    for (const file of files) this.list.push(unlooked(file, side));
    for (const { handle } of files) await this.#guess(handle);
    await this.#lookByOthers();
  }

  /** Puts a file on a side; what its columns mean depends on it. */
  async setSide(handle: string, side: WireSide): Promise<void> {
    const draft = this.#draft(handle);
    if (draft === undefined) return;
    draft.isSaid = true;
    const isSure = isContradicted(draft.guess, side);
    if (draft.side === side && (draft.choices.side_is_sure ?? false) === isSure) return;
    draft.choices = forSide(draft.choices, isSure);
    draft.side = side;
    draft.isRemembered = false;
    await (draft.guess === undefined ? this.#guess(handle) : this.#look(handle));
  }

  /** Says something of the file as a whole; what is detected anyway is left to be detected. */
  async setField(handle: string, field: ReadingField, value: string): Promise<void> {
    const draft = this.#draft(handle);
    const isDetected = !draft?.isRemembered && value === String(draft?.detected.options[field] ?? '');
    await this.read(handle, (said) => withField(said, field, isDetected ? undefined : value));
  }

  /** Says what a column holds; empty to keep it as an additional field. */
  async setColumn(handle: string, column: string, attribute: string): Promise<void> {
    const draft = this.#draft(handle);
    const isDetected = !draft?.isRemembered && attribute === fieldOf(draft?.detected.columns[column]);
    await this.read(handle, (said) => withColumn(said, column, isDetected ? undefined : attribute));
  }

  /** Reads a file as somebody says. */
  async read(handle: string, change: (said: ReadingChoices) => ReadingChoices): Promise<void> {
    const draft = this.#draft(handle);
    if (draft?.preview === undefined) return;
    draft.choices = change(everythingSaid(draft));
    draft.dropped = [];
    await this.#look(handle);
  }

  /** Takes back what was said of reading a file. Its side stays. */
  async reset(handle: string): Promise<void> {
    const draft = this.#draft(handle);
    if (draft === undefined || !isChanged(draft.choices)) return;
    draft.choices = draft.choices.side_is_sure ? { side_is_sure: true } : {};
    draft.dropped = [];
    await this.#look(handle);
  }

  remove(handle: string): void {
    this.list = this.list.filter((draft) => draft.file.handle !== handle);
  }

  clear(): void {
    this.list = [];
  }

  /** Hands over the files that hold no users; they are here no more. */
  takeStrangers(): FileHandle[] {
    const isStranger = ({ failure }: Draft): boolean => failure?.code === NOT_USERS;
    const strangers = this.list.filter(isStranger);
    this.list = this.list.filter((draft) => !isStranger(draft));
    return strangers.map(({ file }) => file);
  }

  async #guess(handle: string): Promise<void> {
    await this.#look(handle);
    const draft = this.#draft(handle);
    if (draft?.guess !== undefined && draft.side !== draft.guess.side) await this.#look(handle);
  }

  /** Files of the other side that came later say something about the columns too. */
  async #lookByOthers(): Promise<void> {
    for (const { file, side, beside } of this.list.filter(({ preview }) => preview !== undefined)) {
      const others = this.list.filter((other) => other.preview !== undefined && other.side !== side);
      if (others.some((other) => !beside.includes(other.file.handle))) await this.#look(file.handle);
    }
  }

  async #look(handle: string): Promise<void> {
    const draft = this.#draft(handle);
    if (draft === undefined) return;
    const look = (draft.looks += 1);
    draft.isLooking = true;
    try {
      const preview = await this.#inspect(draft, look);
      if (look === draft.looks) settle(draft, preview);
    } catch (thrown) {
      if (look === draft.looks) draft.failure = asFailure(thrown);
    } finally {
      if (look === draft.looks) draft.isLooking = false;
    }
    if (look === draft.looks && draft.preview !== undefined) await this.#seekOlder(draft);
  }

  /** A newer export of the same columns is proposed in place of the older one, never silently added. */
  async #seekOlder(draft: Draft): Promise<void> {
    const { olderSide, side, file } = draft;
    // It is the same people however the file is read; what somebody chose about them stays.
    if (side === undefined || olderSide === side) return;
    draft.olderSide = side;
    draft.older = undefined;
    // A file that cannot be compared is still one that can be added: importing it says what is wrong.
    const older = await rpc('sources.predecessor', { handle: file.handle, side }).catch(() => null);
    if (draft.side !== side) return;
    draft.older = older;
    draft.replaces = older?.same_columns ?? false;
  }

  /** Looks at a file; what was said of columns that are not in it any more is left out and told. */
  async #inspect(draft: Draft, look: number): Promise<SourcePreview> {
    const choices = $state.snapshot(draft.choices);
    try {
      return await this.#ask(draft, choices);
    } catch (thrown) {
      const said = choices.columns;
      if (asFailure(thrown).code !== COLUMN_MISSING || said === undefined) throw thrown;
      const bare = await this.#ask(draft, withColumns(choices, {}));
      const kept = Object.entries(said).filter(([name]) => bare.columns.some((column) => column.name === name));
      const rest = withColumns(choices, Object.fromEntries(kept));
      if (look === draft.looks) {
        draft.choices = rest;
        draft.dropped = Object.keys(said).filter((name) => rest.columns?.[name] === undefined);
      }
      return kept.length === 0 ? bare : this.#ask(draft, rest);
    }
  }

  #ask(draft: Draft, options: ReadingChoices): Promise<SourcePreview> {
    const { handle } = draft.file;
    // Whatever lane a file was put on, it is looked at once for what it seems to be.
    const side = draft.isSaid && draft.guess !== undefined ? draft.side : undefined;
    const others = this.list.filter((other) => other.preview !== undefined && other.file.handle !== handle);
    const beside = others.map((other) => other.file.handle);
    draft.beside = beside;
    return rpc('sources.inspect', {
      handle,
      ...(side === undefined ? {} : { side }),
      ...(Object.keys(options).length === 0 ? {} : { options }),
      ...(beside.length === 0 ? {} : { beside }),
    });
  }

  #draft(handle: string): Draft | undefined {
    return this.list.find((draft) => draft.file.handle === handle);
  }
}

function settle(draft: Draft, preview: SourcePreview): void {
  const isFirst = draft.guess === undefined;
  if (isFirst || !draft.isSaid) draft.guess = preview;
  draft.failure = undefined;
  draft.side = draft.isSaid ? draft.side : preview.side;
  // A first look at a file of a lane is for its guess: it is read as of its own side next.
  if (isFirst && draft.side !== preview.side) return;
  draft.isRemembered ||= preview.diagnostics.some(({ code }) => code === REMEMBERED);
  draft.detected = withDetected(draft.detected, draft.choices, preview);
  draft.preview = preview;
}

/** What was said: where the file is read as was said before, that is the start. */
function everythingSaid({ choices, isRemembered, preview }: Draft): ReadingChoices {
  const isStart = isRemembered && preview !== undefined && !isChanged(choices);
  return isStart ? { ...preview.said, ...choices } : choices;
}

/** The file as it is imported. */
export function asImport({ file, side, choices, older, replaces }: Draft): ImportFile[] {
  if (side === undefined) return [];
  const options = $state.snapshot(choices);
  const chosen = { handle: file.handle, side, ...(older && replaces ? { replaces: older.id } : {}) };
  return [Object.keys(options).length === 0 ? chosen : { ...chosen, options }];
}

const COLUMN_MISSING = 'column_missing';
const NOT_USERS = 'not_users';
const REMEMBERED = 'PROFILE_REMEMBERED';
/** What the card says in its own way, beside the side: why the file cannot be imported. */
const OBSTACLES = ['NO_IDENTITY_COLUMN', 'KEY_AMBIGUOUS', 'DELIMITER_UNCERTAIN', 'SAME_FILE_ON_BOTH_SIDES'];
const WRONG_SIDE = 'WRONG_SIDE';

const isBlocker = ({ severity }: WireDiagnostic): boolean => severity === 'blocker';

/** Whether the host would refuse to import the file as it is read. */
function isBlocked({ preview }: Draft): boolean {
  return preview?.diagnostics.some(isBlocker) ?? false;
}

/** Why nothing of the file could be used, if so. */
export function obstacleOf({ preview }: Draft): WireDiagnostic | undefined {
  return preview?.diagnostics.find((said) => isBlocker(said) && OBSTACLES.includes(said.code));
}

/** What else is odd about the file. */
export function remarksOn(draft: Draft): WireDiagnostic[] {
  const obstacle = obstacleOf(draft);
  return draft.preview?.diagnostics.filter((said) => said !== obstacle && said.code !== WRONG_SIDE) ?? [];
}

const SURE_MIN = 50;

function isContradicted(guess: Guess | undefined, side: WireSide): boolean {
  return guess !== undefined && guess.side_confidence >= SURE_MIN && guess.side !== side;
}

/** How the side of a file was found, and whether somebody should look at it. */
export function sideStanding(draft: Draft): 'said' | 'guessed' | 'unsure' | 'misplaced' {
  const { choices, guess, side } = draft;
  if (guess === undefined || choices.side_is_sure) return 'said';
  if (guess.side_confidence < SURE_MIN) return draft.isSaid ? 'said' : 'unsure';
  return guess.side === side ? 'guessed' : 'misplaced';
}

export const drafts = new Drafts();
