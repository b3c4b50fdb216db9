import { misfit, RESOLVE, type HostileCase } from './hostile-case';

const LONG = 'x'.repeat(1_000_000);
const CUT = `${'x'.repeat(60)}…${'x'.repeat(60)}`;

/** Variables that do not fit the schema. */
export const MISFIT_CASES: readonly HostileCase[] = [
  misfit(
    'ids: an object',
    { ids: { a: 1 } },
    'Variable "$ids" got invalid value { a: 1 }; ID cannot represent value: { a: 1 }',
  ),
  misfit(
    'ids: a null in the list',
    { ids: [null] },
    'Variable "$ids" got invalid value null at "ids[0]"; Expected non-nullable type "ID!" not to be null.',
  ),
  misfit(
    'ids: a fraction',
    { ids: ['1', 1.5] },
    'Variable "$ids" got invalid value 1.5 at "ids[1]"; ID cannot represent value: 1.5',
  ),
  misfit(
    'ids: a boolean',
    { ids: [true] },
    'Variable "$ids" got invalid value true at "ids[0]"; ID cannot represent value: true',
  ),
  misfit(
    'ids: a list in the list',
    { ids: [['1']] },
    'Variable "$ids" got invalid value ["1"] at "ids[0]"; ID cannot represent value: ["1"]',
  ),
  misfit(
    'ids: 200 objects, of which 20 are reported',
    { ids: Array.from({ length: 200 }, () => ({})) },
    ...Array.from(
      { length: 20 },
      (_, index) => `Variable "$ids" got invalid value {} at "ids[${index}]"; ID cannot represent value: {}`,
    ),
    'Too many errors processing variables, error limit reached. Execution aborted.',
  ),
  misfit(
    'input: null',
    { input: null },
    'Variable "$input" of non-null type "BulkMutateIssuesInput!" must not be null.',
  ),
  misfit(
    'input: absent',
    { input: undefined },
    'Variable "$input" of required type "BulkMutateIssuesInput!" was not provided.',
  ),
  misfit(
    'input: a list',
    { input: [] },
    'Variable "$input" got invalid value []; Expected type "BulkMutateIssuesInput" to be an object.',
  ),
  misfit(
    'input: a string',
    { input: "{status:RESOLVED}'; drop table groups; --" },
    `Variable "$input" got invalid value "{status:RESOLVED}'; drop table groups; --"; Expected type "BulkMutateIssuesInput" to be an object.`,
  ),
  misfit(
    'input: an unknown field',
    { input: { nope: 1 } },
    'Variable "$input" got invalid value { nope: 1 }; Field "nope" is not defined by type "BulkMutateIssuesInput".',
  ),
  misfit(
    'input: a column of a table',
    { input: { ...RESOLVE, organization_id: '1' } },
    'Variable "$input" got invalid value { status: "RESOLVED", organization_id: "1" }; Field "organization_id" is not defined by type "BulkMutateIssuesInput".',
  ),
  misfit(
    'input.status: a typing error',
    { input: { status: 'RESLVED' } },
    'Variable "$input" got invalid value "RESLVED" at "input.status"; Value "RESLVED" does not exist in "IssueStatusUpdate" enum. Did you mean the enum value "RESOLVED" or "UNRESOLVED"? It can be UNRESOLVED, RESOLVED, RESOLVED_IN_NEXT_RELEASE, IGNORED.',
  ),
  misfit(
    'input.status: in lower case, as the database might have it',
    { input: { status: 'pending_deletion' } },
    'Variable "$input" got invalid value "pending_deletion" at "input.status"; Value "pending_deletion" does not exist in "IssueStatusUpdate" enum. It can be UNRESOLVED, RESOLVED, RESOLVED_IN_NEXT_RELEASE, IGNORED.',
  ),
  misfit(
    'input.status: a status that nobody may set',
    { input: { status: 'PENDING_DELETION' } },
    'Variable "$input" got invalid value "PENDING_DELETION" at "input.status"; Value "PENDING_DELETION" does not exist in "IssueStatusUpdate" enum. It can be UNRESOLVED, RESOLVED, RESOLVED_IN_NEXT_RELEASE, IGNORED.',
  ),
  misfit(
    'input.status: a number',
    { input: { status: 1 } },
    'Variable "$input" got invalid value 1 at "input.status"; Enum "IssueStatusUpdate" cannot represent non-string value: 1.',
  ),
  misfit(
    'input.status: a million characters',
    { input: { status: LONG } },
    `Variable "$input" got invalid value "${CUT}" at "input.status"; Value "${CUT}" does not exist in "IssueStatusUpdate" enum. It can be UNRESOLVED, RESOLVED, RESOLVED_IN_NEXT_RELEASE, IGNORED.`,
  ),
  misfit(
    'input.status: the name of what every object inherits',
    { input: { status: 'toString' } },
    'Variable "$input" got invalid value "toString" at "input.status"; Value "toString" does not exist in "IssueStatusUpdate" enum. It can be UNRESOLVED, RESOLVED, RESOLVED_IN_NEXT_RELEASE, IGNORED.',
  ),
  misfit(
    'input.priority: unknown',
    { input: { priority: 'URGENT' } },
    'Variable "$input" got invalid value "URGENT" at "input.priority"; Value "URGENT" does not exist in "IssuePriority" enum. It can be LOW, MEDIUM, HIGH.',
  ),
  misfit(
    'input.inbox: a string',
    { input: { inbox: 'true' } },
    'Variable "$input" got invalid value "true" at "input.inbox"; Boolean cannot represent a non boolean value: "true"',
  ),
  misfit(
    'input.hasSeen: a number',
    { input: { hasSeen: 1 } },
    'Variable "$input" got invalid value 1 at "input.hasSeen"; Boolean cannot represent a non boolean value: 1',
  ),
  ...['isBookmarked', 'isSubscribed', 'isPublic'].map((field) =>
    misfit(
      `input.${field}: a list`,
      { input: { [field]: [] } },
      `Variable "$input" got invalid value [] at "input.${field}"; Boolean cannot represent a non boolean value: []`,
    ),
  ),
  misfit(
    'input.statusDetails: a fraction',
    { input: { status: 'IGNORED', statusDetails: { ignoreCount: 1.5 } } },
    'Variable "$input" got invalid value 1.5 at "input.statusDetails.ignoreCount"; Int cannot represent non-integer value: 1.5',
  ),
  misfit(
    'input.statusDetails: 2^31',
    { input: { status: 'IGNORED', statusDetails: { ignoreCount: 2 ** 31 } } },
    'Variable "$input" got invalid value 2147483648 at "input.statusDetails.ignoreCount"; Int cannot represent non 32-bit signed integer value: 2147483648',
  ),
  misfit(
    'input.statusDetails: a number as a string',
    { input: { status: 'IGNORED', statusDetails: { ignoreDuration: '30' } } },
    'Variable "$input" got invalid value "30" at "input.statusDetails.ignoreDuration"; Int cannot represent non-integer value: "30"',
  ),
  misfit(
    'input.assignedTo: a string',
    { input: { assignedTo: 'me' } },
    'Variable "$input" got invalid value "me" at "input.assignedTo"; Expected type "ActorInput" to be an object.',
  ),
  misfit(
    'input.assignedTo.email: no address',
    { input: { assignedTo: { email: 'nobody' } } },
    'Variable "$input" got invalid value "nobody" at "input.assignedTo.email"; Value is not a valid email address: nobody',
  ),
  misfit(
    'input.assignedTo.email: SQL',
    { input: { assignedTo: { email: "a@b.c' or 1=1 --" } } },
    `Variable "$input" got invalid value "a@b.c' or 1=1 --" at "input.assignedTo.email"; Value is not a valid email address: a@b.c' or 1=1 --`,
  ),
  misfit(
    'where: a number',
    { where: 5 },
    'Variable "$where" got invalid value 5; Expected type "IssueSelectionInput" to be an object.',
  ),
  misfit(
    'where.projects: a null in the list',
    { where: { projects: [null] } },
    'Variable "$where" got invalid value null at "where.projects[0]"; Expected non-nullable type "String!" not to be null.',
  ),
  misfit(
    'where.query: a number',
    { where: { query: 5 } },
    'Variable "$where" got invalid value 5 at "where.query"; String cannot represent a non string value: 5',
  ),
];
