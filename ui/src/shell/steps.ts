// The steps of the rail and how far each is.

import type { MappingInfo, PlanSummary, WorkspaceInfo } from '../ipc';
import { counted, plural } from '../text/numbers';
import type { IconName } from '../ui/Icon.svelte';

export type StepId = 'home' | 'import' | 'match' | 'review' | 'map' | 'simulate' | 'report';
export type StepState = 'done' | 'left' | 'stale' | 'locked';

export interface Step {
  id: StepId;
  label: string;
  icon: IconName;
  state: StepState;
  /** What there is or what is missing, in few words. */
  count: string;
}

export interface Progress {
  workspace: WorkspaceInfo | null;
  plan: PlanSummary | null;
  mapping: MappingInfo | null;
  /** Whether the package of this plan was written since it was made. */
  isWritten: boolean;
}

export const STATE_WORDS: Record<StepState, string> = {
  done: 'done',
  left: 'work left',
  stale: 'stale',
  locked: 'locked',
};

export function steps({ workspace, plan, mapping, isWritten }: Progress): Step[] {
  return [
    {
      id: 'home',
      label: 'Home',
      icon: 'home',
      state: workspace ? 'done' : 'left',
      count: workspace ? 'Workspace open' : 'No workspace yet',
    },
    { id: 'import', label: 'Import', icon: 'import', ...importState(workspace) },
    { id: 'match', label: 'Match', icon: 'people', ...matchState(workspace, plan) },
    { id: 'review', label: 'Review', icon: 'review', ...reviewState(workspace, plan) },
    { id: 'map', label: 'Map', icon: 'swap', ...mapState(workspace, mapping) },
    { id: 'simulate', label: 'Simulate', icon: 'simulate', ...simulateState(workspace, plan) },
    { id: 'report', label: 'Report', icon: 'report', ...reportState(workspace, isWritten) },
  ];
}

type Standing = Pick<Step, 'state' | 'count'>;

function importState(workspace: WorkspaceInfo | null): Standing {
  if (workspace === null) return { state: 'locked', count: 'Needs a workspace' };
  const { legacy_sources: legacy, azure_sources: azure } = workspace;
  if (legacy === 0 && azure === 0) return { state: 'left', count: 'No files yet' };
  if (legacy === 0) return { state: 'left', count: 'Intranet files missing' };
  if (azure === 0) return { state: 'left', count: 'Azure files missing' };
  return { state: 'done', count: plural(legacy + azure, 'file', 'files') };
}

function matchState(workspace: WorkspaceInfo | null, plan: PlanSummary | null): Standing {
  const standing = simulateState(workspace, plan);
  if (standing.state !== 'done' || plan === null) return standing;
  return { state: 'done', count: plural(plan.funnel.linked, 'person known', 'people known') };
}

function reviewState(workspace: WorkspaceInfo | null, plan: PlanSummary | null): Standing {
  if (!workspace?.has_plan) return { state: 'locked', count: 'Needs a plan' };
  if (workspace.plan_is_stale) return { state: 'stale', count: 'Run the plan again' };
  const waiting = plan?.funnel.review_azure ?? 0;
  if (waiting > 0) return { state: 'left', count: plural(waiting, 'user to review', 'users to review') };
  return { state: 'done', count: 'Nobody waits' };
}

function mapState(workspace: WorkspaceInfo | null, mapping: MappingInfo | null): Standing {
  if (!workspace?.has_plan) return { state: 'locked', count: 'Needs a plan' };
  if (mapping === null) return { state: workspace.plan_is_stale ? 'stale' : 'done', count: '' };
  const warnings = mapping.rows.filter(({ remarks }) =>
    remarks.some(({ severity }) => severity !== 'note'),
  ).length;
  const told = [
    mapping.edited > 0 ? `${counted(mapping.edited)} edited` : '',
    warnings > 0 ? plural(warnings, 'warning', 'warnings') : '',
  ].filter(Boolean);
  const count = told.join(', ') || plural(mapping.rows.length, 'row', 'rows');
  if (!mapping.is_planned) return { state: 'stale', count };
  return { state: workspace.plan_is_stale ? 'stale' : 'done', count };
}

function simulateState(workspace: WorkspaceInfo | null, plan: PlanSummary | null): Standing {
  if (workspace === null || !hasBothSides(workspace)) {
    return { state: 'locked', count: 'Needs both sides' };
  }
  if (!workspace.has_plan) return { state: 'left', count: 'No plan yet' };
  if (workspace.plan_is_stale) return { state: 'stale', count: 'Run the plan again' };
  const people = plan === null ? '' : plural(plan.azure_users, 'Azure user', 'Azure users');
  return { state: 'done', count: people };
}

function reportState(workspace: WorkspaceInfo | null, isWritten: boolean): Standing {
  if (!workspace?.has_plan) return { state: 'locked', count: 'Needs a plan' };
  if (workspace.plan_is_stale) return { state: 'stale', count: 'Plan is stale' };
  return isWritten
    ? { state: 'done', count: 'Package written' }
    : { state: 'left', count: 'Not written yet' };
}

export function hasBothSides(workspace: WorkspaceInfo): boolean {
  return workspace.legacy_sources > 0 && workspace.azure_sources > 0;
}
