/** What an administrator is shown of the register, in values that a form can be drawn from. */
export type ShownChoice = { readonly value: string; readonly label: string };

/** Whom an administrator finds: the people of their own agency and areas, and the areas. */
export type RegisterShown = {
  readonly areas: readonly ShownChoice[];
  readonly people: readonly ShownChoice[];
};

/** What the form about one person is filled with, and what can be chosen in it. */
export type PersonShown = {
  readonly area: string;
  readonly areaName: string;
  readonly roles: readonly string[];
  readonly teams: readonly ShownChoice[];
  readonly known?: {
    readonly person: string;
    readonly name: string;
    readonly telephone?: string;
    readonly user?: string;
    readonly left: boolean;
    readonly posting?: {
      readonly roles: readonly string[];
      readonly teams: readonly string[];
      readonly from?: string;
      readonly until?: string;
    };
  };
};
