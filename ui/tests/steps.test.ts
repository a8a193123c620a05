import { describe, expect, test } from 'vitest';

import type { WorkspaceInfo } from '../src/ipc';
import { steps } from '../src/shell/steps';

const EMPTY: WorkspaceInfo = {
  title: 'X',
  file: 'x.presync',
  legacy_sources: 0,
  azure_sources: 0,
  legacy_records: 0,
  azure_records: 0,
  has_plan: false,
  plan_is_stale: false,
  stale_because: [],
};
const IMPORTED = { ...EMPTY, legacy_sources: 1, azure_sources: 2 };
const PLANNED = { ...IMPORTED, has_plan: true };

function states(workspace: WorkspaceInfo | null, isWritten = false): string[] {
  return steps({ workspace, plan: null, mapping: null, isWritten, verification: null }).map(({ state }) => state);
}

describe('the steps', () => {
  test.each<[string, WorkspaceInfo | null, boolean, string[]]>([
    ['nothing open', null, false, ['left', 'locked', 'locked', 'locked', 'locked', 'locked', 'locked', 'left', 'left']],
    ['an empty workspace', EMPTY, false, ['done', 'left', 'locked', 'locked', 'locked', 'locked', 'locked', 'left', 'left']],
    ['one side only', { ...EMPTY, azure_sources: 1 }, false, ['done', 'left', 'locked', 'locked', 'locked', 'locked', 'locked', 'left', 'left']],
    ['both sides', IMPORTED, false, ['done', 'done', 'left', 'locked', 'locked', 'left', 'locked', 'left', 'left']],
    ['a plan', PLANNED, false, ['done', 'done', 'done', 'done', 'done', 'done', 'left', 'left', 'left']],
    ['a package', PLANNED, true, ['done', 'done', 'done', 'done', 'done', 'done', 'done', 'left', 'left']],
    ['other files since', { ...PLANNED, plan_is_stale: true }, true, ['done', 'done', 'stale', 'stale', 'stale', 'stale', 'stale', 'left', 'left']],
  ])('%s', (_, workspace, isWritten, expected) => {
    expect(states(workspace, isWritten)).toEqual(expected);
  });

  test('say what is missing', () => {
    const counts = steps({ workspace: { ...EMPTY, azure_sources: 1 }, plan: null, mapping: null, isWritten: false, verification: null });
    expect(counts.map(({ count }) => count)).toEqual([
      'Workspace open',
      'Intranet files missing',
      'Needs both sides',
      'Needs a plan',
      'Needs a plan',
      'Needs both sides',
      'Needs a plan',
      'After go-live',
      'Only when you ask',
    ]);
  });
});
