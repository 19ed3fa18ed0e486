/** Where a pull request starts from, as the checkout of a workflow has it. */
import { git, GitError, isShallow, type Repository, resolveRevision } from "./git.ts";

export interface PullRequest {
  /** What it is merged into: what it changes is told from there. */
  base: string;
  /** The last commit that it shares with that, which its author's clone has too. */
  fork: string;
}

/**
 * Finds the two commits, of the merge that GitHub makes, or of the branch itself.
 *
 * @param into the branch that it is to be merged into
 * @throws GitError where the history was not checked out
 */
export function pullRequest(repository: Repository, into: string): PullRequest {
  const [ours, theirs] = [1, 2].map((nth) => resolveRevision(repository, `HEAD^${nth}`, "commit"));
  const [base, head] =
    ours !== undefined && theirs !== undefined
      ? [ours, theirs]
      : [resolveRevision(repository, `refs/remotes/origin/${into}`, "commit"), "HEAD"];
  const fork = base === undefined ? undefined : mergeBase(repository, base, head);
  if (ours !== undefined && theirs !== undefined) return { base: ours, fork: fork ?? ours };
  if (fork !== undefined) return { base: fork, fork };
  throw new GitError(
    `the history ${isShallow(repository) ? "was cut off when it was checked out" : `has no branch origin/${into}`}, so nothing tells what the pull request changes; check out with fetch-depth: 0`,
  );
}

function mergeBase(repository: Repository, a: string, b: string): string | undefined {
  try {
    return git(repository, ["merge-base", a, b]).toString().trim();
  } catch {
    return undefined;
  }
}
