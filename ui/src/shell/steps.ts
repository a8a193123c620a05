// The steps of the rail and how far each is.

import type { MappingInfo, PlanSummary, VerificationInfo, WorkspaceInfo } from '../ipc';
import { SHELL } from '../text/shell';
import type { IconName } from '../ui/Icon.svelte';

export type StepId = keyof typeof SHELL.steps;
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
  /** The last comparison with what happened. */
  verification: VerificationInfo | null;
}

export function steps({ workspace, plan, mapping, isWritten, verification }: Progress): Step[] {
  const { steps: names, count } = SHELL;
  return [
    {
      id: 'home',
      label: names.home,
      icon: 'home',
      state: workspace ? 'done' : 'left',
      count: workspace ? count.open : count.noWorkspace,
    },
    { id: 'import', label: names.import, icon: 'import', ...importState(workspace) },
    { id: 'match', label: names.match, icon: 'people', ...matchState(workspace, plan) },
    { id: 'review', label: names.review, icon: 'review', ...reviewState(workspace, plan) },
    { id: 'map', label: names.map, icon: 'swap', ...mapState(workspace, mapping) },
    { id: 'simulate', label: names.simulate, icon: 'simulate', ...simulateState(workspace, plan) },
    { id: 'report', label: names.report, icon: 'report', ...reportState(workspace, isWritten) },
    { id: 'verify', label: names.verify, icon: 'check', ...verifyState(verification) },
    { id: 'connect', label: names.connect, icon: 'plug', state: 'left', count: count.ask },
  ];
}

type Standing = Pick<Step, 'state' | 'count'>;

function importState(workspace: WorkspaceInfo | null): Standing {
  if (workspace === null) return { state: 'locked', count: SHELL.count.needsWorkspace };
  const { legacy_sources: legacy, azure_sources: azure } = workspace;
  if (legacy === 0 && azure === 0) return { state: 'left', count: SHELL.count.noFiles };
  if (legacy === 0) return { state: 'left', count: SHELL.count.noLegacy };
  if (azure === 0) return { state: 'left', count: SHELL.count.noAzure };
  return { state: 'done', count: SHELL.count.files(legacy + azure) };
}

function matchState(workspace: WorkspaceInfo | null, plan: PlanSummary | null): Standing {
  const standing = simulateState(workspace, plan);
  if (standing.state !== 'done' || plan === null) return standing;
  return { state: 'done', count: SHELL.count.known(plan.funnel.linked) };
}

function reviewState(workspace: WorkspaceInfo | null, plan: PlanSummary | null): Standing {
  if (!workspace?.has_plan) return { state: 'locked', count: SHELL.count.needsPlan };
  if (workspace.plan_is_stale) return { state: 'stale', count: SHELL.count.planAgain };
  const waiting = plan?.funnel.review_azure ?? 0;
  if (waiting > 0) return { state: 'left', count: SHELL.count.toReview(waiting) };
  return { state: 'done', count: SHELL.count.nobodyWaits };
}

function mapState(workspace: WorkspaceInfo | null, mapping: MappingInfo | null): Standing {
  if (!workspace?.has_plan) return { state: 'locked', count: SHELL.count.needsPlan };
  if (mapping === null) return { state: workspace.plan_is_stale ? 'stale' : 'done', count: '' };
  const warnings = mapping.rows.filter(({ remarks }) =>
    remarks.some(({ severity }) => severity !== 'note'),
  ).length;
  const told = [
    mapping.edited > 0 ? SHELL.count.edited(mapping.edited) : '',
    warnings > 0 ? SHELL.count.warnings(warnings) : '',
  ].filter(Boolean);
  const count = told.join(', ') || SHELL.count.rows(mapping.rows.length);
  if (!mapping.is_planned) return { state: 'stale', count };
  return { state: workspace.plan_is_stale ? 'stale' : 'done', count };
}

function simulateState(workspace: WorkspaceInfo | null, plan: PlanSummary | null): Standing {
  if (workspace === null || !hasBothSides(workspace)) {
    return { state: 'locked', count: SHELL.count.needsSides };
  }
  if (!workspace.has_plan) return { state: 'left', count: SHELL.count.noPlan };
  if (workspace.plan_is_stale) return { state: 'stale', count: SHELL.count.runAgain };
  const people = plan === null ? '' : SHELL.count.azureUsers(plan.azure_users);
  return { state: 'done', count: people };
}

function reportState(workspace: WorkspaceInfo | null, isWritten: boolean): Standing {
  if (!workspace?.has_plan) return { state: 'locked', count: SHELL.count.needsPlan };
  if (workspace.plan_is_stale) return { state: 'stale', count: SHELL.count.planStale };
  return isWritten
    ? { state: 'done', count: SHELL.count.written }
    : { state: 'left', count: SHELL.count.notWritten };
}

function verifyState(verification: VerificationInfo | null): Standing {
  if (verification === null) return { state: 'left', count: SHELL.count.notVerified };
  return verification.is_kept
    ? { state: 'done', count: SHELL.count.verifiedKept }
    : { state: 'left', count: SHELL.count.verifiedBroken };
}

export function hasBothSides(workspace: WorkspaceInfo): boolean {
  return workspace.legacy_sources > 0 && workspace.azure_sources > 0;
}
