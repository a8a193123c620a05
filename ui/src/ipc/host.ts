// What the page needs of whoever answers it: the desktop window or `presync serve`.

import type { Commands, FileHandle, JobProgress, Jobs } from './bindings';

export type CommandName = keyof Commands;
export type JobName = keyof Jobs;
export type Params<N extends CommandName> = Commands[N]['params'];
export type Result<N extends CommandName> = Commands[N]['result'];
export type JobParams<N extends JobName> = Jobs[N]['params'];
export type JobResult<N extends JobName> = Jobs[N]['result'];

/** Answers commands. Every method rejects with a `CommandFailure`. */
export interface Host {
  rpc<N extends CommandName>(name: N, params: Params<N>): Promise<Result<N>>;
  /** Runs a job to its end; `id` is what `cancel` refers to. */
  job<N extends JobName>(
    id: string,
    name: N,
    params: JobParams<N>,
    onProgress: (progress: JobProgress) => void,
  ): Promise<JobResult<N>>;
  cancel(id: string): Promise<void>;
  /** Hands a file of the page over. Windows with native dialogs never need it. */
  upload(file: File): Promise<FileHandle>;
  /** Files dropped on the window by the system; answers how to stop listening. */
  onFilesDropped(listener: (files: FileHandle[]) => void): () => void;
}
