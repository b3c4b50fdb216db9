import type { Subject } from './subject';

/** Cases of issues that go: merged, discarded, deleted. */
export const REMOVAL_CASES: readonly Subject[] = [
  {
    name: 'Merge',
    cases: {
      'merge-performance-refused': 'Only errors can be merged',
      'merge-marks-children': 'Children wait for the merge, the parent stays as it is',
      'merge-too-large-refused': 'Above the size limit nothing is merged',
      'merge-size-limit-edges': 'At the limit, and without one',
      'merge-across-projects-refused': 'Not across projects',
      'merge-no-project-named': 'The project follows from the issues',
      'merge-job-redirects': 'Redirects follow a later merge',
      'merge-job-moves-events': 'Events belong to the parent afterwards',
      'merge-job-environments': 'Events of the parent have the environments of both',
      'merge-job-counts-with-pending': 'Counts of the child are added, none is lost',
    },
    notApplicable: {
      'merge-job-user-reports': { title: 'User reports go to the parent', without: 'user reports' },
    },
  },
  {
    name: 'Discard',
    cases: {
      'discard-makes-tombstone': 'A discarded issue leaves a tombstone with its hashes',
      'discard-undo': 'Without the tombstone events are kept again',
      'discard-undo-wrong-project': 'Only through its own project',
    },
  },
  {
    name: 'Delete',
    cases: {
      'delete-performance-by-id': 'Issues of other categories are deleted, too',
      'delete-then-same-fingerprint': 'The same error afterwards is a new issue',
      'delete-helper-cleans-up': 'Hashes and inbox go at once',
      'delete-single-deferred': 'One issue is deleted as many are',
      'delete-job-guards': 'A job that has nothing to do, or too much',
    },
  },
];
