// The host behind the desktop window: three commands and one event.

import { Channel, invoke, isTauri } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';

import type { FileHandle, JobProgress } from './bindings';
import { asFailure } from './failure';
import type { CommandName, Host, JobName, JobParams, JobResult, Params, Result } from './host';

export { isTauri as isDesktopWindow };

export class TauriHost implements Host {
  rpc<N extends CommandName>(name: N, params: Params<N>): Promise<Result<N>> {
    return call('rpc', { name, params });
  }

  job<N extends JobName>(
    id: string,
    name: N,
    params: JobParams<N>,
    onProgress: (progress: JobProgress) => void,
  ): Promise<JobResult<N>> {
    const channel = new Channel<JobProgress>();
    channel.onmessage = onProgress;
    return call('run_job', { id, name, params, channel });
  }

  cancel(id: string): Promise<void> {
    return call('cancel_job', { id });
  }

  upload(): Promise<FileHandle> {
    return Promise.reject(asFailure('the window takes files through its own dialogs'));
  }

  onFilesDropped(listener: (files: FileHandle[]) => void): () => void {
    const stop = listen<FileHandle[]>('files-dropped', (event) => listener(event.payload));
    return () => void stop.then((end) => end());
  }
}

function call<T>(command: string, args: Record<string, unknown>): Promise<T> {
  return invoke<T>(command, args).catch((error: unknown) => {
    throw asFailure(error);
  });
}
