/** A group of cases, in the words of this project; ids are those that test titles begin with. */
export interface Subject {
  readonly name: string;
  /** Not built yet, or not whole: its cases may wait for their tests. */
  readonly later?: true;
  /** What is tested, by id. */
  readonly cases: Readonly<Record<string, string>>;
  /** What cannot be tested, by id. */
  readonly notApplicable?: Readonly<Record<string, NotApplicable>>;
}

export interface NotApplicable {
  readonly title: string;
  /** The thing that Muster does not have. */
  readonly without: string;
}
