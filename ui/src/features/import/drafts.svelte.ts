// Files that were chosen and looked at but not imported yet. They outlive a change of step.

import {
  asFailure,
  rpc,
  type CommandFailure,
  type FileHandle,
  type ImportFile,
  type PredecessorInfo,
  type SourcePreview,
  type WireDiagnostic,
  type WireSide,
} from '../../ipc';

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
  /** The imported source that holds the same people; null for none, undefined while it is looked for. */
  older: PredecessorInfo | null | undefined;
  /** Whether the file goes in place of `older`; else it comes beside it. */
  replaces: boolean;
}

class Drafts {
  list = $state<Draft[]>([]);

  get ready(): Draft[] {
    return this.list.filter(
      (draft) => draft.preview !== undefined && !draft.failure && !obstacleOf(draft),
    );
  }

  get isLooking(): boolean {
    return this.list.some((draft) => !draft.failure && (!draft.preview || draft.older === undefined));
  }

  /** Looks at files. The side is the one they were put on, else the one they seem to belong to. */
  async add(files: readonly FileHandle[], side?: WireSide): Promise<void> {
    for (const file of files) {
      const isSaid = side !== undefined;
      const found = { guess: undefined, preview: undefined, failure: undefined, older: undefined };
      this.list.push({ file, side, isSaid, ...found, replaces: false });
    }
    for (const { handle } of files) await this.#guess(handle);
  }

  /** Puts a file on a side; what its columns mean depends on it. */
  async setSide(handle: string, side: WireSide): Promise<void> {
    const draft = this.#draft(handle);
    if (draft === undefined) return;
    draft.isSaid = true;
    if (draft.side === side) return;
    draft.side = side;
    await this.#look(handle, side);
  }

  remove(handle: string): void {
    this.list = this.list.filter((draft) => draft.file.handle !== handle);
  }

  clear(): void {
    this.list = [];
  }

  async #guess(handle: string): Promise<void> {
    const preview = await this.#inspect(handle, undefined);
    const draft = this.#draft(handle);
    if (preview === undefined || draft === undefined) return;
    draft.guess = preview;
    draft.side ??= preview.side;
    if (draft.side !== preview.side) return this.#look(handle, draft.side);
    draft.preview = preview;
    await this.#seekOlder(handle, preview.side);
  }

  async #look(handle: string, side: WireSide): Promise<void> {
    const preview = await this.#inspect(handle, side);
    const draft = this.#draft(handle);
    if (preview === undefined || draft?.side !== side) return;
    draft.preview = preview;
    await this.#seekOlder(handle, side);
  }

  /** A newer export of the same columns is proposed in place of the older one, never silently added. */
  async #seekOlder(handle: string, side: WireSide): Promise<void> {
    const waiting = this.#draft(handle);
    if (waiting !== undefined) waiting.older = undefined;
    // A file that cannot be compared is still one that can be added: importing it says what is wrong.
    const older = await rpc('sources.predecessor', { handle, side }).catch(() => null);
    const draft = this.#draft(handle);
    if (draft?.side !== side) return;
    draft.older = older;
    draft.replaces = older?.same_columns ?? false;
  }

  async #inspect(handle: string, side?: WireSide): Promise<SourcePreview | undefined> {
    try {
      const preview = await rpc('sources.inspect', side === undefined ? { handle } : { handle, side });
      const draft = this.#draft(handle);
      if (draft !== undefined) draft.failure = undefined;
      return preview;
    } catch (thrown) {
      const draft = this.#draft(handle);
      if (draft !== undefined) draft.failure = asFailure(thrown);
      return undefined;
    }
  }

  #draft(handle: string): Draft | undefined {
    return this.list.find((draft) => draft.file.handle === handle);
  }
}

/** The file as it is imported. */
export function asImport({ file, side, older, replaces }: Draft): ImportFile[] {
  if (side === undefined) return [];
  const chosen = { handle: file.handle, side };
  return [older && replaces ? { ...chosen, replaces: older.id } : chosen];
}

/** Diagnostics that the card says in its own way: what the file cannot be, and which side it is. */
const NO_IDENTITY = 'NO_IDENTITY_COLUMN';
const WRONG_SIDE = 'WRONG_SIDE';

/** Why nothing of the file could be used, if so. */
export function obstacleOf({ preview }: Draft): WireDiagnostic | undefined {
  return preview?.diagnostics.find(({ code }) => code === NO_IDENTITY);
}

/** What else is odd about the file. */
export function remarksOn({ preview }: Draft): WireDiagnostic[] {
  const said = [NO_IDENTITY, WRONG_SIDE];
  return preview?.diagnostics.filter(({ code }) => !said.includes(code)) ?? [];
}

const SURE_MIN = 50;

/** How the side of a file was found, and whether somebody should look at it. */
export function sideStanding(draft: Draft): 'said' | 'guessed' | 'unsure' | 'misplaced' {
  const { guess, side } = draft;
  if (guess === undefined) return 'said';
  if (guess.side_confidence < SURE_MIN) return draft.isSaid ? 'said' : 'unsure';
  return guess.side === side ? 'guessed' : 'misplaced';
}

export const drafts = new Drafts();
