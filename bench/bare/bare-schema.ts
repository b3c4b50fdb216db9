/** The part of the schema that the two requests of the bench need, in the shape that the product gives it. */
export const BARE_SCHEMA = `
  scalar DateTime
  enum IssueStatus { UNRESOLVED RESOLVED IGNORED PENDING_DELETION DELETION_IN_PROGRESS PENDING_MERGE REPROCESSING }
  enum IssueStatusUpdate { RESOLVED }
  enum IssueSubstatus {
    NEW ONGOING ESCALATING REGRESSED ARCHIVED_UNTIL_ESCALATING ARCHIVED_UNTIL_CONDITION_MET ARCHIVED_FOREVER
  }
  enum IssuePriority { LOW MEDIUM HIGH }
  enum IssueLevel { DEBUG INFO WARNING ERROR FATAL }
  type Project { id: ID! slug: String! }
  type User { id: ID! name: String! }
  type Team { id: ID! name: String! }
  union Actor = User | Team
  type Issue {
    id: ID! shortId: String! title: String! culprit: String level: IssueLevel! status: IssueStatus!
    substatus: IssueSubstatus priority: IssuePriority version: Int! timesSeen: Int! usersSeen: Int!
    firstSeen: DateTime! lastSeen: DateTime! project: Project! assignedTo: Actor
  }
  type PageInfo { hasNextPage: Boolean! }
  type IssueConnection { nodes: [Issue!]! pageInfo: PageInfo! }
  type BulkOperationCounts { requested: Int! changed: Int! }
  type BulkOperation { id: ID! counts: BulkOperationCounts! }
  type UserError { code: String! message: String! }
  type BulkMutateIssuesPayload { operation: BulkOperation issues: [Issue!]! userErrors: [UserError!]! }
  input BulkMutateIssuesInput { status: IssueStatusUpdate! }
  type Query { issues(organization: String!, query: String!, first: Int!): IssueConnection! }
  type Mutation { bulkMutateIssues(ids: [ID!], input: BulkMutateIssuesInput!): BulkMutateIssuesPayload! }
`;
