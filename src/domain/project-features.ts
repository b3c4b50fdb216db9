/** What can be switched on and off for a project; everything is on in a new one. */
export const PROJECT_FEATURES = ['discard-groups'] as const;
export type ProjectFeature = (typeof PROJECT_FEATURES)[number];
