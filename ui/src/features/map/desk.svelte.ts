// The mapping on the desk: the rows as they are edited, what is wrong with them, what they would do.

import {
  asFailure,
  Live,
  rpc,
  type CommandFailure,
  type DraftRemarks,
  type MappingInfo,
  type MappingRemark,
  type MappingRowDraft,
} from '../../ipc';
import { differing, isSame } from './rows';

const VALIDATE_AFTER_MS = 120;

export type MapTab = 'rows' | 'keys' | 'compare';

export class MapDesk {
  tab = $state<MapTab>('rows');
  rows = $state.raw<MappingRowDraft[]>([]);
  /** The row that the keyboard is on. */
  at = $state(0);
  isEditing = $state(false);
  remarks = $state.raw<DraftRemarks | undefined>(undefined);
  failure = $state.raw<CommandFailure | undefined>(undefined);
  isSaving = $state(false);
  /** Said to screen readers after something was done. */
  said = $state('');

  readonly effect = new Live('mapping.preview', 350);
  readonly keys = new Live('mapping.keys', 200);
  readonly figures = new Live('mapping.figures', 250);
  readonly trial = new Live('mapping.try', 200);

  #saved = $state.raw<MappingRowDraft[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #round = 0;

  get unsaved(): number {
    return differing(this.rows, this.#saved);
  }

  get row(): MappingRowDraft | undefined {
    return this.rows[this.at];
  }

  get canSave(): boolean {
    return this.unsaved > 0 && !this.isSaving && (this.remarks?.can_save ?? true);
  }

  /** Whether a row differs from what is saved. */
  isChanged(row: MappingRowDraft): boolean {
    return !this.#saved.some((other) => isSame(row, other));
  }

  /** The mapping in force is another one: unsaved rows stay, all others follow. */
  take(info: MappingInfo): void {
    const rows = info.rows.map(({ row }) => row);
    const isUntouched = this.unsaved === 0;
    this.#saved = rows;
    if (isUntouched) this.#put(rows);
    else this.#put(this.rows);
  }

  change(at: number, change: Partial<MappingRowDraft>): void {
    this.#put(this.rows.map((row, index) => (index === at ? { ...row, ...change } : row)));
  }

  set(rows: MappingRowDraft[]): void {
    this.#put(rows);
  }

  add(row: MappingRowDraft): void {
    this.#put([...this.rows, row]);
    this.at = this.rows.length - 1;
    this.isEditing = true;
  }

  remove(at: number): void {
    this.isEditing = false;
    this.#put(this.rows.filter((_, index) => index !== at));
    this.at = Math.max(0, Math.min(at, this.rows.length - 1));
  }

  discard(): void {
    this.isEditing = false;
    this.#put(this.#saved);
    this.at = Math.min(this.at, Math.max(0, this.rows.length - 1));
  }

  move(by: number): void {
    this.at = Math.min(Math.max(0, this.at + by), Math.max(0, this.rows.length - 1));
  }

  /** Saves all rows as a version; gives whether it could be. */
  async save(): Promise<boolean> {
    const rows = this.rows;
    this.isSaving = true;
    try {
      const { version, remarks } = await rpc('mapping.set', { rows });
      this.remarks = remarks;
      if (version === null) return false;
      this.#saved = rows;
      this.effect.clear();
      return true;
    } finally {
      this.isSaving = false;
    }
  }

  remarksOn(at: number, info: MappingInfo): MappingRemark[] {
    const row = this.rows[at];
    if (this.remarks !== undefined) return this.remarks.rows[at] ?? [];
    return info.rows.find(({ row: other }) => row && isSame(other, row))?.remarks ?? [];
  }

  stop(): void {
    clearTimeout(this.#timer);
    for (const live of [this.effect, this.keys, this.figures, this.trial]) live.stop();
  }

  #put(rows: MappingRowDraft[]): void {
    this.rows = rows;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#validate(rows), VALIDATE_AFTER_MS);
    this.figures.ask({ rows });
  }

  async #validate(rows: MappingRowDraft[]): Promise<void> {
    const round = ++this.#round;
    try {
      const remarks = await rpc('mapping.validate', { rows });
      if (round !== this.#round) return;
      [this.remarks, this.failure] = [remarks, undefined];
      if (this.unsaved === 0 && this.tab !== 'keys') this.effect.clear();
      else if (remarks.can_save) this.effect.ask({ rows });
      else this.effect.clear();
    } catch (thrown) {
      if (round === this.#round) this.failure = asFailure(thrown);
    }
  }
}
