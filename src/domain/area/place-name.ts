import type { Area } from "./area-schema.ts";

/** What a channel of an area is called by the people who sit there; its id when the area does not know it. */
export const placeName = (
  { operators, slots }: Area,
  { installation, channel }: { readonly installation: string; readonly channel: string },
): string => {
  if (operators.installation === installation && operators.channel === channel)
    return "the operators of Tandem";
  const team = Object.values(slots).find(
    (one) => one.kind === "team" && one.installation === installation && one.channel === channel,
  );
  return team?.name ?? channel;
};
