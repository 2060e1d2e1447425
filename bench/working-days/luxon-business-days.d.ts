declare module "luxon-business-days" {
  import type { DateTime as Luxon } from "luxon";

  export type BusinessDateTime = Luxon & {
    setupBusiness(how: { readonly holidayMatchers: readonly ((one: Luxon) => boolean)[] }): void;
    plusBusiness(how: { readonly days: number }): BusinessDateTime;
  };
  const library: {
    readonly DateTime: { fromISO(text: string, options: { readonly zone: string }): BusinessDateTime };
  };
  export default library;
}
